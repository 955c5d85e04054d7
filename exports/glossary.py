"""Words explained: of the knowledge base and of the programme, only those that a text uses."""

import re
from collections.abc import Iterable

from exports.phrasing import Phrasing
from sessions.dossier import Dossier, Term

LONG = 9
"""Letters from which a word that ends in -en is looked for without it: “aandachtsgroep”."""


def glossary(dossier: Dossier, said: Iterable[str], phrasing: Phrasing) -> tuple[Term, ...]:
    """In the order of the alphabet; the programme explains its own words itself."""
    text = "\n".join(said).casefold()
    own = _themes(dossier, phrasing)
    named = {term.name.casefold() for term in own}
    borrowed = [term for term in dossier.terms if term.name.casefold() not in named]
    used = (term for term in (*own, *borrowed) if _is_used(term.name, text))
    return tuple(sorted(used, key=lambda term: term.name.casefold()))


def _themes(dossier: Dossier, phrasing: Phrasing) -> list[Term]:
    """Themes with the words by which they are recognised; others explain nothing."""
    return [
        Term(
            theme.name,
            phrasing.words("glossary.theme", words=", ".join(theme.words)),
            phrasing.words("glossary.programme"),
        )
        for theme in dossier.programme.themes
        if theme.words
    ]


def _is_used(name: str, text: str) -> bool:
    """As a whole word, one or several of it; `text` is casefolded."""
    plain = name.casefold()
    stem = re.escape(plain.removesuffix("en") if len(plain) >= LONG else plain)
    return bool(re.search(rf"(?<!\w){stem}(?:en|s)?(?!\w)", text))
