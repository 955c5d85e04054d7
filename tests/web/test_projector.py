import re

from bot.web.projector.fitting import excerpt
from tests.serving import Hall
from tests.web.browsing import Visitor


def wall(hall: Hall, query: str = "") -> str:
    return Visitor(hall.stranger().client).goes_to(f"/scherm/{hall.code}{query}")


def test_before_the_start_the_wall_is_the_door(hall: Hall) -> None:
    hall.joined()
    seen = wall(hall)
    html = hall.stranger().client.get(f"/scherm/{hall.code}").text

    assert f"en typ deze code: {hall.code[:3]} {hall.code[3:]}" in seen
    assert "1 mens doet mee" in seen
    assert html.count('class="qr"') == 1


def test_an_open_question_is_large_and_its_answers_stay_hidden(hall: Hall) -> None:
    anna = hall.joined()
    hall.facilitator.does("items/3/open")
    anna.gives(3, {"text": "Geheim tot de begeleider kiest."}, "k")
    seen = wall(hall)

    assert "Wat werkt nu al goed?" in seen
    assert "1 antwoord" in seen
    assert "Geheim" not in seen


def test_results_appear_when_revealed_and_only_then(hall: Hall) -> None:
    hall.facilitator.does("items/2/open")
    for _ in range(3):
        hall.joined().gives(2, {"choice": [3]}, "k")
    hall.facilitator.does("items/2/close")
    assert "3 van 3" not in wall(hall)
    assert "Gesloten. 3 mensen gaven antwoord." in wall(hall)

    hall.facilitator.does("items/2/reveal")
    assert "Ontmoeten 3 van 3" in wall(hall)


def test_differences_stand_beside_each_other_by_perspective(hall: Hall) -> None:
    anna, bob = hall.joined(), hall.joined()
    hall.facilitator.does("items/4/open")
    words = {"bewoner": "Zij mist haar buren.", "gemeente": "Er is geen aanvraag."}
    for person, (name, text) in zip((anna, bob), words.items(), strict=True):
        kept = person.gives(4, {"step": 1, "perspective": name, "text": text}, name).json()
        hall.facilitator.does(f"contributions/{kept['reference']}/show")
    hall.facilitator.does("items/4/reveal")

    assert "Bewoner Zij mist haar buren. Gemeente Er is geen aanvraag." in wall(hall)


def test_the_scheme_follows_the_hall(hall: Hall) -> None:
    client = hall.stranger().client
    schemes = ["licht", "donker", '"><script>']
    pages = [client.get(f"/scherm/{hall.code}", params={"schema": s}).text for s in schemes]

    assert [re.findall(r'<html[^>]*data-schema="(\w+)"', page) for page in pages] == [
        ["licht"],
        ["donker"],
        [],
    ]


def test_an_unknown_code_gets_a_sentence(hall: Hall) -> None:
    visitor = Visitor(hall.stranger(**{"Accept-Language": "nl"}).client)
    visitor.goes_to("/scherm/000000")

    assert visitor.status == 404
    assert "Dit lukt zo niet" in visitor.sees


def test_a_long_text_is_cut_at_a_word() -> None:
    assert excerpt("kort genoeg", 20) == "kort genoeg"
    assert excerpt("een twee drie vier", 10) == "een twee …"
    assert excerpt("w" * 50, 10) == "w" * 10 + " …"


def test_what_is_no_option_is_on_the_wall_once_it_was_approved(hall: Hall) -> None:
    hall.facilitator.does("items/2/open")
    given = [
        hall.joined().gives(2, {"other": text}, "k").json() for text in ("Luisteren", "Schelden")
    ]
    hall.facilitator.does("items/2/reveal")
    assert "Luisteren" not in wall(hall)

    hall.facilitator.does(f"contributions/{given[0]['reference']}/show")

    assert "Luisteren" in wall(hall)
    assert "Schelden" not in wall(hall)
