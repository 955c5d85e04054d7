import pytest

from bot.web.projector.fitting import WallRoom
from bot.web.projector.paging import THEME_COLUMNS, of_themes
from bot.web.projector.themes import WallTheme
from tests.serving import Hall
from tests.web.browsing import Visitor
from tests.web.test_projector import wall
from tests.web.test_signing_in import link, somebody

QUESTION = 3
BUS = "De buurtbus rijdt elk uur."
BUS_AGAIN = "De buurtbus rijdt ook in het weekend."
WISHES = "Geen citaat van mijn buurtbus."
LATER = "De buurtbus stopt bij de winkels."


@pytest.fixture
def bea(hall: Hall) -> Visitor:
    """The facilitator, with four answers of which one may not be quoted and one is not shown."""
    bea = somebody(hall)
    bea.goes_to(link(hall))
    bea.presses("Ga verder")
    hall.facilitator.does(f"items/{QUESTION}/open")
    for n, text in enumerate((BUS, BUS_AGAIN, WISHES, LATER)):
        hall.joined(quotable=text != WISHES).gives(QUESTION, {"text": text}, f"answer-{n}")
    for given in hall.record()["contributions"]:
        if given["answer"]["text"] != LATER:
            hall.facilitator.does(f"contributions/{given['reference']}/show")
    bea.goes_to(f"/regie/{hall.code}/themas/{QUESTION}")
    bea.presses("Zoek thema’s")
    bea.presses("Verander de naam", name="Vervoer dichtbij")
    return bea


def test_a_theme_is_on_the_wall_only_after_it_is_confirmed_and_revealed(
    hall: Hall, bea: Visitor
) -> None:
    hall.facilitator.does(f"items/{QUESTION}/reveal")
    assert "Vervoer dichtbij" not in wall(hall)

    bea.presses("Bevestig dit thema")

    assert "Vervoer dichtbij" in wall(hall)


def test_a_confirmed_theme_waits_for_the_reveal(hall: Hall, bea: Visitor) -> None:
    bea.presses("Bevestig dit thema")
    assert "Vervoer dichtbij" not in wall(hall)

    hall.facilitator.does(f"items/{QUESTION}/reveal")
    assert "Vervoer dichtbij" in wall(hall)


def test_only_what_was_shown_and_may_be_quoted_is_quoted(hall: Hall, bea: Visitor) -> None:
    while "Nog niet bevestigd" in bea.sees:
        bea.presses("Bevestig dit thema")
    hall.facilitator.does(f"items/{QUESTION}/reveal")
    assert BUS in wall(hall)
    assert [text for text in (WISHES, LATER) if text in wall(hall)] == []

    first = next(c for c in hall.record()["contributions"] if c["answer"]["text"] == BUS)
    hall.facilitator.does(f"contributions/{first['reference']}/hide")

    assert BUS not in wall(hall)


def test_quotes_give_way_before_themes_do() -> None:
    quotes = tuple({"text": "woord " * 14, "kind": ""} for _ in range(2))
    themes = [WallTheme(f"Thema {n}", 3, quotes) for n in range(20)]
    roomy, tight = of_themes(themes, WallRoom(60, 60)), of_themes(themes, WallRoom(20, 20))

    assert [len(theme.quotes) for theme in roomy[0].themes] == [2] * THEME_COLUMNS
    assert [theme.quotes for theme in tight[0].themes] == [()] * THEME_COLUMNS
    for leaves in (roomy, tight):
        assert [theme.label for leaf in leaves for theme in leaf.themes] == [
            theme.label for theme in themes
        ]
