"""Every page that can be opened is in the pictures of `make shots`, or says why it is not."""

import re

from starlette.routing import Match, Route

from bot.web.pages import ROUTES
from tests.browser.places import PLACES, UNSEEN

FILLED = {"number": "7", "programme": "1", "number:int": "1"}
OPENED = [r for r in ROUTES if isinstance(r, Route) and "GET" in (r.methods or ())]


def answering(path: str) -> str:
    """The address as it stands in the list of routes, of whichever answers this one."""
    plain = re.sub(r"{([^}]*)}", lambda part: FILLED.get(part[1], "123456"), path).partition("?")[0]
    asked = {"type": "http", "method": "GET", "path": plain}
    found = next((r.path for r in OPENED if r.matches(asked)[0] is Match.FULL), "")
    return found or path


def test_every_page_is_in_the_pictures_or_says_why_not() -> None:
    seen = {answering(place.path) for place in PLACES}

    left_out = {route.path for route in OPENED} - seen - set(UNSEEN)

    assert not left_out, f"take a picture of {left_out}, or give a reason in places.py"


def test_no_reason_is_given_for_what_is_in_the_pictures_or_gone() -> None:
    seen = {answering(place.path) for place in PLACES}

    assert not seen & set(UNSEEN)
    assert set(UNSEEN) <= {route.path for route in OPENED}


def test_no_two_pictures_of_one_moment_share_a_name() -> None:
    from tests.browser import places

    for moment in ("EMPTY", "PLANNED", "RUNNING", "CHECKED", "HELD", "VISIONARY", "CURATING"):
        names = [place.name for place in getattr(places, moment)]
        assert len(names) == len(set(names)), moment
