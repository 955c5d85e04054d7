"""Praktijkvoorbeelden can be leafed through by everybody, without a meeting."""

import re

import httpx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge_base.search import load_base
from tests.serving import PLAIN, Hall


def listed(page: httpx.Response) -> list[str]:
    assert page.status_code == 200
    return re.findall(r'<li><a href="/voorbeelden/([^"]+)"', page.text)


def test_every_entry_is_listed_and_has_a_page_with_its_source(house: str) -> None:
    with httpx.Client(base_url=house, verify=PLAIN) as reader:
        names = listed(reader.get("/voorbeelden"))

        assert sorted(names) == sorted(entry.id for entry in load_base().entries)
        for entry in load_base().entries:
            page = reader.get(f"/voorbeelden/{entry.id}")
            assert page.status_code == 200
            assert all(each in page.text for each in ('class="tekst"', 'class="bron"'))


def test_examples_of_one_municipality_stand_under_its_name(house: str) -> None:
    page = httpx.get(f"{house}/voorbeelden").text

    headings = re.findall(r"<h3>([^<]+)</h3>", page)
    assert headings[-1] == "Geldt overal"
    assert headings[:-1] == sorted({e.municipality for e in load_base().entries if e.municipality})
    under = page.split("<h3>Zoetermeer</h3>")[1].partition("<h3>")[0]
    assert re.findall(r'href="/voorbeelden/([^"]+)"', under) == [
        e.id for e in load_base().entries if e.municipality == "Zoetermeer"
    ]


def test_filters_go_together_and_an_unknown_value_filters_nothing(house: str) -> None:
    wanted = {"gemeente": "Zoetermeer", "thema": "niets van dit alles"}

    names = listed(httpx.get(f"{house}/voorbeelden", params=wanted))

    assert names == [e.id for e in load_base().entries if e.municipality == "Zoetermeer"]


def test_the_page_is_english_for_whoever_asks_and_says_the_date(house: str) -> None:
    page = httpx.get(f"{house}/voorbeelden/zoetermeer-tijd?taal=en")

    entry = next(e for e in load_base().entries if e.id == "zoetermeer-tijd")
    assert entry.question_en in page.text
    assert "(2022)" in page.text


def test_a_page_that_is_not_there_says_so(house: str) -> None:
    assert httpx.get(f"{house}/voorbeelden/appeltaart").status_code == 404


def test_an_answer_leads_to_its_entry(hall: Hall) -> None:
    asker = hall.joined()
    asker.does("ask", question="Wat is een ijktabel?")

    assert 'href="/voorbeelden/ijktabel"' in asker.client.get(f"/m/{hall.code}/vraag").text


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.text(min_size=1, max_size=300))
def test_whatever_is_asked_gets_a_sentence(hall: Hall, text: str) -> None:
    asker = hall.stranger()
    asker.client.post("/api/v1/join", json={"code": hall.code})

    answer = asker.client.post(f"/api/v1/meetings/{hall.code}/ask", json={"question": text})

    assert answer.status_code in {200, 422}
    said = answer.json()
    assert said.get("detail") or (
        said["said"] and said["action"] in {"answer", "suggest", "abstain"}
    )
