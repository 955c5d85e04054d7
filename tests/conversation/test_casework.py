from bot.conversation.heard import Invited, Pressed
from tests.conversation.playbook import Playbook
from tests.conversation.stage import DE_VRIES, Hall, hall, person

OPEN = hall(DE_VRIES).opens(1)
PEN = person(table=2, holds_pen=True)
REPLACES = "Stuurt u bij deze stap nog iets? Dan komt dat in de plaats hiervan."
ACTION = (
    "Weet u een actie? Typ: /actie wie / wat / wanneer / met wie. "
    "Zoals: /actie Gemeente / belt de huisarts / 1 mei"
)


def asked(stage: Hall = OPEN, me: object = PEN) -> Playbook:
    return Playbook(stage.seen_by(me)) >> Invited(1)  # type: ignore[arg-type]


def test_the_pen_holder_writes_through_the_glasses_of_the_table() -> None:
    assert (
        asked() << "Mevrouw De Vries ¶ Zij is 81 en woont alleen. ¶ Stap 1 van 3: Wat ziet u? ¶ "
        "U kijkt door de bril van: gemeente. ¶ "
        "U heeft de pen van tafel 2. Typ het antwoord van uw tafel. ¶ "
        "Anoniem: zaal en verslag tonen niet wie dit antwoord gaf. [Geef de pen door]"
        >> "Zij durft de trap niet op."
        << f'KEEP 1 {{"step": 1, "text": "Zij durft de trap niet op.", "table": 2}}: {REPLACES}'
    )


def test_without_the_pen_words_are_held_and_the_holder_is_named() -> None:
    stage = OPEN.joined_by(PEN)
    play = asked(stage, person("D002", table=2))

    assert "Gemeente Emmen (D001) heeft de pen van tafel 2. Zeg hardop wat u vindt." in play.last
    assert (play >> "Ik zie iets").last == (
        "Iemand anders heeft de pen van tafel 2. Zeg hardop wat erin moet. [Dit is een vraag]"
    )
    assert [h.text for h in play.talk.held] == ["Ik zie iets"]


def test_who_sits_nowhere_takes_a_table_or_answers_alone() -> None:
    play = asked(me=person())
    assert play.last.endswith("[Tafel 1] [Tafel 2] [bewoner] [gemeente]")

    play >>= Pressed("glasses:1:1")
    assert "U kijkt door de bril van: bewoner." in play.last
    assert play.last.endswith("[Tafel 1] [Tafel 2] [✓ bewoner] [gemeente]")

    play >>= "Ik wil blijven."
    assert play.last == (
        f'KEEP 1 {{"step": 1, "text": "Ik wil blijven.", "perspective": "bewoner"}}: {REPLACES}'
    )
    assert (play >> Pressed("table:2")).last == "SIT table=2: Wat ziet u?"
    assert (play >> "/tafel 2").last == "SIT table=2: Wat ziet u?"
    assert (play >> "/tafel rond").last == "Zet het nummer van uw tafel erachter, zoals /tafel 3."


def test_glasses_are_no_condition_for_an_answer() -> None:
    assert (asked(me=person()) >> "Zo maar").last.startswith(
        'KEEP 1 {"step": 1, "text": "Zo maar"}'
    )


def test_in_the_step_of_ones_own_organisation_the_glasses_are_off() -> None:
    play = asked(hall(DE_VRIES).opens(1, step=2))

    assert "U spreekt nu vanuit uw eigen organisatie of uw eigen leven." in play.last
    assert "bril van" not in play.last


def test_the_last_step_names_whom_it_is_for_and_asks_for_actions() -> None:
    play = asked(hall(DE_VRIES).opens(1, step=3))
    assert "Begin met die naam" in play.last

    assert (play >> "gemeente emmen: één vast gezicht").last == (
        'KEEP 1 {"step": 3, "text": "één vast gezicht", "to": "Gemeente Emmen", "table": 2}: '
        f"{REPLACES} ¶ {ACTION}"
    )
    assert (play >> "Van niemand: niets").last.startswith(
        'KEEP 1 {"step": 3, "text": "Van niemand: niets", "table": 2}'
    )


def test_an_action_says_who_what_when_and_with_whom() -> None:
    more = "Weet u nog een actie? Typ weer: /actie wie / wat / wanneer / met wie."

    assert (asked() >> "Gemeente Emmen | Bel | 1 mei | Woonstichting Proef, Seniorenraad").last == (
        'KEEP 1 {"action": "Bel", "owner": "Gemeente Emmen", "table": 2, '
        f'"with": ["Woonstichting Proef", "Seniorenraad"], "by": "2027-05-01"}}: {more}'
    )
    assert (asked() >> "/actie wij / bellen en/of mailen / 1 mei / Woonstichting Proef").last == (
        'KEEP 1 {"action": "bellen en/of mailen", "owner": "wij", "table": 2, '
        f'"with": ["Woonstichting Proef"], "by": "2027-05-01"}}: {more}'
    )
    assert (asked() >> "wij | praten").last == (
        f'KEEP 1 {{"action": "praten", "owner": "wij", "table": 2}}: {more}'
    )
    assert (asked() >> "/actie praten").last == (
        f'KEEP 1 {{"action": "praten", "owner": "", "table": 2}}: {more}'
    )


def test_action_alone_says_how_it_is_written() -> None:
    assert (asked() >> "/actie").last == ACTION


def test_glasses_of_another_casus_ask_the_one_of_now() -> None:
    assert (asked() >> Pressed("glasses:9:1")).last.startswith("Mevrouw De Vries ¶ Stap 1 van 3")


def test_a_day_that_is_none_stays_in_the_words_of_the_action() -> None:
    play = asked() >> "wij | praten | voor de zomer"

    assert play.last.startswith(
        'KEEP 1 {"action": "praten (voor de zomer)", "owner": "wij", "table": 2}'
    )


def test_an_action_without_a_deed_is_asked_for_again() -> None:
    play = asked() >> "wij |"

    assert play.last == ACTION
    assert [h.text for h in play.talk.held] == ["wij |"]


def test_an_action_is_changed_by_its_own_button() -> None:
    given = OPEN.gave(
        "D001", 1, {"action": "Bel", "owner": "wij"}, owner="table:2", slot="k0", table=2
    )
    play = asked(given) >> Pressed("change:B1.1-001")
    assert play.last == "Typ wat er in de plaats komt van B1.1-001. Nu staat er: Bel"

    assert (play >> "Schrijf").last.startswith(
        'KEEP 1 {"action": "Schrijf", "owner": "", "table": 2, "replaces": "B1.1-001"}'
    )


def test_an_action_outside_a_casus_is_held() -> None:
    play = Playbook(hall().seen_by(person())) >> "/actie wij | praten"

    assert play.last == "Een actie hoort bij een casus. Er staat nu geen casus open."
    assert [h.text for h in play.talk.held] == ["wij | praten"]


def test_the_pen_is_passed_to_somebody_at_the_table() -> None:
    neighbour = person("D002", organisation="Seniorenraad", table=2)
    play = asked(OPEN.joined_by(neighbour)) >> Pressed("pass")
    assert play.last == "Aan wie geeft u de pen? [Seniorenraad (D002)]"

    assert (play >> Pressed("pen:D002")).last == (
        "PASSPEN to='D002': Seniorenraad (D002) heeft nu de pen."
    )
    assert (play >> Pressed("pen:D999")).last == "Diegene zit niet aan uw tafel."


def test_a_pen_that_is_not_held_is_not_passed() -> None:
    assert (asked(me=person(table=2)) >> Pressed("pass")).last == (
        "U heeft de pen niet. Alleen wie de pen heeft, kan die doorgeven."
    )
    assert (asked() >> Pressed("pass")).last == "Er zit nog niemand anders aan tafel 2."


def test_what_stands_under_the_step_is_shown_when_it_is_asked_again() -> None:
    given = OPEN.gave("D001", 1, {"step": 1, "text": "De trap"}, owner="table:2", slot="step:1")

    assert "Uw antwoord nu: De trap" in asked(given).last
