"""What a coordinator does with a programme between its meetings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sessions.agenda import PartyPlan, PlannedStep, ThemePlan
from sessions.errors import Clash, Forbidden, Malformed
from sessions.items.item import told
from sessions.people import KINDS, Organisation, Role, Staff
from sessions.programme import Programme
from sessions.storage import programmes
from sessions.storage.programmes import MeetingLine
from sessions.storage.store import Store

CHANGERS = frozenset({Role.COORDINATOR, Role.ADMIN})

LONGEST_TITLE = 200
MOST_PARTIES = 500


@dataclass(frozen=True, slots=True)
class Overview:
    """A programme with its meetings."""

    programme: Programme
    meetings: list[MeetingLine]


async def programme_titles(store: Store, staff: Staff | None = None) -> dict[int, str]:
    """The titles of the programmes somebody sees, or of all, by number."""
    only = staff.programmes if staff else None
    return await store.read(partial(programmes.programme_titles, only=only))


async def overview(store: Store, staff: Staff, programme: int) -> Overview:
    """One programme; raise `Forbidden` for whoever may not see it, also when there is none."""
    if not staff.sees(programme):
        raise Forbidden("staff.not_yours")
    found = await store.read(partial(programmes.find_programme, programme=programme))
    return Overview(found, await store.read(partial(programmes.meeting_lines, programme=programme)))


def may_change(staff: Staff, programme: int) -> bool:
    """Whether this person may change what is the programme's: its parties, plan and agreements."""
    return staff.role in CHANGERS and staff.sees(programme)


async def make(store: Store, staff: Staff, title: str) -> int:
    """A new programme; only for whoever sees all of them.

    Raise `Forbidden` for who does not, `Malformed` without a title or with one that is too long.
    """
    if staff.role not in CHANGERS or staff.programmes is not None:
        raise Forbidden("staff.not_yours")
    if not (named := told(title)) or len(named) > LONGEST_TITLE:
        raise Malformed("programme.title", limit=LONGEST_TITLE)
    return await store.writer.run(None, lambda c: programmes.add_programme(c, named))


async def plan(
    store: Store, staff: Staff, programme: int, steps: Sequence[PlannedStep],
    known: Programme | None = None,
) -> None:  # fmt: skip
    """Write the planning down anew; raise `Clash` when another stands there than was `known`."""
    values = {"planning": [step.model_dump(mode="json", by_alias=True) for step in steps]}
    await _save(store, staff, programme, values, known)


async def name_groups(
    store: Store, staff: Staff, programme: int, groups: Sequence[str],
    known: Programme | None = None,
) -> None:  # fmt: skip
    """Write the target groups down anew; raise `Clash` when others stand there than `known`."""
    await _save(store, staff, programme, {"target_groups": list(groups)}, known)


async def name_themes(
    store: Store, staff: Staff, programme: int, themes: Sequence[ThemePlan],
    known: Programme | None = None,
) -> None:  # fmt: skip
    """Write the themes down anew; raise `Clash` when others stand there than were `known`."""
    values = {"themes": [theme.model_dump(mode="json") for theme in themes]}
    await _save(store, staff, programme, values, known)


async def name_parties(
    store: Store, staff: Staff, programme: int, parties: Sequence[PartyPlan],
    known: Programme | None = None,
) -> None:  # fmt: skip
    """Write the organisations down anew.

    Raise `Clash` when one is there twice, or when others stand there than were `known`.
    """
    _check_changes(staff, programme)
    names = [party.name.casefold() for party in parties]
    if twice := next((p.name for p in parties if names.count(p.name.casefold()) > 1), ""):
        raise Clash("programme.party_twice", name=twice)
    if strange := next((p.kind for p in parties if p.kind not in KINDS), ""):
        raise Malformed("join.unknown_kind", kind=strange, known=", ".join(KINDS))
    if len(parties) > MOST_PARTIES:
        raise Malformed("programme.too_many", limit=MOST_PARTIES)
    kept = [Organisation(party.name, party.kind) for party in parties]
    await store.writer.run(None, lambda c: programmes.save_organisations(c, programme, kept, known))
    store.look_again()


async def _save(
    store: Store, staff: Staff, programme: int, values: Mapping[str, object],
    known: Programme | None,
) -> None:  # fmt: skip
    _check_changes(staff, programme)
    await store.writer.run(None, lambda c: programmes.save_programme(c, programme, values, known))
    store.look_again()


def _check_changes(staff: Staff, programme: int) -> None:
    if not may_change(staff, programme):
        raise Forbidden("staff.not_yours")
