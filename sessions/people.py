"""Who takes part: organisations, participants, and those who run the meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sessions.items.contribution import Voice

KINDS = (
    "gemeente",
    "corporatie",
    "zorgaanbieder",
    "welzijn",
    "medisch",
    "bewoners",
    "huurders",
    "senioren",
    "adviesraad",
    "ervaringsdeskundigen",
    "opvang en GGZ",
    "zorgkantoor",
    "ontwikkelaar of belegger",
    "expert of Rijk",
    "overig",
)
"""Kinds of organisation, in the words that coordinators write."""

RESEMBLES = 60.0
"""rapidfuzz's token-set ratio (0 to 100) from which a name is worth suggesting."""


class Role(StrEnum):
    """What somebody is in a programme."""

    PARTICIPANT = "participant"
    EXPERT = "expert"
    CURATOR = "curator"
    FACILITATOR = "facilitator"
    COORDINATOR = "coordinator"
    ADMIN = "admin"


class Coming(StrEnum):
    """Aangemeld, aanwezig, afgemeld: what is known of somebody who was expected."""

    SIGNED_UP = "signed_up"
    PRESENT = "present"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class SignUp:
    """Somebody on the list at the door; nothing ties them to what a phone gives."""

    id: int
    name: str
    organisation: str
    state: Coming


@dataclass(frozen=True, slots=True)
class Organisation:
    """A party in the programme."""

    name: str
    kind: str = "overig"


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody in a meeting, or a paper card that somebody else entered.

    `quotable` is None until the person was asked, at the first open text.
    """

    id: int
    pseudonym: str
    organisation: str
    kind: str
    name: str
    language: str
    quotable: bool | None
    origin: str
    role: Role
    table: int | None
    holds_pen: bool
    joined_at: datetime
    left_at: datetime | None = None
    entered_by: str | None = None

    @property
    def voice(self) -> Voice:
        return Voice(
            self.organisation,
            self.kind,
            counts=self.role is Role.PARTICIPANT,
            name=self.name,
            joined=self.entered_by is None,
        )


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who runs meetings; `programmes` is None for every programme there is."""

    id: int
    name: str
    role: Role
    programmes: frozenset[int] | None = None

    def sees(self, programme: int) -> bool:
        """Whether a programme is theirs to see and to change."""
        return self.programmes is None or programme in self.programmes

    @property
    def label(self) -> str:
        """How the record names who did something."""
        return f"{self.role.value}:{self.id}"


def find_organisation(typed: str, organisations: Sequence[Organisation]) -> Organisation | None:
    """The organisation that was typed, whatever its capitals and spaces."""
    wanted = _plain(typed)
    return next((o for o in organisations if _plain(o.name) == wanted), None)


def resembling(
    typed: str, organisations: Sequence[Organisation], most: int = 3
) -> list[Organisation]:
    """Organisations whose name looks like what was typed, best first."""
    from rapidfuzz import fuzz, process  # loaded at the first question, not at start-up

    found = process.extract(
        _plain(typed),
        [_plain(o.name) for o in organisations],
        scorer=fuzz.token_set_ratio,
        limit=most,
        score_cutoff=RESEMBLES,
    )
    return [organisations[place] for _, _, place in found]


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
