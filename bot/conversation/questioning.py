"""Thematische vraag: every message is a contribution, unless an earlier one is being changed."""

from bot.conversation.asking import Outcome, compose, paragraphs, refusal_text
from bot.conversation.quoting import asked_to_quote
from bot.conversation.reply import Keep, Say
from bot.conversation.room import Room
from bot.conversation.talk import Awaits, Talk
from sessions.errors import Malformed
from sessions.items.item import told
from sessions.meeting import Scheduled


def ask(talk: Talk, room: Room, scheduled: Scheduled) -> Say:
    words = room.words
    given = [c for c in room.mine(scheduled.number) if "text" in c.answer]
    so_far = words.plural("question.so_far", len(given)) if given else ""
    return Say(compose(talk, room, scheduled, [words("question.how"), so_far]))


def said(talk: Talk, room: Room, scheduled: Scheduled, text: str) -> Outcome:
    words = room.words
    body = {"text": text}
    if talk.awaits is Awaits.CHANGE:
        body["replaces"] = talk.about
    then = Say(words("question.more"))
    return keep_text(talk, room, Keep(scheduled.number, body, then, text, changeable=True))


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
