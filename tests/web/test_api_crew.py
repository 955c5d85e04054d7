from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.serving import AGENDA, Hall


def test_a_meeting_that_is_asked_for_twice_is_made_once(hall: Hall) -> None:
    agenda = {
        "programme": "Visie Ede",
        "meeting": {"title": "Start"},
        "items": [{"notice": "Welkom"}],
    }
    codes = [
        hall.facilitator.client.post(
            "/api/v1/meetings", json=agenda, headers={"Idempotency-Key": key}
        ).json()["code"]
        for key in ("een", "een", "twee")
    ]

    assert codes[0] == codes[1] != codes[2]


def test_a_meeting_is_made_of_yaml_or_of_json(hall: Hall) -> None:
    boss = hall.facilitator.client

    made = boss.post(
        "/api/v1/meetings",
        json={"programme": "Een ander traject", "meeting": {"title": "Start"},
              "items": [{"notice": "Welkom"}]},
    )  # fmt: skip

    assert made.status_code == 201
    assert set(made.json()["links"]) == {"participants", "projector", "console"}


def test_a_faulty_agenda_names_every_mistake_with_its_line(hall: Hall) -> None:
    faulty = AGENDA.replace("opties: [Pas", "keuzes: [Pas").replace("minuten", "minuut")

    refused = hall.facilitator.client.post("/api/v1/meetings", content=faulty.encode())

    assert refused.status_code == 422
    first = refused.json()["mistakes"][0]
    assert first["line"] == 17
    assert "`keuzes` bestaat niet; bedoelt u `opties`?" in first["mistake"]


def test_an_evening_is_run_item_by_item(hall: Hall) -> None:
    verbs = ["1/open", "2/open", "2/extend", "2/close", "2/reveal", "3/skip", "4/open",
             "4/advance", "4/close", "3/reopen", "5/open", "5/advance"]  # fmt: skip

    statuses = [hall.facilitator.does(f"items/{verb}").status_code for verb in verbs]

    assert statuses == [200] * len(verbs)
    items = {i["number"]: i for i in hall.record()["items"]}
    states = [items[n]["state"] for n in (1, 2, 3, 4, 5)]
    assert states == ["closed", "closed", "closed", "closed", "open"]


def test_two_facilitators_press_at_once_and_one_of_them_hears_it(hall: Hall) -> None:
    with ThreadPoolExecutor(2) as both:
        pressed = list(both.map(lambda _: hall.facilitator.does("items/2/open"), range(2)))

    assert sorted(p.status_code for p in pressed) == [200, 409]
    assert [i["number"] for i in hall.record()["items"] if i["state"] == "open"] == [2]


def test_every_move_can_be_undone(hall: Hall) -> None:
    before = hall.record()["items"]
    hall.facilitator.does("items/2/open")
    hall.facilitator.does("items/2/reveal")

    hall.facilitator.does("undo")
    hall.facilitator.does("undo")

    assert hall.record()["items"] == before
    assert hall.facilitator.does("undo").status_code == 409


def test_an_item_made_on_the_spot_takes_the_next_number(hall: Hall) -> None:
    hall.facilitator.does("items/1/open")

    made = hall.facilitator.does("items", kind="poll", title="Nu pauze?", options=["Ja", "Nee"])

    assert made.json() == {"number": 6}
    assert hall.facilitator.does("items/6/open").status_code == 200


def test_paper_cards_are_entered_for_people_and_never_overwrite_each_other(hall: Hall) -> None:
    hall.facilitator.does("items/2/open")
    hall.facilitator.does("items/2/close")
    card = {"choice": [1], "on_behalf_of": {"organisation": "", "origin": "paper"}}

    first = hall.facilitator.gives(2, card, "card-1")
    again = hall.facilitator.gives(2, card, "card-1")
    second = hall.facilitator.gives(2, card, "card-2")

    assert first.json() == again.json()
    assert second.json()["reference"] != first.json()["reference"]
    kept = hall.record()["contributions"]
    assert [c["origin"] for c in kept] == ["paper", "paper"]
    assert len({c["participant"] for c in kept}) == 2


def test_decisions_actions_and_notes_get_their_reference(hall: Hall) -> None:
    decided = hall.facilitator.does("notes", kind="decision", text="Wij gaan door.")
    acted = hall.facilitator.does(
        "notes", kind="action", text="Belt de bus", owner="Gemeente Proefstad", by="2027-05-01"
    )

    number = hall.record()["meeting"]["number"]
    assert decided.json() == {"reference": f"B{number}.besluit-01"}
    assert acted.json() == {"reference": f"B{number}.actie-01"}


def test_a_question_that_nobody_knew_is_answered_by_the_facilitator(hall: Hall) -> None:
    anna = hall.joined()
    asked = anna.does("ask", question="Hoe laat rijdt de laatste bus naar Klazienaveen?").json()
    assert asked["action"] == "abstain"

    answered = hall.facilitator.does("questions/1/answer", answer="Om 23.10 uur.")

    assert answered.status_code == 200
    assert [q["answer"] for q in hall.record()["asked"]] == ["Om 23.10 uur."]
    assert hall.facilitator.does("questions/9/answer", answer="x").status_code == 404


def test_the_facilitator_decides_what_the_hall_sees(hall: Hall) -> None:
    anna, bert = hall.joined(), hall.joined()
    hall.facilitator.does("items/3/open")
    first = anna.gives(3, {"text": "Het buurthuis"}, "a1").json()["reference"]
    second = bert.gives(3, {"text": "Ook het buurthuis"}, "b1").json()["reference"]
    hall.facilitator.does("items/3/reveal")
    assert anna.sees()["results"]["texts"] == []

    hall.facilitator.does(f"contributions/{first}/show")
    hall.facilitator.does(f"contributions/{second}/show")
    assert len(anna.sees()["results"]["texts"]) == 2
    hall.facilitator.does(f"contributions/{second}/merge", into=first)
    assert [t["reference"] for t in anna.sees()["results"]["texts"]] == [first]
    hall.facilitator.does(f"contributions/{first}/hide")

    assert anna.sees()["results"]["texts"] == []


def test_a_one_time_link_works_once(hall: Hall) -> None:
    link = hall.facilitator.client.post("/api/v1/staff", json={"name": "Bob"}).json()["link"]
    token = link.rpartition("/")[2]
    somebody = hall.stranger()

    first = somebody.client.post("/api/v1/sign-in", json={"token": token})
    again = somebody.client.post("/api/v1/sign-in", json={"token": token})

    assert (first.status_code, again.status_code) == (201, 409)
    bob = hall.stranger(Authorization=f"Bearer {first.json()['token']}")
    assert bob.does("items/1/open").status_code == 200


@pytest.mark.parametrize("form", ["odt", "pdf", "html", "md", "docx"])
def test_the_minutes_come_in_every_format(hall: Hall, form: str) -> None:
    anna = hall.joined()
    hall.facilitator.does("items/3/open")
    anna.gives(3, {"text": "Het <b>buurthuis</b>"}, "a1")

    minutes = hall.facilitator.client.get(
        f"/api/v1/meetings/{hall.code}/exports/minutes.{form}", timeout=60
    )

    assert minutes.status_code == 200
    assert b"<b>buurthuis" not in minutes.content


def test_an_unknown_document_is_refused_with_what_there_is(hall: Hall) -> None:
    path = f"/api/v1/meetings/{hall.code}/exports"

    refused = hall.facilitator.client.get(f"{path}/minutes.wordperfect")

    assert refused.status_code == 404
    assert "minutes.docx" in refused.json()["detail"]


def test_an_unknown_edition_is_refused_with_those_there_are(hall: Hall) -> None:
    path = f"/api/v1/meetings/{hall.code}/exports"

    refused = hall.facilitator.client.get(f"{path}/minutes.md?edition=geheim")

    assert refused.status_code == 404
    assert "internal, public" in refused.json()["detail"]


@pytest.mark.parametrize(("edition", "said"), [("internal", "Interne"), ("public", "Openbare")])
def test_the_crew_chooses_for_whom_a_document_is(hall: Hall, edition: str, said: str) -> None:
    path = f"/api/v1/meetings/{hall.code}/exports/minutes.md"

    made = hall.facilitator.client.get(f"{path}?edition={edition}", timeout=60)

    assert f"{said} uitgave" in made.text
    assert ("-intern.md" in made.headers["content-disposition"]) == (edition == "internal")


def test_the_data_come_as_a_spreadsheet(hall: Hall) -> None:
    path = f"/api/v1/meetings/{hall.code}/exports/data.ods"

    made = hall.facilitator.client.get(path, timeout=60)

    assert made.headers["content-type"] == "application/vnd.oasis.opendocument.spreadsheet"
    assert made.headers["content-disposition"].startswith('attachment; filename="gegevens-b')


def test_hidden_words_are_gone_from_every_part_of_a_casus(hall: Hall) -> None:
    anna = hall.joined()
    anna.client.put(f"/api/v1/meetings/{hall.code}/seat", json={"table": 1})
    hall.facilitator.does("items/4/open")
    step = anna.gives(4, {"step": 1, "text": "De trap"}, "a1").json()["reference"]
    action = anna.gives(4, {"action": "Lift zoeken"}, "a2").json()["reference"]
    hall.facilitator.does("items/4/reveal")

    for reference in (step, action):
        hall.facilitator.does(f"contributions/{reference}/show")
    shown = anna.sees()["results"]
    assert (len(shown["actions"]), list(shown["steps"][0]["by_perspective"])) == (1, ["bewoner"])
    for reference in (step, action):
        hall.facilitator.does(f"contributions/{reference}/hide")

    results = anna.sees()["results"]
    assert (results["actions"], results["steps"][0]["by_perspective"]) == ([], {})


def test_a_card_for_a_table_that_does_not_stand_here_is_refused(hall: Hall) -> None:
    hall.facilitator.does("items/2/open")
    card = {"choice": [1], "table": 57, "on_behalf_of": {"organisation": ""}}

    assert hall.facilitator.gives(2, card, "c1").status_code == 404


def test_an_answer_and_an_invitation_that_come_twice_are_given_once(hall: Hall) -> None:
    anna, boss = hall.joined(), hall.facilitator.client
    api = f"/api/v1/meetings/{hall.code}"
    anna.client.post(f"{api}/ask", json={"question": "Wanneer gaat de fietsenstalling dicht?"})

    def sends(path: str, key: str, **body: object) -> httpx.Response:
        return boss.post(path, json=body, headers={"Idempotency-Key": key})

    answer = f"{api}/questions/1/answer"
    for key, text in (("een", "Om tien uur"), ("twee", "Om elf uur"), ("een", "Om tien uur")):
        assert sends(answer, key, answer=text).json() == {"saved": True}
    links = [sends("/api/v1/staff", "een", name=f"Bea {hall.code}").json() for _ in range(2)]

    assert [a["answer"] for a in hall.record()["asked"]] == ["Om elf uur"]
    page = boss.get("/coordinatie/mensen").text
    assert page.count(f"<b>Bea {hall.code}</b>") == 1
    assert links[0] != links[1]


def test_what_a_program_sends_twice_under_one_key_is_done_once(hall: Hall) -> None:
    boss, api = hall.facilitator.client, f"/api/v1/meetings/{hall.code}"

    def sends(path: str, key: str = "een", **body: object) -> httpx.Response:
        return boss.post(f"{api}/{path}", json=body, headers={"Idempotency-Key": key})

    decided = [sends("notes", kind="decision", text="Wij gaan door.") for _ in range(2)]
    another = sends("notes", kind="decision", text="Wij wachten.")
    extra = [sends("items", kind="question", title="En verder?") for _ in range(2)]
    opened = [sends("items/2/open") for _ in range(2)]
    undone = [sends("undo") for _ in range(2)]

    first, again = [a.json()["reference"] for a in decided]
    assert first == again != another.json()["reference"]
    assert [a.json()["number"] for a in extra] == [6, 6]
    assert [a.status_code for a in (*opened, *undone)] == [200] * 4
    record = hall.record()
    assert [n["text"] for n in record["notes"]] == ["Wij gaan door.", "Wij wachten."]
    assert len(record["items"]) == 6
    assert sends("notes", "x" * 181, kind="note", text="Te lang").status_code == 422
