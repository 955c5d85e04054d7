"""What a turn may know: the meeting as it stands, and who is talking."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.conversation.texts import LANGUAGES, words_in
from knowledge_base.entry import Entry
from knowledge_base.search import Find
from sessions import mandates, owners
from sessions.catalogue import Words
from sessions.items.contribution import Contribution
from sessions.meeting import Scheduled
from sessions.people import Participant, Staff
from sessions.record import Record


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a question reached by a channel that brings it to people, and for whom it was meant."""

    reached: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Room:
    """A snapshot for one turn; `house` is our address in a browser, where it is known."""

    record: Record
    me: Participant | Staff | None
    find: Find
    now: datetime
    language: str = ""
    reach: Reach = Reach()
    entries: tuple[Entry, ...] = ()
    house: str = ""

    def speaking(self, language: str) -> "Room":
        """In the language that was asked for, else the person's, else the meeting's."""
        own = self.me.language if isinstance(self.me, Participant) else ""
        spoken = language or own or self.record.meeting.language
        return replace(self, language=spoken if spoken in LANGUAGES else "")

    @property
    def words(self) -> Words:
        return words_in(self.language)

    @property
    def asking(self) -> Scheduled | None:
        """The open item, when it asks for an answer."""
        scheduled = self.record.open_item
        return scheduled if scheduled and scheduled.item.asks else None

    @property
    def owners(self) -> tuple[str, ...]:
        """In whose name this person may answer: their own, and the table's if they have its pen."""
        if not isinstance(self.me, Participant):
            return ()
        table = (owners.table(self.me.table),) if self.me.table and self.me.holds_pen else ()
        return (owners.person(self.me.pseudonym), *table)

    def mine(self, number: int | None = None) -> list[Contribution]:
        """What this person gave, as it counts now; positions for their organisation come last."""
        given = [c for owner in self.owners for c in self.record.of(owner, number)]
        if not isinstance(self.me, Participant):
            return given
        return given + mandates.positions_by(self.record, self.me, number)
