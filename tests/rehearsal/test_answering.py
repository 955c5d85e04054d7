"""What people do in a turn: seeded, fitting, and each answer under its own key."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rehearsal.answering import ANSWERS, acts_at_table, acts_of
from bot.rehearsal.characters import behind_card, person
from bot.rehearsal.script import Act, Ask, Give, Recognise, Script, ScriptTurn
from sessions.items import KINDS
from sessions.items.casus import Casus
from sessions.items.question import Question
from tests.rehearsal.scripts import BOCE, all_turns, scripts

numbers = st.integers(1, 2_000)


def whole_evening(script: Script, number: int) -> list[list[Act]]:
    return [acts_of(script, turn, person(script, number)) for turn in all_turns(script)]


def test_every_kind_of_item_is_rehearsed() -> None:
    assert set(ANSWERS) == set(KINDS)


@given(scripts, numbers)
def test_the_same_seed_says_the_same_again(script: Script, number: int) -> None:
    again = Script(script.agenda, script.seed)

    assert whole_evening(script, number) == whole_evening(again, number)


@given(st.integers())
def test_another_seed_says_something_else(seed: int) -> None:
    here, there = Script(BOCE, seed), Script(BOCE, seed + 1)

    assert [whole_evening(here, n) for n in range(1, 21)] != [
        whole_evening(there, n) for n in range(1, 21)
    ]


@given(scripts, numbers)
def test_every_answer_fits_its_item(script: Script, number: int) -> None:
    for turn in all_turns(script):
        for act in acts_of(script, turn, person(script, number)):
            assert_fits(script, turn, act)


@given(scripts, st.integers(1, 30))
def test_what_a_table_writes_fits_its_casus(script: Script, table: int) -> None:
    for turn in all_turns(script):
        if isinstance(script.item(turn.number), Casus):
            acts = acts_at_table(script, turn, table)
            assert len(acts) == 1
            assert_fits(script, turn, acts[0])


def assert_fits(script: Script, turn: ScriptTurn, act: Act) -> None:
    """`check` refuses what does not fit, with an exception."""
    item = script.item(turn.number)
    match act:
        case Give(body):
            checked = item.check(dict(body))
            assert checked.round in {None, turn.part}
            assert checked.answer.get("step", turn.part) == turn.part
        case Recognise():
            assert isinstance(item, Question)
            assert turn.part == 2
        case Ask(question):
            assert question


@given(scripts, st.integers(1, 1_990))
def test_no_two_answers_share_a_key(script: Script, first: int) -> None:
    people = [*(person(script, first + n) for n in range(5)), behind_card(script, 1)]
    acts: list[Act] = [
        act for turn in all_turns(script) for who in people for act in acts_of(script, turn, who)
    ]
    for turn in all_turns(script):
        if isinstance(script.item(turn.number), Casus):
            acts += [act for table in (1, 2) for act in acts_at_table(script, turn, table)]
    keys = [act.key for act in acts if not isinstance(act, Ask)]

    assert len(set(keys)) == len(keys)
    assert all(keys)


@given(st.integers())
def test_sixty_people_say_different_things(seed: int) -> None:
    script = Script(BOCE, seed)
    question = next(n for n, i in enumerate(BOCE.items, start=1) if isinstance(i, Question))
    said = texts(script, ScriptTurn(question), range(1, 61))

    assert len(said) >= 45
    assert len(set(said)) == len(said)


def texts(script: Script, turn: ScriptTurn, crowd: Sequence[int]) -> list[str]:
    acts = [act for n in crowd for act in acts_of(script, turn, person(script, n))]
    return [str(act.body["text"]) for act in acts if isinstance(act, Give) and act.changes is None]


@settings(max_examples=20)
@given(st.integers())
def test_between_two_rounds_some_change_their_mind_and_most_do_not(seed: int) -> None:
    script = Script(BOCE, seed)
    poll = next(n for n, item in enumerate(BOCE.items, start=1) if item.last_round == 2)
    before, after = (
        [[choice(a) for a in acts_of(script, ScriptTurn(poll, part), person(script, n))]
         for n in range(1, 201)]
        for part in (1, 2)
    )  # fmt: skip
    moved = sum(a != b for a, b in zip(before, after, strict=True))

    assert 0 < moved < 100


def choice(act: Act) -> object:
    return act.body["choice"] if isinstance(act, Give) else None
