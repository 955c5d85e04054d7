import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions import agenda_words as words
from sessions.agenda import Agenda, read_agenda
from sessions.items import KINDS, read_item
from sessions.items.casus import Casus
from sessions.items.poll import Choose, Poll
from tests.sessions.agenda_texts import mistakes
from tests.sessions.making import patiently
from tests.tree import ROOT

FILES = {path.stem: path for path in sorted((ROOT / "sessions" / "agendas").glob("*.yaml"))}

each_agenda = pytest.mark.parametrize("name", FILES)


@cache
def text(name: str) -> str:
    return FILES[name].read_text(encoding="utf-8")


@cache
def agenda(name: str) -> Agenda:
    return read_agenda(text(name))


def test_six_evenings_are_ready_to_be_held() -> None:
    assert list(FILES) == [
        "arnhem-nijmegen-regio", "boce-start", "boce-thema",
        "ermelo-casus", "zoetermeer-bestuurlijk", "zoetermeer-uitvoerend",
    ]  # fmt: skip


@each_agenda
def test_an_item_comes_back_from_storage_as_it_went_in(name: str) -> None:
    for item in agenda(name).items:
        assert read_item.validate_python(item.model_dump(by_alias=True, mode="json")) == item
        assert read_item.validate_json(item.model_dump_json(by_alias=True)) == item


@each_agenda
def test_an_agenda_says_everything_that_the_minutes_need(name: str) -> None:
    meeting = agenda(name).meeting

    assert meeting.model_dump(exclude_defaults=True).keys() >= {
        "title", "number", "day", "starts", "place", "chair", "case_number", "tables", "goal",
    }  # fmt: skip


@each_agenda
def test_whatever_is_asked_can_be_answered_at_one_of_the_tables(name: str) -> None:
    for item in agenda(name).items:
        assert (item.tables or 0) <= agenda(name).meeting.tables
        if isinstance(item, Casus):
            assert item.tables
            assert len(item.perspectives) <= item.tables
        if isinstance(item, Poll) and item.choose is Choose.MANY:
            assert 1 < (item.max or 0) < len(item.options)


def test_together_they_show_every_kind_and_every_way_to_choose() -> None:
    items = [item for name in FILES for item in agenda(name).items]

    assert {item.kind for item in items} == set(KINDS)
    assert {item.choose for item in items if isinstance(item, Poll)} == set(Choose)
    assert any(item.last_round == 2 for item in items)


@pytest.mark.parametrize("name", ["zoetermeer-bestuurlijk", "zoetermeer-uitvoerend"])
def test_twenty_one_parties_sit_beside_the_municipality_and_the_experts(name: str) -> None:
    kinds = [party.kind for party in agenda(name).organisations]

    assert len([k for k in kinds if k not in {"gemeente", "expert of Rijk"}]) == 21


def test_eighteen_municipalities_make_the_region() -> None:
    kinds = [party.kind for party in agenda("arnhem-nijmegen-regio").organisations]

    assert kinds.count("gemeente") == 18


# The timing.

LENGTHS = {"tweeënhalf uur": 150, "drie uur": 180, "vijf kwartier": 75}

CLOCK = {
    "tien over half negen": time(20, 40),
    "kwart voor negen": time(20, 45),
    "tien voor negen": time(20, 50),
    "tien voor drie": time(14, 50),
    "vijf voor half vier": time(15, 25),
}


@each_agenda
def test_the_items_fill_the_evening_to_the_quarter(name: str) -> None:
    minutes = [item.minutes for item in agenda(name).items]
    comment = " ".join(line for line in text(name).splitlines() if line.startswith("#"))

    assert None not in minutes
    length = sum(m for m in minutes if m)
    assert length % 15 == 0
    assert {n for said, n in LENGTHS.items() if said in comment} <= {length}


@each_agenda
def test_after_the_break_they_go_on_when_the_break_says_so(name: str) -> None:
    clock = datetime.combine(date(2027, 1, 1), agenda(name).meeting.starts or time())
    for item in agenda(name).items:
        clock += timedelta(minutes=item.minutes or 0)
        if item.title == "Pauze":
            [said] = [words for words in CLOCK if f"Om {words} gaan wij verder" in item.text]
            assert clock.time() == CLOCK[said]


@each_agenda
def test_what_is_planned_comes_after_the_meeting_in_order(name: str) -> None:
    days = [step.day for step in agenda(name).planning]
    known = [day for day in [agenda(name).meeting.day, *days] if day]

    assert len(known) == len(days) + 1
    assert known == sorted(set(known))


# The words.


@each_agenda
def test_sentences_are_short_and_nobody_shouts(name: str) -> None:
    spoken = [s for item in agenda(name).items for s in (item.title, item.text, item.notes)]
    sentences = [s for s in re.split(r"(?<=[.?])\s+", " ".join(filter(None, spoken))) if s]
    lengths = [len(sentence.split()) for sentence in sentences]

    assert "!" not in text(name)
    assert [s for s, n in zip(sentences, lengths, strict=True) if n > 25] == []
    assert sum(lengths) / len(lengths) <= 15


# A slip of the pen anywhere.


@dataclass(frozen=True)
class Word:
    """A word that must be written as it is, and where it stands."""

    name: str
    start: int
    word: str
    sort: str

    @property
    def line(self) -> int:
        return text(self.name).count("\n", 0, self.start) + 1

    def replaced(self, by: str) -> str:
        return text(self.name)[: self.start] + by + text(self.name)[self.start + len(self.word) :]


KEY = re.compile(r"^(?!#)[ -]*\{?(?P<word>[a-z_]+):", re.MULTILINE)
INNER_KEY = re.compile(r"^ *- \{naam: .+, (?P<word>soort):", re.MULTILINE)
CHOICE = re.compile(
    r"^ *(?:- )?(?P<sort>niveau|kies|resultaat|openbaar|vanuit|aan): (?P<word>.+)$", re.MULTILINE
)
PARTY = re.compile(r"^ *- \{naam: .+, (?P<sort>soort): (?P<word>.+)\}$", re.MULTILINE)


def found_by(*patterns: re.Pattern[str]) -> list[Word]:
    return [
        Word(name, m.start("word"), m["word"], m.groupdict().get("sort", "key"))
        for name in FILES
        for pattern in patterns
        for m in pattern.finditer(text(name))
    ]


KEYS = found_by(KEY, INNER_KEY)
FIXED = [place for place in found_by(CHOICE, PARTY) if len(place.word) > 2]  # "na" looks like much

RIGHT = {
    word
    for table in vars(words).values()
    if isinstance(table, dict)
    for pair in table.items()
    for word in pair
    if isinstance(word, str)
}
"""Words that are right as they are, in Dutch or in English: `titel` with one letter wrong."""


@st.composite
def slips(draw: st.DrawFn, among: list[Word]) -> tuple[Word, str]:
    """One letter too few, one too many, two swapped, or one wrong."""
    place = draw(st.sampled_from(among))
    word, at = place.word, draw(st.integers(0, len(place.word) - 1))
    before, letter, after = word[:at], word[at], word[at + 1 :]
    written = draw(
        st.sampled_from(
            [before + after, word[: at + 1] + letter + after, before + "q" + after]
            + ([before + after[0] + letter + after[1:]] if after else [])
        )
    )
    return place, written


@patiently
@given(slips(KEYS).filter(lambda slip: slip[1] not in RIGHT))
def test_a_slip_in_a_key_is_one_mistake_on_its_line_with_what_was_meant(
    slip: tuple[Word, str],
) -> None:
    place, written = slip

    [(line, key, values)] = mistakes(place.replaced(written))

    assert (line, values["found"], values["meant"]) == (place.line, written, place.word)
    assert key in {"agenda.unknown_key", "agenda.unknown_item"}


@patiently
@given(slips(FIXED).filter(lambda slip: slip[1].strip() != slip[0].word))
def test_a_slip_in_a_fixed_word_is_one_mistake_on_its_line_with_what_was_meant(
    slip: tuple[Word, str],
) -> None:
    place, written = slip

    [(line, key, values)] = mistakes(place.replaced(written))

    assert (line, values["meant"]) == (place.line, place.word)
    assert key == ("agenda.unknown_kind" if place.sort == "soort" else "agenda.wrong_word")
