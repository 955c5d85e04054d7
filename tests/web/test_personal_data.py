"""What the coordinator does with personal data that was found, before anything is published."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from sessions.personal_data import Sort, fingerprint
from tests.serving import Hall, Somebody
from tests.web.browsing import Visitor
from tests.web.test_coordination import comes_in, elsewhere, here, invited

QUESTION = 3
BSN = "123456782"
MAILBOX = "wonen@proefstad.nl"
PHONE = "06-12345678"


@pytest.fixture
def boss(hall: Hall) -> Visitor:
    return Visitor(hall.facilitator.client)


@pytest.fixture
def carla(hall: Hall, boss: Visitor) -> Visitor:
    """The coordinator of this programme."""
    return comes_in(hall, invited(boss, "Carla", "coordinator", str(here(hall))))


@pytest.fixture
def evening(hall: Hall) -> Hall:
    """Anna and Bob both name the mailbox; Anna also gives her number, and Bob his BSN."""
    hall.facilitator.does(f"items/{QUESTION}/open").raise_for_status()
    anna, bob = (hall.joined(name=name) for name in ("Anna", "Bob"))
    says(anna, f"De wijkbus is fijn. Bel mij op {PHONE} of mail {MAILBOX}. Tot dan.")
    says(bob, f"Stuur het naar {MAILBOX}, mijn BSN is {BSN}.")
    return hall


def says(who: Somebody, text: str) -> None:
    who.gives(QUESTION, {"text": text}, "once").raise_for_status()


def place(hall: Hall) -> str:
    return f"/coordinatie/bijeenkomsten/{hall.code}/persoonsgegevens"


def reference(hall: Hall, nth: int) -> str:
    given: str = hall.record()["contributions"][nth]["reference"]
    return given


def export(hall: Hall, name: str, edition: str = "public") -> str:
    path = f"/api/v1/meetings/{hall.code}/exports/{name}?edition={edition}"
    return hall.facilitator.client.get(path).raise_for_status().text


def test_every_finding_is_told_in_its_sentence(evening: Hall, carla: Visitor) -> None:
    carla.goes_to(f"/coordinatie/trajecten/{here(evening)}")
    assert "3 vondsten wachten op uw keuze." in carla.sees
    carla.goes_to(place(evening))

    assert "Wacht op uw keuze 3" in carla.sees
    assert f"Telefoonnummer in bijdrage {reference(evening, 0)}" in carla.sees
    assert f"Bel mij op {PHONE} of mail" in carla.sees
    assert "De wijkbus" not in carla.sees  # another sentence
    assert carla.sees.count("Dit staat ook op 1 andere plaats.") == 2
    assert "mijn BSN is [bsn weggelaten]." in carla.sees
    assert BSN not in carla.page.text


def test_a_mailbox_stays_everywhere_and_a_number_goes(evening: Hall, carla: Visitor) -> None:
    carla.goes_to(place(evening))
    carla.presses(
        f"Laat staan: {MAILBOX}", reason="Algemeen mailadres van de gemeente", everywhere="yes"
    )
    carla.presses(f"Weglaten: {PHONE}")

    assert (carla.status, "Er wacht niets op uw keuze." in carla.sees) == (200, True)
    assert "Algemeen mailadres van de gemeente · Carla" in carla.sees
    minutes = export(evening, "minutes.md")
    assert minutes.count(MAILBOX) >= 2
    assert (PHONE in minutes, BSN in minutes) == (False, False)
    assert export(evening, "data.csv").count(MAILBOX) == 2
    inside = export(evening, "minutes.md", "internal")
    assert (PHONE in inside, MAILBOX in inside, BSN in inside) == (True, True, False)


def test_at_one_place_only_and_taken_back(evening: Hall, carla: Visitor) -> None:
    carla.goes_to(place(evening))
    carla.presses(f"Laat staan: {MAILBOX}", reason="Algemeen mailadres")
    kept = export(evening, "data.csv")
    assert kept.count(MAILBOX) == 1
    assert "Wacht op uw keuze 2" in carla.sees

    carla.presses(f"Maak ongedaan: {MAILBOX}")

    assert MAILBOX not in export(evening, "data.csv")
    assert "Wacht op uw keuze 3" in carla.sees
    assert "Ongedaan gemaakt door Carla" in carla.sees


def test_letting_something_stay_needs_a_reason(evening: Hall, carla: Visitor) -> None:
    carla.goes_to(place(evening))
    carla.presses(f"Laat staan: {PHONE}", reason="  ")

    assert (carla.status, "Schrijf waarom dit mag blijven staan." in carla.sees) == (422, True)

    carla.presses(f"Laat staan: {PHONE}", reason=f"Van Bob, BSN {BSN}")

    assert (carla.status, "In uw reden staat een BSN." in carla.sees) == (422, True)
    assert PHONE not in export(evening, "minutes.md")


def test_a_service_number_cannot_be_kept_by_whatever_is_sent(evening: Hall, carla: Visitor) -> None:
    said = {
        "verb": "keep", "place": reference(evening, 1), "reason": "Mag wel", "everywhere": "yes",
        "value": fingerprint(Sort.BSN, BSN),
    }  # fmt: skip
    answer = carla.client.post(place(evening), data=said)

    assert answer.status_code == 409
    assert "Een BSN mag nooit blijven staan." in answer.text
    for sort in Sort:  # as if it were something else
        forged = said | {"value": fingerprint(sort, BSN), "key": sort.value}
        assert carla.client.post(place(evening), data=forged).status_code in {404, 409}
    for edition in ("public", "internal"):
        for name in ("minutes.md", "data.csv", "data.json"):
            assert BSN not in export(evening, name, edition)


def test_the_same_press_twice_is_one_decision(evening: Hall, carla: Visitor) -> None:
    carla.goes_to(place(evening))
    form = next(f for f in carla.page.forms if ("verb", "mask") in f.fields)

    answers = [carla.client.post(place(evening), data=dict(form.fields)) for _ in range(2)]

    assert [a.status_code for a in answers] == [303, 303]
    carla.goes_to(place(evening))
    assert "Wat er is besloten (1)" in carla.sees


def test_only_the_coordinator_of_this_programme_decides(evening: Hall, boss: Visitor) -> None:
    _, number = elsewhere(evening)
    zeno = comes_in(evening, invited(boss, "Zeno", "coordinator", str(number)))
    bea = comes_in(evening, invited(boss, "Bea", "facilitator", str(here(evening))))
    said = {"verb": "mask", "place": reference(evening, 0), "value": fingerprint(Sort.PHONE, PHONE)}

    for other in (zeno, bea):
        assert other.client.get(place(evening)).status_code == 403
        assert other.client.post(place(evening), data=said).status_code == 403
    bea.goes_to(f"/coordinatie/trajecten/{here(evening)}")
    assert "3 vondsten wachten op de coördinator." in bea.sees


def test_the_command_respects_what_was_decided(
    evening: Hall, carla: Visitor, house_file: str, tmp_path: Path
) -> None:
    carla.goes_to(place(evening))
    carla.presses(f"Laat staan: {PHONE}", reason="Van het wijkteam")

    wanted = ["export", evening.code, "--format", "md", "--edition", "public"]
    done = CliRunner().invoke(main, [*wanted, "--database", house_file, "--out", str(tmp_path)])

    assert done.exit_code == 0, done.output
    assert "Persoonsgegevens: 2 vondsten wachten op een keuze." in done.stderr
    written = (tmp_path / "minutes.md").read_text(encoding="utf-8")
    assert (PHONE in written, MAILBOX in written) == (True, False)


def test_what_waits_is_told_where_the_vision_is_taken_along(evening: Hall, carla: Visitor) -> None:
    carla.goes_to(f"/visie/{evening.code}/versies")
    assert "Startbijeenkomst: 3 vondsten wachten op uw keuze." in carla.sees

    carla.goes_to(place(evening))
    carla.presses(f"Weglaten: {PHONE}")
    carla.presses(f"Weglaten: {MAILBOX}", everywhere="yes")

    carla.goes_to(f"/visie/{evening.code}/versies")
    assert place(evening) not in [href for href, _ in carla.page.links]


def test_a_meeting_without_findings_says_so(hall: Hall, carla: Visitor) -> None:
    carla.goes_to(place(hall))

    assert "Er wacht niets op uw keuze." in carla.sees
    assert "Besloten" not in carla.sees


@pytest.fixture
def letter(evening: Hall, carla: Visitor) -> str:
    """Somebody wrote a letter with a number, and the coordinator put it in the vision."""
    said = {"origin": "mail", "text": f"Bel mij op {PHONE}. BSN {BSN}.", "kind": "overig",
            "quotable": "yes", "place": "bronnen"}  # fmt: skip
    carla.client.post(f"/visie/{evening.code}/reactie", data=said)
    return f"/visie/{evening.code}/persoonsgegevens"


def test_a_letter_from_outside_is_decided_about(evening: Hall, carla: Visitor, letter: str) -> None:
    carla.goes_to(f"/visie/{evening.code}/versies")
    assert "1 vondst wacht op uw keuze." in carla.sees
    carla.goes_to(letter)
    assert "Telefoonnummer in brief of gesprek M-001" in carla.sees
    assert BSN not in carla.page.text
    assert PHONE not in vision_of(evening, carla)

    carla.presses(f"Laat staan: {PHONE}", reason="Van het wijkteam")
    assert (carla.status, "Er wacht niets op uw keuze." in carla.sees) == (200, True)
    assert (PHONE in vision_of(evening, carla), BSN in vision_of(evening, carla)) == (True, False)

    carla.presses(f"Maak ongedaan: {PHONE}")
    assert PHONE not in vision_of(evening, carla)


def vision_of(hall: Hall, carla: Visitor) -> str:
    path = f"/visie/{hall.code}/visie.md?edition=public"
    made: str = carla.client.get(path).raise_for_status().text
    return made


def test_only_the_coordinator_decides_about_a_letter(
    evening: Hall, boss: Visitor, letter: str
) -> None:
    bea = comes_in(evening, invited(boss, "Bea", "facilitator", str(here(evening))))
    said = {"verb": "keep", "place": "M-001", "value": fingerprint(Sort.PHONE, PHONE),
            "reason": "Mag"}  # fmt: skip

    assert bea.client.get(letter).status_code == 403
    assert bea.client.post(letter, data=said).status_code == 403
