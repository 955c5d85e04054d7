"""Sentences by key: gettext catalogues, read as translators write them."""

import re
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

BASE = "nl"
"""The language that has every sentence; the others fall back on it."""

_GAP = re.compile(r"\{(\w+)\}")


class Words:
    """The sentences of one catalogue in one language.

    Nothing here raises while people wait: a key without a sentence gives the key, a gap without
    a value stays as it was written. tests/test_house_rules.py finds both beforehand.
    """

    def __init__(self, language: str, sentences: GNUTranslations) -> None:
        self.language = language
        self._sentences = sentences

    def __call__(self, key: str, /, **values: object) -> str:
        return _fill(self._sentences.gettext(key), values)

    def plural(self, key: str, n: int, /, **values: object) -> str:
        """The sentence for `n` of something; `{n}` is filled in too."""
        return _fill(self._sentences.ngettext(key, key, n), {"n": n} | values)


class Catalogue:
    """The catalogue of one part of the house: `folder/nl/LC_MESSAGES/domain.po`, and so on."""

    def __init__(self, folder: Path, domain: str) -> None:
        self._folder = folder
        self._domain = domain

    def words(self, language: str) -> Words:
        """The sentences in this language, or in Dutch when there is no such catalogue."""
        known = language in self.languages
        return _words(self._folder, self._domain, language if known else BASE)

    @property
    def languages(self) -> tuple[str, ...]:
        return _languages(self._folder, self._domain)


@cache
def _languages(folder: Path, domain: str) -> tuple[str, ...]:
    return tuple(sorted(p.parts[-3] for p in folder.glob(f"*/LC_MESSAGES/{domain}.po")))


@cache
def _words(folder: Path, domain: str, language: str) -> Words:
    sentences = _read(folder / language / "LC_MESSAGES" / f"{domain}.po")
    if language != BASE:
        sentences.add_fallback(_read(folder / BASE / "LC_MESSAGES" / f"{domain}.po"))
    return Words(language, sentences)


def _read(path: Path) -> GNUTranslations:
    from babel.messages.mofile import write_mo  # only when the first sentence is needed
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        written = read_po(file, abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, written)
    compiled.seek(0)
    return GNUTranslations(compiled)


def _fill(sentence: str, values: dict[str, object]) -> str:
    """Fill the gaps; what is filled in is data, so braces in it stay braces."""
    return _GAP.sub(lambda gap: str(values.get(gap[1], gap[0])), sentence)
