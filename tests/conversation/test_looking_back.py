from bot.conversation.heard import Invited
from tests.conversation.playbook import Playbook
from tests.conversation.stage import Hall, hall, person


def given() -> Hall:
    stage = hall().gave("D001", 2, {"choice": [2]}).gave("D001", 3, {"text": "De bus"}, slot="a")
    stage = stage.gave("D001", 3, {"recognise": "B1.3-009"}, slot="b")
    action = {"action": "Bel", "owner": "wij", "by": "2027-05-01", "with": ["Proef"]}
    return stage.gave("D001", 4, action, slot="c").gave("D002", 3, {"text": "Van een ander"})


def test_everything_one_person_gave_is_there_with_its_reference() -> None:
    stage = given().joined_by(person("D002"))

    assert (
        Playbook(stage.seen_by(person()))
        >> "/mijninbreng"
        << "Dit gaf u tot nu toe: ¶ B1.2-001: Welke opgave raakt u het meest? Zorg dichtbij\n"
        "B1.3-001: De bus\nB1.3-002: U herkent B1.3-009.\n"
        "B1.4-001: wij | Bel | 2027-05-01 | Proef"
    )


def test_what_belongs_to_the_open_item_can_be_changed() -> None:
    room = given().joined_by(person("D002")).opens(3).seen_by(person())

    assert (Playbook(room) >> "/mijninbreng").last.endswith("[Verander B1.3-001]")


def test_what_is_held_is_shown_and_can_be_sent() -> None:
    play = (
        Playbook(hall().opens(3).seen_by(person())) >> Invited(3) >> "Is dat zo?" >> "/mijninbreng"
    )

    assert play.last == (
        "U gaf nog geen antwoord. ¶ Dit typte u wel, maar het telt niet mee: ¶ “Is dat zo?” "
        "[Verstuur: Is dat zo?]"
    )
