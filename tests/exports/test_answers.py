"""Questions to the bot: what got the same answer stands together, and every number is there."""

from exports.answers import AskedWording
from exports.compiling import compile_minutes
from tests.exports.reading import page
from tests.exports.records import MADE_AT, Evening


def test_the_same_answer_stands_there_once_with_every_question() -> None:
    evening = Evening()
    anna, bram = evening.joins(), evening.joins(quotable=False)
    evening.asks(anna, "Hoe laat is de pauze?", "Om negen uur.", "Programma")
    evening.asks(anna, "Wat is een ijktabel?", "Een verdeling.")
    evening.asks(anna, "hoe laat is de  pauze", "Om negen uur.", "Programma")
    evening.asks(bram, "Wanneer drinken wij koffie?", "Om negen uur.", "Programma")

    replies = compile_minutes(evening.record(), MADE_AT).replies
    text = page(evening.record()).text

    assert [[w.references for w in reply.wordings] for reply in replies] == [
        [("B1.vraag-01", "B1.vraag-03"), ("B1.vraag-04",)], [("B1.vraag-02",)],
    ]  # fmt: skip
    assert "‘Hoe laat is de pauze?’ [B1.vraag-01], [B1.vraag-03]; Deze vraag staat hier" in text
    assert text.count("Om negen uur.") == 1
    assert "Wanneer drinken wij koffie" not in text


def test_what_nobody_answered_is_asked_once() -> None:
    evening = Evening()
    anna = evening.joins()
    for question in ("Wie betaalt de lift?", "Wie betaalt dit?", "wie betaalt de lift"):
        evening.asks(anna, question)

    assert compile_minutes(evening.record(), MADE_AT).unanswered == (
        AskedWording("Wie betaalt de lift?", ("B1.vraag-01", "B1.vraag-03")),
        AskedWording("Wie betaalt dit?", ("B1.vraag-02",)),
    )
