import re
from xml.etree import ElementTree as ET

from exports.charts import Bar, BarChart
from exports.phrasing import CATALOGUE, Phrasing
from exports.pictures import SVG, as_png, drawing, told
from exports.poll_chart import poll_chart
from exports.sections import section
from tests.exports.reading import html
from tests.exports.records import Evening, poll

CHART = BarChart(
    name="chart-B1.2",
    title="Grafiek: Wat eerst?",
    words="Zorg <dichtbij>: 3 van 4.",
    rows=[("Zorg <dichtbij>", [Bar(1.0, "3 van 4")]), ("Een lift & een trap", [Bar(0, "0 van 4")])],
)


def drawn(chart: BarChart) -> ET.Element:
    return ET.fromstring(chart.for_paper)


def evening_of_two_rounds() -> Evening:
    evening = Evening(poll(rounds=2))
    for place, who in enumerate([evening.joins() for _ in range(4)]):
        evening.says(who, 1, choice=[1])
        evening.says(who, 1, choice=[1 + place % 2], round=2)
    return evening


def test_a_chart_is_a_picture_with_a_name_and_its_words() -> None:
    svg = drawn(CHART)

    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == "chart-B1.2-title chart-B1.2-words"
    assert told(svg) == "Grafiek: Wat eerst?. Zorg <dichtbij>: 3 van 4."


def test_values_stand_behind_their_bars_and_nothing_is_no_bar() -> None:
    svg = drawn(CHART)
    bars = svg.findall(f"{SVG}rect")

    assert [text.text for text in svg.iter(f"{SVG}text")] == [
        "Zorg <dichtbij>", "3 van 4", "Een lift & een trap", "0 van 4",
    ]  # fmt: skip
    assert [bar.get("width") for bar in bars] == ["300.0"]


def test_the_first_of_two_rounds_is_hatched() -> None:
    record = evening_of_two_rounds().record()
    result = section(record, record.items[0]).result

    chart = poll_chart("chart-B1.1", result, Phrasing(CATALOGUE.words("nl")))
    fills = [bar.get("fill") for bar in drawn(chart).findall(f"{SVG}rect")]

    assert fills == ["url(#hatch)", "#0e5361", "#0e5361"]
    assert chart.words == (
        "Een balk per antwoord. Woningen: 4 van 4 (ronde 1), 2 van 4 (ronde 2); "
        "Zorg: 0 van 4 (ronde 1), 2 van 4 (ronde 2); "
        "Ontmoeten: 0 van 4 (ronde 1), 0 van 4 (ronde 2)."
    )


def test_on_a_screen_a_chart_is_as_wide_as_its_page_and_letters_keep_their_size() -> None:
    made = html(evening_of_two_rounds().record())
    [svg] = re.findall("<svg xmlns.*?</svg>", made, re.DOTALL)

    assert ' width="100%"' in svg
    assert "viewBox" not in svg
    assert re.findall(r'width="(\d+\.\d)%"', svg) == ["48.0", "24.0", "24.0"]
    assert made.count('id="hatch"') == 1


def test_a_long_label_is_broken_into_lines() -> None:
    chart = BarChart("c", "t", "w", [("Samen eten in het buurthuis " * 3, [Bar(1, "1")])])
    lines = [text.text for text in drawn(chart).iter(f"{SVG}text")]

    assert lines == [*["Samen eten in het buurthuis"] * 3, "1"]


def test_for_offices_each_chart_becomes_a_sharp_picture() -> None:
    pictures = as_png([drawing(drawn(CHART)), drawing(drawn(CHART))])

    assert [picture[:8] for picture in pictures] == [b"\x89PNG\r\n\x1a\n"] * 2
    assert int.from_bytes(pictures[0][16:20], "big") == 1_463  # 650 pixels at 216 dpi
    assert as_png([]) == []
