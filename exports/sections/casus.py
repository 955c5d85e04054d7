"""A casus in the minutes: per step what each side saw, the tension, the lessons, the actions."""

from dataclasses import dataclass

from exports.actions import Action, casus_action
from exports.attribution import Quote, quote
from exports.sections.lessons import lessons_of
from exports.sections.response import Response, response
from sessions.items.casus import Casus, From, StepTally
from sessions.items.contribution import Contribution, heard
from sessions.meeting import Scheduled
from sessions.record import Note, Record
from sessions.synthesis.tension import Comparison, compare


@dataclass(frozen=True, slots=True)
class StepText:
    """One text in a step, through which perspective, and whom it addresses."""

    perspective: str
    quote: Quote
    to: str


@dataclass(frozen=True, slots=True)
class StepResult:
    """One step; texts of one perspective stand together, so that differences show."""

    number: int
    ask: str
    through_glasses: bool
    seen: tuple[StepText, ...]
    lesson: bool = False

    @property
    def addresses(self) -> bool:
        return any(each.to for each in self.seen)


@dataclass(frozen=True, slots=True)
class CasusResult:
    """The case as it was worked out; `lessons` are those that the facilitator noted."""

    response: Response
    steps: tuple[StepResult, ...]
    actions: tuple[Action, ...]
    compared: Comparison
    lessons: tuple[Note, ...]

    @property
    def taught(self) -> bool:
        """Whether anybody wrote a lesson down."""
        return bool(self.lessons) or any(step.lesson and step.seen for step in self.steps)


def casus_result(record: Record, scheduled: Scheduled) -> CasusResult:
    casus, tally = scheduled.item, record.tally(scheduled.number)
    assert isinstance(casus, Casus)
    given = {c.reference: c for c in heard(record.given(scheduled.number), record.voices)}
    return CasusResult(
        response=response(record, given.values()),
        steps=tuple(_step(record, casus, each, given) for each in tally.steps),
        actions=tuple(casus_action(record, given[r]) for r in tally.actions),
        compared=compare(record, scheduled),
        lessons=lessons_of(record, scheduled),
    )


def _step(
    record: Record, casus: Casus, tally: StepTally, given: dict[str, Contribution]
) -> StepResult:
    step = casus.steps[tally.step - 1]
    glasses = _glasses(casus, tally.step)
    texts = [(name, given[r]) for name, found in tally.by_perspective.items() for r in found]
    return StepResult(
        number=tally.step,
        ask=step.ask,
        through_glasses=bool(glasses),
        seen=tuple(
            StepText(name if name in glasses else "", quote(record, c), str(c.answer.get("to", "")))
            for name, c in texts
        ),
        lesson=step.lesson,
    )


def perspectives(record: Record, scheduled: Scheduled) -> dict[str, str]:
    """Through which perspective each text was written, by reference."""
    casus = scheduled.item
    assert isinstance(casus, Casus)
    return {
        reference: name
        for step in record.tally(scheduled.number).steps
        for name, found in step.by_perspective.items()
        if name in _glasses(casus, step.step)
        for reference in found
    }


def _glasses(casus: Casus, step: int) -> frozenset[str]:
    through = casus.steps[step - 1].viewpoint is From.GLASSES
    return frozenset(casus.perspectives) if through else frozenset()
