import httpx

from tests.serving import Hall
from tests.web.browsing import Visitor


def link(hall: Hall, name: str = "Bea") -> str:
    made = hall.facilitator.client.post("/api/v1/staff", json={"name": name})
    assert made.status_code == 201, made.text
    return str(made.json()["link"]).removeprefix(hall.base)


def somebody(hall: Hall) -> Visitor:
    return Visitor(hall.stranger(**{"Accept-Language": "nl"}).client)


def test_a_link_shows_a_button_and_the_button_lets_somebody_in(hall: Hall) -> None:
    bea = somebody(hall)
    bea.goes_to(link(hall))
    assert bea.buttons == ["Ga verder"]
    bea.presses("Ga verder")

    assert (bea.status, bea.path) == (200, "/regie")
    assert "Uw bijeenkomsten" in bea.sees


def test_a_preview_of_a_link_uses_nothing_up(hall: Hall) -> None:
    address = link(hall)
    for _ in range(3):
        httpx.get(f"{hall.base}{address}").raise_for_status()
    bea = somebody(hall)
    bea.goes_to(address)
    bea.presses("Ga verder")

    assert bea.path == "/regie"


def test_a_spent_link_says_so_and_shows_a_way_on(hall: Hall) -> None:
    address = link(hall)
    bea, charlie = somebody(hall), somebody(hall)
    for person in (bea, charlie, bea):
        person.goes_to(address)
        person.presses("Ga verder")

    assert charlie.status == 409
    assert "Vraag die aan een collega" in charlie.sees
    assert ("/regie", "Ga naar uw bijeenkomsten") in bea.page.links


def test_the_cookie_of_the_console_is_for_the_server_only(hall: Hall) -> None:
    answer = httpx.post(f"{hall.base}{link(hall)}")
    cookie = answer.headers["set-cookie"]

    assert cookie.startswith("regie=")
    assert "; HttpOnly" in cookie
    assert "; SameSite=lax" in cookie


def test_whoever_signs_out_is_out(hall: Hall) -> None:
    bea = somebody(hall)
    bea.goes_to(link(hall))
    bea.presses("Ga verder")
    bea.presses("Meld af")
    assert bea.path == "/"

    bea.goes_to("/regie")
    assert bea.status == 401
    assert "U komt binnen met een link voor één keer." in bea.sees


def test_a_stranger_and_a_participant_see_no_console(hall: Hall) -> None:
    anna = Visitor(hall.joined(organisation="Gemeente Proefstad").client)
    for person in (somebody(hall), anna):
        person.goes_to(f"/regie/{hall.code}")
        assert (person.status, "Draaiboek" in person.sees) == (401, False)
        answer = person.client.post(f"/regie/{hall.code}/stap", data={"verb": "open", "item": "2"})
        assert answer.status_code == 401

    assert [i["state"] for i in hall.record()["items"]] == ["waiting"] * 5
