import pytest

from tests.serving import AGENDA, Hall, hall_with
from tests.web.browsing import Visitor
from tests.web.evenings import inside
from tests.web.leading import leading
from tests.web.test_signing_in import somebody


@pytest.fixture
def bea(hall: Hall) -> Visitor:
    """The facilitator, on the console of this meeting."""
    return leading(hall)


def main_button(bea: Visitor) -> str:
    """What the one full button says: it stands after undo, and before the run-sheet."""
    labels = bea.buttons
    return labels[labels.index("Maak ongedaan") + 1]


def test_the_main_button_leads_through_the_whole_evening(hall: Hall, bea: Visitor) -> None:
    people = [hall.joined(organisation="Gemeente Proefstad") for _ in range(3)]
    pressed = []
    for turn in range(30):
        button = main_button(bea)
        pressed.append(button)
        bea.presses(button)
        assert bea.status == 200, bea.sees
        if button == "Sluit de bijeenkomst":
            break
        for n, person in enumerate(people):
            number = next((i["number"] for i in hall.record()["items"] if i["state"] == "open"), 0)
            bodies = {2: {"choice": [1]}, 3: {"text": "De koffie."}, 5: {"points": {"1": 100}}}
            body = bodies.get(number, {"step": 1, "text": "Zij mist haar buren."})
            if number > 1:
                person.gives(number, body, f"{turn}.{n}")

    assert pressed == [
        "Open 1: Mededeling",
        "Open 2: Peiling",
        "Sluit de peiling",
        "Toon de uitslag",
        "Open 3: Vraag",
        "Sluit de vraag",
        "Toon de antwoorden",
        "Open 4: Casus",
        "Ga naar stap 2",
        "Sluit de casus",
        "Toon de verschillen",
        "Open 5: Peiling",
        "Sluit de peiling",
        "Toon de uitslag",
        "Open ronde 2",
        "Sluit de peiling",
        "Toon de uitslag",
        "Sluit de bijeenkomst",
    ]
    assert "De bijeenkomst is gesloten." in bea.sees


def test_undo_stands_beside_every_move(hall: Hall, bea: Visitor) -> None:
    bea.presses("Open 1: Mededeling")
    bea.presses("Maak ongedaan")

    assert main_button(bea) == "Open 1: Mededeling"


def test_two_facilitators_pressing_at_once_get_a_sentence(hall: Hall, bea: Visitor) -> None:
    bea.presses("Open 1: Mededeling")
    bea.presses("Open 2: Peiling")
    chris = leading(hall)
    bea.presses("Sluit de peiling")
    chris.presses("Sluit de peiling")

    assert chris.status == 409
    assert main_button(chris) == "Open 3: Vraag"


def test_items_are_moved_skipped_and_reopened(hall: Hall, bea: Visitor) -> None:
    bea.presses("Naar beneden")
    assert main_button(bea) == "Open 2: Peiling"
    bea.presses_nth(1, "Sla over")
    bea.presses("Open 2: Peiling")
    assert main_button(bea) == "Sluit de peiling"
    assert [(i["number"], i["state"]) for i in hall.record()["items"]][:3] == [
        (2, "open"),
        (1, "skipped"),
        (3, "waiting"),
    ]

    bea.presses("Open weer")
    assert {i["number"]: i["state"] for i in hall.record()["items"]}[1] == "open"


def test_counts_by_kind_never_show_a_group_that_is_too_small(hall: Hall, bea: Visitor) -> None:
    people = [hall.joined(organisation="Gemeente Proefstad") for _ in range(3)]
    people += [hall.joined(organisation="Woonstichting Proef"), hall.joined(kind="senioren")]
    hall.facilitator.does("items/2/open")
    people[0].gives(2, {"choice": [1]}, "k")
    people[4].gives(2, {"choice": [1]}, "k")
    bea.goes_to(bea.path)

    assert "Wie gaf antwoord: 2 van 5" in bea.sees
    assert "Gemeente 1 van 3 Overige soorten samen 1 van 2" in bea.sees
    assert "Senioren" not in bea.sees


def test_texts_are_shown_hidden_pinned_and_merged(hall: Hall, bea: Visitor) -> None:
    anna = hall.joined()
    hall.facilitator.does("items/3/open")
    first = anna.gives(3, {"text": "De koffie."}, "a").json()["reference"]
    second = anna.gives(3, {"text": "De <b>bus</b>."}, "b").json()["reference"]
    wall = somebody(hall)

    bea.goes_to(bea.path)
    assert "Teksten 2" in bea.sees
    bea.presses("Toon", reference=second)
    bea.presses("Sluit de vraag")
    bea.presses("Toon de antwoorden")
    assert "‘De <b>bus</b>.’" in wall.goes_to(f"/scherm/{hall.code}")
    assert "De koffie." not in wall.sees

    bea.presses("Voeg samen", reference=first, into=second)
    assert f"samen met {second}" in bea.sees
    bea.presses("Verberg", reference=second)
    assert "De <b>bus</b>." not in wall.goes_to(wall.path)


def test_a_poll_in_one_line_is_open_within_ten_seconds(hall: Hall, bea: Visitor) -> None:
    bea.presses("Open deze peiling nu", line="Gaan wij door tot tien uur? | Ja | Nee")
    assert main_button(bea) == "Sluit de peiling"
    assert "Gaan wij door tot tien uur?" in bea.sees

    bea.presses("Open deze peiling nu", line="Alleen een vraag?")
    assert bea.status == 422
    assert "Typ een vraag en minstens twee opties" in bea.sees
    assert ("line", "Alleen een vraag?") in [f for form in bea.page.forms for f in form.fields]


def test_a_poll_in_one_line_needs_no_bar(hall: Hall, bea: Visitor) -> None:
    anna = inside(hall)
    bea.presses("Open deze peiling nu", line="Koffie nu? Graag / Straks")

    assert main_button(bea) == "Sluit de peiling"
    assert "Koffie nu? Kies één antwoord." in anna.goes_to(anna.path)
    assert "Graag Straks Verstuur mijn keuze" in anna.sees


def test_a_message_goes_away_with_one_button(hall: Hall, bea: Visitor) -> None:
    anna = inside(hall)
    bea.presses("Toon dit bericht", text="De koffie staat klaar.")
    assert "De koffie staat klaar." in anna.goes_to(anna.path)

    bea.presses("Haal dit bericht weg")

    assert "De koffie staat klaar." not in anna.goes_to(anna.path)
    assert "Haal dit bericht weg" not in bea.sees


def test_a_note_without_words_asks_for_what_to_write(hall: Hall, bea: Visitor) -> None:
    bea.presses("Leg dit vast", kind="decision", text=" ")

    assert bea.status == 422
    assert "Schrijf eerst op wat u wilt vastleggen." in bea.sees


def test_after_the_end_the_console_leads_on_to_the_minutes(hall: Hall, bea: Visitor) -> None:
    carla = somebody(hall)
    invited = {"name": "Carla", "role": "coordinator"}
    made = hall.facilitator.client.post("/api/v1/staff", json=invited).json()
    carla.goes_to(made["link"].removeprefix(hall.base))
    carla.presses("Ga verder")
    bea.presses("Sluit de bijeenkomst")
    carla.goes_to(f"/regie/{hall.code}")

    assert "Het verslag is klaar. Lees het verslag De coördinator vult het aan" in bea.sees
    assert f"/regie/{hall.code}/verslag" not in [href for href, _ in bea.page.links]
    assert "Het verslag is klaar. Lees het verslag · Vul het verslag aan" in carla.sees
    assert "Verslag aanvullen en vaststellen" in carla.goes_to(f"/regie/{hall.code}/verslag")


def test_decisions_actions_and_notes_get_a_reference(hall: Hall, bea: Visitor) -> None:
    number = hall.record()["meeting"]["number"]
    bea.presses("Leg dit vast", kind="decision", text="Wij gaan door.")
    bea.presses("Leg dit vast", kind="action", text="Zaal huren", owner="Gemeente", by="2027-05-01")
    bea.presses("Leg dit vast", kind="lesson", text="Begin met de buren.")
    bea.presses("Leg dit vast", kind="note", text="")

    assert bea.status == 422
    assert f"Besluit Wij gaan door. B{number}.besluit-01" in bea.sees
    assert f"Les Begin met de buren. B{number}.les-01" in bea.sees
    assert f"Zaal huren · Gemeente · klaar op 1 mei 2027 B{number}.actie-01" in bea.sees


def test_a_slip_of_the_pen_is_mended_taken_away_and_brought_back(hall: Hall, bea: Visitor) -> None:
    bea.presses("Leg dit vast", kind="decision", text="Wij gaan <b>dor</b>.")
    bea.presses("Bewaar deze tekst", text="")

    assert bea.status == 422
    assert [n["text"] for n in hall.record()["notes"]] == ["Wij gaan <b>dor</b>."]
    bea.presses("Bewaar deze tekst", text="Wij gaan door.")
    assert "Besluit Wij gaan door." in bea.sees
    assert "Laatste stap: tekst veranderd" in bea.sees
    stale = [f for f in bea.page.forms if "Haal weg" in [b.label for b in f.buttons]]
    bea.presses("Haal weg")
    assert hall.record()["notes"] == []
    bea.client.post(stale[0].action, data=dict(stale[0].fields) | {"text": "Toch niet."})
    bea.goes_to(f"/regie/{hall.code}")
    bea.presses("Maak ongedaan")

    assert "Besluit Wij gaan door." in bea.sees


def test_a_paper_card_counts_as_an_answer(hall: Hall, bea: Visitor) -> None:
    hall.facilitator.does("items/2/open")
    hall.facilitator.does("items/2/close")
    bea.goes_to(f"/regie/{hall.code}/kaart/2")
    bea.presses("Bewaar dit antwoord", choice="2", party="Gemeente Proefstad")
    assert "Opgeslagen met nummer" in bea.sees
    bea.presses("Bewaar dit antwoord", **{"choice": "1", "for": "plenary"})
    bea.presses("Bewaar dit antwoord", other="x" * 301)

    assert bea.status == 422
    assert ("other", "x" * 301) in [f for form in bea.page.forms for f in form.fields]
    kept = hall.record()["contributions"]
    assert [(c["origin"], c["answer"]) for c in kept] == [
        ("paper", {"choice": [2]}),
        ("plenary", {"choice": [1]}),
    ]


def test_tables_are_dealt_and_a_pen_is_handed_over(hall: Hall, bea: Visitor) -> None:
    people = [hall.joined(organisation="Gemeente Proefstad") for _ in range(4)]
    hall.facilitator.does("items/4/open")
    bea.follows("Tafels")
    bea.presses("Deel tafels in")
    assert "Tafel 1: 2 mensen" in bea.sees
    assert "Stil: Tafels 1 en 2 hebben nog niets." in leading(hall).sees

    before = [p.sees()["me"]["pen"] for p in people]
    bea.presses("Geef de pen")
    after = [p.sees()["me"]["pen"] for p in people]
    assert sorted(before) == sorted(after) == [False, False, True, True]
    assert before != after


def test_an_open_question_is_answered_from_the_console(hall: Hall, bea: Visitor) -> None:
    anna = hall.joined()
    asked = anna.does("ask", question="Hoe laat gaat de bakker in Timboektoe open?").json()
    if asked["action"] == "suggest":
        anna.does("ask", question="Wanneer is de lunch?")
    bea.goes_to(bea.path)
    bea.presses("Beantwoord", text="Om zeven uur.")

    assert "Er wacht nu geen vraag op u." in bea.sees


def test_a_message_appears_and_goes_away(hall: Hall, bea: Visitor) -> None:
    wall = somebody(hall)
    bea.presses("Toon dit bericht", text="Om negen uur verder.")
    assert "Om negen uur verder." in wall.goes_to(f"/scherm/{hall.code}")
    bea.presses("Toon dit bericht", text="")
    assert "Om negen uur verder." not in wall.goes_to(f"/scherm/{hall.code}")


def test_a_meeting_is_made_from_a_pasted_agenda(hall: Hall, bea: Visitor) -> None:
    bea.goes_to("/regie")
    bea.presses("Maak deze bijeenkomst", agenda=AGENDA.replace("Startb", "Zomerb"))

    assert bea.status == 200
    assert "Zomerbijeenkomst" in bea.sees


def test_a_meeting_is_made_from_a_file(hall: Hall, bea: Visitor) -> None:
    made = bea.client.post(
        "/regie/bijeenkomsten",
        data={"agenda": "", "code": ""},
        files={"file": ("avond.yaml", AGENDA.replace("Startb", "Herfstb").encode())},
        follow_redirects=True,
    )

    assert made.status_code == 200
    assert "Herfstbijeenkomst" in made.text


def test_a_faulty_agenda_shows_every_mistake_with_its_line(hall: Hall, bea: Visitor) -> None:
    bea.goes_to("/regie")
    faulty = AGENDA.replace("opties: [Bouwen, Verbouwen]", "keuzes: [Bouwen, Verbouwen]")
    bea.presses("Maak deze bijeenkomst", agenda=faulty)

    assert bea.status == 422
    line = next(n for n, text in enumerate(faulty.splitlines(), 1) if "keuzes" in text)
    assert f"Regel {line}" in bea.sees
    assert "opties" in bea.sees
    assert faulty.strip() in bea.page.areas[0]


@pytest.mark.parametrize("agenda", ["", "   \n", "dit is geen draaiboek: [", "- een\n- twee"])
def test_what_is_no_agenda_gets_a_sentence(hall: Hall, bea: Visitor, agenda: str) -> None:
    bea.goes_to("/regie")
    bea.presses("Maak deze bijeenkomst", agenda=agenda)

    assert bea.status == 422
    assert "Nieuwe bijeenkomst" in bea.sees


def test_a_colleague_gets_a_link_that_is_shown_once(hall: Hall, bea: Visitor) -> None:
    bea.goes_to("/regie")
    bea.presses("Maak een link", name="Chris", role="facilitator")
    [address] = bea.page.read_only
    chris = somebody(hall)
    chris.goes_to(address.removeprefix(hall.base))
    chris.presses("Ga verder")

    assert "Link voor Chris" in bea.sees
    assert chris.path == "/regie"
    bea.goes_to("/regie")
    assert bea.page.read_only == []


def test_only_known_buttons_do_something(hall: Hall, bea: Visitor) -> None:
    for what, fields in [
        ("stap", {"verb": "explode", "item": "1"}),
        ("stap", {"verb": "open", "item": "99"}),
        ("inbreng", {"verb": "explode", "reference": "B1.2-001"}),
        ("notitie", {"kind": "explode", "text": "x"}),
        ("plaats", {"participant": "D999"}),
        ("elders", {}),
    ]:
        answer = bea.client.post(f"/regie/{hall.code}/{what}", data=fields)
        assert 400 <= answer.status_code < 500, what


def test_where_results_show_live_the_console_does_not_promise_to_show_them(
    house: str, bea: Visitor
) -> None:
    live = AGENDA.replace("    anders: ja\n", "    anders: ja\n    resultaat: direct\n")
    with hall_with(house, live) as hall:
        anna = hall.joined()
        hall.facilitator.does("items/2/open")
        anna.gives(2, {"choice": [1]}, "k")
        bea.goes_to(f"/regie/{hall.code}")

        assert "De zaal ziet de uitslag al." in bea.sees
