from bot.conversation.heard import Invited, Pressed
from sessions.items.proposal import Proposal
from tests.conversation.playbook import Playbook
from tests.conversation.stage import hall, person

VISION = Proposal(title="Wij maken samen één visie", text="Voor drie gemeenten.")
OPEN = hall(VISION).opens(1)
ANNA = person()
YOURS = "Wij maken samen één visie ¶ Standpunt van Gemeente Emmen: "
LATER = (
    " ¶ Dit kunt u veranderen tot het onderdeel sluit. Typ erbij wat u wilt toelichten. "
    "[Akkoord] [Akkoord met voorbehoud] [Niet akkoord]"
)


def asked() -> Playbook:
    return Playbook(OPEN.seen_by(ANNA)) >> Invited(1)


def test_agreeing_is_one_tap() -> None:
    assert (
        asked() << "Wij maken samen één visie ¶ Voor drie gemeenten. ¶ "
        "Het voorstel is aangenomen als niemand tegen is. ¶ U spreekt voor Gemeente Emmen. "
        "Geef alleen een standpunt als u dat namens uw organisatie mag. ¶ "
        "De naam van uw organisatie staat erbij. Komt u voor uzelf? Dan staat er geen naam bij. "
        "[Akkoord] [Akkoord met voorbehoud] [Niet akkoord]"
        >> Pressed("stand:1:agree")
        << f'KEEP 1 {{"position": "agree"}}: {YOURS}akkoord{LATER}'
    )


def test_a_reservation_asks_which_body() -> None:
    play = asked() >> Pressed("stand:1:reservation")
    assert play.last == (
        "Welk orgaan moet nog besluiten? Kies er een, of typ het. [de gemeenteraad] "
        "[de raad van toezicht] [het bestuur] [de ledenvergadering] [de zorginkoop]"
    )

    play >>= "de gemeenteraad van Emmen"
    assert play.last == (
        'KEEP 1 {"position": "reservation", "reservation": "de gemeenteraad van Emmen"}: '
        f"{YOURS}akkoord met voorbehoud, de gemeenteraad van Emmen moet nog besluiten{LATER}"
    )
    assert (asked() >> Pressed("stand:1:body:council")).last.startswith(
        'KEEP 1 {"position": "reservation", "reservation": "de gemeenteraad"}'
    )


def test_a_no_asks_why_also_when_it_is_typed() -> None:
    play = asked() >> "Niet akkoord." >> "Het is te duur."

    assert play.last == (
        'KEEP 1 {"position": "disagree", "text": "Het is te duur."}: '
        f"{YOURS}niet akkoord: Het is te duur.{LATER}"
    )


def test_other_words_are_held_and_the_buttons_named() -> None:
    play = asked() >> "Ik wil er iets over zeggen"

    assert play.last.startswith("Kies een van de drie knoppen. Een toelichting kan daarna. ¶ ")
    assert [h.text for h in play.talk.held] == ["Ik wil er iets over zeggen"]


def test_an_explanation_joins_the_position_that_stands() -> None:
    stage = OPEN.joined_by(ANNA).gave(
        "D001", 1, {"position": "agree"}, owner="party:Gemeente Emmen", slot="position"
    )
    play = Playbook(stage.seen_by(ANNA)) >> Invited(1) >> "Met één loket."

    assert play.last.startswith('KEEP 1 {"position": "agree", "text": "Met één loket."}: ')


def test_a_colleague_and_a_resident_hear_that_there_is_nothing_to_do() -> None:
    stage = OPEN.joined_by(ANNA).gave(
        "D001", 1, {"position": "agree"}, owner="party:Gemeente Emmen", slot="position"
    )
    colleague = Playbook(stage.seen_by(person("D002"))) >> Invited(1)
    resident = Playbook(stage.seen_by(person("D003", organisation="", kind="bewoners")))
    resident >>= Invited(1)

    assert "Een collega gaf al het standpunt van Gemeente Emmen: akkoord" in colleague.last
    assert "[" not in colleague.last
    assert "Bij een voorstel spreken organisaties." in resident.last
    assert "[" not in resident.last


def test_the_result_is_told_by_name() -> None:
    stage = OPEN.joined_by(ANNA).gave(
        "D001", 1, {"position": "agree"}, owner="party:Gemeente Emmen", slot="position"
    )
    shown = stage.closes(1, revealed=True)
    play = Playbook(stage.seen_by(ANNA)) >> Invited(1) >> shown.seen_by(ANNA)

    assert (play >> "/mijninbreng").last.endswith("B1.1-001: akkoord")
