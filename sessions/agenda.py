"""The agenda file: what a coordinator writes, read with every mistake and its line."""

from collections.abc import Mapping
from datetime import date, time
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sessions.agenda_translation import Translation
from sessions.items import AnyItem
from sessions.items.proposal import Proposal, Rule
from sessions.marked_yaml import Mistake, UnreadableError, read_marked
from sessions.meeting import Level
from sessions.people import KINDS

MOST_PLACES = 10_000
"""More people than any hall holds: beyond it a slip of the finger."""

SHIPPED = Path(__file__).parent / "agendas"
"""The agendas that everybody gets along."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PartyPlan(_Part):
    """An organisation that takes part."""

    name: str = Field(min_length=1, max_length=120)
    kind: str = "overig"


class ThemePlan(_Part):
    """A theme and the words by which it is recognised."""

    name: str = Field(min_length=1, max_length=120)
    words: tuple[str, ...] = ()


class PlannedStep(_Part):
    """A date in the planning."""

    what: str = Field(min_length=1, max_length=300)
    day: date | None = Field(default=None, alias="date")
    who: str = Field(default="", max_length=120)


class MeetingPlan(_Part):
    """The meeting itself."""

    title: str = Field(min_length=1, max_length=200)
    level: Level = Level.OPERATIONAL
    number: int | None = Field(default=None, ge=1, le=99)
    day: date | None = Field(default=None, alias="date")
    starts: time | None = None
    place: str = Field(default="", max_length=200)
    chair: str = Field(default="", max_length=200)
    case_number: str = Field(default="", max_length=60)
    language: Literal["nl", "en"] = "nl"
    smallest_group: int = Field(default=4, ge=2, le=50)
    tables: int = Field(default=0, ge=0, le=99)
    places: int | None = Field(default=None, ge=1, le=MOST_PLACES)
    goal: str = Field(default="", max_length=1_000)
    rule: Rule | None = None


class Agenda(_Part):
    """A whole agenda file."""

    programme: str = Field(min_length=1, max_length=200)
    meeting: MeetingPlan
    organisations: tuple[PartyPlan, ...] = Field(default=(), max_length=500)
    themes: tuple[ThemePlan, ...] = Field(default=(), max_length=100)
    target_groups: tuple[str, ...] = Field(default=(), max_length=100)
    planning: tuple[PlannedStep, ...] = Field(default=(), max_length=100)
    items: tuple[AnyItem, ...] = Field(min_length=1, max_length=99)


class FaultyAgendaError(Exception):
    """An agenda with mistakes, in the order of their lines."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__(mistakes)
        self.mistakes = sorted(mistakes, key=lambda m: (m.line, m.key))


def read_agenda(text: str) -> Agenda:
    """Read YAML or JSON; raise `FaultyAgendaError` with every mistake that was found."""
    try:
        marked = read_marked(text.removeprefix("\ufeff"))
    except UnreadableError as error:
        raise FaultyAgendaError([error.mistake]) from None
    if not isinstance(marked.value, dict):
        raise FaultyAgendaError([Mistake(marked.line, "agenda.no_mapping", {})])
    translation = Translation()
    plain = translation.agenda(marked)
    mistakes = translation.mistakes + _loose_ends(plain, translation)
    try:
        agenda = Agenda.model_validate(plain)
    except ValidationError as error:
        mistakes += [
            translation.complaint(each)
            for each in error.errors(include_url=False)
            if not (each["type"] == "too_short" and each["input"])  # faulty, not too few
        ]
        raise FaultyAgendaError(_once(mistakes)) from None
    if mistakes:
        raise FaultyAgendaError(_once(mistakes))
    return _settled(agenda)


def _settled(agenda: Agenda) -> Agenda:
    """Proposals without a rule of their own are adopted as the meeting says."""
    rule = agenda.meeting.rule
    items = tuple(
        i.model_copy(update={"rule": rule}) if isinstance(i, Proposal) and i.rule is None else i
        for i in agenda.items
    )
    return agenda.model_copy(update={"items": items}) if rule else agenda


def _once(mistakes: list[Mistake]) -> list[Mistake]:
    """The same slip twice on one line is one mistake."""
    return list({(m.line, m.key, str(m.values)): m for m in mistakes}.values())


def _loose_ends(plain: Mapping[str, Any], translation: Translation) -> list[Mistake]:
    """Names that are used but never given: themes, target groups, kinds of organisation."""
    mistakes = [
        translation.mistake(("organisations", place, "kind"), "agenda.unknown_kind", kind, KINDS)
        for place, kind in enumerate(_kinds(plain.get("organisations")))
        if kind and kind not in KINDS
    ]
    known = {
        "themes": _names(plain.get("themes")),
        "target_groups": _names(plain.get("target_groups")),
    }
    for number, item in enumerate(plain.get("items") or ()):
        for key, names in known.items():
            used = _names(item.get(key)) if isinstance(item, dict) else []
            mistakes += [
                translation.mistake(
                    ("items", number, key, place), f"agenda.unknown_{key}", n, names
                )
                for place, n in enumerate(used)
                if names and n not in names
            ]
    return mistakes


def _kinds(organisations: Any) -> list[str]:
    """The kind of each organisation; empty where none was given."""
    written = organisations if isinstance(organisations, list) else []
    return [str(w.get("kind", "")) if isinstance(w, dict) else "" for w in written]


def _names(written: Any) -> list[str]:
    """The names in a list of names or of mappings, whatever else is wrong with it."""
    if not isinstance(written, list):
        return []
    return [str(w.get("name") if isinstance(w, dict) else w) for w in written]
