import json
from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from sessions.agenda import FaultyAgendaError, read_agenda
from sessions.items.casus import Casus, From
from sessions.items.item import Openness, ShowResults
from sessions.items.notice import Notice
from sessions.items.poll import Choose, Poll
from sessions.items.question import Question
from sessions.meeting import Level
from tests.sessions.agenda_texts import DUTCH, ENGLISH, SMALL
from tests.sessions.making import patiently


def test_an_agenda_is_read_as_it_was_meant() -> None:
    agenda = read_agenda(DUTCH)

    meeting = agenda.meeting
    assert (agenda.programme, meeting.title) == ("Woonzorgvisie BOCE", "Startbijeenkomst")
    assert (meeting.day, meeting.starts) == (date(2027, 3, 11), time(19, 30))
    assert (meeting.level, meeting.smallest_group) == (Level.OPERATIONAL, 5)
    assert [(o.name, o.kind) for o in agenda.organisations] == [
        ("Gemeente Emmen", "gemeente"), ("Seniorenraad", "overig"),
    ]  # fmt: skip
    assert [(t.name, t.words) for t in agenda.themes] == [
        ("Ontmoeten", ("buurthuis", "eenzaamheid")), ("Zorg dichtbij", ()),
    ]  # fmt: skip
    [planned] = agenda.planning
    assert (planned.day, planned.who) == (date(2027, 3, 18), "de coördinator")


def test_items_are_read_as_they_were_meant() -> None:
    welcome, poll, scale, question, casus = read_agenda(DUTCH).items

    assert isinstance(welcome, Notice)
    assert welcome.notes == "Noem de koffie."
    assert isinstance(poll, Poll)
    assert (poll.choose, poll.max, poll.other, poll.rounds) == (Choose.MANY, 3, True, 2)
    assert poll.options == ("Woningen", "Zorg", "Ja")
    assert (poll.show_results, poll.open) == (ShowResults.LIVE, Openness.PER_KIND)
    assert isinstance(scale, Poll)
    assert (scale.lowest, scale.highest, scale.labels) == (1, 5, ("Slecht", "Goed"))
    assert scale.open is Openness.BY_NAME
    assert isinstance(question, Question)
    assert (question.themes, question.target_groups) == (("Ontmoeten",), ("Senioren",))
    assert isinstance(casus, Casus)
    assert [(s.viewpoint, s.to) for s in casus.steps] == [(From.GLASSES, ""), (From.OWN, "party")]


def test_the_english_words_mean_the_same() -> None:
    assert read_agenda(ENGLISH) == read_agenda(DUTCH)


def test_json_means_the_same_as_yaml() -> None:
    written = {
        "programme": "T",
        "meeting": {"title": "Start 😀", "smallest_group": 4, "date": None},
        "items": [{"poll": "Ja?", "options": ["Ja", "Nee"], "other": True, "minutes": 5}],
    }

    agenda = read_agenda(json.dumps(written, indent=2))

    assert agenda.meeting.title == "Start 😀"
    assert agenda.items == (
        Poll(title="Ja?", options=("Ja", "Nee"), other=True, minutes=5),
    )  # fmt: skip


def test_a_mark_of_the_editor_and_signs_that_no_document_can_hold_fall_away() -> None:
    agenda = read_agenda("\ufeff" + SMALL.replace("Start", r'"Start\0\e bijeenkomst "'))

    assert agenda.meeting.title == "Start bijeenkomst"


def check(text: str) -> None:
    """Reading gives an agenda, or mistakes that all stand on a line of the file."""
    try:
        read_agenda(text)
    except FaultyAgendaError as error:
        found = error.mistakes
    else:
        return

    assert found
    assert [m for m in found if not 1 <= m.line <= max(1, len(text.splitlines()))] == []
    assert all(str(value).encode() or not value for m in found for value in m.values.values())


@patiently
@given(st.text())
def test_any_text_is_read_or_gets_its_mistakes(text: str) -> None:
    check(text)


LINES = DUTCH.splitlines()
SCRAPS = [
    "", "x", ":", ": ", "- ", "  ", "\t", "?", "'", '"', "[", "]", "{", "}", "&a ", "*a", "!a ",
    "# ", "| ", "> ", "~", "\\", "\x00", "😀", "\n", "999999999999999999999", "-1", "1.5", "null",
]  # fmt: skip


@patiently
@given(
    st.integers(0, len(DUTCH)), st.integers(0, 12), st.sampled_from(SCRAPS) | st.text(max_size=5)
)
def test_any_scrap_anywhere_is_read_or_gets_its_mistakes(at: int, gone: int, scrap: str) -> None:
    check(DUTCH[:at] + scrap + DUTCH[at + gone :])


@patiently
@given(st.permutations(LINES), st.integers(0, len(LINES)))
def test_lines_in_any_order_are_read_or_get_their_mistakes(lines: list[str], most: int) -> None:
    check("\n".join(lines[:most]))


VALUES = ["x", '""', "~", "[]", "{}", "[x]", "{x: y}", "[[x]]", "[{naam: x}]", "[~]", "5", "ja"]


@patiently
@given(st.sampled_from([n for n, line in enumerate(LINES) if ": " in line]), st.data())
def test_any_value_under_any_key_is_read_or_gets_its_mistakes(at: int, data: st.DataObject) -> None:
    key, _, _ = LINES[at].partition(": ")
    changed = f"{key}: {data.draw(st.sampled_from(VALUES))}"

    check("\n".join([*LINES[:at], changed, *LINES[at + 1 :]]))


def test_every_line_can_be_left_out_and_what_is_missing_is_said() -> None:
    for at in range(len(LINES)):
        check("\n".join([*LINES[:at], *LINES[at + 1 :]]))
