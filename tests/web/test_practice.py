"""Rehearsing from the console: a real evening beside the meeting, which stays as it was."""

from time import monotonic

import pytest

from bot.rehearsing import as_agenda
from sessions.actions.planning import ADMIN, load
from sessions.agenda import read_agenda
from sessions.storage.migrating import migrate
from sessions.storage.store import Store
from tests.serving import AGENDA, Hall
from tests.web.browsing import Visitor
from tests.web.evenings import EVENING
from tests.web.leading import leading

PATIENCE = 300


def watch_until_it_ends(bea: Visitor) -> set[str]:
    """Look at the page as the console does; return what it said on the way."""
    said, began = set[str](), monotonic()
    while "Begin de oefening" not in bea.buttons:
        assert monotonic() - began < PATIENCE, bea.sees
        said.add(bea.goes_to(bea.path))
    return said


@pytest.mark.slow
def test_an_evening_is_rehearsed_on_a_copy(hall: Hall) -> None:
    bea, before = leading(hall), hall.record()
    bea.follows("Oefenen")
    bea.presses("Begin de oefening", phones="3")
    said = watch_until_it_ends(bea)

    assert any("Onderdeel 3 van 5, met 3 telefoons" in page for page in said)
    assert "3 telefoons gaven" in bea.sees
    assert hall.record() == before


def test_a_rehearsal_makes_way_when_an_item_opens(hall: Hall) -> None:
    bea = leading(hall)
    bea.follows("Oefenen")
    bea.presses("Begin de oefening", phones="3")
    hall.facilitator.does("items/1/open")
    began = monotonic()
    while "gestopt" not in bea.goes_to(bea.path):
        assert monotonic() - began < PATIENCE, bea.sees

    assert "Begin de oefening" not in bea.buttons
    answer = bea.client.post(bea.path, data={"phones": "3"})
    assert answer.status_code == 409
    hall.facilitator.does("items/1/close")


@pytest.mark.parametrize("agenda", [AGENDA, EVENING])
async def test_the_copy_asks_what_the_meeting_asks(sqlite_url: str, agenda: str) -> None:
    migrate(sqlite_url)
    store = Store(sqlite_url)
    record = await store.record(await load(store, ADMIN, read_agenda(agenda)))
    store.close()

    copy = read_agenda(as_agenda(record))

    assert copy.items == tuple(i.item for i in record.running_order)
    assert copy.organisations == read_agenda(agenda).organisations
