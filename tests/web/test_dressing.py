"""A house that wears a municipality's theme and logo."""

import re
from collections.abc import Iterator

import pytest

from tests.serving import Hall, hall_with, open_house

THEME = ":root { --utrecht-link-color: #7a1f5c; --utrecht-button-border-radius: 24px }"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1"><script>alert(1)</script></svg>'


@pytest.fixture(scope="module")
def dressed_house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("dressed")
    theme, logo = folder / "thema.css", folder / "logo.svg"
    theme.write_text(THEME, encoding="utf-8")
    logo.write_text(LOGO, encoding="utf-8")
    worn = {"theme": str(theme), "logo": str(logo), "logo_of": 'Gemeente "Proefstad" & omstreken'}
    with open_house(folder / "house.db", **worn) as base:
        yield base


@pytest.fixture
def dressed(dressed_house: str) -> Iterator[Hall]:
    with hall_with(dressed_house) as hall:
        yield hall


def test_the_theme_comes_with_the_style_sheet_and_may_be_kept_for_good(
    dressed: Hall, hall: Hall
) -> None:
    page = dressed.joined().client.get(f"/m/{dressed.code}").text
    [address] = re.findall(r'href="(/static/samenspel\.css\?v=\w+)"', page)
    sheet = dressed.stranger().client.get(address)

    theirs = (
        ":root{--utrecht-link-color:#7a1f5c;--utrecht-button-border-radius:24px;"
        "--accent-vlak:#f4edf2;}"
    )
    assert sheet.text.rpartition(theirs)[2].startswith("@media")  # ours, theirs, then the dark
    assert "immutable" in sheet.headers["cache-control"]
    assert address not in hall.joined().client.get(f"/m/{hall.code}").text


@pytest.mark.parametrize("path", ["/m/{code}", "/scherm/{code}", "/regie/{code}", "/", "/weg"])
def test_the_logo_is_on_every_page_and_says_whose_it_is(dressed: Hall, path: str) -> None:
    page = dressed.facilitator.client.get(path.format(code=dressed.code)).text

    [(address, said)] = re.findall(r'<img class="logo" src="([^"]+)" alt="([^"]+)"', page)
    picture = dressed.stranger().client.get(address)

    assert said == "Logo van Gemeente &#34;Proefstad&#34; &amp; omstreken"
    assert (picture.text, picture.headers["content-type"]) == (LOGO, "image/svg+xml")
    assert "script-src 'self'" in picture.headers["content-security-policy"]
    assert "immutable" in picture.headers["cache-control"]


def test_a_house_without_a_logo_has_none(hall: Hall) -> None:
    page = hall.joined().client.get(f"/m/{hall.code}").text

    assert "<img" not in page
    assert hall.stranger().client.get("/static/logo.svg").status_code == 404
