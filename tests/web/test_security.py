import httpx

from tests.serving import Hall


def test_every_answer_tells_the_browser_what_it_may_do(hall: Hall) -> None:
    answer = httpx.get(f"{hall.base}/healthz")

    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_another_site_cannot_press_our_buttons(hall: Hall) -> None:
    anna = hall.joined()
    path = f"/api/v1/meetings/{hall.code}/me"

    elsewhere = anna.client.patch(path, json={}, headers={"Origin": "https://elsewhere.example"})
    fetched = anna.client.patch(path, json={}, headers={"Sec-Fetch-Site": "cross-site"})
    here = anna.client.patch(path, json={}, headers={"Origin": hall.base})

    assert [r.status_code for r in (elsewhere, fetched, here)] == [403, 403, 200]


def test_an_unknown_path_is_a_sentence_too(hall: Hall) -> None:
    answer = httpx.get(f"{hall.base}/api/v1/nothing")

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert len(answer.json()["detail"]) > 10


def test_the_numbers_for_monitoring_hold_no_people(hall: Hall) -> None:
    anna = hall.joined(name="Anna de Groot")
    hall.facilitator.does("items/2/open")
    anna.gives(2, {"choice": [1]}, "k")

    told = httpx.get(f"{hall.base}/metrics").text

    assert "samenspel_answers_total" in told
    assert "Anna" not in told


def test_whoever_loses_the_way_gets_a_page(hall: Hall) -> None:
    lost = httpx.get(f"{hall.base}/verdwaald")

    assert lost.status_code == 404
    assert lost.headers["content-type"].startswith("text/html")
