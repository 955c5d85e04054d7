"""Making the vision: every change by a coordinator, kept with its history, and taken back."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from typing import Any

from sessions.actions.curating import changed_entries
from sessions.composing import Edit, changed_since
from sessions.dossier import Dossier
from sessions.errors import Clash, Forbidden, Malformed, Unknown
from sessions.items.item import told
from sessions.people import Participant, Role, Staff
from sessions.record import Record
from sessions.storage import plans, visions
from sessions.storage.reading import read_programme
from sessions.storage.store import Store
from sessions.storage.unit import as_json
from sessions.storage.vision_reading import read_vision
from sessions.synthesis.borrowing import borrow
from sessions.vision import Vision
from sessions.vision_entries import Block, Changes, State
from sessions.vision_versions import KeptSentence

KEEPERS = frozenset({Role.COORDINATOR, Role.ADMIN})
"""Who decides what the vision says."""

READERS = KEEPERS | {Role.FACILITATOR}


@dataclass(frozen=True, slots=True)
class Making:
    """A change to make; `seen` is the last one that the page showed which asked for it.

    `known` are the references that exist, where a block may name them.
    """

    verb: str
    edit: Edit
    key: str | None = None
    seen: int | None = None
    known: frozenset[str] | None = None


def may_keep(staff: Staff, programme_id: int) -> bool:
    """Whether this person may change the vision of this programme."""
    return staff.role in KEEPERS and staff.sees(programme_id)


def check_keeps(staff: Staff, programme_id: int) -> None:
    """Raise `Forbidden` for whoever may not change the vision of this programme."""
    if not may_keep(staff, programme_id):
        raise Forbidden("vision.coordinator_only")


def check_reads(staff: Staff, programme_id: int) -> None:
    """Raise `Forbidden` for whoever runs no meetings of this programme."""
    if staff.role not in READERS or not staff.sees(programme_id):
        raise Forbidden("staff.not_yours")


async def open_dossier(store: Store, programme_id: int) -> Dossier:
    """All meetings of a programme as they stand, with its vision; `Unknown` when there is none."""
    codes = await store.read(partial(plans.codes_of, programme_id=programme_id))
    if not codes:
        raise Unknown("vision.no_programme")
    records = [await store.record_now(code) for code in codes]
    programme = await store.read(partial(read_programme, programme_id=programme_id))
    vision = await store.read(partial(read_vision, programme_id=programme_id))
    changed = [(version.name, version.text) for version in await changed_entries(store)]
    return borrow(Dossier(programme, tuple(records), vision), changed)


async def find_programme(store: Store, named: str) -> int:
    """The programme with this title, of the meeting with this code, or with a title like it.

    Raise `Unknown` when there is none.
    """
    found = await store.read(partial(plans.find_programme, named=named))
    if found is None:
        raise Unknown("vision.no_programme")
    return found


async def change(store: Store, staff: Staff, programme_id: int, making: Making) -> tuple[str, ...]:
    """Make one change; return what it is about. Under the same key it is made once.

    Raise `Clash` when somebody changed the same since it was read, and what the edit raises.
    """
    check_keeps(staff, programme_id)
    values = {
        "verb": making.verb, "by": staff.label, "at": datetime.now(UTC), "key": making.key,
    }  # fmt: skip

    def edit(vision: Vision) -> Changes:
        changes = making.edit(vision)
        if making.seen is not None and changed_since(vision, changes, making.seen):
            raise Clash("vision.changed_meanwhile")
        _check_references(changes, making.known)
        return changes

    return await store.writer.run(None, lambda c: visions.add_act(c, programme_id, values, edit))


def _check_references(changes: Changes, known: frozenset[str] | None) -> None:
    """Raise `Unknown` for a reference that leads nowhere; `R1 p.12` leads to `R1`."""
    for entry in changes.values():
        if known is not None and isinstance(entry, Block):
            for name in (*entry.added, *entry.cites, *entry.dissent, *entry.agreeing):
                if name.partition(" ")[0] not in known:
                    raise Unknown("vision.no_such_reference", reference=name)


async def undo(store: Store, staff: Staff, programme_id: int, number: int) -> None:
    """Take one change back; what it was before stands again."""
    check_keeps(staff, programme_id)
    await store.writer.run(None, lambda c: visions.undo_act(c, programme_id, number, staff.label))


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft to keep: what it is for, its sentences, and the vision that it was made of."""

    label: str
    lines: Sequence[KeptSentence]
    stamp: tuple[int, ...] | None = None

    def as_row(self, by: str) -> dict[str, Any]:
        sentences = {line.place: line.said for line in self.lines}
        return {
            "label": told(self.label)[:200], "by": by, "at": datetime.now(UTC),
            "digest": sha256(as_json(sentences).encode()).hexdigest(),
            "sentences": sentences, "lines": [asdict(line) for line in self.lines],
        }  # fmt: skip


async def put_down(store: Store, staff: Staff, programme_id: int, drafted: Drafted) -> int:
    """Keep a draft as a version; the next draft shows what changed since.

    Raise `Malformed` for a version without a label.
    """
    check_keeps(staff, programme_id)
    if not told(drafted.label):
        raise Malformed("answer.empty")
    row = drafted.as_row(staff.label)
    return await store.writer.run(None, lambda c: visions.add_version(c, programme_id, row))


async def take_step(
    store: Store, staff: Staff, programme_id: int, making: Making, drafted: Drafted
) -> int:
    """A step in one municipality, with the text that is before it; return that version's number.

    Step and version are kept together, or neither: otherwise nobody could tell later what the
    council had before it.
    Raise `Clash` when somebody changed the vision since it was read, `Malformed` without a key.
    """
    check_keeps(staff, programme_id)
    if not making.key:
        raise Malformed("form.unclear")
    row = drafted.as_row(staff.label)
    values = {"verb": making.verb, "by": staff.label, "at": row["at"], "key": making.key}

    def edit(vision: Vision) -> Changes:
        if drafted.stamp is not None and vision.stamp != drafted.stamp:
            raise Clash("vision.changed_meanwhile")
        return making.edit(vision)

    return await store.writer.run(
        None, lambda c: visions.take_step(c, programme_id, values, edit, row)
    )


async def tell_adopted(store: Store, staff: Staff, dossier: Dossier, write: visions.Write) -> int:
    """Tell everybody who asked for it that the vision is adopted; return how many they are.

    `write` words the letter to who went on to a meeting of another programme since.
    Raise `Clash` before it is adopted.
    """
    check_keeps(staff, dossier.programme.id)
    states = [dossier.vision.standing(name).state for name in dossier.municipalities]
    if any(state is not State.ADOPTED for state in states):
        raise Clash("vision.not_adopted")
    now, programme = datetime.now(UTC), dossier.programme.id
    return await store.writer.run(None, lambda c: visions.tell_adopted(c, programme, now, write))


async def wish(store: Store, record: Record, who: Participant, *, wanted: bool) -> None:
    """Somebody wants one message when the vision is adopted, or does not after all."""
    now = datetime.now(UTC)
    await store.writer.run(
        record.meeting.id, lambda c: visions.set_wish(c, who.id, now, wanted=wanted)
    )
