from dataclasses import replace

import pytest

from bot.conversation.heard import Adopted, Invited, Pressed
from bot.conversation.reply import Say, Wish
from bot.conversation.respond import respond
from bot.conversation.talk import Talk
from sessions.vision import Vision
from sessions.vision_entries import Block, Fate
from sessions.vision_versions import KeptSentence, Version
from tests.conversation.playbook import Playbook
from tests.conversation.stage import AT, Hall, hall, person


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


def test_after_the_meeting_everybody_reads_where_their_words_stand() -> None:
    room = given().joined_by(person("D002")).ends().seen_by(person())

    said = (Playbook(room) >> "/mijninbreng").last

    assert "B1.3-001: De bus\n→ In het verslag bij B1.3. De coördinator besliste hier nog" in said
    assert "→ In het verslag bij B1.4. In de visie bij de acties." in said
    assert said.endswith("[Laat het mij weten als de visie klaar is]")


PHONE = "06-12345678"


def told(block: Block) -> str:
    """What somebody reads after a version in which a number was typed everywhere."""
    stage = given().joined_by(person("D002")).ends()
    line = KeptSentence("block/1/claim/1", "themes", 6, f"Thema {PHONE}", f"Bel {PHONE}.")
    version = Version(1, "Raad", AT, "coordinator:1", "0" * 64, lines=(line,))
    vision = Vision({"block/1": block}, versions=(version,))
    room = replace(stage.seen_by(person()), record=replace(stage.record, vision=vision))
    return (Playbook(room) >> "/mijninbreng").last


def test_what_the_vision_says_of_somebody_s_words_is_told_without_personal_data() -> None:
    said = told(Block(1, ("question:B1.3",)))

    assert "hoofdstuk 6, Thema [telefoonnummer weggelaten]" in said
    assert "“Bel [telefoonnummer weggelaten].”" in said
    assert PHONE not in said


@pytest.mark.parametrize(
    "block",
    [
        Block(1, ("question:B1.3",), fate=Fate.REJECTED, reason=f"Vraag {PHONE}"),
        Block(1, ("question:B1.3",), left_out=("B1.3-001",), because=f"Vraag {PHONE}"),
    ],
)
def test_a_reason_of_the_coordinator_is_told_without_personal_data(block: Block) -> None:
    said = told(block)

    assert "Vraag [telefoonnummer weggelaten]" in said
    assert PHONE not in said


def test_who_asks_for_it_hears_that_the_vision_is_adopted_and_nobody_else() -> None:
    stage = given().joined_by(person("D002")).ends()
    wishing = replace(stage.record, wishes=frozenset({"D001"}))
    anna = replace(stage.seen_by(person()), record=wishing)
    other = replace(stage.seen_by(person("D002")), record=wishing)

    assert "is vastgesteld" in (Playbook(anna) >> Adopted()).last
    assert respond(Talk(), Adopted(), other) == (Talk(), [])


def test_a_wish_can_be_taken_back() -> None:
    room = given().ends().seen_by(person())

    assert respond(Talk(), Pressed("adopted:yes"), room)[1] == [
        Wish(True, Say("Goed. U krijgt één bericht als de visie is vastgesteld."))
    ]
    assert respond(Talk(), Pressed("adopted:no"), room)[1] == [
        Wish(False, Say("Goed. U krijgt geen bericht."))
    ]
