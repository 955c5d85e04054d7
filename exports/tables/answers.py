"""Contributions as rows: all in one sheet, and per item a sheet with its own columns."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from exports.appendix import ItemEntries, ListedContribution, chosen
from exports.attribution import table_of, words_of
from exports.tables.sheet import Column, Kind, Sheet, column, sheet
from exports.tables.source import SheetSource
from sessions.items.contribution import Contribution
from sessions.items.item import told
from sessions.items.poll import Choose, Poll
from sessions.meeting import Scheduled
from sessions.record import Marks

Row = dict[str, Any]

WHO = {
    True: ("participant", "organisation", "kind", "table", "origin", "at", "counts"),
    False: ("who", "table", "origin", "counts"),
}
"""Columns about who said it; the public edition says no more than the minutes do."""
KEPT_BACK = {True: ("quotable", "hidden"), False: ("withheld",)}
TEXT = ("text", "theme", "target_group", "recognises", "recognised")
BARE = ("reference", "item", "item_kind", "round", "table", "counts", "recognises", "recognised")
"""What stays of a contribution whose words may not be shown."""
CASUS = ("step", "perspective", "text", "to", "action", "owner", "with", "by")
PROPOSAL = ("stand", "reservation", "mandate", "text")

COLUMNS = {"casus": CASUS, "proposal": PROPOSAL}
"""Columns of items that have more than a text."""


def contribution_sheet(source: SheetSource) -> Sheet:
    """Every contribution that counts now, whatever its item."""
    names = (
        "reference", "item", "item_kind", "round", *WHO[source.is_internal], "answer",
        *dict.fromkeys((*TEXT, *CASUS, *PROPOSAL)), *KEPT_BACK[source.is_internal],
    )  # fmt: skip
    rows = (row for part in source.minutes.appendix for row in _rows(source, part))
    return sheet("contributions", source.words, _columns(source, names), rows)


def item_sheets(source: SheetSource) -> Iterator[Sheet]:
    """One sheet per item that asks something, also when nobody answered."""
    for part in source.minutes.appendix:
        item = part.scheduled.item
        made = sheet("item", source.words, _item_columns(source, part), _rows(source, part))
        yield replace(
            made,
            name=f"item-{part.scheduled.number}",
            title=f"{part.reference} {source.words('sheet.item')}",
            means=item.title,
        )


def _item_columns(source: SheetSource, part: ItemEntries) -> Iterator[Column]:
    item = part.scheduled.item
    internal = source.is_internal
    yield from _columns(source, ("reference", *WHO[internal]))
    if isinstance(item, Poll):
        yield from _columns(source, ("round",) if item.rounds > 1 else ())
        yield from _options(source, item)
        yield from _columns(source, ("answer", *(("text",) if item.other else ())))
    else:
        yield from _columns(source, COLUMNS.get(item.kind, TEXT))
    yield from _columns(source, KEPT_BACK[internal])


def _options(source: SheetSource, poll: Poll) -> Iterator[Column]:
    """A column per option: chosen or not, its place, or its points."""
    if poll.choose is Choose.SCALE:
        yield column("value", source.words)
        return
    means = source.words(f"column.option.{poll.choose}")
    for number, label in poll.choices:
        yield Column(f"option_{number}", Kind.INTEGER, told(label), means)


def _columns(source: SheetSource, names: Iterable[str]) -> Iterator[Column]:
    return (column(name, source.words) for name in names)


def _rows(source: SheetSource, part: ItemEntries) -> Iterator[Row]:
    entries = {entry.quote.reference: entry for entry in part.entries}
    for given in source.record.given(part.scheduled.number):
        entry = entries.get(given.reference)
        row = _shared(source, part.scheduled, given) | _seen(entry)
        if source.is_internal:
            yield row | _internal(source, given)
        elif entry is not None:  # support for a text is counted beside that text
            yield _public(source, part.scheduled, row, entry)


def _shared(source: SheetSource, scheduled: Scheduled, given: Contribution) -> Row:
    """What both editions tell of a contribution whose words may be shown."""
    answer = given.answer
    voice = source.record.voices.get(given.participant)
    return {
        **{name: answer.get(name) for name in (*TEXT, *CASUS, "reservation", "mandate")},
        "stand": _stand(source, answer),
        **_answer(scheduled, answer),
        "reference": given.reference,
        "item": given.item,
        "item_kind": source.words(f"item.{scheduled.item.kind}"),
        "round": given.round,
        "table": table_of(given),
        "origin": source.words(f"origin.{given.origin}"),
        "counts": voice is None or voice.counts,
        "text": "" if answer.get("action") else words_of(given),
        "recognises": answer.get("recognise"),
    }


def _stand(source: SheetSource, answer: Mapping[str, Any]) -> str:
    return source.words(f"proposal.{answer['position']}") if answer.get("position") else ""


def _seen(entry: ListedContribution | None) -> Row:
    """What the minutes work out: through which glasses, and how many recognise it."""
    if entry is None:
        return {}
    return {"perspective": entry.perspective, "recognised": entry.quote.recognised or None}


def _answer(scheduled: Scheduled, answer: Mapping[str, Any]) -> Row:
    """What was chosen in a poll: in words, and as a number per option."""
    poll = scheduled.item
    if not isinstance(poll, Poll):
        return {}
    picked = answer.get("choice") or ()
    points = {int(number): given for number, given in (answer.get("points") or {}).items()}
    ranked = poll.choose is Choose.RANK
    places = {n: place if ranked else 1 for place, n in enumerate(picked, start=1)}
    absent = None if ranked or not answer else 0
    row: Row = {f"option_{n}": (points or places).get(n, absent) for n, _ in poll.choices}
    return row | {"answer": chosen(poll, answer), "value": answer.get("value")}


def _internal(source: SheetSource, given: Contribution) -> Row:
    author = source.record.participants.get(given.participant)
    return {
        "participant": given.participant,
        "organisation": author.organisation if author else "",
        "kind": source.phrasing.kind(author.kind) if author else "",
        "at": given.at,
        "quotable": author.quotable if author else None,
        "hidden": source.record.marks.get(given.reference, Marks()).hidden,
    }


def _public(source: SheetSource, scheduled: Scheduled, row: Row, entry: ListedContribution) -> Row:
    """Nothing that the appendix of the public minutes does not print."""
    reason = entry.quote.withheld
    if reason:
        row = {name: row[name] for name in BARE}
    elif isinstance(scheduled.item, Poll) and not entry.choices:
        row |= _answer(scheduled, {})
    if action := source.actions.get(entry.quote.reference):
        hidden = source.words("action.owner_hidden") if action.owner_hidden else ""
        row |= {"owner": action.owner or hidden, "with": action.partners}
    return row | {
        "mandate": "",
        "who": source.phrasing.kind(entry.quote.label),
        "origin": source.words(f"origin.{entry.origin}") if entry.origin else "",
        "withheld": source.words(f"withheld.{reason}") if reason else "",
    }
