"""Those who run a meeting, with a plain browser on its console."""

from tests.serving import Hall
from tests.web.browsing import Visitor
from tests.web.test_signing_in import link, somebody


def leading(hall: Hall) -> Visitor:
    """A facilitator who just signed in and looks at the console."""
    bea = somebody(hall)
    bea.goes_to(link(hall))
    bea.presses("Ga verder")
    bea.goes_to(f"/regie/{hall.code}")
    return bea
