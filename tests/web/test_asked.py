"""Which questions come into the minutes: chosen on a page, with a reason, and taken back."""

import pytest

from tests.serving import Hall
from tests.web.browsing import Visitor
from tests.web.leading import leading
from tests.web.test_signing_in import somebody

WIFI, LIFT = "Wat is het wachtwoord van de eekhoorn?", "Mag de eekhoorn in de lift?"
OUT = "Neem de gekozen vragen niet op"
REASON = "Over de avond zelf"


@pytest.fixture
def bea(hall: Hall) -> Visitor:
    """The facilitator, with two questions that the base cannot answer."""
    anna = hall.joined()
    for question in (WIFI, LIFT):
        anna.does("ask", question=question).raise_for_status()
    bea = leading(hall)
    bea.goes_to(f"/regie/{hall.code}/vragen")
    return bea


def minutes(hall: Hall) -> str:
    path = f"/api/v1/meetings/{hall.code}/exports/minutes.md"
    return hall.facilitator.client.get(path).raise_for_status().text


def reference(hall: Hall, nth: int) -> str:
    asked: str = hall.record()["asked"][nth - 1]["reference"]
    return asked


def left_out(hall: Hall) -> list[tuple[int, str, bool]]:
    """Every decision in the record: the question, the reason, and whether it came back."""
    record = hall.record()
    order = [each["reference"] for each in record["asked"]]
    return [
        (order.index(each["question"]) + 1, each["reason"], bool(each["back_at"]))
        for each in record["review"]["left_out"]
    ]


def test_a_question_of_the_evening_itself_stays_out_of_the_minutes(
    hall: Hall, bea: Visitor
) -> None:
    assert "Zonder antwoord (2)" in bea.sees

    bea.presses(OUT, number="1", reason=REASON)

    assert "Zonder antwoord (1)" in bea.sees
    assert f"Niet opgenomen (1) {WIFI} {reference(hall, 1)} {REASON}" in bea.sees
    assert (WIFI in minutes(hall), LIFT in minutes(hall)) == (False, True)
    assert "1 vraag is niet opgenomen." in minutes(hall)
    console = bea.goes_to(f"/regie/{hall.code}")
    assert (WIFI in console, LIFT in console) == (True, True)  # who asked may get an answer


def test_it_comes_back_and_what_was_decided_stays_in_sight(hall: Hall, bea: Visitor) -> None:
    bea.presses(OUT, number="1", reason=REASON)

    bea.presses(f"Neem toch op: {reference(hall, 1)}")

    assert "Zonder antwoord (2)" in bea.sees
    assert "Wat er is besloten (1)" in bea.sees
    assert "Weer opgenomen: " in bea.sees
    assert WIFI in minutes(hall)
    assert left_out(hall) == [(1, REASON, True)]


def test_what_was_asked_in_the_same_words_goes_and_comes_back_together(
    hall: Hall, bea: Visitor
) -> None:
    hall.joined().does("ask", question=WIFI.lower()).raise_for_status()
    bea.goes_to(f"/regie/{hall.code}/vragen")
    assert (
        f"Zonder antwoord (3) {WIFI} {reference(hall, 1)}, {reference(hall, 3)} {LIFT}" in bea.sees
    )

    bea.presses(OUT, number="1 3", reason=REASON)
    assert left_out(hall) == [(1, REASON, False), (3, REASON, False)]
    assert "2 vragen zijn niet opgenomen." in minutes(hall)

    bea.presses(f"Neem toch op: {reference(hall, 1)}")
    assert left_out(hall) == [(1, REASON, True), (3, REASON, True)]
    assert "Zonder antwoord (3)" in bea.sees


def test_nothing_is_left_out_without_a_question_or_a_reason(hall: Hall, bea: Visitor) -> None:
    bea.presses(OUT, reason=REASON)
    assert (bea.status, "Kies eerst een of meer vragen." in bea.sees) == (422, True)

    bea.presses(OUT, number="2", reason=" ")

    assert (bea.status, "Schrijf waarom deze vragen" in bea.sees) == (422, True)
    assert [
        value for form in bea.page.forms for name, value in form.fields if name == "number"
    ] == ["2"]
    assert left_out(hall) == []


def test_the_same_press_twice_is_one_decision(hall: Hall, bea: Visitor) -> None:
    said = {"key": "page", "do": "leave_out", "number": ["1", "2"], "reason": REASON}

    for _ in range(2):
        answer = bea.client.post(f"/regie/{hall.code}/vragen", data=said)
        assert answer.status_code == 303

    assert left_out(hall) == [(1, REASON, False), (2, REASON, False)]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"do": "leave_out", "number": "9", "reason": REASON}, 404),
        ({"do": "leave_out", "number": "x", "reason": REASON}, 422),
        ({"do": "leave_out", "number": "1", "reason": "x" * 301}, 422),
        ({"do": "leave_out", "number": "1 9", "reason": REASON}, 404),
        ({"do": "take_in", "number": "9"}, 404),
        ({"do": "was ooit iets"}, 422),
    ],
)
def test_bad_forms_are_refused_with_a_sentence(
    hall: Hall, bea: Visitor, said: dict[str, str], status: int
) -> None:
    answer = bea.client.post(f"/regie/{hall.code}/vragen", data=said)

    assert answer.status_code == status
    assert 'role="alert"' in answer.text
    assert left_out(hall) == []


def test_the_page_is_for_who_runs_the_meeting(hall: Hall) -> None:
    stranger = somebody(hall)

    stranger.goes_to(f"/regie/{hall.code}/vragen")
    answer = stranger.client.post(
        f"/regie/{hall.code}/vragen", data={"do": "leave_out", "number": "1", "reason": REASON}
    )

    assert "Vragen van de avond" not in stranger.sees
    assert answer.status_code in {303, 401, 403}
    assert left_out(hall) == []


def test_a_quiet_evening_says_so_and_a_page_can_be_read_in_english(hall: Hall) -> None:
    bea = leading(hall)

    assert "Er is nog niets gevraagd." in bea.goes_to(f"/regie/{hall.code}/vragen")
    assert "Nothing was asked yet." in bea.goes_to(f"/regie/{hall.code}/vragen?taal=en")
