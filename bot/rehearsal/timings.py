"""What was sent, what was thanked for, how long that took, and whether it was all kept."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

PERCENTILES = (50, 95, 99)


@dataclass
class Ledger:
    """Every answer by its idempotency key; sending the same again counts once."""

    sent: set[str] = field(default_factory=set)
    acknowledged: dict[str, float] = field(default_factory=dict)

    def check(self, recorded: Iterable[str]) -> list[str]:
        """The keys that were acknowledged and not kept, or kept otherwise than once."""
        kept = Counter(recorded)
        return sorted(key for key in kept.keys() | self.acknowledged if not self._right(key, kept))

    def _right(self, key: str, kept: Counter[str]) -> bool:
        return key in self.acknowledged and kept[key] == 1

    def document(self, *, phones: int, recorded: Iterable[str], wall_s: float) -> dict[str, Any]:
        """The shape of timings.json; acknowledgements in milliseconds."""
        waits = sorted(1_000 * seconds for seconds in self.acknowledged.values())
        return {
            "phones": phones,
            "sent": len(self.sent),
            "acknowledged": len(self.acknowledged),
            "recorded": len(set(recorded)),
            "ack_ms": {f"p{p}": round(percentile(waits, p), 1) for p in PERCENTILES},
            "wall_s": round(wall_s, 2),
        }


def percentile(ordered: Sequence[float], percent: int) -> float:
    """The value that this percentage does not exceed (nearest rank); 0 when there is none."""
    return ordered[max(0, ceil(len(ordered) * percent / 100) - 1)] if ordered else 0.0
