"""The curator's loop: a question is attached or answered, tried, live, and taken back."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from knowledge_base.reading import read_entries
from tests.serving import Hall, hall_with, open_house
from tests.web.curating import (
    GOOD,
    PAGE,
    asks,
    gaps_under,
    page_of,
    sends,
    tried,
    version_of,
    words,
)

WRITTEN = "waarom-draagt-de-zwaluw-een-sjaal"


def exported(folder: Path, house_file: str) -> dict[str, str]:
    done = CliRunner().invoke(main, ["knowledge", "export", str(folder), "--database", house_file])
    assert done.exit_code == 0, done.output
    assert read_entries(folder)
    return {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}


@pytest.mark.slow
def test_a_question_is_attached_tried_live_and_taken_back(tmp_path: Path) -> None:
    question, database = "Hoe werkt het pijlenspel?", tmp_path / "house.db"
    with open_house(database) as base, hall_with(base) as hall:
        before = asks(hall, question)
        gaps = gaps_under(page_of(hall), question)
        kept = sends(hall, "/hoort-bij", entry="boce-drietrapsraket", gap=gaps)
        waits = page_of(hall)
        meanwhile = asks(hall, question)

    assert kept.status_code == 303, kept.text
    assert "Wordt nagerekend" in waits
    assert "drietrapsraket" not in str(before) + str(meanwhile)

    with open_house(database) as base, hall_with(base) as hall:  # goes on after closing
        live = tried(hall)
        after = asks(hall, question)
        texts = exported(tmp_path / "live", f"sqlite:///{database}")
        version = version_of(live, question)
        sends(hall, "/terug", version=version)
        twice = sends(hall, "/terug", version=version)
        texts_back = exported(tmp_path / "back", f"sqlite:///{database}")
        log = words(page_of(hall, "/logboek"))

        assert "voorzichtiger" not in live
        assert after["entry"] == "boce-drietrapsraket"
        assert question in texts["boce-drietrapsraket"]
        assert twice.status_code == 404
        assert question not in str(texts_back)
        assert set(gaps) <= set(gaps_under(page_of(hall), question))
        assert asks(hall, question)["entry"] is None
        assert log.index("Teruggenomen") < log.index("Staat live") < log.index("Hoort voortaan")


@pytest.mark.slow
def test_what_harms_the_golden_set_stays_a_draft_that_says_why(hall: Hall, house_file: str) -> None:
    question = "Wanneer komt mijn traplift?"
    asks(hall, question)
    gaps = gaps_under(page_of(hall), question)

    sends(hall, "/hoort-bij", entry="ijktabel", gap=gaps)
    page = tried(hall)
    version = version_of(page, question)
    draft = words(page_of(hall, f"/versie/{version}"))

    assert (
        "De goedgekeurde vraag “wanneer komt mijn traplift” krijgt hierdoor het antwoord op"
        " “Wat laat de ijktabel zien?”. Dat is niet goed."
    ) in words(page)
    assert "Staat live" not in page
    assert asks(hall, question)["entry"] is None
    assert question in draft

    sends(hall, "/terug", version=version)

    assert set(gaps) <= set(gaps_under(page_of(hall), question))
    assert "Bleef een concept" in words(page_of(hall, "/logboek"))


def test_what_the_check_refuses_is_told_and_the_question_keeps_waiting(hall: Hall) -> None:
    one, other = "Hoe laat vliegt de ooievaar uit?", "hoe laat vliegt de ooievaar dan uit"
    for question in (one, other):
        asker = hall.joined()
        asker.does("ask", question=question)
        asker.does("ask", question="Wat is een ijktabel?")  # typed after the buttons
    first, *gaps = gaps_under(page_of(hall), one)

    attached = sends(hall, "/hoort-bij", entry="boce-eha", gap=first)
    refused = sends(hall, "/hoort-bij", entry="ijktabel", gap=gaps)
    strange = sends(hall, "/hoort-bij", entry="../etc", gap=gaps)
    again = sends(hall, "/hoort-bij", entry="boce-eha", gap=first)

    assert attached.status_code == 303
    assert refused.status_code == 422
    assert "lijkt te veel op" in refused.text
    assert gaps_under(refused.text, other) == gaps
    assert strange.status_code == 404
    assert again.status_code == 404
    assert gaps_under(page_of(hall), other) == gaps

    sends(hall, "/terug", version=version_of(page_of(hall), one))


@pytest.mark.slow
def test_a_question_is_answered_with_a_new_example_that_is_edited_later(
    hall: Hall, house_file: str, tmp_path: Path
) -> None:
    question = GOOD["question"]
    asker = hall.joined()
    asker.does("ask", question=question)
    asker.does("ask", question="Wat is een ijktabel?")
    gaps = gaps_under(page_of(hall), question)
    begun = page_of(hall, f"/nieuw?gap={gaps[0]}")

    kept = sends(hall, "/nieuw", do="save", gap=gaps, **GOOD)
    page = tried(hall)
    answered = asks(hall, question)
    form = page_of(hall, f"/voorbeeld/{WRITTEN}")
    seen = form.split('name="seen" value="')[1].partition('"')[0]
    better = {**GOOD, "answer": "Een sjaal houdt de zwaluw warm. Hij kreeg hem van een buurvrouw."}
    edited = sends(hall, f"/voorbeeld/{WRITTEN}", do="save", seen=seen, **better)
    late = sends(hall, f"/voorbeeld/{WRITTEN}", do="save", seen=seen, **GOOD)
    tried(hall)

    assert f'value="{question}"' in begun
    assert kept.status_code == edited.status_code == 303, kept.text
    assert "Staat live" in page
    assert (answered["entry"], answered["answer"]) == (WRITTEN, GOOD["answer"])
    assert late.status_code == 409
    assert GOOD["answer"] in words(late.text)
    assert asks(hall, question)["answer"] == better["answer"]
    text = exported(tmp_path, house_file)[WRITTEN]
    assert "  - sjaal van de zwaluw\n  - zwaluw met sjaal\n" in text
    assert text.endswith("Een sjaal houdt de zwaluw warm.\nHij kreeg hem van een buurvrouw.\n")


def test_each_mistake_has_a_sentence_and_nothing_typed_is_lost(hall: Hall) -> None:
    typed = {
        **GOOD,
        "question": "Wie belt <b>mevrouw</b>?",
        "phrasings": "één manier",
        "answer": "Bel 06-12345678.",
        "source": "",
        "checked_on": "gisteren",
    }

    looked = sends(hall, "/nieuw", do="check", **typed)
    saved = sends(hall, "/nieuw", do="save", **typed)
    mended = {**typed, **{name: GOOD[name] for name in ("phrasings", "source", "checked_on")}}
    further = sends(hall, "/nieuw", do="save", **mended)

    assert (looked.status_code, saved.status_code, further.status_code) == (200, 422, 422)
    for told in (looked, saved):
        assert "3 dingen kloppen nog niet" in told.text
        assert "twee tot twaalf vragen, elk op een eigen regel." in told.text
        assert "Kies de dag waarop het is nagekeken." in told.text
    assert "Hier staat een telefoonnummer: 06-12345678." in words(further.text)
    assert "Het antwoord telt 1 zinnen" in words(further.text)
    for answer in (saved, further):
        assert 'value="Wie belt &lt;b&gt;mevrouw&lt;/b&gt;?"' in answer.text
        assert "Bel 06-12345678." in answer.text
    assert "een manier" not in page_of(hall, "/logboek")


def test_any_example_can_be_chosen_from_a_list_that_narrows(hall: Hall) -> None:
    question = "Mag de eekhoorn mee naar de kapper?"
    asks(hall, question)
    gaps = gaps_under(page_of(hall), question)

    everything = page_of(hall, f"/voorbeelden?gap={gaps[0]}")
    few = page_of(hall, f"/voorbeelden?gap={gaps[0]}&zoek=IJKTABEL+regio")
    none = page_of(hall, "/voorbeelden?zoek=zzz")

    public = hall.stranger().client.get("/voorbeelden").text
    assert everything.count('name="entry"') == public.count('<li><a href="/voorbeelden/') > 80
    assert question in few
    assert 'value="ijktabel"' in few
    assert few.count('name="entry"') < 10
    assert "0 voorbeelden" in none
    assert hall.facilitator.client.get(f"{PAGE}/voorbeelden?gap=999999").status_code == 404


def test_the_pages_are_only_for_who_looks_after_the_base(hall: Hall) -> None:
    anybody = hall.stranger().client

    for where in ("", "/voorbeelden", "/nieuw", "/voorbeeld/ijktabel", "/versie/1", "/logboek"):
        assert anybody.get(f"{PAGE}{where}").status_code == 401
    assert anybody.post(f"{PAGE}/nieuw", data={"do": "save", **GOOD}).status_code == 401
    for gone in ("/voorbeeld/is-er-niet", "/versie/999"):
        assert hall.facilitator.client.get(f"{PAGE}{gone}").status_code == 404
