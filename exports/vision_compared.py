"""What changed between two texts of the vision, as a document: two versions, or one and today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from exports.document import TARGETS, environment
from exports.edition import Edition
from exports.page import Page
from exports.pandoc import markdown, office
from exports.pdf import pdf
from exports.personal_data import dossier_without_personal_data
from exports.phrasing import CATALOGUE
from exports.vision import compile_vision, lines_of, still_quoted
from sessions.catalogue import Words
from sessions.dossier import Dossier
from sessions.errors import Unknown
from sessions.synthesis.comparing import Differing, compare
from sessions.vision import Vision
from sessions.vision_versions import KeptSentence

NOW = 0
"""The draft as it stands, beside the numbers of versions."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What changed between two texts; `first` and `second` name them."""

    edition: Edition
    programme: str
    made_at: datetime
    first: str
    second: str
    changes: tuple[Differing, ...]


def compare_versions(
    dossier: Dossier, made_at: datetime, edition: Edition, numbers: tuple[int, int]
) -> tuple[Differing, ...]:
    """Raise `Unknown` when no version has one of the numbers.

    Quotes that are gone from today's draft are gone from older texts too.
    """
    now = lines_of(compile_vision(dossier, made_at, edition))
    bare = dossier_without_personal_data(dossier, edition).vision
    first, second = (_lines(bare, number, now) for number in numbers)
    return compare(first, second)


def _lines(vision: Vision, number: int, now: Sequence[KeptSentence]) -> Sequence[KeptSentence]:
    if number == NOW:
        return now
    if (version := vision.version(number)) is None:
        raise Unknown("vision.no_version")
    return still_quoted(version.told, now)


def compile_compared(
    dossier: Dossier, made_at: datetime, edition: Edition, numbers: tuple[int, int]
) -> Compared:
    """Its title and the names of versions were typed too: nothing is taken as it was typed."""
    changes = compare_versions(dossier, made_at, edition, numbers)
    bare, words = dossier_without_personal_data(dossier, edition), CATALOGUE.words(dossier.language)
    first, second = (_named(bare.vision, number, words) for number in numbers)
    return Compared(edition, bare.programme.title, made_at, first, second, changes)


def _named(vision: Vision, number: int, words: Words) -> str:
    version = vision.version(number)
    if version is None:
        return words("compared.now")
    return words("compared.version", number=number, label=version.label)


def render_compared(compared: Compared, language: str, form: str) -> bytes:
    """The same comparison gives the same bytes."""
    if form in TARGETS:
        html = lay_out_compared(compared, language, form)
        return markdown(html) if form == "md" else html.encode()
    page = Page(lay_out_compared(compared, language, "paper"), compared.made_at)
    return pdf(page) if form == "pdf" else office(page, form)


def lay_out_compared(compared: Compared, language: str, target: str) -> str:
    """The page of what changed, as HTML for this target."""
    words = CATALOGUE.words(language)
    template = environment(words.language).get_template("compared.html")
    return template.render(compared=compared, words=words, target=target)
