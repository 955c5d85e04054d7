import re

import pytest
from babel.messages.pofile import read_po

from bot.web.forms import Form
from bot.web.wording import CATALOGUE, Wording
from sessions.errors import Malformed
from tests.serving import Hall
from tests.tree import ROOT
from tests.web.browsing import Visitor

WEB = ROOT / "bot" / "web"


def somebody(hall: Hall) -> Visitor:
    return Visitor(hall.stranger(**{"Accept-Language": "nl"}).client)


def test_a_wrong_code_gets_a_sentence_and_stays_in_its_field(hall: Hall) -> None:
    anna = somebody(hall)
    anna.goes_to("/")
    anna.presses("Ga verder", code="000 000")

    assert anna.status == 404
    assert ("code", "000 000") in anna.page.forms[0].fields


def test_the_short_way_leads_to_the_door(hall: Hall) -> None:
    anna = somebody(hall)
    anna.goes_to(f"/c/{hall.code}")

    assert anna.path == f"/m/{hall.code}"
    assert "Doe mee" in anna.buttons


def test_an_unknown_organisation_is_suggested_and_nothing_typed_is_lost(hall: Hall) -> None:
    anna = somebody(hall)
    anna.goes_to(f"/m/{hall.code}")
    anna.presses("Doe mee", organisation="-other", other_name="Woonstichting Proeff")

    assert anna.status == 422
    assert ("other_name", "Woonstichting Proeff") in anna.page.forms[1].fields
    anna.presses("Woonstichting Proef")
    assert "U doet mee." in anna.sees
    assert hall.record()["participants"][0]["organisation"] == "Woonstichting Proef"


def test_a_new_organisation_is_welcome_with_its_kind(hall: Hall) -> None:
    anna = somebody(hall)
    anna.goes_to(f"/m/{hall.code}")
    anna.presses("Doe mee", organisation="-other", other_name="De Tuin", kind="welzijn")

    [person] = hall.record()["participants"]
    assert (person["organisation"], person["kind"]) == ("De Tuin", "welzijn")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"organisation": ""}, "Kies uw organisatie"),
        ({"organisation": "-other"}, "Typ de naam van uw organisatie."),
        ({"organisation": "-other", "other_name": "X", "kind": "ruimtevaart"}, "ruimtevaart"),
    ],
)
def test_an_unfinished_introduction_gets_a_sentence(
    hall: Hall, said: dict[str, str], sentence: str
) -> None:
    anna = somebody(hall)
    anna.goes_to(f"/m/{hall.code}")
    anna.presses("Doe mee", **said)

    assert (anna.status, sentence in anna.sees) == (422, True)


def test_the_door_of_an_ended_meeting_says_so(hall: Hall) -> None:
    hall.facilitator.does("end")
    anna = somebody(hall)

    assert "Deze bijeenkomst is afgelopen." in anna.goes_to(f"/m/{hall.code}")
    assert "Doe mee" not in anna.buttons


def test_a_form_becomes_the_body_that_the_api_takes() -> None:
    def answer(*fields: tuple[str, str]) -> object:
        return Form(list(fields)).answer()

    assert answer(("poll", "one"), ("choice", "2")) == {"choice": [2]}
    assert answer(("poll", "one"), ("choice", "2"), ("other", "typed")) == {"choice": [2]}
    assert answer(("poll", "one"), ("choice", "other"), ("other", "x")) == {
        "choice": [],
        "other": "x",
    }
    assert answer(("poll", "rank"), ("place.1", "2"), ("place.2", "10"), ("place.3", "1")) == {
        "choice": [3, 1, 2]
    }
    assert answer(("points", "100"), ("points.1", "60"), ("points.2", "")) == {"points": {"1": 60}}
    assert answer(("poll", "scale"), ("value", "-3")) == {"value": -3}
    assert answer(("text", ""), ("theme", "")) == {"text": ""}
    assert answer(("text", "x"), ("for", "table"), ("table", "4")) == {"text": "x", "table": 4}
    assert answer(("text", "x"), ("for", ""), ("table", "4")) == {"text": "x"}
    with pytest.raises(Malformed):
        answer(("poll", "rank"), ("place.1", "2"), ("place.2", "2"))


def messages(language: str) -> set[str]:
    file = WEB / "locale" / language / "LC_MESSAGES" / "web.po"
    with file.open("rb") as opened:
        catalogue = read_po(opened)
    keys = (message.id for message in catalogue if message.id)
    return {key if isinstance(key, str) else key[0] for key in keys}


def sources() -> str:
    files = [*WEB.rglob("*.py"), *(WEB / "templates").rglob("*.html")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_every_sentence_is_used_and_every_sentence_used_exists() -> None:
    text = sources()
    said = set(re.findall(r"\bw(?:\.n)?\(\s*[\"']([a-z_.]+[a-z_])[\"'](?! ~)", text))
    named = set(re.findall(r"[\"']([a-z_]+(?:\.[a-z_]+)+)[\"']", text))
    begun = set(re.findall(r"[\"']([a-z_]+\.(?:[a-z]+_)?)[\"'] ~|f\"([a-z_]+\.[a-z_]*)\{", text))
    beginnings = tuple(a or b for a, b in begun)
    known = messages("nl")

    assert said - known == set()
    unused = {key for key in known - named if not key.startswith(beginnings)}
    assert unused == {"name"}  # the one key of a single word


def test_the_words_are_polite_short_and_plain() -> None:
    words = dutch()
    sentences = [s for w in words for s in re.split(r"(?<=[.?])\s", w)]

    assert [w for w in words if "!" in w] == []
    assert [s for s in sentences if len(s.split()) > 25] == []
    assert [w for w in words if re.search(r"\b(je|jij|jouw|jullie)\b", w)] == []


def dutch() -> list[str]:
    with (WEB / "locale" / "nl" / "LC_MESSAGES" / "web.po").open("rb") as opened:
        found = [m.string for m in read_po(opened) if m.id]
    return [w for each in found for w in ([each] if isinstance(each, str) else each or ())]


def test_times_days_and_numbers_are_said_as_people_say_them() -> None:
    nl, en = Wording("nl"), Wording("en")

    assert nl.clock("2027-03-11T18:54:00+00:00") == "19.54"
    assert nl.day("2027-03-11") == "11 maart 2027"
    assert nl.day("na de zomer") == "na de zomer"
    assert (nl.number(6.42), en.number(6.42), nl.number(7.0)) == ("6,4", "6.4", "7")
    assert set(CATALOGUE.languages) == {"nl", "en"}
    assert [nl.row(tables) for tables in ([4], [1, 4], [1, 2, 4])] == ["4", "1 en 4", "1, 2 en 4"]
    assert en.row(["A", "B", "C"]) == "A, B and C"


def test_static_files_have_an_address_that_changes_with_them(hall: Hall) -> None:
    page = somebody(hall).client.get("/").text
    [address] = re.findall(r'href="(/static/samenspel\.css\?v=[0-9a-f]{10})"', page)

    answer = somebody(hall).client.get(address)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "gzip"
    letters = re.findall(r'url\("(/static/letter-[47]00\.ttf\?v=[0-9a-f]{10})"\)', answer.text)
    kept = [somebody(hall).client.get(letter) for letter in letters]
    assert [each.headers["content-type"] for each in kept] == ["font/ttf"] * 2
    assert [each.content[:4] for each in kept] == [b"\0\1\0\0"] * 2


def test_a_script_names_another_one_by_its_hash_too(hall: Hall) -> None:
    client = somebody(hall).client
    for name in ("deelnemer.js", "regie.js", "scherm.js"):
        script = client.get(f"/static/{name}", headers={"Accept-Encoding": "identity"}).text
        [address] = re.findall(r'from "(/static/live\.js\?v=[0-9a-f]{10})"', script)
        assert client.get(address).headers["cache-control"].endswith("immutable")


def test_only_static_files_are_given(hall: Hall) -> None:
    client = somebody(hall).client

    for name in ("nothing.css", "../app.py", "..%2fapp.py", "%2e%2e/app.py"):
        assert client.get(f"/static/{name}").status_code == 404


def test_the_door_leads_to_what_was_tested_and_what_was_not(hall: Hall) -> None:
    anna = somebody(hall)
    assert 'href="/toegankelijkheid"' in anna.client.get("/").text
    assert 'href="/toegankelijkheid"' in anna.client.get(f"/m/{hall.code}").text

    assert "Wat wij niet testten" in anna.client.get("/toegankelijkheid").text
    assert "What we did not test" in anna.client.get("/toegankelijkheid?taal=en").text


def test_what_becomes_of_words_is_said_before_anybody_comes_in(hall: Hall) -> None:
    anna = hall.stranger()

    for page in ("/", f"/m/{hall.code}"):
        assert 'href="/privacy"' in anna.client.get(page).text
    told = anna.client.get("/privacy").text
    assert "tot de coördinator ze wist" in told  # this house keeps nobody's days
    assert "Telegram" not in told
    assert "per mail" not in told
    assert "What happens to your words?" in anna.client.get("/privacy?taal=en").text
