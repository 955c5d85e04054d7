"""Where the sides of a casus differ: a table of people who wrote things down, laid side by side."""

from dataclasses import replace

from hypothesis import given

from sessions.items.casus import Casus, From
from sessions.programme import Theme
from sessions.record import Marks, Record
from sessions.synthesis.tension import Alike, Comparison, Side, Subject, Unanswered, compare
from tests.exports.evenings import evenings, patiently
from tests.exports.records import Evening, casus

THEMES = (
    Theme("Ontmoeten", ("koffie", "buurthuis")),
    Theme("Passende woningen", ("lift", "drempel")),
    Theme("Mantelzorg", ("buurvrouw",)),
)


def evening() -> Evening:
    made = Evening(casus())
    made.programme = replace(made.programme, themes=THEMES)
    return made


def compared(made: Evening) -> Comparison:
    record = made.record()
    return compare(record, record.items[0])


def tables(made: Evening, *texts: str, step: int = 1) -> list[str]:
    """Each table writes one text; the glasses are dealt: bewoner, gemeente, bewoner …"""
    return [
        made.says(made.joins(table=n), 1, table=n, step=step, text=text)
        for n, text in enumerate(texts, start=1)
    ]


def test_a_theme_that_one_side_names_divides_them() -> None:
    made = evening()
    tables(made, "Er is geen lift en drempels overal.", "Zij drinkt koffie met de buurvrouw.")

    assert compared(made).divided == (
        Subject(1, "Ontmoeten", (Side("gemeente", ("B1.1-002",)),), ("bewoner",)),
        Subject(1, "Passende woningen", (Side("bewoner", ("B1.1-001",)),), ("gemeente",)),
        Subject(1, "Mantelzorg", (Side("gemeente", ("B1.1-002",)),), ("bewoner",)),
    )
    assert compared(made).shared == ()


def test_a_theme_that_both_name_is_shared_and_no_tension() -> None:
    made = evening()
    tables(made, "Een ontmoetingsplek mist zij.", "Ontmoeten kan zij nergens.", "Een lift!")

    assert compared(made).shared == (
        Subject(1, "Ontmoeten",
                (Side("bewoner", ("B1.1-001",)), Side("gemeente", ("B1.1-002",))), ()),
    )  # fmt: skip
    assert [s.theme for s in compared(made).divided] == ["Passende woningen"]


def test_every_word_of_a_phrase_must_be_there() -> None:
    made = evening()
    made.programme = replace(made.programme, themes=(Theme("Zorg dichtbij"),))
    tables(made, "De zorg is te duur.", "Zorg moet dichtbij blijven.")

    [subject] = compared(made).subjects
    assert [side.name for side in subject.named] == ["gemeente"]
    assert compared(made).nameless == (Side("bewoner", ("B1.1-001",)),)


def test_the_same_answer_from_two_sides_is_said_once() -> None:
    made = evening()
    tables(made, "Niemand belt haar ooit op.", "Niemand belt haar ooit op!", "Iets anders dus.")

    assert compared(made).alike == (
        Alike(1, (Side("bewoner", ("B1.1-001",)), Side("gemeente", ("B1.1-002",)))),
    )


def test_one_side_alone_is_compared_with_nobody() -> None:
    made = evening()
    tables(made, "Er is geen lift.")

    assert compared(made) == Comparison()


def test_what_says_nothing_or_is_hidden_is_neither_named_nor_silent() -> None:
    made = evening()
    _, gone = tables(made, "Er is geen lift.", "Zij wil koffie.")
    made.marks[gone] = Marks(hidden=True)
    tables(made, "weet niet", step=2)

    assert compared(made) == Comparison()


def test_a_kind_with_too_few_people_is_left_out_and_said_to_be() -> None:
    made = evening()
    for kind, people in (("gemeente", 4), ("corporatie", 5), ("huurders", 2)):
        for n in range(people):
            who = made.joins("" if kind == "huurders" else f"{kind} A", kind)
            made.says(who, 1, step=2, text=f"{kind} nummer {n} wil een lift")
    for _ in range(2):  # enough joined for their kind to be told, and only two answered
        made.joins("", "huurders")

    found = compared(made)

    assert found.closed
    assert "huurders" not in {side.name for s in found.subjects for side in s.named}


def test_a_small_kind_that_is_called_like_a_pair_of_glasses_is_closed_all_the_same() -> None:
    made = evening()
    for kind, people in (("gemeente", 2), ("corporatie", 5), ("huurders", 5)):
        for n in range(people):
            who = made.joins("" if kind == "huurders" else f"{kind} A", kind)
            made.says(who, 1, step=2, text=f"{kind} nummer {n} wil een lift")
    for _ in range(2):  # enough joined for their kind to be told, and only two answered
        made.joins("gemeente A", "gemeente")
    record = made.record()
    assert "gemeente" in casus().perspectives
    assert "gemeente" in record.tally(1).steps[1].by_perspective

    found = compared(made)

    assert found.closed
    assert "gemeente" not in {name for s in found.subjects for name in sides(s)}


def test_a_lesson_is_no_side() -> None:
    made = Evening(casus(steps=({"ask": "Wat ziet u?"}, {"ask": "Wat leren wij?", "lesson": True})))
    tables(made, "Er is geen lift.", "Koffie.", step=2)

    assert compared(made) == Comparison()


def test_a_theme_that_only_the_casus_names_counts_too() -> None:
    made = Evening(casus(themes=("Vervoer", "Mantelzorg")))
    made.programme = replace(made.programme, themes=THEMES)
    tables(made, "Het vervoer stokt en de buurvrouw helpt.", "Niemand weet het.")

    assert [s.theme for s in compared(made).subjects] == ["Mantelzorg", "Vervoer"]


def test_who_was_asked_and_took_on_nothing_is_told() -> None:
    made = evening()
    pen = made.joins(table=1)
    for text, to in (("Een lift", "Woonstichting Proef"), ("Een gezicht", "gemeente"),
                     ("Tijd", "Ouderenzorg Proef"), ("Geduld", "de buren")):  # fmt: skip
        made.says(made.joins("", "bewoners"), 1, step=2, text=text, to=to)
    made.says(pen, 1, action="Een vast gezicht", owner="gemeente emmen")
    made.says(pen, 1, action="Een lift plaatsen", owner="Woonstichting Proef")

    assert compared(made).unanswered == (
        Unanswered("Ouderenzorg Proef", ("B1.1-003",)),
        Unanswered("de buren", ("B1.1-004",)),
    )


@given(evenings())
@patiently
def test_no_kind_is_compared_that_gives_somebody_away(record: Record) -> None:
    record = replace(record, programme=replace(record.programme, themes=(Theme("a", ("e",)),)))
    for scheduled in record.items:
        if not isinstance(scheduled.item, Casus):
            continue
        found = compare(record, scheduled)
        given = {c.reference: c for c in record.given(scheduled.number)}
        for step in found.steps:
            tally = record.tally(scheduled.number).steps[step - 1]
            for name in {n for s in found.subjects if s.step == step for n in sides(s)}:
                behind = {given[r].participant for r in tally.by_perspective[name]}
                glasses = scheduled.item.steps[step - 1].viewpoint is From.GLASSES
                worn = scheduled.item.perspectives if glasses else ()
                guarded = name not in worn and "table:" not in name
                assert not guarded or len(behind) >= record.meeting.smallest_group


def sides(subject: Subject) -> list[str]:
    return [*(side.name for side in subject.named), *subject.silent]


@given(evenings())
@patiently
def test_every_answer_that_was_compared_is_somewhere(record: Record) -> None:
    for scheduled in (i for i in record.items if isinstance(i.item, Casus)):
        found = compare(record, scheduled)
        named = {r for s in found.subjects for side in s.named for r in side.references}
        known = {c.reference for c in record.given(scheduled.number)}

        nameless = {r for side in found.nameless for r in side.references}

        assert found == compare(record, scheduled)
        assert not named & nameless
        assert named | nameless <= known
        assert set(found.divided).isdisjoint(found.shared)
