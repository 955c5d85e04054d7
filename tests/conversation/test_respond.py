"""Any words, any button, any talk, at any item: never an error, and nothing typed gets lost."""

import json
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.commands import COMMANDS
from bot.conversation.heard import (
    Announced,
    Answered,
    Arrived,
    Asked,
    Closed,
    Edited,
    Ended,
    Heard,
    Interrupted,
    Invited,
    PenPassed,
    Posted,
    Pressed,
    Progressed,
    Revealed,
    Said,
    Shared,
    TakenBack,
)
from bot.conversation.pressing import AT_THE_DOOR, INSIDE, OF_THE_CREW, UNDER_A_POLL
from bot.conversation.reading import read_poll
from bot.conversation.reply import (
    Amend,
    Announce,
    Answer,
    Choice,
    End,
    Enrol,
    Improvise,
    Keep,
    Note,
    PassPen,
    React,
    Reply,
    Run,
    Say,
    SignIn,
    Sit,
    Undo,
    Wish,
    WriteDown,
)
from bot.conversation.respond import MOST_HELD, respond
from bot.conversation.talk import Awaits, Draft, Held, Talk, Topic, read_talk
from knowledge_base.search import load_base
from sessions.items.item import Item, ShowResults, told
from sessions.items.poll import Poll
from sessions.items.question import Question
from sessions.people import Participant, Staff
from tests.conversation.stage import (
    DE_VRIES,
    FACILITATOR,
    GOOD,
    TASK,
    WELCOME,
    Hall,
    hall,
    person,
)

patiently = settings(deadline=None, max_examples=150)
"""Other people's work on the same machine is no reason to fail."""

ABC = ("a", "b", "c")
ITEMS: dict[str, Item] = {
    "notice": WELCOME,
    "question": GOOD,
    "casus": DE_VRIES,
    "one": TASK,
    "many": Poll.model_validate(
        {"title": "Meer?", "choose": "many", "options": ABC, "max": 2, "other": True}
    ),
    "rank": Poll.model_validate({"title": "Orde?", "choose": "rank", "options": ABC}),
    "points": Poll.model_validate({"title": "Punten?", "choose": "points", "options": ABC}),
    "scale": Poll.model_validate({"title": "Hoe?", "choose": "scale", "rounds": 2}),
    "live": Poll.model_validate({"title": "Nu?", "options": ABC, "show_results": "live"}),
    "topics": Question(title="Wat?", themes=ABC, target_groups=ABC, show_results=ShowResults.LIVE),
}
names = sorted({name for command in COMMANDS for name in command.names})
texts = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["2", "1,3", "2 1 3", "60 40 0", "zorg?", "a | b | c | d", "anders: x"]),
    st.builds(
        "/{} {}".format, st.sampled_from(names), st.sampled_from(["", "2", "en", "a | b | c"])
    ),
)
numbers = st.integers(-5, 20) | st.integers()
verbs = sorted({*AT_THE_DOOR, *INSIDE, *UNDER_A_POLL, *OF_THE_CREW})
choices = st.text(max_size=20) | st.builds(
    lambda verb, *rest: ":".join([verb, *map(str, rest)]),
    st.sampled_from(verbs), numbers, numbers, numbers,
)  # fmt: skip
heard = st.one_of(
    st.builds(Said, texts), st.builds(Asked, texts), st.builds(Pressed, choices),
    st.builds(Arrived, texts), st.builds(Invited, numbers), st.builds(Closed, numbers),
    st.builds(Revealed, numbers), st.builds(Shared, numbers), st.builds(TakenBack, numbers),
    st.builds(Answered, numbers), st.builds(PenPassed, numbers),
    st.builds(Posted, texts), st.builds(Edited, texts),
    st.sampled_from([Announced(), Ended(), Progressed(), Interrupted()]),
)  # fmt: skip
small = st.integers(-2, 12)
kept_texts = st.text(max_size=40).map(told)
talks = st.builds(
    Talk,
    me=st.sampled_from(["", "D001", "D999"]),
    language=st.sampled_from(["", "nl", "en", "xx"]),
    awaits=st.sampled_from(Awaits),
    about=kept_texts,
    told=st.lists(small, max_size=3).map(tuple),
    current=st.none() | small,
    draft=st.none()
    | st.builds(
        Draft, small, small, st.lists(small, max_size=4).map(tuple),
        st.dictionaries(small, st.integers(-9, 999), max_size=3),
    ),
    held=st.lists(st.builds(Held, small, kept_texts), max_size=12).map(tuple),
    question=kept_texts,
    glasses=st.dictionaries(small, kept_texts, max_size=2),
    asked_to_quote=st.booleans(),
    topic=st.none() | st.builds(Topic, small, kept_texts, kept_texts),
    steers=st.booleans(),
)  # fmt: skip
everybody = [
    None, FACILITATOR, person(), person(quotable=None), person(table=1), person(language="en"),
    person(table=1, holds_pen=True), person(left_at=hall().record.meeting.opened_at),
]  # fmt: skip


def stage(item: Item) -> Hall:
    """It is open, others gave something to it, and a question waits for the facilitator."""
    given = {"text": "De bus"} if item.kind == "question" else {"choice": [1]}
    opened = hall(item, TASK).opens(1).wonders("D001", "Hoe laat?")
    if item.kind not in {"poll", "question"}:
        return opened
    for who in ("D005", "D006", "D007", "D008"):
        opened = opened.joined_by(person(who)).gave(who, 1, given, slot=who)
    return opened.marked("B1.1-001", shown=True)


@pytest.mark.parametrize("kind", ITEMS)
@patiently
@given(data=st.data(), happened=heard, talk=talks)
def test_nothing_that_is_heard_is_an_error(
    kind: str, data: st.DataObject, happened: Heard, talk: Talk
) -> None:
    me = data.draw(st.sampled_from(everybody))
    halls = [stage(ITEMS[kind]), stage(ITEMS[kind]).closes(1), stage(ITEMS[kind]).ends()]
    room = data.draw(st.sampled_from(halls)).seen_by(me, load_base().find)

    after, replies = respond(talk, happened, room)

    assert read_talk(after.to_json()) == after
    assert all(len(choice.id.encode()) <= 64 for choice in choices_in(replies))
    assert len(after.held) <= max(MOST_HELD, len(talk.held))
    assert {type(reply) for reply in replies} <= may_lead_to(me)


def may_lead_to(me: Participant | Staff | None) -> set[type[Reply]]:
    """What a turn of this person can set in motion; the desk relies on it."""
    if isinstance(me, Staff):
        return {Say, Run, Undo, Announce, End, Improvise, Note, Answer, SignIn, WriteDown}
    if me is None:
        return {Say, WriteDown, Enrol}
    return {Say, WriteDown, Amend, Wish, React} | (set() if me.left_at else {Keep, Sit, PassPen})


def choices_in(replies: list[Reply]) -> list[Choice]:
    says = [r if isinstance(r, Say) else getattr(r, "then", Say("")) for r in replies]
    return [choice for say in says for choice in say.choices]


@given(st.text(max_size=200))
@patiently
def test_a_talk_is_read_from_anything(kept: str) -> None:
    assert isinstance(read_talk(kept), Talk)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from([f.name for f in fields(Talk)]), inner, max_size=5)))  # fmt: skip
@patiently
def test_a_talk_is_read_from_any_json(kept: object) -> None:
    assert isinstance(read_talk(json.dumps(kept)), Talk)


@pytest.mark.parametrize("kind", ITEMS)
@patiently
@given(data=st.data(), words=st.text(max_size=80) | st.text("x", min_size=4_001, max_size=4_010))
def test_nothing_typed_gets_lost(kind: str, data: st.DataObject, words: str) -> None:
    """It is kept as an answer or reaction, written down, or held; or it chose an option."""
    inside = [p for p in everybody if isinstance(p, Participant)]
    halls = [stage(ITEMS[kind]), stage(ITEMS[kind]).closes(1)]
    room = data.draw(st.sampled_from(halls)).seen_by(data.draw(st.sampled_from(inside)))
    plain = told(words)

    after, replies = respond(data.draw(talks), Said(words), room)

    assert (
        not plain
        or plain.startswith("/")
        or chooses(ITEMS[kind], plain)
        or plain in places(after, replies)
    )


def chooses(item: Item, words: str) -> bool:
    return isinstance(item, Poll) and read_poll(item, words) is not None


def places(talk: Talk, replies: list[Reply]) -> set[str]:
    held = {h.text for h in talk.held}
    written = {r.question for r in replies if isinstance(r, WriteDown)}
    kept = {r.typed for r in replies if isinstance(r, Keep | React)}
    return held | written | kept | {talk.question}


@patiently
@given(data=st.data(), happened=heard, talk=talks)
def test_the_same_turn_has_the_same_end(data: st.DataObject, happened: Heard, talk: Talk) -> None:
    me = data.draw(st.sampled_from(everybody))
    room = stage(data.draw(st.sampled_from(list(ITEMS.values())))).seen_by(me)

    assert respond(talk, happened, room) == respond(talk, happened, room)


def test_the_tenth_text_without_a_place_sends_the_oldest_to_the_facilitator() -> None:
    room = hall(GOOD).opens(1).seen_by(person())
    talk = Talk(told=(1,), held=tuple(Held(n, f"{n}?") for n in range(1, MOST_HELD + 1)))

    after, replies = respond(talk, Said("nog een?"), room)

    assert replies[0] == WriteDown("1?", "abstain")
    assert [h.text for h in after.held] == [*(f"{n}?" for n in range(2, 10)), "nog een?"]
    assert replace(after, held=()) == replace(talk, held=())
