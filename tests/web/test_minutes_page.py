"""The coordinator adds, participants check, and the minutes become final: all with forms."""

import asyncio
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import httpx
import pytest
from sqlalchemy import Connection, insert

from sessions.actions.reviewing import today
from sessions.arrangement import Themes, as_json
from sessions.storage.reviewing import ReviewAct, add_act
from sessions.storage.store import Store
from sessions.storage.theme_tables import arrangements
from tests.serving import AGENDA, Hall, hall_with
from tests.web.browsing import Visitor, comes_to_see
from tests.web.test_signing_in import somebody
from tests.web.test_vision import signed_in

PROGRAMMES = count(1)


@pytest.fixture
def hall(house: str) -> Iterator[Hall]:
    """The first meeting of a programme of its own, so that its references begin with B1."""
    agenda = AGENDA.replace("Woonzorgvisie Proefstad", f"Verslagen {next(PROGRAMMES)}")
    with hall_with(house, agenda) as hall:
        yield hall


@pytest.fixture
def carla(hall: Hall) -> Visitor:
    """The coordinator, on the page of the minutes."""
    carla = signed_in(hall, "coordinator")
    carla.goes_to(f"/regie/{hall.code}/verslag")
    return carla


@pytest.fixture
def anna(hall: Hall) -> Visitor:
    anna = somebody(hall)
    anna.goes_to("/")
    anna.presses("Ga verder", code=hall.code)
    anna.presses("Doe mee", organisation="Gemeente Proefstad")
    return anna


def exported(hall: Hall, file: str = "minutes.md", edition: str = "internal") -> httpx.Response:
    path = f"/api/v1/meetings/{hall.code}/exports/{file}"
    return hall.facilitator.client.get(path, params={"edition": edition}).raise_for_status()


def numbered(hall: Hall) -> str:
    """What the cover says of which text this is."""
    [cell] = re.findall(
        r">Versie</th><td[^>]*><bdi>(.*?)</bdi></td>", exported(hall, "minutes.html").text
    )
    return str(cell)


def are_final(hall: Hall, carla: Visitor, page: str, change: dict[str, str]) -> None:
    """The page has no button any more, and what a form of before sends is refused."""
    place = f"/regie/{hall.code}/{page}"
    assert "Dit verslag is vastgesteld." in carla.goes_to(place)
    assert carla.buttons == ["Meld af"]
    answer = carla.client.post(place, data=change)
    assert (answer.status_code, "Dit verslag is vastgesteld." in answer.text) == (409, True)


def an_older_house_moved_a_theme(hall: Hall, database: str) -> None:
    """Until this version themes could be found after adopting; such meetings are still there."""

    def moves(connection: Connection, meeting: int) -> None:
        row = {"item_number": 3, "revision": 1, "verb": "arrange", "by": "", "undone": False}
        themes, now = as_json(Themes((), (), (), "", "")), datetime.now(UTC)
        connection.execute(
            insert(arrangements).values(meeting_id=meeting, themes=themes, at=now, **row)
        )

    async def moved() -> None:
        store = Store(database)
        try:
            meeting = (await store.record(hall.code)).meeting.id
            await store.writer.run(meeting, lambda c: moves(c, meeting))
        finally:
            store.close()

    asyncio.run(moved())


def last_day_passes(hall: Hall, database: str) -> None:
    """What waiting a day does: nobody can choose a day that has passed."""

    async def pass_by() -> None:
        store = Store(database)
        try:
            meeting = (await store.record(hall.code)).meeting.id
            act = ReviewAct(what="opened", by="", word=(today() - timedelta(days=1)).isoformat())
            await store.writer.run(meeting, lambda c: add_act(c, meeting, act))
        finally:
            store.close()

    asyncio.run(pass_by())


def test_an_addition_is_marked_in_the_minutes_and_taken_back(hall: Hall, carla: Visitor) -> None:
    carla.presses("Voeg toe", item="1", text="Zie <b>kaart</b> 2.")
    assert "Aanvulling: Zie <b>kaart</b> 2. B1.aanvulling-01" in carla.sees
    assert "Aanvulling van de coördinator:" in exported(hall).text

    carla.presses("Neem terug")

    assert "kaart</b>" not in carla.sees
    assert "Aanvulling van de coördinator:" not in exported(hall).text


def test_a_correction_stays_when_the_minutes_are_made_anew(hall: Hall, carla: Visitor) -> None:
    carla.presses("Voeg toe", item="2", sort="correction", text="Het waren er tien.")
    hall.facilitator.does("items/2/open")
    hall.joined().gives(2, {"choice": [1]}, "a")

    made = exported(hall).text

    assert r"Verbetering door de coördinator: Het waren er tien. \[B1.verbetering-01\]" in made
    assert "Verbetering: Het waren er tien. B1.verbetering-01" in carla.goes_to(carla.path)


def test_the_draft_is_numbered_when_it_goes_to_people(hall: Hall, carla: Visitor) -> None:
    hall.facilitator.does("end")
    assert numbered(hall) == "nog niet uitgegeven"
    carla.goes_to(carla.path)
    carla.presses("Geef uit als versie 1")
    assert "Versie 1 is uitgegeven op" in carla.sees
    assert "Geef uit als versie 2" not in carla.buttons
    assert numbered(hall) == "1"

    carla.presses("Voeg toe", item="0", text="Zie de bijlage.")
    assert numbered(hall) == "1, daarna bijgewerkt"
    carla.presses("Open de ronde", day=today().isoformat())

    assert "Versie 2 is uitgegeven op" in carla.sees
    assert numbered(hall) == "2"


def test_a_facilitator_does_not_decide_what_the_minutes_say(hall: Hall) -> None:
    bea = signed_in(hall, "facilitator")

    bea.goes_to(f"/regie/{hall.code}/verslag")

    assert "Alleen de coördinator van dit traject beslist over het verslag." in bea.sees


def test_the_farewell_tells_when_the_draft_comes(hall: Hall, carla: Visitor, anna: Visitor) -> None:
    carla.presses("Bewaar deze dag", day=today().isoformat())
    hall.facilitator.does("end")

    anna.goes_to(f"/m/{hall.code}")
    assert "Het concept van het verslag komt op" in anna.sees
    file = anna.client.get(f"/m/{hall.code}/verslag.ics").raise_for_status().text
    assert f"DTSTART;VALUE=DATE:{today():%Y%m%d}" in file
    assert f"/m/{hall.code}/verslag" in file.replace("\r\n ", "")

    anna.follows("Uw eigen link naar het verslag")
    assert "Het concept van het verslag komt op" in anna.sees
    assert "Stuur uw reactie" not in anna.buttons
    assert anna.client.get(f"/m/{hall.code}/exports/concept.html").status_code == 409


def test_the_link_works_on_another_phone_with_the_code(
    hall: Hall, carla: Visitor, anna: Visitor
) -> None:
    hall.facilitator.does("end")
    carla.goes_to(carla.path)
    carla.presses("Open de ronde", day=today().isoformat())
    anna.goes_to(f"/m/{hall.code}")
    words = anna.sees.split()
    code = next(w for w in words if len(w) == 11 and w[5] == "-" and w.isupper())
    other = somebody(hall)
    other.goes_to(f"/m/{hall.code}/verslag")

    other.presses("Ga verder waar ik was", **{"return": code})
    other.follows("Lees het concept van het verslag")

    assert "Stuur uw reactie" in other.buttons


def test_a_participant_reacts_changes_it_and_reads_what_was_done(
    hall: Hall, carla: Visitor, anna: Visitor, house_file: str
) -> None:
    hall.facilitator.does("end")
    carla.goes_to(carla.path)
    carla.presses("Open de ronde", day=today().isoformat())
    assert "Dit kan na" in carla.sees
    assert "Het concept staat klaar." in anna.goes_to(f"/m/{hall.code}")
    anna.follows("Lees het concept van het verslag")
    anna.presses("Stuur uw reactie", item="1", text="Ik miste de <i>bus</i>.")
    assert "U schreef: Ik miste de <i>bus</i>. B1.reactie-01" in anna.sees
    anna.presses("Bewaar de verandering", text="Ik miste de <i>trein</i>. Bel 06-12345678.")
    assert "U schreef: Ik miste de <i>trein</i>. Bel 06-12345678. B1.reactie-01" in anna.sees
    anna.presses("Stuur uw reactie", item="2", text="Weg ermee.")
    anna.presses_nth(1, "Trek uw reactie in", withdraw="2")
    assert "Weg ermee." not in anna.sees

    last_day_passes(hall, house_file)
    comes_to_see(anna, "U kon reageren tot en met")
    assert "Dit kan na" not in carla.goes_to(carla.path)
    assert "Stuur uw reactie" not in anna.buttons

    carla.goes_to(carla.path)
    carla.presses("Neem niet over", because="")
    assert "Schrijf kort waarom u deze reactie niet overneemt." in carla.sees
    carla.presses("Neem niet over", because="De trein kwam niet ter sprake.")
    assert "Niet overgenomen, want: De trein kwam niet ter sprake." in carla.sees
    assert "Niet overgenomen, want: De trein" in anna.goes_to(f"/m/{hall.code}/verslag")
    told = anna.goes_to(f"/m/{hall.code}/exports/concept.html")
    assert "Reacties van deelnemers" in told
    assert "‘ Ik miste de <i>trein</i>. Bel [telefoonnummer weggelaten]. ’" in told
    assert "Deze reactie is ingetrokken. [B1.reactie-02]" in told


def test_a_form_that_is_sent_twice_is_one_reaction(
    hall: Hall, carla: Visitor, anna: Visitor
) -> None:
    hall.facilitator.does("end")
    carla.goes_to(carla.path)
    carla.presses("Open de ronde", day=today().isoformat())
    fields = {"key": "k", "item": "1", "text": "De bus"}

    for _ in range(2):
        anna.client.post(f"/m/{hall.code}/verslag", data=fields)

    assert anna.goes_to(f"/m/{hall.code}/verslag").count("U schreef: De bus") == 1


def test_adopted_minutes_stay_as_they_were_and_say_that_something_changed(
    hall: Hall, carla: Visitor, anna: Visitor, house_file: str
) -> None:
    assert "concept" in exported(hall).text
    asks = {"question": "Mag de eekhoorn mee naar het stadhuis?"}
    anna.client.post(f"/api/v1/meetings/{hall.code}/ask", json=asks).raise_for_status()
    hall.facilitator.does("items/3/open")
    anna.client.put(
        f"/api/v1/meetings/{hall.code}/items/3/answer",
        json={"text": "De koffie op dinsdag."}, headers={"Idempotency-Key": "a"},
    ).raise_for_status()  # fmt: skip
    carla.presses("Voeg toe", item="1", text="Zie kaart 2.")
    hall.facilitator.does("end")
    carla.goes_to(carla.path)
    carla.presses("Stel het verslag vast")
    assert "Bezig met vaststellen:" in carla.sees
    assert carla.buttons == ["Meld af"]
    comes_to_see(carla, "Vastgesteld op")
    assert "Voeg toe" not in carla.buttons
    carla.goes_to(f"/regie/{hall.code}")
    assert "Hier verandert niets meer." in carla.sees
    assert carla.buttons == ["Meld af", "Maak ongedaan", "Maak het scherm donker"]
    carla.goes_to(f"/regie/{hall.code}/verslag")
    files = [f"minutes.{form}" for form in ("html", "md", "docx", "odt", "pdf")]
    first = {file: exported(hall, file) for file in files}
    public = exported(hall, "minutes.html", "public")
    assert "vastgesteld op" in first["minutes.md"].text
    assert "Zie kaart 2." in first["minutes.md"].text
    assert "Samenspel-Changed-Since-Adoption" not in first["minutes.md"].headers

    late = hall.facilitator.does("notes", kind="decision", text="Wij gaan door.")
    assert late.json()["title"] == "review.final"
    refused = hall.facilitator.does("questions/1/answer", answer="Alleen aan de lijn.")
    assert (refused.status_code, refused.json()["title"]) == (409, "ask.final")
    are_final(hall, carla, "vragen", {"do": "leave_out", "number": "1", "reason": "Over de avond"})
    are_final(hall, carla, "themas/3", {"do": "find", "revision": "0"})
    review = hall.facilitator.client.get(f"/api/v1/meetings/{hall.code}/review").json()
    assert review["adopted"]["changed_since"] is False
    an_older_house_moved_a_theme(hall, house_file)
    carla.goes_to(f"/regie/{hall.code}/verslag")
    comes_to_see(carla, "Na het vaststellen is de inhoud veranderd.")

    again = {file: exported(hall, file) for file in files}
    assert {f: a.content for f, a in again.items()} == {f: a.content for f, a in first.items()}
    assert {a.headers["Samenspel-Changed-Since-Adoption"] for a in again.values()} == {"yes"}
    assert "Na het vaststellen is de inhoud veranderd." in carla.goes_to(carla.path)
    assert "Na het vaststellen is de inhoud" in anna.goes_to(f"/m/{hall.code}/verslag")
    seen = anna.client.get(f"/m/{hall.code}/exports/concept.html").content
    assert seen == public.content
