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


def test_of_a_position_that_was_hidden_only_the_stand_is_shown(house: str) -> None:
    with hall_with(house, EVENING) as hall:
        anna, bob = hall.joined(), hall.joined(organisation="Woonstichting Proef")
        hall.facilitator.does("items/1/open")
        said = {"position": "reservation", "reservation": "die sukkels", "text": "Nou ja"}
        given = bob.gives(1, said, "een").raise_for_status().json()["reference"]
        hall.facilitator.does("items/1/close")
        hall.facilitator.does("items/1/reveal")
        wall = visitor(hall)
        assert "die sukkels" in wall.goes_to(f"/scherm/{hall.code}")

        hall.facilitator.does(f"contributions/{given}/hide")

        assert "Woonstichting Proef" in wall.goes_to(f"/scherm/{hall.code}")
        assert "die sukkels" not in wall.page.text
        assert "sukkels" not in str(anna.sees()["results"])
        assert "Nou ja" not in str(anna.sees()["results"])
        export = f"/api/v1/meetings/{hall.code}/exports"
        for name in ("minutes.md", "agreements.md", "data.csv"):
            made = hall.facilitator.client.get(f"{export}/{name}?edition=public").raise_for_status()
            assert ("Woonstichting Proef" in made.text or name == "data.csv") is True
            assert "sukkels" not in made.text
