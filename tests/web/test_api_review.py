"""The check round over the API: people react, the coordinator decides, the minutes are final."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from typing import Any

import httpx
import pytest
from starlette.routing import Route

from bot.web.api.openapi import description
from bot.web.app import API
from sessions.actions.reviewing import today
from tests.exports.test_data import complaints
from tests.serving import AGENDA, Hall, Somebody, hall_with
from tests.web.test_minutes_page import last_day_passes

PROGRAMMES = count(1)
TOMORROW = (today() + timedelta(days=1)).isoformat()


@pytest.fixture
def hall(house: str) -> Iterator[Hall]:
    """The first meeting of a programme of its own, so that its references begin with B1."""
    agenda = AGENDA.replace("Woonzorgvisie Proefstad", f"Reacties {next(PROGRAMMES)}")
    with hall_with(house, agenda) as hall:
        yield hall


@pytest.fixture
def bert(hall: Hall) -> Somebody:
    """Somebody else, who came before the meeting was over."""
    return hall.joined()


@pytest.fixture
def anna(hall: Hall, bert: Somebody) -> Somebody:
    """Somebody who was there; the meeting is over and the round is open."""
    anna = hall.joined(organisation="Gemeente Proefstad", name="Anna")
    hall.facilitator.does("end").raise_for_status()
    assert opens(hall).status_code == 200
    return anna


def at(hall: Hall, path: str) -> str:
    return f"/api/v1/meetings/{hall.code}/{path}"


def opens(hall: Hall, last_day: str = TOMORROW) -> httpx.Response:
    return hall.facilitator.client.put(at(hall, "review"), json={"last_day": last_day})


def reacts(who: Somebody, text: str, key: str = "k1", item: int = 2) -> httpx.Response:
    return who.client.post(
        f"/api/v1/meetings/{who.code}/reactions",
        json={"item": item, "text": text},
        headers={"Idempotency-Key": key},
    )


def rewords(who: Somebody, number: int, text: str, key: str = "k2") -> httpx.Response:
    return who.client.put(
        f"/api/v1/meetings/{who.code}/reactions/{number}",
        json={"text": text},
        headers={"Idempotency-Key": key},
    )


def judges(hall: Hall, number: int, verdict: str, **more: str) -> httpx.Response:
    return hall.facilitator.client.put(
        at(hall, f"reactions/{number}/verdict"), json={"verdict": verdict, **more}
    )


def sees(who: Somebody) -> dict[str, Any]:
    answer = who.client.get(f"/api/v1/meetings/{who.code}/review").raise_for_status()
    found: dict[str, Any] = answer.json()
    return found


def test_a_participant_reads_what_there_is_to_react_to(hall: Hall, anna: Somebody) -> None:
    found = sees(anna)

    assert (found["last_day"], found["takes_reactions"], found["adopted"]) == (TOMORROW, True, None)
    assert found["items"][0] == {
        "number": 1, "reference": "B1.1", "kind": "notice", "title": "Welkom",
        "text": "Fijn dat u er bent.",
    }  # fmt: skip
    assert found["reactions"] == []
    assert anna.client.get(found["draft"]).status_code == 200


def issues(hall: Hall) -> httpx.Response:
    return hall.facilitator.client.put(at(hall, "review/issued"))


def test_a_draft_that_goes_elsewhere_gets_the_next_number(hall: Hall, anna: Somebody) -> None:
    assert sees(anna)["issue"] == 1  # the round began with it

    again = issues(hall)
    assert (again.status_code, again.json()["issue"]) == (200, 1)
    reacts(anna, "Ik miste de bus.")
    assert [issues(hall).json()["issue"] for _ in range(2)] == [2, 2]
    assert sees(anna)["issue"] == 2
    assert [each["number"] for each in hall.record()["review"]["issues"]] == [1, 2]


def test_only_who_keeps_the_minutes_numbers_them_and_not_before_the_end(hall: Hall) -> None:
    bert = hall.joined()

    assert issues(hall).status_code == 409
    hall.facilitator.does("end").raise_for_status()
    refused = bert.client.put(at(hall, "review/issued"))
    assert (refused.status_code, refused.headers["content-type"]) == (
        401, "application/problem+json",
    )  # fmt: skip
    assert sees(bert)["issue"] == 0


def test_somebody_reacts_changes_it_and_takes_it_back(hall: Hall, anna: Somebody) -> None:
    first = reacts(anna, "Ik miste de bus.")
    assert (first.status_code, first.json()) == (
        201,
        {"saved": True, "number": 1, "reference": "B1.reactie-01", "item": 2,
         "text": "Ik miste de bus.", "verdict": None, "because": "", "withdrawn": False},
    )  # fmt: skip

    assert rewords(anna, 1, "Ik miste de trein.").json()["text"] == "Ik miste de trein."
    assert [r["text"] for r in sees(anna)["reactions"]] == ["Ik miste de trein."]

    for _ in range(2):
        gone = anna.client.delete(at(hall, "reactions/1"))
        assert (gone.status_code, gone.json()["withdrawn"]) == (200, True)
    assert sees(anna)["reactions"] == []


def test_the_same_reaction_sent_twice_is_one(hall: Hall, anna: Somebody, house_file: str) -> None:
    first, again = reacts(anna, "De bus"), reacts(anna, "De bus")
    other = reacts(anna, "De tram")
    last_day_passes(hall, house_file)
    late = reacts(anna, "De bus")

    assert first.json() == again.json() == late.json()
    assert (other.status_code, other.headers["content-type"]) == (409, "application/problem+json")
    assert len(hall.record()["review"]["reactions"]) == 1


def test_the_same_words_at_another_item_are_another_reaction(hall: Hall, anna: Somebody) -> None:
    reacts(anna, "De bus")

    assert reacts(anna, "De bus", item=3).status_code == 409
    assert len(hall.record()["review"]["reactions"]) == 1


def test_two_people_with_the_same_key_both_have_a_reaction(
    hall: Hall, anna: Somebody, bert: Somebody
) -> None:
    reacts(anna, "De bus"), reacts(bert, "De tram")

    assert [r["text"] for r in hall.record()["review"]["reactions"]] == ["De bus", "De tram"]


def test_nobody_sees_or_changes_what_another_one_said(
    hall: Hall, anna: Somebody, bert: Somebody
) -> None:
    reacts(anna, "De bus")

    assert sees(bert)["reactions"] == []
    assert rewords(bert, 1, "De tram").status_code == 404
    assert bert.client.delete(at(hall, "reactions/1")).status_code == 404
    assert bert.client.put(at(hall, "reactions/1/verdict"), json={"verdict": "adopted"}
                           ).status_code == 401  # fmt: skip


def test_the_coordinator_reads_all_and_never_who(hall: Hall, anna: Somebody) -> None:
    reacts(anna, "De bus")

    found = sees(hall.facilitator)

    assert [r["text"] for r in found["reactions"]] == ["De bus"]
    assert "Anna" not in str(found)
    assert anna.sees()["me"]["participant"] not in str(found)


def test_a_decision_is_about_the_words_that_were_read(hall: Hall, anna: Somebody) -> None:
    reacts(anna, "De bus")
    seen = sees(hall.facilitator)["reactions"][0]["seen"]
    rewords(anna, 1, "De trein")

    assert judges(hall, 1, "adopted", seen=seen).status_code == 409
    assert judges(hall, 1, "not_adopted").status_code == 422
    told = judges(hall, 1, "not_adopted", because="De trein kwam niet ter sprake.")

    assert told.json()["verdict"] == "not_adopted"
    assert sees(anna)["reactions"][0]["because"] == "De trein kwam niet ter sprake."
    assert judges(hall, 2, "adopted").status_code == 404


def test_minutes_are_adopted_once_and_the_record_tells_it(
    hall: Hall, anna: Somebody, house_file: str
) -> None:
    boss = hall.facilitator.client
    reacts(anna, "De bus")
    assert boss.put(at(hall, "review/adopted")).status_code == 409
    last_day_passes(hall, house_file)
    judges(hall, 1, "adopted")

    first, again = (boss.put(at(hall, "review/adopted"), timeout=120) for _ in range(2))

    assert first.json() == again.json()
    assert first.json()["changed_since"] is False
    assert sees(anna)["adopted"] == first.json()
    assert reacts(anna, "De tram", "k9").status_code == 409
    record = hall.record()
    assert complaints(record) == []
    adopted = record["review"]["adopted"]
    assert (adopted["digest"], adopted["by"]) == (first.json()["digest"], "admin:0")
    assert {(f["edition"], f["format"]) for f in adopted["files"]} == {
        (edition, form)
        for edition in ("internal", "public")
        for form in ("odt", "pdf", "html", "md", "docx")
    }

    assert hall.facilitator.does("notes", kind="note", text="Nog iets.").status_code == 409
    assert boss.put(at(hall, "review/adopted")).json() == first.json()


@pytest.mark.usefixtures("anna")
@pytest.mark.parametrize(
    ("order", "body", "status"),
    [
        ("PUT review", {"last_day": "2027-13-45"}, 422),
        ("PUT review", {"last_day": "2020-01-01"}, 422),
        ("PUT review", {"last_day": 5}, 422),
        ("PUT reactions/1/verdict", {"verdict": "perhaps"}, 422),
        ("PUT reactions/1/verdict", {"verdict": "adopted", "who": "Anna"}, 422),
        ("PUT reactions/1234567/verdict", {"verdict": "adopted"}, 404),
        ("PATCH review", {}, 405),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    hall: Hall, order: str, body: dict[str, Any], status: int
) -> None:
    method, path = order.split()

    refused = hall.facilitator.client.request(method, at(hall, path), json=body)

    assert refused.status_code == status
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["detail"].endswith(".")


@pytest.mark.parametrize(
    ("body", "key", "status"),
    [
        ({"text": "   "}, "k", 422),
        ({"text": "x" * 4_001}, "k", 422),
        ({"text": "Ja", "item": 99}, "k", 404),
        ({"text": "Ja", "item": -1}, "k", 422),
        ({"text": "Ja"}, "", 422),
        ({"text": "Ja"}, "k" * 101, 422),
        ({"text": "Ja", "verdict": "adopted"}, "k", 422),
    ],
)
def test_a_reaction_that_does_not_fit_is_refused(
    anna: Somebody, body: dict[str, Any], key: str, status: int
) -> None:
    path = f"/api/v1/meetings/{anna.code}/reactions"

    refused = anna.client.post(path, json=body, headers={"Idempotency-Key": key})

    assert refused.status_code == status
    assert sees(anna)["reactions"] == []


def test_before_the_round_nobody_reacts(hall: Hall) -> None:
    anna = hall.joined()

    assert sees(anna)["draft"] is None
    assert reacts(anna, "De bus").status_code == 409
    assert opens(hall).status_code == 409


def test_every_route_of_the_api_is_described() -> None:
    """But for the one that only our own Mini App calls."""
    routes = {
        (f"/api/v1{route.path.replace(':number', '').replace(':str', '')}", method.lower())
        for route in API
        if isinstance(route, Route)
        for method in (route.methods or set()) - {"HEAD"}
        if not route.path.endswith("/telegram")
    }
    described = {(path, method) for path, said in description()["paths"].items() for method in said}

    assert described == routes
