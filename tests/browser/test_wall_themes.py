import pytest

from tests.browser.conftest import Screens
from tests.browser.test_wall import fits
from tests.serving import Hall
from tests.web.test_signing_in import link, somebody

pytestmark = pytest.mark.browser

QUESTION = 7
ANSWERS = (
    "De buurtbus rijdt elk uur en stopt bij de winkels.",
    "De buurtbus rijdt ook in het weekend, dat helpt veel mensen die geen auto hebben.",
    "Koffie in het buurthuis, elke dinsdag, met de wijkverpleegkundige erbij.",
    "In het buurthuis is koffie en komen mensen elkaar weer tegen.",
    "De corporatie bouwt kleine woningen waar ouderen naartoe kunnen verhuizen.",
    "Kleine woningen dicht bij de oude buurt, zodat mensen hun buren houden.",
    "Het wijkteam komt snel langs als iemand uit het ziekenhuis komt.",
    "Het wijkteam kent de mensen in de wijk bij naam.",
)


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_confirmed_themes_fit_on_the_wall(
    evening: Hall, screens: Screens, size: tuple[int, int]
) -> None:
    does = evening.facilitator.does
    does(f"items/{QUESTION}/open")
    for n, text in enumerate(ANSWERS):
        evening.joined().gives(QUESTION, {"text": text}, f"answer-{n}")
    for given in evening.record()["contributions"]:
        does(f"contributions/{given['reference']}/show")
    bea = somebody(evening)
    bea.goes_to(link(evening))
    bea.presses("Ga verder")
    bea.goes_to(f"/regie/{evening.code}/themas/{QUESTION}")
    bea.presses("Zoek thema’s")
    while "Nog niet bevestigd" in bea.sees:
        bea.presses("Bevestig dit thema")
    does(f"items/{QUESTION}/reveal")

    wall = screens.at(f"/scherm/{evening.code}", size)

    assert wall.locator(".thema").count() >= 2
    assert wall.locator(".thema blockquote").count() >= 2
    assert fits(wall, evening)
