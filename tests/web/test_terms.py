"""The coordinator writes down what was agreed about an action, without JavaScript."""

from tests.serving import Hall
from tests.web.browsing import Visitor
from tests.web.test_coordination import boss, here
from tests.web.test_signatures import agreements

__all__ = ["boss"]


def reached(hall: Hall, boss: Visitor) -> Visitor:
    """The page as somebody reaches it: from the documents of the programme."""
    hall.facilitator.does("items/2/open")
    boss.goes_to(f"/coordinatie/trajecten/{here(hall)}")
    boss.goes_to(next(h for h, _ in boss.page.links if h.endswith(f"{hall.code}/afspraken")))
    return boss


def test_what_was_agreed_stands_in_the_agreements(hall: Hall, boss: Visitor) -> None:
    said = {"kind": "action", "text": "Een lijst maken", "owner": "Gemeente Proefstad"}
    hall.facilitator.does("notes", **said).raise_for_status()
    assert agreements(boss, hall, "covenant").count("nog niet afgesproken") == 3
    page = reached(hall, boss)
    assert "Gemeente Proefstad · nog niet afgesproken" in page.sees

    page.presses("Bewaar", binding="result", means="20 <b>uur</b>", measure="tien woningen")

    assert "resultaat: het komt er · Middelen: 20 <b>uur</b> · Maatstaf: tien" in page.sees
    covenant = agreements(page, hall, "covenant")
    assert "nog niet afgesproken" not in covenant
    assert "20 \\<b\\>uur\\</b\\>" in covenant
    assert "tien woningen" in agreements(page, hall, "performance")
    assert "…" not in covenant


def test_what_was_refused_keeps_what_was_typed(hall: Hall, boss: Visitor) -> None:
    hall.facilitator.does("notes", kind="action", text="Een lijst maken").raise_for_status()
    page = reached(hall, boss)

    page.presses("Bewaar", binding="altijd", means="20 uur")

    typed = [value for form in page.page.forms for name, value in form.fields if name == "means"]
    assert (page.status, typed) == (422, ["20 uur"])
