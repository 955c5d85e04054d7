import pytest

from bot.conversation.commands import COMMANDS, For, split
from bot.conversation.texts import words_in
from tests.conversation.playbook import Playbook
from tests.conversation.stage import FACILITATOR, PLANNING, Hall, hall, person

ME = hall().seen_by(person())
CREW_ONLY = {n for c in COMMANDS if c.whom is For.CREW for n in c.names} - {"actie", "action"}
UNKNOWN = "Dit commando kennen wij niet."


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("/open 3", ("open", "3")),
        ("/OPEN@samenspel_bot 3", ("open", "3")),
        ("/besluit\nWij gaan door", ("besluit", "Wij gaan door")),
        ("/", ("", "")),
    ],
)
def test_a_command_is_its_name_and_what_follows(typed: str, parts: tuple[str, str]) -> None:
    assert split(typed) == parts


def test_a_slip_gets_a_suggestion_that_this_person_may_use() -> None:
    assert (Playbook(ME) >> "/programa").last == f"{UNKNOWN} Bedoelt u /programma?"
    assert (Playbook(ME) >> "/opne").last == f"{UNKNOWN} Met /help ziet u wat er kan."
    assert (Playbook(hall().seen_by(FACILITATOR)) >> "/opne 3").last == (
        f"{UNKNOWN} Bedoelt u /open?"
    )


def test_what_was_typed_behind_an_unknown_command_is_held() -> None:
    play = Playbook(ME) >> "/idee een bankje bij de lift"

    assert [h.text for h in play.talk.held] == ["/idee een bankje bij de lift"]


@pytest.mark.parametrize("name", sorted(CREW_ONLY))
def test_a_participant_runs_nothing(name: str) -> None:
    assert (Playbook(ME) >> f"/{name} 1").last == (
        "Dit commando is alleen voor wie de bijeenkomst begeleidt."
    )


@pytest.mark.parametrize("language", ["nl", "en"])
def test_help_names_every_command_of_who_asks(language: str) -> None:
    words, place = words_in(language), 0 if language == "nl" else -1
    everybody = words("help.participant") + "/start /help"
    crew = words("help.staff")

    for command in COMMANDS:
        assert f"/{command.names[place]}" in (crew if command.whom is For.CREW else everybody)


def test_the_programme_shows_where_we_are_and_what_comes_after() -> None:
    stage = Hall(hall().items, planning=PLANNING[:1]).closes(1).opens(2)

    assert (
        Playbook(stage.seen_by(person()))
        >> "/programma"
        << "Programma: Startbijeenkomst ¶ 1. Welkom (geweest)\n"
        "2. Welke opgave raakt u het meest? (nu)\n3. Wat werkt al goed?\n4. Mevrouw De Vries ¶ "
        "Daarna: ¶ 18 maart 2027: Het verslag gaat naar de contactpersonen (de coördinator)"
    )


def test_the_language_changes_for_all_that_follows() -> None:
    assert (
        Playbook(hall().seen_by(None))
        >> "/taal en"
        << "From now on we speak English."
        >> "/taal fr"
        << "Which language would you like? Type one of these: /taal nl, /taal en."
    )
    assert (Playbook(ME) >> "/language EN").last == (
        "AMEND language='en': From now on we speak English."
    )


def test_start_is_the_door_and_help_is_for_who_asks() -> None:
    crew = hall().seen_by(FACILITATOR)

    assert (Playbook(ME) >> "/start").last.startswith("U doet mee met Startbijeenkomst.")
    assert (Playbook(ME) >> "/help").last.startswith("Typ uw antwoord, of druk op een knop.")
    assert (Playbook(crew) >> "/help").last.startswith("/open 3: open onderdeel 3")


def test_nobody_stops_who_was_not_in() -> None:
    play = Playbook(hall().seen_by(None)) >> "/stop"

    assert play.last == "U deed nog niet mee. Er is niets om mee te stoppen."


def test_what_is_for_who_takes_part_leads_others_to_the_door() -> None:
    gone = hall().seen_by(person(left_at=hall().record.meeting.opened_at))
    stopped = Playbook(gone) >> "/actie wij | praten"

    assert (Playbook(hall().seen_by(None)) >> "/tafel 2").last.startswith("Welkom bij")
    assert stopped.last.startswith("U was gestopt.")
    assert [h.text for h in stopped.talk.held] == ["/actie wij | praten"]


def test_only_spaces_are_no_words() -> None:
    assert (Playbook(ME) >> " \n\u202e ").last == (
        "Wij zagen geen woorden. Typ uw antwoord, of druk op een knop."
    )
