"""Coming in, saying who one is, sitting down, passing the pen."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from sessions import mandates, owners
from sessions.errors import Clash, Forbidden, Malformed, Unknown
from sessions.items.item import told
from sessions.meeting import plain_code
from sessions.people import KINDS, Organisation, Participant, find_organisation, resembling
from sessions.record import Record
from sessions.storage import arrivals
from sessions.storage.store import Store
from sessions.storage.unit import Stirs

TOKEN_BYTES = 32
NAME_LIMIT = 120
"""Characters in a name or an organisation."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """What somebody says at the door; everything but the code may stay empty.

    `address` is where a channel that reaches people by itself finds them; `token` is the one that
    stands for whoever is there, where their door gives the same one to all their devices.
    """

    code: str
    organisation: str = ""
    kind: str = ""
    name: str = ""
    language: str = ""
    quotable: bool | None = None
    origin: str = "browser"
    address: str | None = None
    token: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """Who came in, and the token that stands for them from now on."""

    code: str
    pseudonym: str
    participant_id: int
    token: str


def digest(token: str) -> str:
    """How a token is kept: enough to recognise it, useless to who reads the database."""
    return hashlib.sha256(token.encode()).hexdigest()


async def join(store: Store, said: Introduction) -> Joined:
    """Let somebody in; whoever comes from an address that is in already stays who they were.

    Raise `Unknown` for a code that no meeting has, `Clash` when the meeting is over or full, and
    `Malformed` for an organisation that is not on the list and comes without its kind.
    """
    record = await store.record(plain_code(said.code))
    if record.meeting.closed_at:
        raise Clash("meeting.closed")
    party = settle_organisation(record, said.organisation, said.kind)
    token = said.token or secrets.token_urlsafe(TOKEN_BYTES)
    arrival = arrivals.Arrival(
        organisation=party.name,
        kind=party.kind,
        name=told(said.name)[:NAME_LIMIT],
        language=said.language or record.meeting.language,
        origin=said.origin,
        at=datetime.now(UTC),
        quotable=said.quotable,
        token_digest=digest(token),
        address=said.address,
        brings_token=bool(said.token),
        says_whose=bool(said.organisation or said.kind),
    )
    meeting = record.meeting
    row_id, name = await store.writer.run(
        meeting.id, lambda c: arrivals.add_participant(c, meeting.id, arrival), Stirs.CROWD
    )
    return Joined(meeting.code, name, row_id, token)


async def who_is_at(store: Store, record: Record, address: str) -> str:
    """The pseudonym of who came in from this address; empty when nobody did."""
    meeting = record.meeting.id
    known = await store.read(lambda c: arrivals.find_address(c, meeting, address))
    return known[1] if known else ""


async def open_door(store: Store, record: Record, address: str, token: str) -> Joined | None:
    """Let this token stand for whoever came in from this address; None when nobody did.

    It is the same for all devices of one person: none of them shuts the door on another.
    """
    meeting = record.meeting
    known = await store.read(lambda c: arrivals.find_address(c, meeting.id, address))
    if known is None:
        return None
    row_id, name = known
    values = {"token_digest": digest(token)}
    await store.writer.run(
        meeting.id, lambda c: arrivals.amend_participant(c, meeting.id, row_id, values)
    )
    return Joined(meeting.code, name, row_id, token)


def settle_organisation(record: Record, typed: str, kind: str) -> Organisation:
    """The organisation that was meant; a new one is welcome when its kind is said.

    Raise `Malformed` for a kind that we do not know, or for a new name without one.
    """
    name = told(typed)[:NAME_LIMIT]
    if kind and kind not in KINDS:
        raise Malformed("join.unknown_kind", kind=kind, known=", ".join(KINDS))
    if not name:
        return Organisation("", kind or "overig")
    parties = record.programme.organisations
    if known := find_organisation(name, parties):
        return known
    if kind or not parties:
        return Organisation(name, kind or "overig")
    meant = [o.name for o in resembling(name, parties)]
    raise Malformed(
        "join.unknown_organisation" if meant else "join.unknown_organisation_no_idea",
        organisation=name, suggestions=meant, meant=", ".join(meant),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Correction:
    """What somebody changes about themselves; None leaves it as it is."""

    quotable: bool | None = None
    name: str | None = None
    language: str | None = None
    organisation: str | None = None
    kind: str = ""
    left: bool | None = None


async def correct(store: Store, record: Record, who: Participant, said: Correction) -> None:
    """Change what somebody said about themselves; what they gave stays theirs."""
    values: dict[str, object] = {}
    if said.quotable is not None:
        values["quotable"] = said.quotable
    if said.name is not None:
        values["name"] = told(said.name)[:NAME_LIMIT]
    if said.language is not None:
        values["language"] = said.language
    if said.organisation is not None:
        _check_unsaid(record, who)
        party = settle_organisation(record, said.organisation, said.kind)
        values |= {"organisation": party.name, "kind": party.kind}
    if said.left is not None:
        values["left_at"] = datetime.now(UTC) if said.left else None
    if values:
        meeting, gets_up = record.meeting.id, bool(said.left) and who.table is not None
        await store.writer.run(
            meeting,
            lambda c: arrivals.amend_participant(c, meeting, who.id, values),
            Stirs.CROWD | (Stirs.HALL if gets_up else Stirs.CREW),
        )


def _check_unsaid(record: Record, who: Participant) -> None:
    """Whoever gave something stays who they were: moving would tell on those they leave or join."""
    spoke = record.of(owners.person(who.pseudonym)) or mandates.positions_by(record, who)
    if record.meeting.closed_at or spoke:
        raise Clash("join.organisation_fixed")


async def sit(store: Store, record: Record, who: Participant, table: int | None) -> bool:
    """Take a place at a table, or get up (None); return whether the pen is theirs now.

    Raise `Unknown` for a table that is not there tonight.
    """
    last = tables_tonight(record)
    if table is not None and not 1 <= table <= last:
        raise Unknown("table.unknown", table=table, last=last)
    meeting = record.meeting.id
    return await store.writer.run(
        meeting, lambda c: arrivals.take_seat(c, meeting, who.id, table), Stirs.CROWD | Stirs.HALL
    )


def tables_tonight(record: Record) -> int:
    """How many tables stand in the hall: the meeting's own number, or what an item needs."""
    asked = [scheduled.item.tables or 0 for scheduled in record.items]
    return max([record.meeting.tables, *asked])


async def pass_pen(store: Store, record: Record, who: Participant, to: str) -> None:
    """Give the pen of one's table to somebody else there; only its holder may.

    Raise `Unknown` when the other is not at the table, `Forbidden` without the pen.
    """
    heir = record.participants.get(to)
    if heir is None or heir.table is None or heir.left_at:
        raise Unknown("table.not_there")
    if who.table != heir.table or not who.holds_pen:
        raise Forbidden("table.not_your_pen")
    await hand_pen(store, record, heir)


async def hand_pen(store: Store, record: Record, heir: Participant) -> None:
    """Put the pen of somebody's table in their hand.

    Raise `Unknown` for who is at no table.
    """
    meeting, table = record.meeting.id, heir.table
    if table is None:
        raise Unknown("table.not_there")
    await store.writer.run(
        meeting,
        lambda c: arrivals.give_pen(c, meeting, table, heir.id),
        Stirs.CROWD | Stirs.HALL,
    )


async def deal_tables(store: Store, record: Record) -> int:
    """Give everybody without a table one, kinds of organisation mixed; return how many.

    Raise `Clash` when the meeting has no tables.
    """
    last = tables_tonight(record)
    if not last:
        raise Clash("table.none")
    waiting = [p for p in record.present if p.table is None and p.left_at is None]
    seats = _fewest_first(record, last, len(waiting))
    ordered = sorted(waiting, key=lambda p: (p.kind, p.pseudonym))
    dealt = [(p.id, table) for p, table in zip(ordered, seats, strict=True)]
    meeting = record.meeting.id
    asking = record.open_item.number if record.open_item else None
    await store.writer.run(
        meeting,
        lambda c: arrivals.deal_seats(c, meeting, dealt, asking),
        Stirs.CROWD | Stirs.HALL,
    )
    return len(dealt)


def _fewest_first(record: Record, last: int, wanted: int) -> list[int]:
    """The tables in the order in which people are sent there: always the emptiest one."""
    taken = {table: len(record.seated(table)) for table in range(1, last + 1)}
    order: list[int] = []
    for _ in range(wanted):
        table = min(taken, key=lambda t: (taken[t], t))
        taken[table] += 1
        order.append(table)
    return order
