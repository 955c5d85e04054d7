"""Proposes building blocks over all meetings: what was said, by whom, and who sees it otherwise.

Pure and deterministic: the same records give the same proposals, each under a key of its own that
stays when more is said. Words come later; a proposal has keys and values.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sessions import references
from sessions.items.casus import Casus
from sessions.items.contribution import Contribution, heard
from sessions.items.poll import Choose, Poll, PollTally
from sessions.items.proposal import ProposalTally, Stand
from sessions.items.question import Question
from sessions.meeting import Scheduled
from sessions.record import NoteKind, Record
from sessions.synthesis.contrary import seem_contrary
from sessions.synthesis.grouping import themes_of
from sessions.vision_entries import Outside

VOTES = frozenset({"poll", "poll_tie", "scale"})
"""Sentences that count only those who are with most."""


@dataclass(frozen=True, slots=True)
class BlockPart:
    """What one item brought to a proposal; `values` fill the gaps of its sentence `says`.

    The other view is `guessed` where words alone tell it, and not a vote or somebody who said so.
    """

    item: str
    says: str
    values: Mapping[str, Any]
    support: tuple[str, ...]
    dissent: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    guessed: bool = False

    @property
    def rests_on(self) -> tuple[str, ...]:
        """What its sentence counts: of a vote who chose it, of words also those against it."""
        return self.support if self.says in VOTES else (*self.support, *self.dissent)


@dataclass(frozen=True, slots=True)
class ProposedBlock:
    """A passage that the vision may hold; `subject` is what it is about, as people typed it."""

    key: str
    kind: str
    subject: str
    chapter: str
    parts: tuple[BlockPart, ...]

    @property
    def support(self) -> tuple[str, ...]:
        return _once(r for part in self.parts for r in part.support)

    @property
    def dissent(self) -> tuple[str, ...]:
        return _once(r for part in self.parts for r in part.dissent)

    @property
    def target_groups(self) -> tuple[str, ...]:
        return _once(name for part in self.parts for name in part.target_groups)


def propose(
    records: Sequence[Record], outside: Sequence[Outside] = ()
) -> tuple[ProposedBlock, ...]:
    """All proposals: of one theme in several meetings one, in the order in which they came up."""
    found: dict[str, ProposedBlock] = {}
    for proposal in (*_of_meetings(records), *map(_of_outside, outside)):
        held = found.get(proposal.key)
        parts = (*(held.parts if held else ()), *proposal.parts)
        found[proposal.key] = replace(held or proposal, parts=parts)
    return tuple(found.values())


def _of_meetings(records: Sequence[Record]) -> Iterable[ProposedBlock]:
    for record in records:
        for scheduled in record.running_order:
            given = _counting(record, scheduled)
            if given and scheduled.item.kind in KINDS:
                yield from KINDS[scheduled.item.kind](record, scheduled, given)
        yield from _decisions(record)


def _counting(record: Record, scheduled: Scheduled) -> list[Contribution]:
    """What partners gave and the facilitator did not hide."""
    given = heard(record.given(scheduled.number), record.voices)
    return [c for c in given if not (m := record.marks.get(c.reference)) or not m.hidden]


def _poll(
    record: Record, scheduled: Scheduled, given: Sequence[Contribution]
) -> Iterable[ProposedBlock]:
    """What most people chose, with everybody who chose something else beside it."""
    poll, tally = scheduled.item, record.tally(scheduled.number)
    assert isinstance(poll, Poll)
    assert isinstance(tally, PollTally)
    last = tally.last
    answers = [c for c in given if c.round == last.round]
    if not answers:
        return
    best = _best(poll, answers)
    support = tuple(c.reference for c in answers if leading(poll, c.answer) & best)
    dissent = tuple(c.reference for c in answers if not leading(poll, c.answer) & best)
    labels = [label for number, label in poll.choices if number in best]
    values = {
        "question": poll.title, "options": labels, "n": len(support), "m": len(answers),
        "low": min(best, default=0), "high": max(best, default=0), "choose": poll.choose.value,
    }  # fmt: skip
    says = _POLL_SAYS.get(len(labels), "poll_tie")
    says = "scale" if poll.choose is Choose.SCALE else says
    reference = references.item(record.meeting.number, scheduled.number)
    yield ProposedBlock(
        f"poll:{reference}", "poll", poll.title, "ambitions",
        (BlockPart(reference, says, values, support, dissent, poll.target_groups),),
    )  # fmt: skip


_POLL_SAYS = {0: "poll_other", 1: "poll"}
"""By how many options lead; nobody chose one when all wrote something else."""


def _best(poll: Poll, answers: Sequence[Contribution]) -> frozenset[int]:
    """The options that most answers lead with; of a scale the half that most of them are in."""
    if poll.choose is Choose.SCALE:
        middle = (poll.lowest + poll.highest) / 2
        high = frozenset(n for n, _ in poll.choices if n > middle)
        above = sum(bool(leading(poll, c.answer) & high) for c in answers)
        return high if 2 * above >= len(answers) else frozenset(range(poll.lowest, 1 + int(middle)))
    counts = {n: sum(n in leading(poll, c.answer) for c in answers) for n, _ in poll.choices}
    most = max(counts.values())
    return frozenset(n for n, count in counts.items() if count == most and most)


def leading(poll: Poll, answer: Mapping[str, Any]) -> frozenset[int]:
    """What an answer leads with: its choices, the first place, or what got the most points."""
    scores = poll.scores(answer)
    if poll.choose in {Choose.RANK, Choose.POINTS} and scores:
        most = max(scores.values())
        return frozenset(n for n, score in scores.items() if score == most)
    return frozenset(scores)


def _question(
    record: Record, scheduled: Scheduled, given: Sequence[Contribution]
) -> Iterable[ProposedBlock]:
    """One per theme; who recognises a text stands with it, who speaks against it beside it."""
    question, texts = scheduled.item, [c for c in given if "text" in c.answer]
    assert isinstance(question, Question)
    reference = references.item(record.meeting.number, scheduled.number)
    for name, said in themes_of(record, texts):
        own = {c.reference for c in said}
        against = _contrary(said)
        along = [c.reference for c in given if c.answer.get("recognise") in own - set(against)]
        beside = [c.reference for c in given if c.answer.get("recognise") in against]
        support = (*(c.reference for c in said if c.reference not in against), *along)
        groups = _once(str(c.answer["target_group"]) for c in said if c.answer.get("target_group"))
        values = {"question": question.title, "theme": name, "n": len(said),
                  "recognised": len(along) + len(beside)}  # fmt: skip
        yield ProposedBlock(
            _theme_key(name) if name else f"question:{reference}", "theme",
            name or question.title, "themes",
            (BlockPart(reference, "theme" if name else "question", values, tuple(support),
                       (*against, *beside), groups or question.target_groups, guessed=True),),
        )  # fmt: skip


def _theme_key(name: str) -> str:
    """One theme in several meetings is one proposal, whatever its capitals."""
    return f"theme:{' '.join(name.casefold().split())}"


def _casus(
    record: Record, scheduled: Scheduled, given: Sequence[Contribution]
) -> Iterable[ProposedBlock]:
    """One per step that was answered: the lessons of a casus, seen through several glasses."""
    casus, reference = scheduled.item, references.item(record.meeting.number, scheduled.number)
    assert isinstance(casus, Casus)
    for number, step in enumerate(casus.steps, start=1):
        said = [c for c in given if c.answer.get("step") == number]
        if not said:
            continue
        against = _contrary(said)
        support = tuple(c.reference for c in said if c.reference not in against)
        values = {"casus": casus.title, "ask": step.ask, "n": len(said), "step": number}
        yield ProposedBlock(
            f"casus:{reference}.{number}", "casus", f"{casus.title}: {step.ask}", "working",
            (BlockPart(reference, "casus", values, support, against, casus.target_groups,
                       guessed=True),),
        )  # fmt: skip


def _contrary(said: Sequence[Contribution]) -> tuple[str, ...]:
    """Those that may speak against the others about the same."""
    places = seem_contrary([str(c.answer["text"]) for c in said])
    return tuple(said[place].reference for place in sorted(places))


def _proposal(
    record: Record, scheduled: Scheduled, given: Sequence[Contribution]
) -> Iterable[ProposedBlock]:
    """What organisations were asked to agree to; a reservation is support that waits for a body."""
    tally, item = record.tally(scheduled.number), scheduled.item
    assert isinstance(tally, ProposalTally)
    shown, against = {c.reference for c in given}, tally.positions[Stand.DISAGREE]
    support = tuple(r for r in tally.organisations.values() if r in shown and r not in against)
    dissent = tuple(r for r in against if r in shown)
    if not (support or dissent):
        return
    reference = references.item(record.meeting.number, scheduled.number)
    values = {
        "text": item.title, "n": len(support), "m": len(support) + len(dissent),
        "reserved": sum(r in shown for r in tally.positions[Stand.RESERVATION]),
    }  # fmt: skip
    says = "adopted" if tally.adopted else "not_adopted"
    yield ProposedBlock(
        f"proposal:{reference}", "decision", item.title, "ambitions",
        (BlockPart(reference, says, values, support, dissent, item.target_groups),),
    )  # fmt: skip


def _decisions(record: Record) -> Iterable[ProposedBlock]:
    meeting = references.meeting(record.meeting.number)
    for note in record.notes:
        if note.kind is NoteKind.DECISION:
            yield ProposedBlock(
                f"decision:{note.reference}", "decision", note.text, "ambitions",
                (BlockPart(meeting, "decision", {"text": note.text}, (note.reference,)),),
            )  # fmt: skip


def _of_outside(given: Outside) -> ProposedBlock:
    """An interview or a letter joins the theme that it names, or stands by itself."""
    standing = ((), (given.reference,)) if given.against else ((given.reference,), ())
    values = {"theme": given.theme, "n": 1}
    part = BlockPart(given.reference, f"outside_{given.origin}", values, *standing)
    key = _theme_key(given.theme) if given.theme else f"outside:{given.reference}"
    return ProposedBlock(key, "theme", given.theme or given.reference, "themes", (part,))


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


KINDS: Mapping[
    str, Callable[[Record, Scheduled, Sequence[Contribution]], Iterable[ProposedBlock]]
] = {
    "poll": _poll,
    "question": _question,
    "casus": _casus,
    "proposal": _proposal,
}
"""How each kind of item proposes; a kind that is not here proposes nothing."""
