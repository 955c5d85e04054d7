"""The result of a poll as a chart: one row per option, the rounds below each other."""

from exports.charts import Bar, BarChart
from exports.phrasing import Phrasing
from exports.sections.poll import Cell, OptionRow, PollResult


def poll_chart(name: str, result: PollResult, phrasing: Phrasing) -> BarChart:
    """`name` is unique on the page; what the bars show is told in words too."""
    rows = [(row.label, _bars(row, result, phrasing)) for row in result.rows]
    said = "; ".join(f"{label}: {', '.join(bar.value for bar in bars)}" for label, bars in rows)
    return BarChart(
        name=name,
        title=phrasing.words("chart.title", title=result.poll.title),
        words=phrasing.words("chart.words", values=said),
        rows=rows,
    )


def _bars(row: OptionRow, result: PollResult, phrasing: Phrasing) -> list[Bar]:
    """Of two rounds the first is hatched, so that they differ without colour."""
    two = len(row.cells) > 1
    return [
        Bar(cell.size, _value(cell, place, result, phrasing), hatched=two and place == 0)
        for place, cell in enumerate(row.cells)
    ]


def _value(cell: Cell, place: int, result: PollResult, phrasing: Phrasing) -> str:
    words, turn = phrasing.words, result.rounds[place]
    if result.scored:
        value = words("poll.score", score=phrasing.number(cell.score, 1))
    else:
        value = words("minutes.n_of_m", n=cell.count, m=turn.people)
    if len(result.rounds) == 1:
        return value
    return f"{value} ({words('poll.round', number=turn.number).lower()})"
