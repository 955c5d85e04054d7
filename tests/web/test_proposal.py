"""A proposal on a phone without scripts, on the wall and on a card of the console."""

from tests.serving import hall_with
from tests.web.evenings import inside, visitor

EVENING = """
traject: Woonzorgvisie Proefstad
bijeenkomst: {titel: Bestuurlijk overleg, kleinste_groep: 2}
organisaties:
  - {naam: Gemeente Proefstad, soort: gemeente}
  - {naam: Woonstichting Proef, soort: corporatie}
  - {naam: Seniorenraad, soort: senioren}
onderdelen:
  - voorstel: Wij maken samen één visie
    tekst: Voor drie gemeenten.
"""


def test_positions_are_given_by_form_and_shown_by_name(house: str) -> None:
    with hall_with(house, EVENING) as hall:
        anna, bob = inside(hall), inside(hall, "Woonstichting Proef")
        colleague = inside(hall)
        hall.facilitator.does("items/1/open")

        assert "U spreekt voor Gemeente Proefstad" in anna.goes_to(anna.path)
        anna.presses("Geef het standpunt", position="agree", mandate="wethouder")
        bob.goes_to(bob.path)
        refused = bob.presses("Geef het standpunt", position="reservation")
        assert "Schrijf erbij welk orgaan nog moet besluiten." in refused
        bob.presses("Geef het standpunt", position="reservation", reservation="<b>de raad</b>")
        seen = colleague.goes_to(colleague.path)
        assert "Een collega gaf al het standpunt van Gemeente Proefstad. akkoord" in seen

        hall.facilitator.does("items/1/close")
        hall.facilitator.does("items/1/reveal")
        for seen in (anna.goes_to(anna.path), visitor(hall).goes_to(f"/scherm/{hall.code}")):
            assert "Aangenomen" in seen
            assert "Woonstichting Proef" in seen
            assert "<b>de raad</b>" in seen
