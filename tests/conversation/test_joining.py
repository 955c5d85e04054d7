import pytest

from bot.conversation.heard import Arrived, Invited, Pressed, Said
from bot.conversation.joining import before_the_door, code_in
from sessions.people import KINDS, Organisation
from tests.conversation.playbook import Playbook
from tests.conversation.stage import FACILITATOR, PARTIES, hall, person

DOOR = (
    "Welkom bij Startbijeenkomst. ¶ Uw antwoorden komen zonder uw naam in het verslag. "
    "Bij elke vraag leest u eerst wie uw antwoord ziet. ¶ "
    "Namens welke organisatie bent u hier? Typ de naam, of druk op een knop."
)
ASK = "¶ Heeft u een vraag? Typ /vraag, en dan uw vraag."
NOTHING = "¶ Er staat nu geen vraag open. Zodra er een vraag is, hoort u het."
EMMEN = (
    "ENROL organisation='Gemeente Emmen' kind='gemeente' language='nl': "
    f"Dank u. U doet mee namens Gemeente Emmen. {ASK} {NOTHING}"
)
MYSELF = f"ENROL kind='bewoners' language='nl': Dank u. U doet mee voor uzelf. {ASK} {NOTHING}"
KIND_LABELS = (
    "[Gemeente] [Woningcorporatie] [Zorgaanbieder] [Welzijn] "
    "[Medisch, zoals huisarts of ziekenhuis] [Bewoners] [Huurders] [Senioren] [Adviesraad] "
    "[Ervaringsdeskundigen] [Opvang of GGZ] [Zorgkantoor] [Ontwikkelaar of belegger] "
    "[Expert of Rijk] [Iets anders]"
)


def at_the_door() -> Playbook:
    return Playbook(hall().seen_by(None))


def test_the_door_tells_what_happens_to_words_and_asks_one_thing() -> None:
    assert (
        at_the_door()
        >> Arrived("123456")
        << f"{DOOR} [Gemeente Emmen] [Woonstichting Proef] [Seniorenraad] [Ik kom voor mijzelf]"
        >> "gemeente  EMMEN"
        << EMMEN
    )


def test_a_long_list_of_organisations_is_typed_not_shown() -> None:
    parties = (*PARTIES, *(Organisation(f"Stichting {n}") for n in range(9)))
    many = hall()
    many = type(many)(many.items, parties=parties)

    assert Playbook(many.seen_by(None)) >> Arrived() << f"{DOOR} [Ik kom voor mijzelf]"


def test_a_name_that_looks_like_another_gets_suggestions_and_may_stay_as_it_is() -> None:
    assert (
        at_the_door() >> "gem emmen" << "Deze naam kennen wij nog niet. Bedoelt u een van deze? "
        "[Gemeente Emmen] [Toch zo: gem emmen] [Ik kom voor mijzelf]"
        >> Pressed("org:typed")
        << f"Wat voor organisatie is gem emmen? {KIND_LABELS}"
        >> Pressed("kind:3")
        << "ENROL organisation='gem emmen' kind='welzijn' language='nl': "
        f"Dank u. U doet mee namens gem emmen. {ASK} {NOTHING}"
    )


def test_the_suggestion_is_one_tap() -> None:
    play = at_the_door() >> "gem emmen"

    assert (play >> Pressed("org:0")).last == EMMEN


def test_a_new_organisation_says_its_kind_by_typing_too() -> None:
    play = at_the_door() >> "Harmonie"

    assert (play >> "bewonrs").last.startswith("ENROL organisation='Harmonie' kind='bewoners'")


@pytest.mark.parametrize("typed", ["bewoner", "Ik ben een inwoner.", "voor mijzelf", "myself"])
def test_who_comes_for_themselves_says_so_in_their_own_words(typed: str) -> None:
    assert at_the_door() >> typed << MYSELF


def test_a_question_at_the_door_is_a_question() -> None:
    assert (
        at_the_door()
        >> "moet ik iets betalen?"
        << "WRITEDOWN question='moet ik iets betalen?' action='abstain'"
        << "Dat weten wij niet. Uw vraag gaat naar de begeleider. ¶ "
        "Namens welke organisatie bent u hier? Typ de naam, of druk op een knop."
    )


def test_the_code_typed_once_more_is_no_organisation() -> None:
    assert (at_the_door() >> "123 456").last.startswith(DOOR)


def test_the_code_of_another_meeting_is_no_organisation_either() -> None:
    assert at_the_door() >> "999 999" << "Deze code kennen wij niet. Kijk nog eens op het scherm."


def test_a_late_joiner_gets_what_is_open_now() -> None:
    play = Playbook(hall().opens(2).seen_by(None)) >> "Seniorenraad"

    assert play.last.endswith("[Passende woningen] [Zorg dichtbij] [Ontmoeten]")
    assert play.talk.told == (2,)


def test_an_organisation_has_no_name_of_a_page_long() -> None:
    play = at_the_door() >> "x" * 121

    assert play.last == (
        "Deze tekst is te lang. Er passen hoogstens 120 tekens in. [Ik kom voor mijzelf]"
    )


def test_who_is_in_already_goes_on_where_they_were() -> None:
    play = Playbook(hall().seen_by(person())) >> Arrived("123456")

    assert play << f"U doet mee met Startbijeenkomst. {NOTHING}"
    assert play >> Pressed("org:1") << f"U doet mee met Startbijeenkomst. {NOTHING}"


def test_a_button_that_names_nobody_greets_again() -> None:
    for button in ("org:99", "org:x", "org:typed", "kind:3", "pick:1:1:1"):
        assert (at_the_door() >> Pressed(button)).last.startswith(DOOR)


def test_after_the_end_nobody_comes_in() -> None:
    ended = "Deze bijeenkomst is afgelopen. Meedoen kan niet meer."

    assert Playbook(hall().ends().seen_by(None)) >> Arrived() << ended >> "Seniorenraad" << ended


def test_who_stops_is_left_in_peace_and_comes_back_with_one_tap() -> None:
    there, gone = person(), person(left_at=hall().record.meeting.opened_at)
    stopped = hall().opens(2).seen_by(gone)

    assert (
        Playbook(hall().seen_by(there))
        >> "/stop"
        << "AMEND left=True: U doet niet meer mee. Wat u gaf, blijft in het verslag. "
        "[Ik doe weer mee]"
        >> stopped
        >> Invited(2)
        >> "toch nog dit"
        << "U was gestopt. Wilt u weer meedoen? Wat u typt, bewaren wij zolang. [Ik doe weer mee]"
    )
    back = Playbook(stopped) >> "toch nog dit" >> Pressed("back")
    assert back.last.startswith("AMEND left=False: Fijn dat u er weer bent.")
    assert "[Verstuur: toch nog dit]" in back.last


def test_a_facilitator_is_greeted_with_what_they_can_do() -> None:
    play = Playbook(hall().seen_by(FACILITATOR)) >> Arrived()

    assert play.last == (
        "U begeleidt Startbijeenkomst. ¶ Met de knoppen leidt u de bijeenkomst. "
        "Met /help ziet u alles wat kan. ¶ Regie: Startbijeenkomst (code 123 456) ¶ "
        "Er is nog niets geopend. ¶ 0 deelnemers [Verder: Welkom] [Laatste stap terug]"
    )


@pytest.mark.parametrize(
    ("heard", "code"),
    [
        (Arrived("123456"), "123456"),
        (Said("123 456"), "123456"),
        (Said("/start 123-456"), "123456"),
        (Said("12345"), ""),
        (Said("hallo"), ""),
        (Pressed("123456"), ""),
    ],
)
def test_a_code_is_recognised_however_it_is_typed(heard: Arrived | Said, code: str) -> None:
    assert code_in(heard) == code


def test_without_a_code_we_ask_for_it_and_a_wrong_one_gets_a_sentence() -> None:
    ask = "Welke code staat er op het scherm? Typ de zes cijfers."
    wrong = "Deze code kennen wij niet. Kijk nog eens op het scherm."

    assert [before_the_door(h).text for h in (Arrived(), Arrived("999999"), Said("999999"))] == [
        ask, wrong, wrong,
    ]  # fmt: skip


def test_every_kind_of_organisation_can_be_chosen() -> None:
    play = at_the_door() >> "Harmonie"
    kinds = [(Playbook(play.room, play.talk) >> Pressed(f"kind:{n}")).last for n in range(15)]

    assert [k.split("kind='")[1].split("'")[0] for k in kinds] == list(KINDS)
