"""People heard per item and kind of organisation, over one meeting or several."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from exports.attendance import who_was_heard
from exports.sections import item_reference
from exports.tables.sheet import Column, Kind, Sheet, column, sheet
from exports.tables.source import SheetSource
from sessions.items.breakdown import too_small

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]  # its types are a package of their own


def by_kind_sheet(sources: Sequence[SheetSource]) -> Sheet:
    """Never below the smallest group, in no edition: this is what gets cut out and passed on."""
    words, means = sources[0].words, sources[0].words("column.by_kind.means")
    table = by_kind(sources)
    kinds = [Column(k, Kind.INTEGER, sources[0].phrasing.kind(k), means) for k in table.columns]
    smallest = max(source.record.meeting.smallest_group for source in sources)
    rows = (
        {"reference": reference, "people": int(sum(counts.values()))} | _open(counts, smallest)
        for reference, counts in table.to_dict("index").items()
    )
    return sheet(
        "by-kind", words, [*(column(n, words) for n in ("reference", "people")), *kinds], rows
    )


def by_kind(sources: Sequence[SheetSource]) -> "pd.DataFrame":
    """Items × kinds, with how many people were heard: all of them, so not to be shown as it is."""
    import pandas as pd  # only when data are made: it takes half a second

    counted = [
        (item_reference(source.record, number), party.kind, counts[place])
        for source in sources
        for heard in (who_was_heard(source.record),)
        for place, number in enumerate(heard.items)
        for party, counts in heard.parties
    ]
    frame = pd.DataFrame(counted, columns=["reference", "kind", "people"])
    return frame.pivot_table(
        index="reference", columns="kind", values="people", aggfunc="sum", fill_value=0, sort=False
    )


def _open(counts: dict[str, int], smallest: int) -> dict[str, int | None]:
    """Without the kinds that are too small, and without what would betray those."""
    people = {kind: int(count) for kind, count in counts.items()}
    hidden = too_small({kind: count for kind, count in people.items() if count}, smallest)
    return {kind: None if kind in hidden else count for kind, count in people.items()}
