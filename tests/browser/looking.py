"""Somebody who holds page after page against WCAG, in one browser and both languages."""

from dataclasses import dataclass, field

from playwright.sync_api import Page, Route

from tests.browser.conftest import LAPTOP, PHONE, Screens
from tests.browser.test_axe import all_of, as_it_stands
from tests.serving import Hall

SPOKEN = (("en", PHONE), ("nl", LAPTOP))
"""English on a phone, Dutch on a laptop: every language, and every width."""


@dataclass
class Inspector:
    """Goes to pages and keeps what a program finds wrong there."""

    page: Page
    found: list[str] = field(default_factory=list)

    def visits(self, path: str) -> None:
        """A page by its address, in both languages."""
        for language, (width, height) in SPOKEN:
            self.page.set_viewport_size({"width": width, "height": height})
            spoken = f"{path}{'&' if '?' in path else '?'}taal={language}"
            self.found += all_of(self.page, spoken, f"{path} {language}", language)

    def looks(self, where: str) -> None:
        """The page as it stands, after a form or a press, in Dutch."""
        self.found += as_it_stands(self.page, where, "nl")

    def presses(self, name: str, where: str) -> None:
        """Press a button and look at what comes of it."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).first.click()
        self.looks(where)

    @property
    def report(self) -> str:
        return "\n".join(dict.fromkeys(self.found))


def signed_in(screens: Screens, hall: Hall, role: str, name: str = "Carla") -> Page:
    """A browser of somebody of the staff."""
    invited = {"name": name, "role": role}
    link = hall.facilitator.client.post("/api/v1/staff", json=invited).json()["link"]
    page = screens.at(link, LAPTOP)
    page.wait_for_url("**/regie")
    return page


def without_sandbox(route: Route) -> None:
    """A document runs no script, ours neither: let it, so that it can be looked at."""
    answer = route.fetch()
    policy = "content-security-policy"
    kept = {name: value for name, value in answer.headers.items() if name != policy}
    assert "sandbox" in answer.headers[policy]
    route.fulfill(response=answer, headers=kept)
