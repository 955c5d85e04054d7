"""`/programma`: the items of tonight, where we are, and what is planned after it."""

from bot.conversation.asking import paragraphs
from bot.conversation.days import spoken_day
from bot.conversation.room import Room
from sessions.meeting import ItemState, Scheduled
from sessions.programme import Planned


def overview(room: Room) -> str:
    words, record = room.words, room.record
    rows = [_row(room, scheduled) for scheduled in record.running_order]
    planned = [dated(room, p) for p in record.programme.planning]
    after = paragraphs(words("programme.after"), "\n".join(planned)) if planned else ""
    return paragraphs(words("programme", title=record.meeting.title), "\n".join(rows), after)


def _row(room: Room, scheduled: Scheduled) -> str:
    words = room.words
    state = {
        ItemState.OPEN: words("programme.now"),
        ItemState.CLOSED: words("programme.done"),
        ItemState.SKIPPED: words("programme.skipped"),
    }.get(scheduled.state, "")
    row = f"{scheduled.number}. {scheduled.item.title}"
    return f"{row} ({state})" if state else row


def dated(room: Room, planned: Planned) -> str:
    day = spoken_day(planned.day, room.language) if planned.day else ""
    what = f"{day}: {planned.what}" if day else planned.what
    return f"{what} ({planned.who})" if planned.who else what
