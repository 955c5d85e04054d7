"""A page that was laid out once for many is, to the letter, what each of them would have got."""

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.serving import AGENDA, Hall, Somebody, hall_with

EVENING = f"""{AGENDA}
  - voorstel: Wij bouwen samen
    tekst: Elk jaar honderd woningen.
  - vraag: Wat mist u?
    resultaat: direct
    openbaar: op naam
  - peiling: Hoe gaat het?
    kies: schaal
    van: 1
    tot: 5
    resultaat: direct
"""
ITEMS = st.integers(1, 8)
PEOPLE = st.integers(0, 3)
COMERS = (
    {"organisation": ""},
    {"organisation": "Gemeente Proefstad"},
    {"organisation": "Gemeente Proefstad"},
    {"organisation": "Huurders Zuid", "kind": "huurders"},
)
KEY = re.compile(r'(?<=name="key" value=")[\w.-]+(?=")')

ANSWERS: dict[int, list[dict[str, Any]]] = {
    1: [{"text": "Dank u"}],
    2: [{"choice": [1]}, {"choice": [3]}],
    3: [{"text": "De koffieochtend"}, {"text": "Van ons", "table": 1}],
    4: [{"step": 1, "text": "Een trap"}, {"step": 1, "text": "Een lift", "table": 2}],
    5: [{"points": {"1": 60, "2": 40}}],
    6: [{"position": "agree"}],
    7: [{"text": "Een lift"}, {"recognise": "B1.7-001"}],
    8: [{"value": 4}, {"value": 1}],
}
changes: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [{"language": "en"}, {"quotable": True}, {"name": "Anna"}, {"left": True}, {"left": False}]
)
verbs = st.sampled_from(["open", "open", "open", "close", "reveal", "reopen", "skip"])
moves = st.one_of(
    st.tuples(st.just("crew"), verbs, ITEMS),
    st.tuples(st.just("crew"), verbs, ITEMS),
    st.tuples(st.just("undo")),
    st.tuples(st.just("message"), st.sampled_from(["Pauze", ""])),
    st.tuples(st.just("gives"), PEOPLE, st.integers(0, 1)),
    st.tuples(st.just("gives"), PEOPLE, st.integers(0, 1)),
    st.tuples(st.just("withdraws"), PEOPLE),
    st.tuples(st.just("changes"), PEOPLE, changes),
    st.tuples(st.just("sits"), PEOPLE, st.integers(1, 2)),
)


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@example(played=[("changes", 0, {"quotable": True}), ("crew", "open", 3)])
@example(played=[("sits", 1, 2), ("crew", "open", 4), ("sits", 2, 2), ("gives", 1, 1)])
@example(
    played=[("crew", "open", 8), ("gives", 0, 0), ("gives", 1, 1), ("gives", 2, 0), ("gives", 3, 1),
            ("crew", "close", 8), ("crew", "reveal", 8), ("changes", 0, {"left": True})]
)  # fmt: skip
@example(
    played=[("crew", "open", 2), ("sits", 0, 1), ("gives", 0, 0), ("gives", 1, 1), ("gives", 2, 1),
            ("crew", "close", 2), ("crew", "reveal", 2), ("withdraws", 1), ("undo",)]
)  # fmt: skip
@given(played=st.lists(moves, min_size=3, max_size=12))
def test_a_shared_page_is_the_page_that_each_would_get(
    house: str, played: list[tuple[Any, ...]]
) -> None:
    with hall_with(house, EVENING) as hall:
        people = [hall.joined(**said) for said in COMERS]
        now = 1
        for turn, move in enumerate(played):
            now = move[2] if move[0] == "crew" else now
            _play(hall, people, (*move, now), turn)
            for person in people:
                assert _page(person) == _page(person, "?apart"), (move, person)


def test_people_alike_share_a_page_and_words_are_on_nobodys_but_ones_own(hall: Hall) -> None:
    anna, bob, carla = hall.joined(), hall.joined(), hall.joined(language="en")
    hall.facilitator.does("items/3/open")
    shared = _raw(anna)

    assert _raw(bob) == shared
    assert _raw(carla) != shared
    anna.gives(3, {"text": "De koffieochtend"}, "a")

    assert "De koffieochtend" in _raw(anna)
    assert "De koffieochtend" not in _raw(bob) + _raw(carla)


def test_a_page_that_lay_ready_says_the_same_to_the_browser_as_the_first(hall: Hall) -> None:
    people = [hall.joined() for _ in range(3)]
    hall.facilitator.does("items/3/open")
    first, *ready = [person.client.get(f"/m/{hall.code}") for person in people]

    assert "content-security-policy" in first.headers
    for each in ready:
        told, before = dict(each.headers), dict(first.headers)
        assert {**told, "date": ""} == {**before, "date": ""}


def test_a_page_that_lies_ready_is_for_those_who_came_in(hall: Hall) -> None:
    anna, other = hall.joined(), hall.stranger()
    hall.facilitator.does("items/3/open")
    asked = "Wat werkt nu al goed?"

    assert asked in _raw(anna)
    assert asked in _raw(anna)
    assert asked not in _raw(other)
    cookie = {"Cookie": f"deelnemer_{hall.code}=nobody's"}
    assert asked not in other.client.get(f"/m/{hall.code}", headers=cookie).text
    hall.facilitator.does("items/3/close")
    assert "Uw antwoord" not in _raw(anna)


def test_of_a_result_those_who_chose_the_same_share_a_page(hall: Hall) -> None:
    people = [hall.joined() for _ in range(3)]
    hall.facilitator.does("items/2/open")
    for person, choice in zip(people, (1, 1, 3), strict=True):
        person.gives(2, {"choice": [choice]}, "a")
    hall.facilitator.does("items/2/close")
    hall.facilitator.does("items/2/reveal")
    pages = [_raw(person) for person in people]

    assert pages[0] == pages[1] != pages[2]
    assert all("uw keuze" in page for page in pages)


def test_a_form_on_a_shared_page_is_kept_for_each_who_sends_it(hall: Hall) -> None:
    people = [hall.joined(), hall.joined()]
    hall.facilitator.does("items/3/open")
    pages = [_raw(person) for person in people]
    for person, page in zip(people, pages, strict=True):
        key = KEY.search(page)
        assert key
        form = {"key": key[0], "text": "Het buurthuis"}
        for _ in range(2):  # the second time is a tap too many
            person.client.post(f"/m/{hall.code}/onderdelen/3", data=form)

    given = [c["answer"]["text"] for c in hall.record()["contributions"]]
    assert pages[0] == pages[1]
    assert given == ["Het buurthuis", "Het buurthuis"]


def _play(hall: Hall, people: list[Somebody], move: tuple[Any, ...], turn: int) -> None:
    """Do it; what makes no sense now is refused, and that is a move as well."""
    match move:
        case "crew", verb, item, _:
            hall.facilitator.does(f"items/{item}/{verb}")
        case "undo", _:
            hall.facilitator.does("undo")
        case "message", text, _:
            hall.facilitator.does("message", text=text)
        case "gives", person, which, item:
            body = ANSWERS[item][which % len(ANSWERS[item])]
            people[person].gives(item, body, f"{turn}")
        case "withdraws", person, item:
            people[person].client.delete(f"/api/v1/meetings/{hall.code}/items/{item}/answer")
        case "changes", person, said, _:
            people[person].client.patch(f"/api/v1/meetings/{hall.code}/me", json=said)
        case _, person, table, _:
            place = f"/api/v1/meetings/{hall.code}/seat"
            people[person].client.put(place, json={"table": table})


def _raw(person: Somebody, query: str = "") -> str:
    answer = person.client.get(f"/m/{person.code}{query}")
    assert answer.status_code == 200
    return answer.text


def _page(person: Somebody, query: str = "") -> str:
    """A page without the keys of its forms, which are fresh each time one is laid out."""
    return KEY.sub("", _raw(person, query))


def test_the_second_who_asks_gets_what_lies_ready(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna, bob, carla = hall.joined(), hall.joined(), hall.joined(language="en")
    for person in (anna, bob, carla):
        _raw(person)  # everybody waits for the first item
    hall.facilitator.does("items/3/open")
    laid_out = _raw(anna)

    def nobody(*_: object) -> None:
        raise LookupError

    monkeypatch.setattr("bot.web.phone.pages.shared_kind", nobody)

    assert _raw(bob) == laid_out
    assert carla.client.get(f"/m/{hall.code}").status_code == 500  # hers was never laid out


def test_a_page_that_breaks_on_the_short_way_goes_the_long_way(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = hall.joined()
    hall.facilitator.does("items/3/open")
    before = _page(anna)

    def broken(*_: object) -> None:
        raise LookupError

    monkeypatch.setattr("bot.web.app.ready_page", broken)

    assert _page(anna) == before
