"""What the base was not sure of reaches its curator: the question, never who asked it."""

import httpx
from click.testing import CliRunner

from bot.cli import main
from tests.serving import ADMIN, Hall

PAGE = "/regie/kennisbank"


def queue(hall: Hall) -> str:
    answer = hall.facilitator.client.get(PAGE)
    assert answer.status_code == 200, answer.text
    return answer.text


def numbers(page: str, question: str) -> list[str]:
    """The gaps behind the button under this question."""
    row = (
        page.split(f"<b>{question}</b>")[1].split('name="verb"')[1].split("</form>", maxsplit=1)[0]
    )
    return [part.partition('"')[0] for part in row.split('name="gap" value="')[1:]]


def test_a_question_without_an_answer_waits_for_the_curator_without_its_asker(hall: Hall) -> None:
    asker = hall.joined(organisation="Gemeente Proefstad", name="Ada Vos")
    asker.does("ask", question="Hoe bak ik een appeltaart met rozijnen?")
    asker.does("ask", question="hoe bak ik een appeltaart met rozijnen")
    asker.does("ask", question="Wat is een ijktabel?")
    asker.does("ask", question="Waar woont Bouke Scheerder?")

    page = queue(hall)

    assert len(numbers(page, "Hoe bak ik een appeltaart met rozijnen?")) == 2
    assert "2 keer gevraagd" in page
    assert "Wat is een ijktabel?" not in page
    assert "Bouke" not in page
    assert "Ada Vos" not in page


def test_what_somebody_had_to_choose_from_is_a_gap_too(hall: Hall) -> None:
    asker = hall.joined()
    suggested = asker.does("ask", question="bijeenkomsten").json()
    address = f"/m/{hall.code}/vraag"
    asker.client.post(address, data={"meant": suggested["options"][0]["entry"]})

    assert len(numbers(queue(hall), "bijeenkomsten")) == 1


def test_a_dropped_question_can_be_put_back(hall: Hall) -> None:
    hall.joined().does("ask", question="Waarom is de maan van kaas?")
    boss = hall.facilitator.client
    gaps = numbers(queue(hall), "Waarom is de maan van kaas?")

    boss.post(f"{PAGE}/vraag", data={"verb": "drop", "gap": gaps})
    dropped = queue(hall)
    boss.post(f"{PAGE}/vraag", data={"verb": "back", "gap": gaps})

    assert "Zet terug" in dropped.split("Waarom is de maan van kaas?")[1]
    assert numbers(queue(hall), "Waarom is de maan van kaas?") == gaps


def test_the_queue_is_for_curators_only(hall: Hall) -> None:
    staff = hall.facilitator.client.post(
        "/api/v1/staff", json={"name": "Bea", "role": "facilitator"}
    )
    link = staff.json()["link"]
    with httpx.Client(base_url=hall.base) as bea:
        bea.post(link)

        assert bea.get(PAGE).status_code == 403
    assert httpx.get(f"{hall.base}{PAGE}").status_code == 401


def test_a_button_about_nothing_says_so(hall: Hall) -> None:
    boss = hall.facilitator.client

    gone = boss.post(f"{PAGE}/vraag", data={"verb": "drop", "gap": "999999"})
    strange = boss.post(f"{PAGE}/vraag", data={"verb": "burn", "gap": "1"})

    assert (gone.status_code, strange.status_code) == (404, 422)
    assert "Deze vraag bestaat niet." in gone.text


def test_the_command_lists_what_waits(hall: Hall, house_file: str) -> None:
    hall.joined().does("ask", question="Hoe bak ik een cake met citroen?")

    done = CliRunner().invoke(main, ["knowledge", "gaps", "--database", house_file])

    assert done.exit_code == 0, done.output
    line = next(line for line in done.output.splitlines() if "cake" in line)
    assert line.split("\t")[0] == "1"
    assert line.split("\t")[2:] == ["abstain", "Hoe bak ik een cake met citroen?"]
    assert ADMIN not in done.output
