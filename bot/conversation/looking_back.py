"""`/mijninbreng`: everything one person gave, and what is still held."""

from bot.conversation import proposing
from bot.conversation.asking import Outcome, paragraphs, shortened
from bot.conversation.ballot import spoken
from bot.conversation.landed import (
    in_a_sentence,
    in_the_vision,
    is_adopted,
    vision_to_read,
    where_it_stands,
)
from bot.conversation.reply import Choice, Say, Wish
from bot.conversation.room import Room
from bot.conversation.talk import Talk
from sessions.catalogue import Words
from sessions.items.contribution import Contribution
from sessions.items.poll import Poll
from sessions.people import Participant
from sessions.synthesis.landing import Landing
from sessions.vision import Vision

QUOTED = 280
"""Characters of a sentence of the vision in a chat; the page has all of it."""


def mine(talk: Talk, room: Room) -> Outcome:
    """With its references; what belongs to the open item can be changed."""
    words, given, asking = room.words, room.mine(), room.asking
    rows = [words("mine.row", reference=c.reference, text=in_words(room, c)) for c in given]
    if room.record.meeting.closed_at:
        shown = vision_to_read(room.record)
        found = where_it_stands(room.record, shown)
        became = [_became(room.words, found[c.reference], shown) for c in given]
        rows = [f"{row}\n→ {where}" for row, where in zip(rows, became, strict=True)]
    held = [words("mine.held_row", text=h.text) for h in talk.held]
    text = paragraphs(
        words("mine") if given else words("mine.nothing"),
        "\n".join(rows),
        words("mine.held") if held else "",
        "\n".join(held),
    )
    now = asking.number if asking else None
    choices = [_change(room, c) for c in given if c.item == now and _stands_alone(c)]
    choices += [
        Choice(words("choice.send_held", text=shortened(h.text)), f"answer:{h.number}")
        for h in talk.held
        if asking
    ]
    return talk, [Say(text, (*choices, *_wish(room)))]


def _became(words: Words, landing: Landing, shown: Vision) -> str:
    """Where it stands, and the sentences of the vision that rest on it."""
    quoted = [
        f"{said.where} “{shortened(said.text, QUOTED)}”"
        for said in in_the_vision(landing, shown, words)
    ]
    return "\n→ ".join([in_a_sentence(landing, words), *quoted])


def _wish(room: Room) -> list[Choice]:
    """After the meeting somebody can ask for one message, or ask for none after all."""
    if not isinstance(room.me, Participant) or not room.record.meeting.closed_at:
        return []
    if is_adopted(room.record):
        return []
    wished = room.me.pseudonym in room.record.wishes
    key, verb = ("choice.adopted_no", "no") if wished else ("choice.adopted_yes", "yes")
    return [Choice(room.words(key), f"adopted:{verb}")]


def wished(talk: Talk, room: Room, place: str) -> Outcome:
    """“Laat het mij weten”: one message when the vision is adopted."""
    wanted = place == "yes"
    then = Say(room.words("adopted.noted" if wanted else "adopted.not_noted"))
    return talk, [Wish(wanted, then)]


def edited(talk: Talk, room: Room, text: str) -> Outcome:
    """Words changed in somebody's own chat: what was kept stays as it was, and can be changed."""
    talk, number = talk.hold(text)
    given = [c for c in room.mine() if room.asking and c.item == room.asking.number]
    choices = [_change(room, c) for c in given if _stands_alone(c)]
    if room.asking:
        held = room.words("choice.send_held", text=shortened(text))
        choices.append(Choice(held, f"answer:{number}"))
    choose = room.words("edited.choose") if choices else ""
    return talk, [Say(paragraphs(room.words("edited"), choose), tuple(choices))]


def in_words(room: Room, given: Contribution) -> str:
    scheduled, answer = room.record.item(given.item), given.answer
    if scheduled and isinstance(scheduled.item, Poll):
        return f"{scheduled.item.title} {spoken(scheduled.item, answer, room.words)}"
    if "position" in answer:
        return proposing.spoken(answer, room.words)
    if "recognise" in answer:
        return room.words("mine.recognised", reference=answer["recognise"])
    if "action" in answer:
        parts = (answer.get("owner"), answer["action"], answer.get("by"))
        return " | ".join([*filter(None, parts), *answer.get("with", ())])
    return str(answer.get("text", ""))


def _stands_alone(given: Contribution) -> bool:
    """A poll or a step is changed by answering once more; these need to be named."""
    whole = not {"step", "position"} & given.answer.keys()
    return "action" in given.answer or ("text" in given.answer and whole)


def _change(room: Room, given: Contribution) -> Choice:
    label = room.words("choice.change_this", reference=given.reference)
    return Choice(label, f"change:{given.reference}")
