"""Questions to the bot, answered by the programme, by real entries of the base, or by nobody."""

from bot.conversation.heard import Asked, Invited, Pressed
from bot.conversation.room import Room
from knowledge_base.search import Advice, load_base
from tests.conversation.playbook import Playbook
from tests.conversation.stage import (
    FACILITATOR,
    GOOD,
    PLANNING,
    Hall,
    entry,
    hall,
    person,
)

VISION, PARTIES = entry("woonzorgvisie"), entry("woonzorgvisie-partijen")
PASSED_ON = "Uw vraag gaat naar de begeleider."


def find(question: str, previous: str = "") -> Advice:
    """Sure of one question, in doubt about another, silent about the rest."""
    if question == "Wat is een woonzorgvisie?":
        return Advice(question, "answer", 0.9, (VISION, PARTIES), VISION)
    if question == "de visie":
        return Advice(question, "suggest", 0.4, (VISION, PARTIES), VISION)
    return Advice(question, "abstain", 0.0, (), VISION)


def room(stage: Hall | None = None, language: str = "nl") -> Room:
    return (stage or hall()).seen_by(person(language=language), find)


def test_a_sure_answer_comes_with_its_source_and_is_written_down() -> None:
    question = "Wat is een woonzorgvisie?"

    assert (
        Playbook(room())
        >> Asked(question)
        << f"WRITEDOWN question={question!r} action='answer' answer={VISION.answer!r} "
        f"entry='woonzorgvisie' source={VISION.source.title!r}"
        << f"Ik beantwoord: {VISION.question} ¶ {VISION.answer} ¶ Bron: {VISION.source.title}"
    )


def test_who_talks_english_gets_the_english_answer() -> None:
    play = Playbook(room(language="en")) >> Asked("Wat is een woonzorgvisie?")

    assert play.last == (
        f"I answer: {VISION.question_en} ¶ {VISION.answer_en} ¶ Source: {VISION.source.title}"
    )


def test_a_doubtful_question_gets_suggestions_to_choose_from() -> None:
    assert (
        Playbook(room())
        >> "de visie"
        << "WRITEDOWN question='de visie' action='offered'"
        << f"Bedoelt u een van deze vragen? [{VISION.question}] [{PARTIES.question}] "
        "[Nee, vraag het de begeleider]"
        >> Pressed("faq:woonzorgvisie-partijen")
        << f"WRITEDOWN question='de visie' action='answer' answer={PARTIES.answer!r} "
        f"entry='woonzorgvisie-partijen' source={PARTIES.source.title!r} chosen=True "
        "offered='de visie'"
        << f"{PARTIES.answer} ¶ Bron: {PARTIES.source.title}"
        >> Pressed("faq:woonzorgvisie")
        << "Deze knoppen horen bij een eerdere vraag. Stel uw vraag gerust opnieuw."
    )


def test_none_of_the_suggestions_passes_the_question_on() -> None:
    play = Playbook(room()) >> "de visie" >> Pressed("faq:")

    assert play.last == PASSED_ON


def test_words_after_suggestions_are_a_new_question_and_the_old_one_is_kept() -> None:
    play = Playbook(room()) >> "de visie"

    assert (
        Playbook(play.room, play.talk)
        >> "iets heel anders"
        << "WRITEDOWN question='de visie' action='suggest' offered='de visie'"
        << "WRITEDOWN question='iets heel anders' action='abstain'"
        << f"Dat weten wij niet. {PASSED_ON}"
    )


def test_the_programme_answers_before_the_base() -> None:
    stage = Hall(hall().items, planning=PLANNING)
    answer = "18 maart 2027: Het verslag gaat naar de contactpersonen (de coördinator)."

    assert (
        Playbook(room(stage))
        >> "Wanneer komt het verslag?"
        << "WRITEDOWN question='Wanneer komt het verslag?' action='answer' "
        f"answer={answer!r} source='Programma van deze bijeenkomst'"
        << f"{answer} ¶ Bron: Programma van deze bijeenkomst"
    )


def test_an_answer_reminds_of_the_question_that_still_waits() -> None:
    play = Playbook(room(hall(GOOD).opens(1))) >> Invited(1) >> Asked("iets")

    assert play.last.endswith("¶ Deze vraag staat nog voor u open: Wat werkt al goed?")


def test_what_the_crew_tries_out_is_not_written_down() -> None:
    play = Playbook(hall().seen_by(FACILITATOR, find)) >> "Wat is een woonzorgvisie?"

    assert play.last.endswith(f"{VISION.answer} ¶ Bron: {VISION.source.title}")
    assert "WRITEDOWN" not in "".join(play.played)


def test_a_question_that_fits_several_municipalities_gets_their_names_as_buttons() -> None:
    there = entry("zoetermeer-tijd")
    play = Playbook(hall().seen_by(person(), load_base().find)) >> Asked("Hoe lang duurde het?")

    assert play.last == (
        "Over welke gemeente of regio gaat uw vraag? [BOCE] [Zoetermeer] "
        "[Nee, vraag het de begeleider]"
    )
    assert (
        Playbook(play.room, play.talk)
        >> Pressed("place:Zoetermeer")
        << f"WRITEDOWN question='Hoe lang duurde het? (Zoetermeer)' action='answer' "
        f"answer={there.answer!r} entry='zoetermeer-tijd' source={there.source.title!r} "
        "offered='Hoe lang duurde het?'" << f"Ik beantwoord: {there.question} ¶ {there.answer} ¶ "
        f"Bron: {there.source.title} (2022)"
        >> Pressed("place:BOCE")
        << "Deze knoppen horen bij een eerdere vraag. Stel uw vraag gerust opnieuw."
    )


def test_a_question_may_lean_on_the_one_before() -> None:
    there = entry("zoetermeer-tijd")
    play = Playbook(hall().seen_by(person(), load_base().find))

    play = play >> Asked("Hoe lang duurde het in BOCE?") >> Asked("en in Zoetermeer?")

    assert play.last.startswith(f"Ik beantwoord: {there.question} ¶ {there.answer}")


def test_a_place_that_was_not_offered_answers_nothing() -> None:
    play = Playbook(room()) >> "de visie" >> Pressed("place:Ermelo")

    assert play.last == "Deze knoppen horen bij een eerdere vraag. Stel uw vraag gerust opnieuw."


def test_play_and_private_lives_are_written_down_nowhere() -> None:
    play = Playbook(hall().seen_by(person(), load_base().find))

    for words in ("🎉🎉", "wat een stomme bot", "waar woont Bouke Scheerder?", "goedemorgen"):
        play = play >> Asked(words)

    assert "WRITEDOWN" not in "".join(play.played)


def test_another_municipality_is_said_to_be_unknown_and_goes_to_the_facilitator() -> None:
    room = hall().seen_by(person(), load_base().find)

    play = Playbook(room) >> Asked("hoe doen ze het in Breda")

    assert play.last == (
        "Over die gemeente hebben wij geen voorbeelden. Wij kennen BOCE, HLT, Zoetermeer, Ermelo "
        f"en Arnhem-Nijmegen. {PASSED_ON}"
    )


def test_after_the_end_the_base_answers_and_nothing_is_written_down() -> None:
    over = room(hall().ends())
    question = "Wat is een woonzorgvisie?"

    assert (
        Playbook(over)
        >> Asked(question)
        << f"Ik beantwoord: {VISION.question} ¶ {VISION.answer} ¶ Bron: {VISION.source.title}"
        >> Asked("de visie")
        << f"Bedoelt u een van deze vragen? [{VISION.question}] [{PARTIES.question}]"
        " [Geen van deze]"
        >> Pressed("faq:")
        << "De bijeenkomst is voorbij. Wij schrijven uw vraag niet meer op."
    )


def test_who_still_had_to_choose_at_the_end_gets_the_answer_all_the_same() -> None:
    play = Playbook(room()) >> "de visie" >> room(hall().ends())

    said = (play >> Pressed("faq:woonzorgvisie-partijen")).played[-2:]

    assert said[0] == ">> Pressed(choice='faq:woonzorgvisie-partijen')"
    assert said[1].startswith(f"<< {PARTIES.answer}")
