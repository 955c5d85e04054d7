"""Answers that may say something else than the others beside them, by their Dutch words alone.

It is a hint, never a finding: a coordinator says which contributions hold another view. What people
chose in polls is left out of it: an anonymous vote would be read beside a text with a name.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from knowledge_base.words import shipped_lexicon, stem
from sessions.synthesis.vectors import words_in

_SOFT = r"(?:\w+ ){0,2}"
OBJECTS = re.compile(
    r"\b(?:(?:niet|geen) (?:mee |hier(?:mee)? |het )*eens|oneens|bezwa(?:ar|ren) tegen"
    r"|(?:heb|hebben|had|hadden|is|zie) (?:\w+ )?bezwa(?:ar|ren)"
    r"|(?:ben|zijn|is) (?:\w+ ){0,2}tegen (?:dit|deze|dat|die|het|de)"
    r"|tegen (?:dit|deze|dat) (?:plan|idee|voorstel|besluit)"
    r"|moet(?:en)? (?:wij |we |je |ook |dit |dat |hier )?niet (?!alleen)"
    r"|(?:wil|willen) (?:\w+ ){0,2}juist niet|juist (?:niet|geen)|liever (?:niet|geen)"
    r"|geen goed (?:idee|plan)|slecht (?:idee|plan)|onhaalbaar|niet haalbaar"
    r"|werk(?:t|en) (?:het |dit |dat |hier |bij ons |zo |dus |daar )*niet"
    r"|(?:zie|denkt?|denken|vind) (?:\w+ ){0,3}anders(?: over)?|(?:zeg|zeggen) nee"
    r"|geloof (?:ik )?(?:hier |er |daar )?niet (?:in|aan)|niet gebeuren|waarom zou(?:den)?"
    r"|klinkt (?:mooi|goed|leuk),? maar|andere kant van het verhaal"
    r"|maar niet (?:aan|voor|met|op|om|in|als))\b",
    re.IGNORECASE,
)
"""How people object in so many words, whatever the subject is."""

_I = r"(?:ik|wij|we|je|men)"
_MAY = r"(?:\w+ ){0,3}"
REFUSES = re.compile(
    r"\b(?:(?:ben|zijn) (?:er|hier|daar) (?:\w+ )?niet voor(?=\s*(?:[.,;!?]|$))"
    rf"|(?:doe|doen) {_I} (?:\w+ )?niet aan mee|(?:van|voor) mij hoef(?:t|ven)?\b"
    rf"|hoef(?:t|ven)? (?:van|voor) mij niet|(?:dus|gewoon) nee\b"
    rf"|stop(?:pen)? (?:\w+ ){{0,2}}met (?:die|dat|dit|deze|al)\b|schei (?:\w+ )?uit"
    rf"|(?:zit|zitten) {_MAY}(?:niet|niemand) te wachten|zit niemand {_MAY}te wachten"
    rf"|(?:gelo(?:of|ven)|denk|denken|verwacht|verwachten) (?:{_I} )?niet dat"
    rf"|kun je {_MAY}niet (?:vragen|verwachten|maken)|waarom weer"
    rf"|(?:kan|kunnen) {_MAY}(?:prima|best|goed) zonder"
    rf"|geld {_MAY}(?:aan|voor) iets anders|tegen de stroom in)",
    re.IGNORECASE,
)
"""How people turn a plan away for themselves: they will not, or nobody should."""
DOUBTS = re.compile(
    r"\b(?:alleen maar (?:geld|duurder|erger|slechter|ruzie|gedoe|overlast|werk)"
    r"|(?:is|zijn) (?:\w+ )?niet te betalen|achterhaald|uit de tijd"
    r"|(?:juist|precies) andersom|integendeel|het tegenovergestelde"
    rf"|lo(?:st|ssen) {_MAY}(?:niets|niks) op|(?:helpt|helpen) (?:\w+ )?(?:niets|niks|niemand)\b"
    r"|(?:heeft|hebben) (?:\w+ )?geen (?:zin|nut)|dat wordt (?:niets|niks|ruzie)"
    rf"|vind(?:en)? {_MAY}(?:onzin|flauwekul|overdreven|verkeerd|geldverspilling)"
    r"|(?:is|zijn) (?:geen|niet de|niet het) (?:oplossing|antwoord))",
    re.IGNORECASE,
)
"""How people say that a plan brings nothing, or the wrong thing."""

_WANTS = r"(?:wil|willen|wens|wensen|vraag|vragen|hoop|hopen|graag|vooral|beter|zeker|alstublieft)"
DENIES = (
    re.compile(rf"(?:^|[.!?;:] ?)(?:geen|minder) {_SOFT}\w+", re.IGNORECASE),
    re.compile(rf"\b{_WANTS} {_SOFT}(?:geen|minder) {_SOFT}\w+", re.IGNORECASE),
    re.compile(rf"\b(?:geen|minder) {_SOFT}\w+ (?:nodig|erbij)\b", re.IGNORECASE),
    re.compile(
        r"\b\w+ (?:\w+ ){0,3}(?:hoef(?:t|ven)? (?:\w+ )?niet|(?:is|zijn) niet nodig)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b\w+ (?:\w+ ){0,4}(?:zonde van|onbetaalbaar|overbodig|onzin|ten koste van|weggegooid)\b",
        re.IGNORECASE,
    ),
    re.compile(rf"(?:^|[.!?;:] ?)niet {_SOFT}\w+ maar\b", re.IGNORECASE),
)
"""Somebody turns something away; that there is none of it (“er is geen”) is another matter."""

SHORTEST = 4
"""Letters of a word that can be what a text is about."""

FEW, MOST = 4, 0.5
"""With a larger part of so many texts that object, objecting is what the theme says."""


def seem_contrary(texts: Sequence[str]) -> frozenset[int]:
    """Places of texts that may speak against the others of the same theme.

    Either a text objects in so many words, or it does not want what another text names.
    """
    said = [_stems(text) for text in texts]
    times = Counter(name for stems in said for name in stems)
    shared = frozenset(name for name, count in times.items() if count > 1)
    found = frozenset(
        place for place, text in enumerate(texts) if _objects(text) or _denies(text, shared)
    )
    return found if len(texts) < FEW or len(found) <= MOST * len(texts) else frozenset()


def _objects(text: str) -> bool:
    return any(pattern.search(text) for pattern in (OBJECTS, REFUSES, DOUBTS))


def _denies(text: str, shared: frozenset[str]) -> bool:
    """Whether it turns away what at least one other text names too."""
    return any(_stems(denied) & shared for denied in _denied(text))


def _denied(text: str) -> Iterator[str]:
    for pattern in DENIES:
        yield from (match[0] for match in pattern.finditer(text))


def _stems(text: str) -> frozenset[str]:
    filler = shipped_lexicon().filler
    return frozenset(stem(w) for w in words_in(text) if w not in filler and len(w) >= SHORTEST)
