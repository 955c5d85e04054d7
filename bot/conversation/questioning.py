"""Thematische vraag: every message is a contribution, unless an earlier one is being changed."""

from dataclasses import replace

from bot.conversation.asking import (
    TICK,
    Outcome,
    compose,
    joined,
    paragraphs,
    refusal_text,
    shortened,
    subject,
)
from bot.conversation.quoting import asked_to_quote
from bot.conversation.reply import Choice, Keep, Say
from bot.conversation.room import Room
from bot.conversation.talk import Awaits, Talk, Topic
from sessions.errors import Malformed
from sessions.items.contribution import Contribution
from sessions.items.item import told
from sessions.meeting import Scheduled

MOST_OTHERS = 5
"""Contributions of others that are offered to recognise: more would bury the question."""

OTHERS_SHOWN = 280
"""Characters of each: with all of them the question still fits in one message."""


def ask(talk: Talk, room: Room, scheduled: Scheduled) -> Say:
    words = room.words
    given = [c for c in room.mine(scheduled.number) if "text" in c.answer]
    so_far = words.plural("question.so_far", len(given)) if given else ""
    others = others_of(room, scheduled)
    rows = "\n".join(
        words("question.other", text=shortened(c.answer["text"], OTHERS_SHOWN)) for c in others
    )
    heading = words("question.others") if others else ""
    lines = [words("question.how"), so_far, paragraphs(heading, rows)]
    choices = (*_recognitions(room, others), *_topics(talk, room, scheduled))
    return Say(compose(talk, room, scheduled, lines), choices, subject(scheduled))


def said(talk: Talk, room: Room, scheduled: Scheduled, text: str) -> Outcome:
    words = room.words
    body = {"text": text}
    if talk.awaits is Awaits.CHANGE:
        body |= _earlier_topics(room, talk.about) | {"replaces": talk.about}
    elif talk.topic and talk.topic.item == scheduled.number:
        body |= talk.topic.named
    then = Say(words("question.more"))
    talk, replies = keep_text(talk, room, Keep(scheduled.number, body, then, text, changeable=True))
    kept = any(isinstance(r, Keep) for r in replies)
    return (replace(talk, topic=None) if kept else talk), replies


def _earlier_topics(room: Room, reference: str) -> dict[str, str]:
    """Other words keep the theme and the target group that were named before."""
    earlier = next((c.answer for c in room.mine() if c.reference == reference), {})
    return {name: earlier[name] for name in ("theme", "target_group") if earlier.get(name)}


def keep_text(talk: Talk, room: Room, keep: Keep) -> Outcome:
    """Keep an open text, or say why not and hold it."""
    words, scheduled = room.words, room.record.item(keep.item)
    try:
        if scheduled:
            scheduled.item.check(keep.body)
    except Malformed as refusal:
        talk, _ = talk.hold(keep.typed)
        length = words("held.length", length=len(told(keep.typed)))
        return talk, [Say(paragraphs(refusal_text(refusal, words), length))]
    talk, then = asked_to_quote(talk.release(keep.typed).at_ease(), room, keep.then)
    return talk, [Keep(keep.item, keep.body, then, keep.typed, keep.changeable)]


def change(talk: Talk, room: Room, reference: str) -> Outcome:
    """The next words take the place of this contribution, while its item is open."""
    words = room.words
    given = next((c for c in room.mine() if c.reference == reference), None)
    asking = room.asking
    if given is None or asking is None or given.item != asking.number:
        return talk, [Say(words("change.closed", reference=reference))]
    earlier = str(given.answer.get("text") or given.answer.get("action") or "")
    return talk.await_(Awaits.CHANGE, reference), [
        Say(words("change.what", reference=reference, text=earlier))
    ]


def others_of(room: Room, scheduled: Scheduled) -> list[Contribution]:
    """Others' words on the screen, pinned ones first: only these can be recognised."""
    record, mine = room.record, set(room.owners)
    shown = [
        c
        for c in record.given(scheduled.number)
        if "text" in c.answer and c.owner not in mine and record.shows(c)
    ]
    pinned = {reference for reference, marks in record.marks.items() if marks.pinned}
    return sorted(shown, key=lambda c: c.reference not in pinned)[:MOST_OTHERS]


def recognise(talk: Talk, room: Room, reference: str) -> Outcome:
    """“Herken ik ook”, said of what somebody else gave."""
    words, asking = room.words, room.asking
    if asking is None or asking.item.kind != "question":
        return talk, [Say(words("button.spent"))]
    if reference not in {c.reference for c in others_of(room, asking)}:
        return talk, [Say(words("recognise.gone"))]
    then = joined(ask(talk, room, asking), before=words("recognise.done"))
    choices = tuple(_ticked(c) if c.id == f"recognise:{reference}" else c for c in then.choices)
    return talk, [Keep(asking.number, {"recognise": reference}, replace(then, choices=choices))]


def _ticked(choice: Choice) -> Choice:
    """As it is marked once it is kept."""
    return replace(choice, label=TICK + choice.label.removeprefix(TICK))


def _recognitions(room: Room, others: list[Contribution]) -> tuple[Choice, ...]:
    words, mine = room.words, {c.answer.get("recognise") for c in room.mine()}
    return tuple(
        Choice(
            (TICK if c.reference in mine else "")
            + words("choice.recognise", text=shortened(c.answer["text"])),
            f"recognise:{c.reference}",
        )
        for c in others
    )


def _topics(talk: Talk, room: Room, scheduled: Scheduled) -> tuple[Choice, ...]:
    """Themes and target groups, behind one button: nobody has to choose any."""
    themes, groups = topics_of(room, scheduled)
    if not themes and not groups:
        return ()
    topic = talk.topic if talk.topic and talk.topic.item == scheduled.number else None
    if topic is None:
        return (Choice(room.words("choice.topics"), f"topic:{scheduled.number}::"),)
    return tuple(
        Choice(f"{TICK}{name}" if name == chosen else name, f"topic:{scheduled.number}:{sort}:{n}")
        for sort, names, chosen in (("t", themes, topic.theme), ("g", groups, topic.target_group))
        for n, name in enumerate(names)
    )


def topics_of(room: Room, scheduled: Scheduled) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What may be named: the item's own themes and target groups, else the programme's."""
    item, programme = scheduled.item, room.record.programme
    themes = item.themes or tuple(theme.name for theme in programme.themes)
    return themes, item.target_groups or programme.target_groups


def name_topic(talk: Talk, room: Room, place: str) -> Outcome:
    """`topic:3:t:1` ticks the second theme for the next words; once more unticks it."""
    number, sort, which = (*place.split(":"), "", "")[:3]
    asking = room.asking
    if asking is None or str(asking.number) != number or asking.item.kind != "question":
        return talk, [Say(room.words("button.spent"))]
    topic = talk.topic if talk.topic and talk.topic.item == asking.number else Topic(asking.number)
    names = topics_of(room, asking)[sort == "g"]
    if which.isascii() and which.isdigit() and int(which[:4]) < len(names):
        topic = topic.ticked(names[int(which[:4])], group=sort == "g")
    talk = replace(talk, topic=topic)
    return talk, [joined(ask(talk, room, asking), before=room.words("topic.next"))]
