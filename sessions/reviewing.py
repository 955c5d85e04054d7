"""What is said of the minutes afterwards: additions, the check round, and the adopting."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from json import dumps
from typing import Any

from sessions.errors import Clash


class Verdict(StrEnum):
    """What the coordinator did with a reaction."""

    ADOPTED = "adopted"
    NOT_ADOPTED = "not_adopted"


@dataclass(frozen=True, slots=True)
class Addition:
    """The coordinator's own words beside an item; item 0 is the minutes as a whole.

    A correction says what should have been there: what people gave is never changed itself.
    """

    reference: str
    number: int
    item: int
    text: str
    by: str
    at: datetime
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class Reaction:
    """What a participant says of the draft, and what was done with it; no document names them."""

    reference: str
    number: int
    item: int
    text: str
    by: str
    at: datetime
    verdict: Verdict | None = None
    because: str = ""
    withdrawn: bool = False

    @property
    def stamp(self) -> str:
        """Moves with the words, so that a decision can say which ones it is about."""
        return sha256(self.text.encode()).hexdigest()[:16]

    @property
    def waits(self) -> bool:
        """Whether the coordinator still has to decide about it."""
        return self.verdict is None and not self.withdrawn and bool(self.text)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file of adopted minutes: for whom it is, its format and its own sha256."""

    edition: str
    form: str
    digest: str


@dataclass(frozen=True, slots=True)
class Issue:
    """One time that the draft was put before people: the sha256 of its content then.

    `version` counts every change of the meeting; `by` is a role with a number, and no name.
    """

    number: int
    at: datetime
    digest: str
    version: int = 0
    by: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A question that minutes and vision leave out, and why; also when it was taken in again.

    `reference` is that of the question; `by` and `back_by` are roles with a number, and no names.
    """

    reference: str
    reason: str
    by: str
    at: datetime
    back_by: str = ""
    back_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AdoptedMinutes:
    """When the minutes became final, the sha256 of their content then, and the version it was.

    `by` is a role with a number, and no name. `files` are those that are kept now: one that may
    not be shown any more was thrown away. `issue` follows on those of the drafts.
    """

    at: datetime
    digest: str
    version: int = 0
    by: str = ""
    files: tuple[KeptFile, ...] = ()
    issue: int = 0


@dataclass(frozen=True, slots=True)
class Review:
    """Everything said of the minutes of one meeting, oldest first.

    `planned` is the day on which the draft is promised; `wished` are those who want to hear
    that it is there.
    """

    additions: tuple[Addition, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    planned: date | None = None
    last_day: date | None = None
    adopted: AdoptedMinutes | None = None
    wished: frozenset[str] = frozenset()
    issues: tuple[Issue, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    """Every time that a question was left out, also where it came back since."""

    @property
    def out(self) -> dict[str, LeftOut]:
        """The questions that are left out now, by reference; the last reason counts."""
        return {each.reference: each for each in self.left_out if each.back_at is None}

    @property
    def issue(self) -> int:
        """The number that these minutes have: of the last draft that went out, or as adopted."""
        return self.adopted.issue if self.adopted else len(self.issues)

    def by(self, pseudonym: str, item: int | None = None) -> tuple[Reaction, ...]:
        """What this person said of the draft, about one item or all, and did not take back."""
        mine = (r for r in self.reactions if r.by == pseudonym and not r.withdrawn and r.text)
        return tuple(r for r in mine if item is None or r.item == item)

    def added_to(self, item: int) -> tuple[Addition, ...]:
        return tuple(a for a in self.additions if a.item == item)

    def takes_reactions(self, today: date) -> bool:
        return not self.adopted and self.last_day is not None and today <= self.last_day

    def check_takes(self, today: date) -> None:
        """Raise the `Clash` that says why nobody can react now."""
        if self.adopted:
            raise Clash("review.final")
        if self.last_day is None:
            raise Clash("review.closed")
        if today > self.last_day:
            raise Clash("review.over")

    def check_ready(self, today: date) -> None:
        """Raise the `Clash` that says what stands between this draft and adopted minutes."""
        if self.adopted:
            raise Clash("review.final")
        if self.takes_reactions(today):
            raise Clash("review.still_open")
        if any(r.waits for r in self.reactions):
            raise Clash("review.unjudged")


CONTENT = ("items", "contributions", "notes", "asked", "marks", "themes")
"""What was decided about personal data changes who may read it, not what was said."""


def content_digest(record: Any) -> str:
    """The sha256 of what the minutes are compiled from; who people are is no part of it."""
    content = {name: _plain(getattr(record, name)) for name in CONTENT}
    content["asked"] = [{**each, "asker": ""} for each in content["asked"]]
    content["title"] = [record.programme.title, record.meeting.title, record.meeting.code]
    content["additions"] = [asdict(a) for a in record.review.additions]
    content["reactions"] = [{**asdict(r), "by": ""} for r in record.review.reactions]
    if out := record.review.out:  # without any it is the digest that it was before there were any
        content["left_out"] = {reference: each.reason for reference, each in out.items()}
    return sha256(dumps(content, sort_keys=True, default=_plain).encode()).hexdigest()


def has_moved(record: Any) -> bool:
    """Whether something changed since the minutes were adopted."""
    adopted = record.review.adopted
    return adopted is not None and adopted.digest != content_digest(record)


def is_newer(record: Any) -> bool:
    """Whether this draft says something else than the one that was put before people last."""
    issues = record.review.issues
    return not issues or issues[-1].digest != content_digest(record)


def _plain(value: object) -> Any:
    """In shapes that JSON knows; sets in one order, so that equal content is equal text."""
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, AbstractSet):
        return sorted(map(str, value))
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value if isinstance(value, int | float | str | None) else str(value)
