"""Every contribution with its origin, as far as that gives nobody away."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from exports.attendance import SECRET
from exports.attribution import Quote, Withheld, group_labels, personal, quote
from exports.sections import item_reference
from exports.sections.casus import perspectives
from sessions.items.breakdown import speaks_for_party
from sessions.items.casus import Casus
from sessions.items.contribution import Contribution, by_reference
from sessions.items.poll import Choose, Poll
from sessions.meeting import Scheduled
from sessions.record import Record


@dataclass(frozen=True, slots=True)
class ListedContribution:
    """One contribution; `outside` marks a facilitator or an expert, who is never counted.

    `choices` is what was chosen in a poll. `origin` is empty and `at` None where they could
    betray a secret answer.
    """

    quote: Quote
    origin: str
    at: datetime | None
    outside: bool
    choices: tuple[str, ...] = ()
    round: int = 0
    step: int = 0
    perspective: str = ""
    to: str = ""
    recognises: str = ""
    recognised_by: tuple[str, ...] = ()
    stand: str = ""
    reservation: str = ""

    @property
    def shows_who(self) -> bool:
        return self.outside or bool(self.quote.label or self.quote.table)

    @property
    def alike(self) -> tuple[object, ...]:
        """What an entry shares with others that say the same; its reference is its own."""
        return (self.round, self.choices, self.quote.label, self.origin, self.outside)

    @property
    def is_bare(self) -> bool:
        """Whether it says no more than what was chosen."""
        words = self.quote.text or self.quote.withheld or self.quote.table or self.at
        return bool(self.choices) and not words


@dataclass(frozen=True, slots=True)
class ItemEntries:
    """One item's contributions; earlier versions are counted, withdrawn ones only named."""

    reference: str
    scheduled: Scheduled
    entries: tuple[ListedContribution, ...]
    kept: int
    changed: int
    withdrawn: tuple[str, ...]
    origins: Mapping[str, int]

    @property
    def alike(self) -> tuple[tuple[ListedContribution, ...], ...]:
        """Votes that say the same, together: round after round, what was chosen most first."""
        found: dict[tuple[object, ...], list[ListedContribution]] = {}
        for entry in self.entries:
            if entry.is_bare:
                found.setdefault(entry.alike, []).append(entry)
        groups = [tuple(entries) for entries in found.values()]
        return tuple(sorted(groups, key=lambda group: (group[0].round, -len(group))))

    @property
    def apart(self) -> tuple[ListedContribution, ...]:
        """Everything else, one by one."""
        return tuple(entry for entry in self.entries if not entry.is_bare)


def appendix(record: Record) -> tuple[ItemEntries, ...]:
    """The items that ask something, in running order."""
    return tuple(_part(record, s) for s in record.running_order if s.item.asks)


def _part(record: Record, scheduled: Scheduled) -> ItemEntries:
    current = record.given(scheduled.number)
    kept = {c.reference for c in current}
    rows = [c for c in record.contributions if c.item == scheduled.number]
    gone = {c.reference: c for c in rows if c.withdrawn and c.reference not in kept}
    spoken = sum(c.reference in kept and not c.withdrawn for c in rows)
    entries = _poll_entries if isinstance(scheduled.item, Poll) else _text_entries
    return ItemEntries(
        reference=item_reference(record, scheduled.number),
        scheduled=scheduled,
        entries=tuple(entries(record, scheduled)),
        kept=len(current),
        changed=spoken - len(current),
        withdrawn=tuple(c.reference for c in sorted(gone.values(), key=by_reference)),
        origins=dict(sorted(Counter(c.origin for c in current).items())),
    )


def _text_entries(record: Record, scheduled: Scheduled) -> Iterable[ListedContribution]:
    """Texts, each with the references of those who recognised it."""
    seen_through = perspectives(record, scheduled) if isinstance(scheduled.item, Casus) else {}
    given = record.given(scheduled.number)
    texts = {c.reference for c in given if "text" in c.answer}
    support: dict[str, list[str]] = {}
    for each in given:
        recognised = each.answer.get("recognise", "")
        if recognised in texts and not _is_outside(record, each):
            support.setdefault(recognised, []).append(each.reference)
    told = {reference for supporters in support.values() for reference in supporters}
    for each in given:
        if each.reference not in told:
            shown = quote(record, each, len(support.get(each.reference, ())))
            yield ListedContribution(
                quote=shown,
                origin=each.origin,
                at=each.at,
                outside=_is_outside(record, each),
                step=each.answer.get("step", 0),
                perspective=seen_through.get(each.reference, ""),
                to=each.answer.get("to", ""),
                recognises=each.answer.get("recognise", ""),
                stand=each.answer.get("position", ""),
                reservation="" if shown.withheld else each.answer.get("reservation", ""),
                recognised_by=tuple(support.get(each.reference, ())),
            )


def _poll_entries(record: Record, scheduled: Scheduled) -> Iterable[ListedContribution]:
    for turn in range(1, scheduled.item.last_round + 1):
        labels = group_labels(record, scheduled, turn)
        rare = _rare_origin(record, personal(record, scheduled, turn))
        for each in record.given(scheduled.number):
            if each.round == turn:
                yield _vote(record, scheduled, each, labels.get(each.reference, ""), rare=rare)


def _vote(
    record: Record, scheduled: Scheduled, given: Contribution, label: str, *, rare: bool
) -> ListedContribution:
    """A vote, with the group that the tally shows and no more."""
    poll, voice = scheduled.item, record.voices.get(given.participant)
    assert isinstance(poll, Poll)
    secret = poll.open in SECRET or voice is None or not speaks_for_party(voice)
    outside = _is_outside(record, given)
    words = replace(quote(record, given), label=label)
    if outside and secret:
        words = replace(words, text="", withheld=Withheld.UNCOUNTED_VOTE)
    return ListedContribution(
        quote=words,
        choices=() if outside and secret else chosen(poll, given.answer),
        origin="" if secret and rare else given.origin,
        at=None if secret else given.at,
        outside=outside,
        round=given.round,
    )


def chosen(poll: Poll, answer: Mapping[str, object]) -> tuple[str, ...]:
    """What an answer to a poll says, in the words of its options."""
    label = dict(poll.choices)
    match poll.choose, answer:
        case Choose.SCALE, {"value": int(value)}:
            return (str(value),)
        case Choose.POINTS, {"points": dict(points)}:
            return tuple(f"{label[int(n)]}: {given}" for n, given in points.items())
        case Choose.RANK, {"choice": list(ranked)}:
            return tuple(f"{place}. {label[n]}" for place, n in enumerate(ranked, start=1))
        case _, {"choice": list(picked)}:
            return tuple(label[n] for n in picked)
    return ()


def _rare_origin(record: Record, given: Sequence[Contribution]) -> bool:
    """Whether so few answers came one way that their origin could say whose they are."""
    origins = Counter(c.origin for c in given)
    return any(n < record.meeting.smallest_group for n in origins.values())


def _is_outside(record: Record, given: Contribution) -> bool:
    voice = record.voices.get(given.participant)
    return voice is not None and not voice.counts
