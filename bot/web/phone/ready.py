"""The page “Nu” as it lies ready, for when a whole hall asks for it at the same moment.

Most of them get the same one (see `alike`). The first of them has it laid out by `pages.look`;
the others get it here, before the list of routes is tried and without a turn of the event loop.
"""

import re
from typing import NamedTuple

from starlette.responses import Response
from starlette.types import Scope

from bot.web.assets import takes_gzip
from bot.web.context import Web
from bot.web.phone.alike import AnyVisitor, alike
from bot.web.who import participant_cookie, token_in
from sessions.actions.arriving import digest
from sessions.people import Participant
from sessions.record import Record

NOW = re.compile(r"/m/([0-9]{6})")


class SharedKind(NamedTuple):
    """What tells one laid out page from another, for as long as the meeting stands as it does."""

    visitor: AnyVisitor
    packed: bool


def shared_kind(record: Record, who: Participant, headers: dict[bytes, bytes]) -> SharedKind | None:
    """Which of the shared pages somebody gets; None when theirs is not like that of others."""
    visitor = alike(record, who)
    return SharedKind(visitor, takes_gzip(headers)) if visitor else None


def asks_for_now(scope: Scope) -> str:
    """The code of the meeting, when “Nu” is asked for by its own address and with no wish."""
    if scope["type"] != "http" or scope["method"] != "GET" or scope["query_string"]:
        return ""
    found = NOW.fullmatch(scope["path"])
    return found[1] if found else ""


def ready_page(web: Web, scope: Scope) -> Response | None:
    """What lies ready for whoever asks; None where anything must be looked up or laid out."""
    if not (code := asks_for_now(scope)):
        return None
    headers: dict[bytes, bytes] = dict(scope["headers"])
    seat = web.store.seat_at_hand(digest(token_in(headers, participant_cookie(code))))
    record = web.store.record_at_hand(code)
    if seat is None or seat.code != code or record is None:
        return None
    who = record.participants.get(seat.pseudonym)
    if who is None or who.left_at:
        return None
    kind = shared_kind(record, who, headers)
    return web.shared.ready(record, kind) if kind else None
