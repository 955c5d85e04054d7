"""Another site that rides on somebody's cookie, at every form that there is."""

import httpx
import pytest
from starlette.routing import Route

from bot.web.pages import ROUTES
from tests.serving import PLAIN, Hall
from tests.web.browsing import Page
from tests.web.test_signing_in import link

POSTED = [r for r in ROUTES if isinstance(r, Route) and "POST" in (r.methods or ())]

FILLED = {"code": "", "token": "abc", "what": "stap", "number:number": "2", "programme:int": "1",
          "number:int": "1", "part": "planning", "number": "2", "programme": "1",
          "name": "ijktabel", "key": "abc"}  # fmt: skip


def address(route: Route, hall: Hall) -> str:
    path = route.path
    for name, value in FILLED.items():
        path = path.replace(f"{{{name}}}", value or hall.code)
    assert "{" not in path, f"say what stands for a part of {route.path}"
    return path


@pytest.fixture
def cookies(hall: Hall) -> dict[str, str]:
    """What the browser of somebody sends who leads this meeting and takes part in it."""
    anna = hall.joined()
    anna.client.post(link(hall))
    cookies = dict(anna.client.cookies)
    assert set(cookies) >= {"regie", f"deelnemer_{hall.code}"}
    return cookies


@pytest.mark.parametrize("route", POSTED, ids=lambda route: str(route.path))
@pytest.mark.parametrize(
    "said",
    [
        {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "https://elsewhere.example"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "null"},
        {},
    ],
    ids=["another site", "an older browser", "a sister site", "a sandbox", "who says nothing"],
)
def test_no_form_does_anything_for_another_site(
    hall: Hall, cookies: dict[str, str], route: Route, said: dict[str, str]
) -> None:
    before = hall.record()

    answer = httpx.post(
        f"{hall.base}{address(route, hall)}",
        data={"verb": "open", "item": "2", "left": "yes", "text": "Hallo", "name": "Mallory"},
        headers=said,
        cookies=cookies,
        verify=PLAIN,
    )

    assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)
    assert answer.json()["title"] == "http.other_site"
    assert hall.record() == before


@pytest.mark.parametrize("language", ["nl", "en"])
def test_whoever_comes_along_with_such_a_form_reads_why_and_where_to_go(
    hall: Hall, cookies: dict[str, str], language: str
) -> None:
    before = hall.record()

    answer = httpx.post(
        f"{hall.base}/regie/{hall.code}/bericht?taal=en",
        data={"text": "Hallo"},
        headers={"Origin": "https://elsewhere.example", "Accept": "text/html,*/*;q=0.8"},
        cookies=cookies | {"taal": language},
        verify=PLAIN,
    )

    page = Page(answer.text)
    said = {"nl": "Dit kwam van een andere website.", "en": "This came from another website"}
    assert answer.status_code == 403
    assert answer.headers["content-type"].startswith("text/html")
    assert "set-cookie" not in answer.headers
    assert "content-security-policy" in answer.headers
    assert said[language] in page.text
    assert [href for href, _ in page.links] == ["/", "/regie"]
    assert hall.record() == before


def test_the_api_says_it_in_its_own_way_to_a_browser_too(
    hall: Hall, cookies: dict[str, str]
) -> None:
    answer = httpx.post(
        f"{hall.base}/api/v1/meetings/{hall.code}/message",
        json={"text": "Hallo"},
        headers={"Origin": "https://elsewhere.example", "Accept": "text/html"},
        cookies=cookies,
        verify=PLAIN,
    )

    assert answer.status_code == 403
    assert answer.json()["title"] == "http.other_site"


def test_the_same_form_on_our_own_page_does_what_it_says(
    hall: Hall, cookies: dict[str, str]
) -> None:
    ours = ({"Origin": hall.base}, {"Sec-Fetch-Site": "same-origin"})
    for said in ours:
        answer = httpx.post(
            f"{hall.base}/regie/{hall.code}/bericht",
            data={"text": "Welkom"},
            headers=said,
            cookies=cookies,
            verify=PLAIN,
        )
        assert answer.status_code == 303

    assert hall.facilitator.sees()["meeting"]["message"] == "Welkom"


def test_every_form_that_a_page_can_show_is_walked_here() -> None:
    paths = {route.path for route in POSTED}

    assert {"/in/{token}", "/uit", "/regie/collega", "/regie/{code}/{what}"} <= paths
    assert len(paths) >= 15
