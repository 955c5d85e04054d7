"""What the forms of the console ask for; each returns where on the console to go on."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any

from pydantic import ValidationError

from bot.conversation.one_line import question_and_options
from bot.web.forms import Form
from bot.web.schemes import light_of
from bot.web.wording import Wording
from sessions.actions import arriving, entering, noting, rewriting, running, seating, showing
from sessions.actions.answering import IncomingAnswer
from sessions.actions.noting import Marking, PersonsAnswer, Remark
from sessions.actions.running import RunOrder
from sessions.errors import Malformed, Unknown
from sessions.items.item import told
from sessions.items.poll import Poll
from sessions.items.question import Question
from sessions.people import Staff
from sessions.record import NoteKind, Record
from sessions.storage.store import Store

Do = Callable[[Store, Record, Staff, Form], Awaitable[str]]

MARKS = frozenset({"show", "hide", "pin", "merge"})

BESIDE = frozenset({"key", "csrf"})
"""Fields that are not part of what a form asks for."""


def once(form: Form) -> str | None:
    """The key of a form: sent twice it does one thing; another button on the page is another."""
    if not form.get("key"):
        return None
    asked = [field for field in form.fields if field[0] not in BESIDE]
    return f"{form.get('key')[:80]}.{sha256(json.dumps(asked).encode()).hexdigest()[:12]}"


async def _run(store: Store, record: Record, staff: Staff, form: Form) -> str:
    """One of the verbs of running, for one item."""
    verb = form.get("verb")
    if verb == "end":
        await running.end(store, record, staff, once(form))
        return ""
    if verb not in running.VERBS:
        raise Malformed("form.unclear")
    order = RunOrder(
        verb, form.number("item") or 0, minutes=min(form.number("minutes") or 2, 120),
        to=form.number("to") or 1, round=form.number("round"), key=once(form),
    )  # fmt: skip
    await running.carry_out(store, record, staff, order)
    return "#draaiboek" if verb in {"move", "skip"} else ""


async def _undo(store: Store, record: Record, staff: Staff, form: Form) -> str:
    """What stood on the button, and never the step before it."""
    await running.undo(store, record, staff, once(form), form.number("step"))
    return ""


async def _hurry(store: Store, record: Record, staff: Staff, form: Form) -> str:
    await running.hurry(store, record, staff, form.get("how"), once(form))
    return ""


async def _make_room(store: Store, record: Record, staff: Staff, form: Form) -> str:
    await running.make_room(store, record, staff, once(form))
    return ""


async def _light(store: Store, record: Record, staff: Staff, form: Form) -> str:
    await showing.light(store, record, staff, light_of(form.get("how")))
    return "#draaiboek"


async def _turn(store: Store, record: Record, staff: Staff, form: Form) -> str:
    await showing.turn(store, record, staff, form.number("leaf") or 1)
    return ""


async def _announce(store: Store, record: Record, staff: Staff, form: Form) -> str:
    await running.announce(store, record, staff, form.get("text"), once(form))
    return "#bericht"


IMPROVISED = 2
"""Minutes that a poll in one line is expected to take, and the check of a summary."""

SUMMARY_LIMIT = 500
"""Characters in a summary: what the back row can read on one screen."""

TITLE_LIMIT = 300


async def _poll(store: Store, record: Record, staff: Staff, form: Form) -> str:
    title, options = question_and_options(form.get("line"))
    try:
        poll = Poll(title=title, options=tuple(options), minutes=IMPROVISED)
    except ValidationError:
        raise Malformed("form.poll_line") from None
    number = await running.add_on_the_spot(store, record, staff, poll, once(form))
    if form.get("open"):
        await _open_now(store, record, staff, number, once(form))
    return ""


async def _open_now(
    store: Store, record: Record, staff: Staff, number: int, key: str | None
) -> None:
    fresh = await store.record(record.meeting.code)
    await running.carry_out(store, fresh, staff, RunOrder("open", number, key=key))


async def _check(store: Store, record: Record, staff: Staff, form: Form) -> str:
    """“Klopt dit?”: the summary for everybody to see, and what they correct as contributions."""
    about, summary = record.item(form.number("item") or 0), told(form.get("summary"))
    if about is None or not summary:
        raise Malformed("form.check_empty")
    if len(summary) > SUMMARY_LIMIT:
        raise Malformed("answer.too_long", limit=SUMMARY_LIMIT)
    w = Wording(record.meeting.language)
    asked = w("check.title", title=about.item.title)[:TITLE_LIMIT]
    item = Question(title=asked, text=summary, minutes=IMPROVISED)
    number = await running.add_on_the_spot(store, record, staff, item, once(form))
    await _open_now(store, record, staff, number, once(form))
    return ""


async def _mark(store: Store, record: Record, staff: Staff, form: Form) -> str:
    verb = form.get("verb")
    if verb not in MARKS:
        raise Malformed("form.unclear")
    if verb == "show" and len(form.all("reference")) > 1:
        await noting.show_all(store, record, staff, form.all("reference"), once(form))
        return "#inbreng"
    marking = Marking(form.get("reference"), verb, form.get("into"), once(form))
    await noting.mark(store, record, staff, marking)
    return "#inbreng"


async def _answer(store: Store, record: Record, staff: Staff, form: Form) -> str:
    """A person's answer to what the bot could not answer."""
    number = form.number("number") or 0
    if form.get("verb") == "park":
        await noting.park(store, record, staff, number)
        return "#vragen"
    given = PersonsAnswer(number, form.get("text"), once(form))
    await noting.answer_question(store, record, staff, given)
    return "#vragen"


async def _note(store: Store, record: Record, staff: Staff, form: Form) -> str:
    if reference := form.get("reference"):
        return await _change_note(store, record, staff, form, reference)
    try:
        kind = NoteKind(form.get("kind"))
    except ValueError:
        raise Malformed("form.unclear") from None
    remark = Remark(kind, form.get("text"), form.get("owner"), form.get("by"), once(form))
    await noting.note(store, record, staff, remark)
    return "#notities"


async def _change_note(
    store: Store, record: Record, staff: Staff, form: Form, reference: str
) -> str:
    """A slip of the pen: what the form showed is what it changes."""
    note = rewriting.find_note(record, reference)
    seen = replace(
        note, text=form.get("was"), owner=form.get("was_owner", note.owner),
        by=form.get("was_by", note.by),
    )  # fmt: skip
    if form.get("verb") == "strike":
        await rewriting.strike(store, record, staff, seen, once(form))
    else:
        remark = Remark(note.kind, form.get("text"), form.get("owner"), form.get("by"), once(form))
        await rewriting.rewrite(store, record, staff, seen, remark)
    return "#notities"


async def _enter(store: Store, record: Record, staff: Staff, form: Form) -> str:
    """A paper card, or what somebody said in the hall."""
    number = form.number("item") or 0
    body: dict[str, Any] = form.answer()
    kept = await entering.enter(store, record, staff, IncomingAnswer(number, body, form.key(body)))
    return f"/kaart/{number}?opgeslagen={kept.reference}"


async def _deal(store: Store, record: Record, _staff: Staff, _form: Form) -> str:
    await arriving.deal_tables(store, record)
    return "/zaal"


async def _lead(store: Store, record: Record, staff: Staff, form: Form) -> str:
    await seating.lead(store, record, staff, form.number("table") or 0, form.get("leader"))
    return "/zaal"


async def _rotate(store: Store, record: Record, staff: Staff, form: Form) -> str:
    await seating.rotate(store, record, staff, once(form))
    return "/zaal"


async def _seat(store: Store, record: Record, _staff: Staff, form: Form) -> str:
    """Somebody to a table, or the pen into their hand."""
    who = record.participants.get(form.get("participant"))
    if who is None:
        raise Unknown("table.not_there")
    if form.get("verb") == "pen":
        await arriving.hand_pen(store, record, who)
    else:
        await arriving.sit(store, record, who, form.number("table"))
    return "/zaal"


ORDERS: dict[str, Do] = {
    "stap": _run,
    "ongedaan": _undo,
    "haast": _hurry,
    "ruimte": _make_room,
    "licht": _light,
    "blad": _turn,
    "klopt": _check,
    "bericht": _announce,
    "peiling": _poll,
    "inbreng": _mark,
    "vraag": _answer,
    "notitie": _note,
    "kaart": _enter,
    "tafels": _deal,
    "plaats": _seat,
    "leider": _lead,
    "doorschuiven": _rotate,
}
