from sessions.items.notice import Notice
from tests.sessions.making import Evening, refusal

BREAK = Notice(title="Pauze", text="Er is koffie en thee in de hal.", minutes=15)


def test_a_notice_asks_nothing_and_takes_no_answer() -> None:
    assert not BREAK.asks
    assert refusal(BREAK, {"text": "Lekker"}) == ("answer.asks_nothing", {})


def test_a_notice_has_nothing_to_count() -> None:
    assert Evening(BREAK).tally() is None


def test_a_notice_has_one_round_and_one_step() -> None:
    assert (BREAK.last_round, BREAK.last_step) == (1, 1)
