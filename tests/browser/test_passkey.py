"""Passkeys, with an authenticator that Chromium plays: it makes keys and signs as a phone does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import PATIENCE, PHONE
from tests.serving import Hall, hall_with, open_house

pytestmark = pytest.mark.browser


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """A house without an address of its own, visited as localhost: there passkeys may be."""
    with open_house(tmp_path / "house.db", public_url="") as base, hall_with(base) as hall:
        hall.base = base.replace("127.0.0.1", "localhost")
        yield hall


@pytest.fixture
def context(browser: Browser, hall: Hall) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=hall.base,
        viewport={"width": PHONE[0], "height": PHONE[1]},
        locale="nl-NL",
    )
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


def with_authenticator(context: BrowserContext, *, verifies: bool = True) -> Page:
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": verifies,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return page


def link(hall: Hall, name: str = "Bea") -> str:
    made = hall.facilitator.client.post("/api/v1/staff", json={"name": name}).json()
    return "/in/" + str(made["link"]).rpartition("/")[2]


def makes_a_passkey(page: Page, hall: Hall) -> None:
    page.goto(link(hall))
    page.wait_for_url("**/regie")
    page.goto("/coordinatie/ik")
    page.get_by_role("button", name="Maak een passkey").click()
    expect(page.get_by_text("Gemaakt op")).to_be_visible()


def signs_out(page: Page) -> None:
    page.get_by_role("button", name="Meld af").click()
    expect(page.get_by_label("Code")).to_be_visible()


def test_after_a_link_somebody_comes_back_with_a_passkey(
    hall: Hall, context: BrowserContext
) -> None:
    page = with_authenticator(context)
    makes_a_passkey(page, hall)
    signs_out(page)
    page.goto("/regie")
    expect(page.get_by_role("alert")).to_contain_text("Meld u eerst aan")

    page.get_by_role("link", name="Meld u aan met een passkey").click()
    page.get_by_role("button", name="Meld u aan met een passkey").click()

    page.wait_for_url("**/regie")
    expect(page.get_by_role("heading", name="Uw bijeenkomsten")).to_be_visible()
    page.goto("/coordinatie/ik")
    expect(page.get_by_text("U bent aangemeld als Bea")).to_be_visible()
    expect(page.get_by_text("Laatst gebruikt op").first).to_be_visible()


def test_a_device_that_does_not_look_who_holds_it_gets_nobody_in(
    hall: Hall, context: BrowserContext
) -> None:
    page = with_authenticator(context, verifies=False)
    page.goto(link(hall))
    page.wait_for_url("**/regie")
    page.goto("/coordinatie/ik")
    page.get_by_role("button", name="Maak een passkey").click()

    expect(page.get_by_role("alert")).to_contain_text("Het is niet gelukt")
    expect(page.get_by_text("U hebt nog geen passkey.")).to_be_visible()


def test_a_passkey_that_was_taken_away_gets_nobody_in(hall: Hall, context: BrowserContext) -> None:
    page = with_authenticator(context)
    makes_a_passkey(page, hall)
    page.get_by_role("button", name="Haal weg").click()
    expect(page.get_by_text("U hebt nog geen passkey.")).to_be_visible()
    signs_out(page)
    page.goto("/aanmelden")
    page.get_by_role("button", name="Meld u aan met een passkey").click()

    expect(page.get_by_role("alert")).to_contain_text("Deze passkey kennen wij hier niet")


def test_what_a_device_signed_once_opens_nothing_twice(hall: Hall, context: BrowserContext) -> None:
    page = with_authenticator(context)
    makes_a_passkey(page, hall)
    signs_out(page)
    page.goto("/aanmelden")
    sent: list[str] = []
    page.on(
        "request",
        lambda r: sent.append(r.post_data or "") if r.url.endswith("/aanmelden/passkey") else None,
    )
    page.get_by_role("button", name="Meld u aan met een passkey").click()
    page.wait_for_url("**/regie")

    thief = hall.stranger().client
    again = thief.post(
        f"{hall.base}/aanmelden/passkey",
        content=sent[0],
        headers={"Content-Type": "application/json", "Origin": hall.base},
    )
    assert (again.status_code, again.json()["title"]) == (422, "passkey.refused")
    assert "regie" not in thief.cookies
