from bot.conversation import outcome
from bot.conversation.reply import Choice, Improvise, Keep, Note, Say, Sit
from bot.conversation.talk import Held, Talk
from bot.conversation.texts import words_in
from sessions.errors import Clash
from sessions.items.question import Question
from sessions.record import NoteKind

NL = words_in("nl")
KEEP = Keep(3, {"text": "De {reference}"}, Say("Nog een?"), "De {reference}", changeable=True)


def test_the_thank_you_names_the_reference_and_offers_to_change_it() -> None:
    change = (Choice("Verander B1.3-001", "change:B1.3-001"),)

    assert outcome.kept(KEEP, "B1.3-001", 1, NL) == Say(
        "Opgeslagen als B1.3-001.\n\nNog een?", change
    )
    assert outcome.kept(KEEP, "B1.3-001", 2, NL).text.startswith("Veranderd en opgeslagen als")


def test_who_sits_down_hears_whether_the_pen_is_theirs() -> None:
    sit = Sit(3, Say("Wat ziet u?"))

    assert outcome.seated(sit, NL, pen=False) == Say(
        "U zit aan tafel 3. Iemand anders heeft daar de pen.\n\nWat ziet u?"
    )
    assert outcome.seated(sit, NL, pen=True).choices == (Choice("Geef de pen door", "pass"),)


def test_what_was_written_down_or_made_carries_its_number() -> None:
    assert outcome.noted(Note(NoteKind.DECISION, "Wij gaan door"), "B1.besluit-01", NL) == Say(
        "Genoteerd als besluit B1.besluit-01: Wij gaan door"
    )
    assert outcome.improvised(Improvise(Question(title="Wat nu?")), 9, NL) == Say(
        "Onderdeel 9 is open: Wat nu?", (Choice("Sluit dit onderdeel", "run:close:9"),)
    )


def test_what_was_taken_back_is_named() -> None:
    assert outcome.undone("close", 2, NL).text == (
        "De laatste stap bij onderdeel 2 is teruggedraaid (sluiten)."
    )
    assert outcome.undone("message", None, NL).text == (
        "De laatste stap is teruggedraaid (bericht)."
    )


def test_a_refused_answer_is_held() -> None:
    talk, said = outcome.refused(Talk(), [KEEP], Clash("answer.closed", number=3), NL)

    assert talk.held == (Held(1, "De {reference}"),)
    assert said.text.startswith(
        "Dit onderdeel is gesloten. Uw antwoord kwam te laat en telt niet mee."
    )
    assert said.choices == (Choice("Dit is een vraag", "question:1"),)


def test_a_refusal_without_words_is_only_a_sentence() -> None:
    said = outcome.refused(Talk(), [Say("x")], Clash("meeting.closed"), NL)

    assert said == (Talk(), Say("Deze bijeenkomst is afgelopen. Meedoen kan niet meer."))
