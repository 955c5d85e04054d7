"""Who is at the other end: a participant, somebody who runs meetings, or nobody we know."""

from secrets import compare_digest

from starlette.requests import Request, cookie_parser
from starlette.responses import Response

from bot.web.context import Web, headers_of, language_in, web_of
from sessions.actions import arriving
from sessions.actions.arriving import digest
from sessions.actions.planning import ADMIN, staff_of
from sessions.actions.running import check_runs
from sessions.errors import Refusal
from sessions.meeting import plain_code
from sessions.people import Participant, Staff
from sessions.record import Record

STAFF_COOKIE = "regie"


class NotSignedIn(Refusal):
    """Nobody we know is at the other end."""


def participant_cookie(code: str) -> str:
    """One cookie a meeting, so that one phone can be in two programmes."""
    return f"deelnemer_{code}"


def token_in(headers: dict[bytes, bytes], cookie: str) -> str:
    """The bearer token, else the token in the cookie; empty when there is neither."""
    bearer = headers.get(b"authorization", b"").decode("latin-1")
    if bearer[:7].lower() == "bearer ":
        return bearer[7:].strip()
    cookies = cookie_parser(headers.get(b"cookie", b"").decode("latin-1"))
    return cookies.get(cookie, "")


async def participant_of(
    web: Web, headers: dict[bytes, bytes], code: str
) -> tuple[Record, Participant]:
    """Who answers in this meeting; raise `NotSignedIn` for whoever did not join it.

    The record may lack the newest contributions: enough to answer, not to show results.
    """
    seat = None
    if token := token_in(headers, participant_cookie(code)):
        seat = await web.store.seat(digest(token))
    if seat is None or seat.code != code:
        raise NotSignedIn("join.first")  # the same where there is no such meeting: no guessing
    record = web.store.glance(code) or await web.store.record(code)
    known = record.participants.get(seat.pseudonym)
    if known is None or known.left_at:  # a newcomer, or somebody who is back
        record = await web.store.record(code)
    return record, record.participants[seat.pseudonym]


async def staff_at(web: Web, headers: dict[bytes, bytes]) -> Staff | None:
    """Who runs meetings at the other end, if anybody."""
    token = token_in(headers, STAFF_COOKIE)
    admin = web.settings.admin_token
    if admin and token and compare_digest(token.encode(), admin.encode()):
        return ADMIN
    return await staff_of(web.store, token) if token else None


async def runner_of(web: Web, headers: dict[bytes, bytes], code: str) -> tuple[Record, Staff]:
    """Who may run this meeting; raise `NotSignedIn` or `Forbidden` for anybody else."""
    staff = await _signed_in(web, headers)
    record = await web.store.record(plain_code(code))
    check_runs(staff, record)
    return record, staff


async def language_of(web: Web, headers: dict[bytes, bytes], code: str) -> str:
    """The language of the participant who is there; of the browser when nobody is known."""
    try:
        _, who = await participant_of(web, headers, code)
    except Refusal:
        return language_in(headers)
    return who.language


async def known_staff(request: Request) -> Staff:
    """Who runs meetings and asks for this; raise `NotSignedIn` for anybody else."""
    return await _signed_in(web_of(request), headers_of(request))


async def _signed_in(web: Web, headers: dict[bytes, bytes]) -> Staff:
    staff = await staff_at(web, headers)
    if staff is None:
        raise NotSignedIn("staff.sign_in_first")
    return staff


COOKIE_LASTS = 30 * 24 * 3600
"""Seconds a phone remembers who it is: an evening, the check round, and the next evening."""


def set_participant_cookie(web: Web, response: Response, joined: arriving.Joined) -> None:
    response.set_cookie(
        participant_cookie(joined.code), joined.token, max_age=COOKIE_LASTS,
        httponly=True, samesite="lax", secure=web.settings.secure,
    )  # fmt: skip
