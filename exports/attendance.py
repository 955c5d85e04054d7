"""Who was there, and from whom something was heard; organisations and kinds, never people."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from exports.attribution import table_of
from sessions.items.breakdown import PERSONAL_KINDS
from sessions.items.contribution import heard
from sessions.items.item import Openness
from sessions.meeting import Scheduled
from sessions.people import KINDS, Participant
from sessions.record import Record

SECRET = frozenset({Openness.ANONYMOUS, Openness.PER_KIND})
"""Items that promised not to name organisations."""


@dataclass(frozen=True, order=True, slots=True)
class Party:
    """An organisation, or with no name everybody of a kind who speaks for themselves."""

    rank: int
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Attendance:
    """People per party, parties of the programme that stayed away, and those who ran it.

    A number of people is None where the public edition closes a group.
    """

    parties: tuple[tuple[Party, int | None], ...]
    absent: tuple[Party, ...]
    people: int
    organisations: int
    staff: int

    @property
    def kinds(self) -> tuple[tuple[str, tuple[tuple[Party, int | None], ...]], ...]:
        """The same parties, those of one kind together."""
        found = groupby(self.parties, key=lambda row: row[0].kind)
        return tuple((kind, tuple(rows)) for kind, rows in found)


@dataclass(frozen=True, slots=True)
class Heard:
    """Per party the people from whom something came, for each item in `items`.

    `too_few` are the items in which so few answered that a row could give somebody away.
    """

    items: tuple[int, ...]
    parties: tuple[tuple[Party, tuple[int | None, ...]], ...]
    too_few: tuple[int, ...]


def attendance(record: Record) -> Attendance:
    """Who came, counted per organisation, and which that were invited did not."""
    parties = Counter(party(record, p) for p in record.present)
    return Attendance(
        parties=tuple(sorted(parties.items())),
        absent=tuple(sorted(p for p in _invited(record) if p not in parties)),
        people=len(record.present),
        organisations=sum(bool(p.name) for p in parties),
        staff=sum(not p.voice.counts for p in record.participants.values()),
    )


def party(record: Record, participant: Participant) -> Party:
    """Under what somebody is counted: a resident's own words at the door are never printed."""
    name = participant.organisation
    invited = {o.name for o in record.programme.organisations}
    if participant.kind in PERSONAL_KINDS and name not in invited:
        name = ""
    return _party(participant.kind, name)


def who_was_heard(record: Record) -> Heard:
    """Per organisation how many spoke at each item, where that gives nobody away."""
    asked = [
        s for s in record.running_order if s.item.asks and (s.opened_at or record.given(s.number))
    ]
    columns = {s.number: _voices(record, s) for s in asked}
    shown = {s.number: columns[s.number] for s in asked if _may_show(record, s, columns[s.number])}
    parties = sorted({*_invited(record), *(party(record, p) for p in _partners(record))})
    return Heard(
        items=tuple(shown),
        parties=tuple((p, tuple(c[p] for c in shown.values())) for p in parties),
        too_few=tuple(number for number in columns if number not in shown),
    )


def _may_show(record: Record, scheduled: Scheduled, voices: Counter[Party]) -> bool:
    """Enough people answered, or nobody did, or the item promised no secret."""
    few = 0 < voices.total() < record.meeting.smallest_group
    return not few or scheduled.item.open not in SECRET


def _voices(record: Record, scheduled: Scheduled) -> Counter[Party]:
    """People per party who gave something themselves, or sat at a table that did."""
    given = heard(record.given(scheduled.number), record.voices)
    tables = {t for c in given if (t := table_of(c))}
    authors = {c.participant for c in given}
    return Counter(
        party(record, p)
        for p in _partners(record)
        if p.pseudonym in authors or (p.table in tables and p.entered_by is None)
    )


def _partners(record: Record) -> list[Participant]:
    return [p for p in record.participants.values() if p.voice.counts]


def _invited(record: Record) -> list[Party]:
    return [_party(o.kind, o.name) for o in record.programme.organisations]


def _party(kind: str, name: str) -> Party:
    return Party(KINDS.index(kind) if kind in KINDS else len(KINDS), kind, name)
