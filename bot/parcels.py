"""What waits to go out, and what of it goes first."""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from bot.conversation.reply import Say
from sessions.storage.outbox import WaitingLetter
from sessions.storage.unit import Lane, Letter


@dataclass
class Parcel:
    """What goes out as one message: the newest words of all letters about the same thing."""

    letters: list[WaitingLetter]
    say: Say
    fresh: bool
    tries: int = 0
    file: bytes | None = None
    lane: Lane = field(init=False)
    address: str = field(init=False)

    def __post_init__(self) -> None:
        """These two are asked for whenever it is decided what goes first."""
        self.lane, self.address = self.letter.lane, self.letter.address

    @property
    def letter(self) -> Letter:
        return self.letters[-1].letter

    @property
    def numbers(self) -> list[int]:
        """Its letters, as the outbox numbers them."""
        return [each.id for each in self.letters]

    def supersedes(self, older: "Parcel") -> bool:
        """Whether nobody needs to see the older words: never those that answer somebody."""
        subject = self.letter.subject
        same = bool(subject) and subject == older.letter.subject
        return same and (older.lane is not Lane.REPLY or self.lane is Lane.REPLY)

    def add(self, newer: "Parcel") -> None:
        """Say the newer words instead; whoever waits for the older has them too then."""
        self.letters += newer.letters
        self.lane = min(self.lane, newer.lane)
        self.say, self.file = newer.say, newer.file
        self.fresh = self.fresh or newer.fresh


class Pile:
    """What waits, by address: a full hall must not make each choice of the next one slow.

    Whoever got something goes to the end of the row.
    """

    def __init__(self) -> None:
        self._of: dict[str, list[Parcel]] = {}
        self._lanes: Counter[Lane] = Counter()

    def __bool__(self) -> bool:
        return bool(self._of)

    def put(self, parcel: Parcel) -> None:
        """Let it wait, as newer words of what waits already where nobody needs the older."""
        mine = self._of.setdefault(parcel.address, [])
        if older := next(filter(parcel.supersedes, mine), None):
            self._lanes[older.lane] -= 1
            older.add(parcel)
            parcel = older
        else:
            mine.append(parcel)
        self._lanes[parcel.lane] += 1

    def put_back(self, parcel: Parcel) -> None:
        """It could not leave yet; it goes before all others."""
        mine = [parcel, *self._of.pop(parcel.address, [])]
        self._of = {parcel.address: mine, **self._of}
        self._lanes[parcel.lane] += 1

    def put_last(self, parcel: Parcel) -> None:
        """Its address could not take it yet; all others go before it."""
        self._of[parcel.address] = [parcel, *self._of.pop(parcel.address, [])]
        self._lanes[parcel.lane] += 1

    def take(self, busy: Collection[str], wait_for: Callable[[str], float]) -> Parcel | float:
        """The first in the fastest lane that may go now; else after how many seconds one may.

        Infinity when nothing waits but for those who are `busy`.
        """
        best, soonest = None, float("inf")
        fastest = min((lane for lane, waiting in self._lanes.items() if waiting), default=None)
        for address, mine in self._of.items():
            if address in busy:
                continue
            if (wait := wait_for(address)) > 0:
                soonest = min(soonest, wait)
                continue
            first = min(mine, key=_lane)
            if best is None or first.lane < best.lane:
                best = first
            if first.lane is fastest:
                break
        return self._without(best) if best else soonest

    def take_all(self, address: str) -> list[Parcel]:
        """Everything for one address, which nobody needs any more."""
        mine = self._of.pop(address, [])
        self._lanes.subtract(parcel.lane for parcel in mine)
        return mine

    def _without(self, parcel: Parcel) -> Parcel:
        mine = self._of.pop(parcel.address)
        mine.remove(parcel)
        self._lanes[parcel.lane] -= 1
        if mine:
            self._of[parcel.address] = mine
        return parcel


def _lane(parcel: Parcel) -> Lane:
    return parcel.lane
