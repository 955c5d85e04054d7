from tests.serving import Hall, hall_with


def test_somebody_joins_sees_the_meeting_and_answers(hall: Hall) -> None:
    anna = hall.joined(organisation="Gemeente Proefstad")
    assert anna.sees()["item"] is None

    hall.facilitator.does("items/2/open")
    seen = anna.sees()
    assert seen["item"]["title"] == "Welke opgave raakt uw werk het meest?"
    saved = anna.gives(2, {"choice": [3]}, "k1")

    assert saved.status_code == 200
    assert saved.json() | {"at": ""} == {
        "saved": True,
        "reference": "B1.2-001" if seen["meeting"]["number"] == 1 else saved.json()["reference"],
        "revision": 1,
        "at": "",
    }
    assert anna.sees()["answer"][0]["answer"] == {"choice": [3]}


def test_the_same_answer_sent_twice_is_one_answer_with_one_thank_you(hall: Hall) -> None:
    anna = hall.joined()
    hall.facilitator.does("items/2/open")

    first = anna.gives(2, {"choice": [1]}, "k1")
    again = anna.gives(2, {"choice": [1]}, "k1")

    assert again.json() == first.json()
    assert len(hall.record()["contributions"]) == 1


def test_the_same_key_for_another_answer_is_refused(hall: Hall) -> None:
    anna = hall.joined()
    hall.facilitator.does("items/2/open")
    anna.gives(2, {"choice": [1]}, "k1")

    assert anna.gives(2, {"choice": [2]}, "k1").status_code == 422


def test_a_repeat_after_closing_still_gets_its_thank_you(hall: Hall) -> None:
    anna = hall.joined()
    hall.facilitator.does("items/2/open")
    first = anna.gives(2, {"choice": [1]}, "k1")
    hall.facilitator.does("items/2/close")

    assert anna.gives(2, {"choice": [1]}, "k1").json() == first.json()
    late = anna.gives(2, {"choice": [2]}, "k2")
    assert (late.status_code, late.headers["content-type"]) == (409, "application/problem+json")


def test_a_changed_answer_keeps_its_reference_and_the_history(hall: Hall) -> None:
    anna = hall.joined()
    hall.facilitator.does("items/2/open")
    anna.gives(2, {"choice": [1]}, "k1")
    changed = anna.gives(2, {"choice": [2]}, "k2").json()

    kept = hall.record()["contributions"]
    assert changed["revision"] == 2
    assert [(c["key"], c["current"]) for c in kept] == [("k1", False), ("k2", True)]
    assert len({c["reference"] for c in kept}) == 1


def test_an_answer_can_be_taken_back(hall: Hall) -> None:
    anna = hall.joined()
    hall.facilitator.does("items/2/open")
    anna.gives(2, {"choice": [1]}, "k1")

    gone = anna.client.delete(f"/api/v1/meetings/{hall.code}/items/2/answer")

    assert gone.status_code == 200
    assert anna.sees()["answer"] == []
    again = anna.client.delete(f"/api/v1/meetings/{hall.code}/items/2/answer")
    assert again.json() == gone.json()


def test_a_contribution_is_changed_and_recognised_by_its_reference(hall: Hall) -> None:
    anna, bert = hall.joined(), hall.joined()
    hall.facilitator.does("items/3/open")
    reference = anna.gives(3, {"text": "Het buurthuis"}, "a1").json()["reference"]

    anna.gives(3, {"text": "Het buurthuis op zondag", "replaces": reference}, "a2")
    assert bert.gives(3, {"recognise": reference}, "b1").status_code == 200
    assert anna.gives(3, {"recognise": reference}, "a3").status_code == 409
    assert bert.gives(3, {"text": "Mijn", "replaces": reference}, "b2").status_code == 404

    texts = [c["answer"].get("text") for c in hall.record()["contributions"] if c["current"]]
    assert texts == ["Het buurthuis op zondag", None]


def test_a_table_answers_by_its_pen(hall: Hall) -> None:
    anna, bert = hall.joined(), hall.joined()
    for person in (anna, bert):
        person.client.put(f"/api/v1/meetings/{hall.code}/seat", json={"table": 1})
    hall.facilitator.does("items/4/open")

    assert anna.gives(4, {"step": 1, "table": 1, "text": "De trap"}, "a1").status_code == 200
    assert bert.gives(4, {"step": 1, "table": 1, "text": "De bus"}, "b1").status_code == 403

    passed = anna.client.put(
        f"/api/v1/meetings/{hall.code}/seat",
        json={"pen_to": bert.sees()["me"]["participant"]},
    )
    assert passed.status_code == 200
    saved = bert.gives(4, {"step": 1, "table": 1, "text": "De trap en de bus"}, "b2")
    assert saved.json()["revision"] == 2


def test_an_unknown_organisation_gets_suggestions_and_its_kind_lets_it_in(hall: Hall) -> None:
    person = hall.stranger()
    refused = person.client.post(
        "/api/v1/join", json={"code": hall.code, "organisation": "Gemeente Proefstadt"}
    )
    assert refused.status_code == 422
    assert refused.json()["suggestions"] == ["Gemeente Proefstad"]
    assert "Gemeente Proefstad" in refused.json()["detail"]

    joined = hall.joined(organisation="Buurtclub De Brug", kind="bewoners")
    assert joined.sees()["me"]["kind"] == "bewoners"


def test_what_does_not_fit_is_refused_with_a_sentence(hall: Hall) -> None:
    anna = hall.joined()
    hall.facilitator.does("items/2/open")
    bad = [
        {"choice": [9]}, {"choice": ["1"]}, {"choice": [1, 2]}, {"choise": [1]}, {},
        {"value": 3}, [], "tekst", None, {"choice": [1], "round": 2},
        {"choice": [1], "table": 77}, {"choice": [10**30]}, {"other": "x" * 5_000},
    ]  # fmt: skip

    answers = [anna.gives(2, body, f"k{i}") for i, body in enumerate(bad)]

    assert {a.status_code for a in answers} <= {403, 404, 409, 422}
    assert all(len(a.json()["detail"]) > 10 for a in answers)
    assert hall.record()["contributions"] == []


def test_a_body_that_is_no_json_or_too_large_is_refused(hall: Hall) -> None:
    anna = hall.joined()
    hall.facilitator.does("items/3/open")
    path = f"/api/v1/meetings/{hall.code}/items/3/answer"

    def sent(body: bytes) -> int:
        return anna.client.put(path, content=body, headers={"Idempotency-Key": "k"}).status_code

    assert sent(b"{") == 400
    assert sent(b"\xff\xfe") == 400
    assert sent(b"[" * 60_000) == 400
    assert sent(b'{"text": NaN}') == 400
    assert sent(b'{"text": "\\ud800"}') == 400
    assert sent(b'{"text": "' + b"x" * 70_000 + b'"}') == 413


def test_too_long_a_text_says_how_long_it_may_be(hall: Hall) -> None:
    anna = hall.joined()
    hall.facilitator.does("items/3/open")

    refused = anna.gives(3, {"text": "x" * 4_001}, "k")

    assert refused.status_code == 422
    assert refused.json()["limit"] == 4_000
    assert "4000" in refused.json()["detail"].replace(".", "")


def test_without_a_key_nothing_is_kept(hall: Hall) -> None:
    anna = hall.joined()
    hall.facilitator.does("items/2/open")
    path = f"/api/v1/meetings/{hall.code}/items/2/answer"

    assert anna.client.put(path, json={"choice": [1]}).status_code == 422


def test_a_stranger_sees_and_gives_nothing(hall: Hall) -> None:
    charlie = hall.stranger()
    hall.facilitator.does("items/2/open")

    assert charlie.client.get(f"/api/v1/meetings/{hall.code}").status_code == 401
    assert charlie.gives(2, {"choice": [1]}, "k").status_code == 401
    assert charlie.client.get(f"/api/v1/meetings/{hall.code}/record").status_code == 401
    for path in ("items/2/close", "undo", "message", "notes", "end", "tables"):
        assert charlie.does(path).status_code in {401, 422}


def test_a_participant_cannot_run_the_meeting_nor_read_the_record(hall: Hall) -> None:
    anna = hall.joined()

    assert anna.does("items/2/open").status_code == 401
    assert anna.client.get(f"/api/v1/meetings/{hall.code}/record").status_code == 401
    assert anna.client.get(f"/api/v1/meetings/{hall.code}/exports/minutes.html").status_code == 401


def test_a_participant_of_one_meeting_is_a_stranger_in_another(house: str, hall: Hall) -> None:
    anna = hall.joined()
    token = next(c.value for c in anna.client.cookies.jar)
    there = hall.stranger(Authorization=f"Bearer {token}").client

    with hall_with(house) as other:
        assert there.get(f"/api/v1/meetings/{hall.code}").status_code == 200
        assert there.get(f"/api/v1/meetings/{other.code}").status_code == 401


def test_results_stay_hidden_until_they_are_revealed(hall: Hall) -> None:
    anna, bert = hall.joined(), hall.joined()
    hall.facilitator.does("items/2/open")
    for i, person in enumerate((anna, bert)):
        person.gives(2, {"choice": [1]}, f"k{i}")
    assert anna.sees()["results"] is None
    hall.facilitator.does("items/2/close")
    assert anna.sees()["results"] is None

    hall.facilitator.does("items/2/reveal")

    counts = [o["count"] for o in anna.sees()["results"]["rounds"][0]["options"]]
    assert counts == [2, 0, 0]


def test_asking_the_bot_gives_an_answer_with_its_source(hall: Hall) -> None:
    anna = hall.joined()

    answer = anna.does("ask", question="Wat is de drietrapsraket?").json()

    assert answer["action"] == "answer"
    assert "drietrapsraket" in answer["answer"].lower()
    assert answer["source"]


def test_the_cookie_is_out_of_reach_of_scripts(hall: Hall) -> None:
    joined = hall.stranger().client.post("/api/v1/join", json={"code": hall.code})

    cookie = joined.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_who_stopped_answers_again_only_after_coming_back(hall: Hall) -> None:
    anna = hall.joined()
    hall.facilitator.does("items/2/open")
    me = f"/api/v1/meetings/{hall.code}/me"

    anna.client.patch(me, json={"left": True})
    gone = anna.gives(2, {"choice": [1]}, "k1")
    anna.client.patch(me, json={"left": False})

    assert gone.status_code == 409
    assert anna.gives(2, {"choice": [1]}, "k2").status_code == 200


def test_a_wrong_code_and_a_closed_door_look_the_same_to_who_guesses(hall: Hall) -> None:
    charlie = hall.stranger().client

    right = charlie.get(f"/api/v1/meetings/{hall.code}")
    wrong = charlie.get("/api/v1/meetings/100000")

    assert (right.status_code, right.json()) == (wrong.status_code, wrong.json())
