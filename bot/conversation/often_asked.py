"""What people ask most on an evening; the programme of the meeting answers it."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from bot.conversation.programme import dated
from bot.conversation.room import Room
from sessions.meeting import ItemState, Scheduled

Answer = Callable[[Room], str]


def answer_from_programme(question: str, room: Room) -> str:
    """The answer, when the question is about tonight or what follows; else empty."""
    plain = " ".join(re.findall(r"[\w']+", question.casefold()))
    for patterns, answer in _OFTEN_ASKED:
        if any(re.search(p, plain) for p in patterns) and (told := answer(room)):
            return told
    return ""


def _planned(pattern: str, *, later: bool = False) -> Answer:
    """The first line of the planning that matches; `later` leaves out tonight and before."""

    def answer(room: Room) -> str:
        tonight = room.record.meeting.day or date.min
        for planned in room.record.programme.planning:
            if later and (planned.day is None or planned.day <= tonight):
                continue
            if re.search(pattern, planned.what.casefold()):
                return dated(room, planned) + "."
        return ""

    return answer


def _at(room: Room, until: Scheduled | None) -> datetime | None:
    """When an item begins according to the plan (or when all is done), if it can be said."""
    meeting, order = room.record.meeting, room.record.running_order
    before = order[: order.index(until)] if until else order
    minutes = [i.item.minutes for i in before if i.state is not ItemState.SKIPPED]
    if meeting.starts is None or not all(minutes):
        return None
    start = datetime.combine(meeting.day or date.min, meeting.starts)
    return start + timedelta(minutes=sum(m for m in minutes if m))


def _break(room: Room) -> str:
    order = room.record.running_order
    found = next((i for i in order if re.search(r"pauze|break", i.item.title.casefold())), None)
    at = _at(room, found) if found else None
    return room.words("programme.break", time=f"{at:%H.%M}") if at else ""


def _end(room: Room) -> str:
    at = _at(room, None)
    return room.words("programme.end", time=f"{at:%H.%M}") if at else ""


def _chair(room: Room) -> str:
    chair = room.record.meeting.chair
    return room.words("programme.chair", chair=chair) if chair else ""


def _left(room: Room) -> str:
    waiting = sum(i.state is ItemState.WAITING for i in room.record.items)
    return room.words.plural("programme.left", waiting)


def _lasts(room: Room) -> str:
    """Until when, where the plan can say so; else how much is still to come."""
    return _end(room) or _left(room)


def _colleague(room: Room) -> str:
    return room.words("programme.colleague", code=room.record.meeting.spaced_code)


def _sentence(key: str) -> Answer:
    return lambda room: room.words(key)


_AT_WHAT_TIME = r"^(en )?(hoe laat|wanneer|when|what time)\b.*"

_OFTEN_ASKED: tuple[tuple[tuple[str, ...], Answer], ...] = (
    (
        (r"\b(staat|komt|ziet|zien) .*\bmijn naam\b", r"\bmy name\b", r"\bis dit anoniem\b"),
        _sentence("programme.name"),
    ),
    (
        (
            r"\b(kan|mag) (ik|dat|dit|het)\b.*\b(veranderen|wijzigen|verbeteren|aanpassen|anders)$",
            r"\bik typte\b.*\bfout\b",
            r"\bchange my answer\b",
        ),
        _sentence("programme.change"),
    ),
    (
        (r"\b(tot wanneer|hoe lang|until when)\b.*\b(reageren|reactie|verslag|react|minutes)\b",),
        _planned(r"laatste dag|reageren|reactie|last day"),
    ),
    (
        (r"\b(wanneer|when|hoe laat)\b.*\b(verslag|minutes)\b", r"\bkrijg\w* .*\bverslag\b"),
        _planned(r"verslag|minutes"),
    ),
    (
        (
            r"\b(volgende|next) (bijeenkomst|avond|keer|meeting|evening)\b",
            r"^wanneer\b.*\bweer bij elkaar$",
            r"^when do we meet again\b",
        ),
        _planned(r"bijeenkomst|avond|meeting|evening", later=True),
    ),
    (
        (r"^(en )?(wie|who) (besluit|beslist|beslissen|besluiten|decides?)\b",),
        _planned(r"besluit|vaststel|decision"),
    ),
    (
        (
            r"^wat gebeurt er\b.*\b(ik|mijn|onze|wij|we)\b",
            r"^wat doen jullie met\b.*\b(ik|mijn|onze|wij|we)\b",
            r"^what happens (to|with) (my|our)\b",
        ),
        _sentence("programme.words"),
    ),
    ((_AT_WHAT_TIME + r"\b(pauze|break|koffie)\b",), _break),
    ((_AT_WHAT_TIME + r"\b(klaar|afgelopen|naar huis|finished)\b",), _end),
    (
        (
            r"^(en )?hoe lang (duurt|gaat) (dit|het nog|deze|de (avond|bijeenkomst))\b",
            r"^(en )?hoe lang nog$",
            r"^tot hoe laat\b.*\b(wij|we|dit|het|vanavond)\b",
            r"^how long (is|does|will) (this|tonight|the (meeting|evening))\b",
        ),
        _lasts,
    ),
    ((r"^(wie|who) is (de |the )?(voorzitter|chair)\b",), _chair),
    (
        (
            r"\bhoeveel (onderdelen|vragen)\b.*\bnog\b",
            r"\bhoeveel\b.*\bnog\b.*\b(onderdelen|vragen)$",
            r"\bhow many (items|questions)\b.*\bleft\b",
        ),
        _left,
    ),
    (
        (r"\b(collega|buurman|buurvrouw|colleague)\b.*\b(meedoen|mee doen|aanmelden|join)\b",),
        _colleague,
    ),
)
"""What is asked, in both languages, and who answers; the first that fits and knows."""
