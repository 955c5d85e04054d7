"""What coordinators do between evenings, with a browser without JavaScript."""

import re
from itertools import count

import pytest

from tests.serving import AGENDA, Hall
from tests.web.browsing import Visitor
from tests.web.test_signing_in import somebody

TITLES = (f"Woonzorgvisie Elders {n}" for n in count(1))


def comes_in(hall: Hall, link: str) -> Visitor:
    visitor = somebody(hall)
    visitor.goes_to(link.removeprefix(hall.base))
    visitor.presses("Ga verder")
    assert visitor.path == "/regie"
    return visitor


def invited(boss: Visitor, name: str, role: str, programme: str) -> str:
    boss.goes_to("/coordinatie/mensen")
    boss.presses("Maak een link", name=name, role=role, programme=programme)
    assert boss.status == 200, boss.sees
    return boss.page.read_only[0]


@pytest.fixture
def boss(hall: Hall) -> Visitor:
    """Whoever runs the house."""
    return Visitor(hall.facilitator.client)


def elsewhere(hall: Hall) -> tuple[str, int]:
    """A meeting of another programme, and the number of that programme."""
    title = next(TITLES)
    agenda = AGENDA.replace("Woonzorgvisie Proefstad", title)
    made = hall.facilitator.client.post("/api/v1/meetings", content=agenda.encode()).json()
    record = hall.facilitator.client.get(f"/api/v1/meetings/{made['code']}/record").json()
    return made["code"], programme_of(hall, record["programme"]["title"])


def programme_of(hall: Hall, title: str) -> int:
    boss = Visitor(hall.facilitator.client)
    boss.goes_to("/coordinatie")
    return next(int(h.rpartition("/")[2]) for h, words in boss.page.links if words == title)


def here(hall: Hall) -> int:
    return programme_of(hall, hall.record()["programme"]["title"])


def test_an_administrator_gives_somebody_one_programme(hall: Hall, boss: Visitor) -> None:
    other, number = elsewhere(hall)
    carla = comes_in(hall, invited(boss, "Carla", "coordinator", str(here(hall))))

    carla.goes_to("/coordinatie")
    assert [w for h, w in carla.page.links if h.startswith("/coordinatie/trajecten/")] == [
        "Woonzorgvisie Proefstad"
    ]
    carla.goes_to("/regie")
    assert other[:3] + " " + other[3:] not in carla.sees
    for path in (
        f"/coordinatie/trajecten/{number}",
        f"/coordinatie/bewaren/{other}",
        f"/regie/{other}",
    ):
        carla.goes_to(path)
        assert carla.status == 403, path


def test_nobody_changes_the_meetings_of_another_programme(hall: Hall, boss: Visitor) -> None:
    other, number = elsewhere(hall)
    carla = comes_in(hall, invited(boss, "Carla", "coordinator", str(here(hall))))
    theirs = hall.facilitator.client.get(f"/api/v1/meetings/{other}/record").json()

    api = f"/api/v1/meetings/{other}"
    tries = [
        carla.client.get(f"{api}/record"),
        carla.client.get(f"{api}/exports/minutes.md"),
        carla.client.post(f"{api}/items/2/open", json={}),
        carla.client.post(f"{api}/message", json={"text": "Hallo"}),
        carla.client.post(f"{api}/notes", json={"kind": "note", "text": "x"}),
        carla.client.post(f"{api}/end", json={}),
        carla.client.post(f"/regie/{other}/stap", data={"verb": "open", "item": "2"}),
        carla.client.post(f"/coordinatie/trajecten/{number}/doelgroepen", data={"groups": "x"}),
        carla.client.post(f"/coordinatie/trajecten/{number}/organisaties", data={}),
        carla.client.post(
            f"/coordinatie/bewaren/{other}", data={"whom": "everybody", "confirm": other}
        ),
        carla.client.post("/coordinatie/trajecten", data={"title": "Van Carla"}),
    ]

    assert {t.status_code for t in tries} == {403}
    assert hall.facilitator.client.get(f"/api/v1/meetings/{other}/record").json() == theirs


def test_nobody_gives_rights_that_they_lack(hall: Hall, boss: Visitor) -> None:
    _, number = elsewhere(hall)
    carla = comes_in(hall, invited(boss, "Carla", "coordinator", str(here(hall))))
    invited(boss, "Zeno", "facilitator", str(number))
    boss.goes_to("/coordinatie/mensen")
    zeno = max(
        int(f.action.rpartition("/")[2])
        for f in boss.page.forms
        if f.action.startswith("/coordinatie/mensen/")
    )

    for said in (
        {"name": "Mallory", "role": "coordinator", "programme": str(number)},
        {"name": "Mallory", "role": "coordinator", "programme": "all"},
        {"name": "Mallory", "role": "admin", "programme": str(here(hall))},
    ):
        assert carla.client.post("/coordinatie/mensen", data=said).status_code in {403, 422}
    for verb in ("link", "forget", "rights"):
        said = {"verb": verb, "sure": "yes", "role": "facilitator", "programme": str(here(hall))}
        assert carla.client.post(f"/coordinatie/mensen/{zeno}", data=said).status_code == 403

    carla.goes_to("/coordinatie/mensen")
    assert "Zeno" not in carla.sees
    boss.goes_to("/coordinatie/mensen")
    assert ("Zeno" in boss.sees, "Mallory" in boss.sees) == (True, False)


def test_somebody_who_is_erased_is_out_at_once(hall: Hall, boss: Visitor) -> None:
    link = invited(boss, "Dirk", "facilitator", str(here(hall)))
    dirk = comes_in(hall, link)
    boss.goes_to("/coordinatie/mensen")
    number = next(
        f.action for f in reversed(boss.page.forms) if f.action.startswith("/coordinatie/mensen/")
    )
    unsure = boss.client.post(number, data={"verb": "forget"})
    assert unsure.status_code == 422
    boss.client.post(number, data={"verb": "forget", "sure": "yes"})

    dirk.goes_to("/regie")
    boss.goes_to("/coordinatie/mensen")
    assert (dirk.status, "Dirk" in boss.sees) == (401, False)


def test_the_lists_of_a_programme_are_written_down_anew(hall: Hall, boss: Visitor) -> None:
    boss.goes_to(f"/coordinatie/trajecten/{here(hall)}")
    boss.presses("Bewaar de doelgroepen", groups="Senioren\n\nJongeren\nSenioren")
    boss.presses("Bewaar de thema’s", themes="Ontmoeten: buurthuis, bus\nWonen")
    boss.presses(
        "Bewaar de planning",
        day=["2027-05-01", ""], what=["Het verslag ligt klaar", ""], who=["Carla", ""],
    )  # fmt: skip
    boss.presses(
        "Bewaar de organisaties",
        name=["Gemeente Proefstad", "Nieuwe Zorg", ""],
        kind=["gemeente", "zorgaanbieder", "overig"],
    )  # fmt: skip

    assert boss.status == 200
    anna = somebody(hall)
    anna.goes_to(f"/m/{hall.code}")
    assert ("Nieuwe Zorg" in anna.client.get(f"/m/{hall.code}").text) is True
    for words in ("Senioren\nJongeren", "Ontmoeten: buurthuis, bus\nWonen\n"):
        assert words in boss.page.areas
    assert "2 organisaties" in boss.sees


def test_what_cannot_be_saved_says_so_and_saves_nothing(hall: Hall, boss: Visitor) -> None:
    place = f"/coordinatie/trajecten/{here(hall)}"
    boss.goes_to(place)
    boss.presses("Bewaar de planning", day=["30 februari"], what=["Iets"], who=[""])
    assert (boss.status, "Dit is geen datum: 30 februari." in boss.sees) == (422, True)

    boss.goes_to(place)
    boss.presses("Bewaar de organisaties", name=["Twee", "twee"], kind=["overig", "overig"])
    assert (boss.status, "twee keer" in boss.sees) == (409, True)


def test_everything_typed_is_text(hall: Hall, boss: Visitor) -> None:
    evil = "<script>alert(1)</script>{{ 7*7 }}\u202eomgekeerd"
    boss.goes_to(f"/coordinatie/trajecten/{here(hall)}")
    boss.presses("Bewaar de doelgroepen", groups=evil)
    page = boss.client.get(f"/coordinatie/trajecten/{here(hall)}").text

    assert "<script>alert" not in page
    assert "49" not in page.partition("doelgroepen")[2].partition("</section>")[0]
    assert "\u202e" not in page


def test_every_document_is_there_in_both_editions(hall: Hall, boss: Visitor) -> None:
    hall.facilitator.does("items/2/open")
    boss.goes_to(f"/coordinatie/trajecten/{here(hall)}")
    links = [h for h, _ in boss.page.links if f"/{hall.code}/exports/" in h]

    from exports.document import FORMATS
    from exports.orders import known

    of_a_meeting = [name for name in known() if not name.startswith("vision")]
    other_variants = 2 * len(FORMATS)
    assert len(links) == len(set(links)) == 2 * (len(of_a_meeting) + other_variants)
    for link in (each for each in links if "minutes.md" in each or "data.csv" in each):
        assert boss.client.get(link, timeout=60).status_code == 200


def test_each_form_of_the_agreements_is_one_press_away(hall: Hall, boss: Visitor) -> None:
    hall.facilitator.does("items/2/open")
    boss.goes_to(f"/coordinatie/trajecten/{here(hall)}")
    assert all(row in boss.sees for row in ("Ambitieovereenkomst", "Convenant", "Actieregister"))
    links = [h for h, _ in boss.page.links if "agreements.md?edition=public" in h]
    begun = [boss.client.get(h, timeout=60).text.partition(":")[0] for h in links if hall.code in h]

    assert begun == [
        "# Concept-ambitieovereenkomst", "# Conceptconvenant", "# Concept-prestatieafspraken",
    ]  # fmt: skip
    unknown = boss.client.get(f"/api/v1/meetings/{hall.code}/exports/agreements.md?variant=brief")
    assert unknown.status_code == 404
    assert "ambition, covenant, performance" in unknown.json()["detail"]


def test_a_participant_who_asks_is_erased(hall: Hall, boss: Visitor) -> None:
    anna = hall.joined(name="Anna Zwart", organisation="Gemeente Proefstad")
    hall.facilitator.does("items/3/open")
    anna.gives(3, {"text": "De bus van mijn moeder"}, "a1")
    boss.goes_to("/coordinatie/bewaren")
    boss.goes_to(f"/coordinatie/bewaren/{hall.code}")
    assert "Wissen kunt u niet terugdraaien." in boss.sees
    boss.presses("Wis deze deelnemer", words="remove", confirm="000 000")
    assert (boss.status, "Er is nog niets gewist." in boss.sees) == (422, True)
    page = boss.client.get(f"/coordinatie/bewaren/{hall.code}").text
    assert ("Anna Zwart" in page, "moeder" in str(hall.record())) == (True, True)

    boss.presses("Wis deze deelnemer", words="remove", confirm=f"{hall.code[:3]} {hall.code[3:]}")

    assert "De deelnemer is gewist." in boss.sees
    page = boss.client.get(f"/coordinatie/bewaren/{hall.code}").text
    assert ("Anna Zwart" in page, "moeder" in str(hall.record())) == (False, False)
    assert anna.client.get(f"/api/v1/meetings/{hall.code}").status_code == 401


@pytest.mark.parametrize("path", ["", "/mensen", "/bewaren", "/ik", "/trajecten/1"])
def test_strangers_and_participants_see_nothing_of_it(hall: Hall, path: str) -> None:
    anna = Visitor(hall.joined(organisation="Gemeente Proefstad").client)
    for person in (somebody(hall), anna):
        person.goes_to(f"/coordinatie{path}")
        assert person.status == 401
        assert "Meld u aan met een passkey" in person.sees


def test_no_page_holds_a_script_or_a_style_of_its_own(hall: Hall, boss: Visitor) -> None:
    number = here(hall)
    paths = ["/mensen", "/bewaren", "/ik", f"/trajecten/{number}", f"/trajecten/{number}/nieuw"]
    for path in ["", *paths, f"/bewaren/{hall.code}", f"/bijeenkomsten/{hall.code}/draaiboek"]:
        answer = boss.client.get(f"/coordinatie{path}")
        assert answer.status_code == 200
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert re.findall(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=", answer.text) == []
        assert re.findall(r"(?:src|href)=.https?://", answer.text) == []


def test_a_coordinator_makes_no_link_with_which_to_be_another_one(
    hall: Hall, boss: Visitor
) -> None:
    carla = comes_in(hall, invited(boss, "Carla", "coordinator", str(here(hall))))
    invited(boss, "Cor", "coordinator", str(here(hall)))
    boss.goes_to("/coordinatie/mensen")
    cor = [f.action for f in boss.page.forms if f.action.startswith("/coordinatie/mensen/")][-1]

    refused = carla.client.post(cor, data={"verb": "link"})

    assert (refused.status_code, "/in/" in refused.text) == (403, False)
    assert "/in/" in boss.client.post(cor, data={"verb": "link"}).text


def test_the_pages_speak_english_too(hall: Hall, boss: Visitor) -> None:
    for path in (
        "",
        "/mensen",
        "/bewaren",
        "/ik",
        f"/trajecten/{here(hall)}",
        f"/bewaren/{hall.code}",
    ):
        page = boss.client.get(f"/coordinatie{path}?taal=en")
        assert (page.status_code, '<html lang="en"' in page.text) == (200, True), path
        assert "coordination." not in page.text
    boss.client.cookies.delete("taal")


@pytest.mark.parametrize("page", ["/coordinatie/mensen", "/regie"])
def test_a_page_that_is_loaded_again_invites_nobody_twice(
    hall: Hall, boss: Visitor, page: str
) -> None:
    shown = boss.client.get(page).text
    [key] = set(re.findall(r'name="key" value="([^"]+)"', shown))
    name = f"Wim {hall.code}"
    said = {"key": key, "name": name, "role": "facilitator", "programme": str(here(hall))}
    form = page if page.endswith("mensen") else "/regie/collega"

    for _ in range(2):
        answer = boss.client.post(form, data=said)
        assert answer.status_code == 200
        assert "/in/" in answer.text

    boss.goes_to("/coordinatie/mensen")
    assert boss.sees.count(f"{name} ·") == 1
