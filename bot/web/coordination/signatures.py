"""Which party signed which agreement: the page on which a coordinator writes it down."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.context import web_of
from bot.web.coordination.menu import (
    MANAGERS,
    NOTHING,
    Came,
    record_to_change,
    show,
    staff_with,
)
from bot.web.document_rows import Row, document_rows
from bot.web.forms import Form, read_form
from bot.web.rendering import after, page
from sessions.actions import signing
from sessions.errors import Malformed, Refusal
from sessions.people import Organisation, Staff
from sessions.record import Record
from sessions.signatories import parties
from sessions.signing import Signature, Signed, Variant, latest

HERE = "/coordinatie/bijeenkomsten/{code}/ondertekening"


@dataclass(frozen=True, slots=True)
class PartyLine:
    """One party, what was written down about it, and whether its form was just refused."""

    number: int
    party: Organisation
    signature: Signature | None
    refused: bool


@page
async def signatures(request: Request) -> Response:
    staff = await staff_with(request, MANAGERS)
    chosen = _variant(request.query_params.get("variant", Variant.COVENANT))
    return _show(request, staff, await record_to_change(request, staff), chosen, NOTHING)


def _variant(typed: str) -> Variant:
    if typed not in list(Variant):
        raise Malformed("form.unclear")
    return Variant(typed)


def _show(request: Request, staff: Staff, record: Record, chosen: Variant, came: Came) -> Response:
    now, refused = latest(record.signatures, chosen), came.form.get("party")
    lines = [
        PartyLine(number, party, now.get(party.name), party.name == refused)
        for number, party in enumerate(parties(record), start=1)
    ]
    return show(
        request, staff, "signatures", came, meeting=record.meeting, programme=record.programme,
        lines=lines, variants=list(Variant), chosen=chosen, states=list(Signed),
        last=record.signatures[-1] if record.signatures else None, document=_document(chosen),
        base=HERE.replace("{code}", record.meeting.code),
    )  # fmt: skip


def _document(chosen: Variant) -> Row:
    return next(row for row in document_rows() if row.variant == chosen)


@page
async def save(request: Request) -> Response:
    """What one party did, or the last entry taken back."""
    form, staff = await read_form(request), await staff_with(request, MANAGERS)
    record = await record_to_change(request, staff)
    chosen = _variant(form.get("variant"))
    try:
        await _save(request, staff, record, form)
    except Refusal as refusal:
        return _show(request, staff, record, chosen, Came(refusal, form))
    return after(f"{HERE.replace('{code}', record.meeting.code)}?variant={chosen}")


async def _save(request: Request, staff: Staff, record: Record, form: Form) -> None:
    store = web_of(request).store
    if form.get("verb") == "undo":
        await signing.undo(store, record, staff, form.number("seen") or 0)
        return
    if form.get("state") not in list(Signed):
        raise Malformed("form.unclear")
    entry = signing.FilledIn(
        _variant(form.get("variant")), form.get("party"), Signed(form.get("state")),
        form.get("day"), form.get("function"),
    )  # fmt: skip
    await signing.sign(store, record, staff, entry)


ROUTES = [Route(HERE, signatures), Route(HERE, save, methods=["POST"])]
