"""Questions asked to the bot, those that got the same answer together."""

from collections.abc import Iterable
from dataclasses import dataclass

from sessions.record import QuestionAsked, Record


@dataclass(frozen=True, slots=True)
class BotAnswer:
    """A question to the bot; its words are left out when whoever asked is not to be quoted.

    `answered_by` is the role of the person who answered, or empty when the bot did; `left_out` is
    why it stands in the account alone, and empty where it does not.
    """

    reference: str
    question: str
    answer: str
    source: str
    answered_by: str
    left_out: str = ""

    @property
    def by_a_person(self) -> bool:
        return bool(self.answered_by)


@dataclass(frozen=True, slots=True)
class AskedWording:
    """One way in which something was asked, with the reference of each time."""

    question: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharedAnswer:
    """One answer, with everything that was asked to get it."""

    wordings: tuple[AskedWording, ...]
    said: BotAnswer


@dataclass(frozen=True, slots=True)
class LeftOutFor:
    """One reason, with every question that was left out for it."""

    reason: str
    references: tuple[str, ...]


def is_open(asked: QuestionAsked) -> bool:
    """Whether nobody answered: the base abstained, and no person has answered since."""
    return not asked.answered_by and (asked.action == "abstain" or not asked.answer)


def answered(record: Record, asked: QuestionAsked) -> BotAnswer:
    """A question with its answer, as a document may have it."""
    asker = record.participants.get(asked.asker)
    refuses = asker is not None and asker.quotable is False
    return BotAnswer(
        reference=asked.reference,
        question="" if refuses else asked.question,
        answer=asked.answer,
        source=asked.source,
        answered_by=asked.answered_by.partition(":")[0],
        left_out=left.reason if (left := record.review.out.get(asked.reference)) else "",
    )


def reasons(lines: Iterable[BotAnswer]) -> tuple[LeftOutFor, ...]:
    """Each reason once, whatever its capitals and its full stop; in order of what was asked."""
    alike: dict[str, list[BotAnswer]] = {}
    for line in lines:
        alike.setdefault(line.left_out.casefold().rstrip(" ."), []).append(line)
    return tuple(
        LeftOutFor(found[0].left_out, tuple(line.reference for line in found))
        for found in alike.values()
    )


def replies(lines: Iterable[BotAnswer]) -> tuple[SharedAnswer, ...]:
    """Each answer once, in the order in which it was first given."""
    alike: dict[tuple[str, str, str], list[BotAnswer]] = {}
    for line in lines:
        alike.setdefault((line.answer, line.source, line.answered_by), []).append(line)
    return tuple(SharedAnswer(wordings(found), found[0]) for found in alike.values())


def plainly(question: str) -> str:
    """How a question is told apart from others: capitals, spaces and its mark do not count."""
    return " ".join(question.casefold().rstrip(" ?.!").split())


def wordings(lines: Iterable[BotAnswer]) -> tuple[AskedWording, ...]:
    """Each question once, whatever its capitals and its question mark; withheld ones together."""
    alike: dict[str, list[BotAnswer]] = {}
    for line in lines:
        alike.setdefault(plainly(line.question), []).append(line)
    return tuple(
        AskedWording(found[0].question, tuple(line.reference for line in found))
        for found in alike.values()
    )
