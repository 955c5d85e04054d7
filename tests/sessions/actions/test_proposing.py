"""One voice per organisation: whoever speaks first holds the mandate until they take it back."""

import pytest

from sessions import mandates
from sessions.actions import arriving, planning
from sessions.actions.planning import ADMIN
from sessions.agenda import read_agenda
from tests.sessions.storage.hall import Hall, refusal

AGENDA = """
traject: Woonzorgvisie Proefdorp
bijeenkomst: {titel: Bestuurlijk overleg, besluit: meerderheid}
organisaties:
  - {naam: Gemeente Proefdorp, soort: gemeente}
  - {naam: Seniorenraad, soort: senioren}
  - {naam: Woonstichting Proef, soort: corporatie}
onderdelen:
  - voorstel: Wij maken samen één visie
"""
PROPOSAL = 1


@pytest.fixture
async def council(hall: Hall) -> Hall:
    code = await planning.load(hall.store, ADMIN, read_agenda(AGENDA))
    council = Hall(hall.store, code)
    await council.does("open", PROPOSAL)
    return council


async def test_a_colleague_waits_until_the_mandate_is_given_back(council: Hall) -> None:
    anna, bram = (
        await council.joins("Gemeente Proefdorp"),
        await council.joins("Gemeente Proefdorp"),
    )
    first = await council.says(anna, PROPOSAL, position="agree")

    assert await refusal(council.says(bram, PROPOSAL, position="agree")) == "answer.mandate_held"
    await council.takes_back(anna, PROPOSAL)
    second = await council.says(bram, PROPOSAL, position="reservation", reservation="de raad")

    assert (second.reference, second.revision) == (first.reference, 3)
    tally = (await council.record()).tally(PROPOSAL)
    assert (tally.organisations, tally.adopted) == ({"Gemeente Proefdorp": first.reference}, True)


async def test_the_same_position_twice_is_one(council: Hall) -> None:
    anna = await council.joins("Gemeente Proefdorp")
    first = await council.says(anna, PROPOSAL, "once", position="agree")

    assert await council.says(anna, PROPOSAL, "once", position="agree") == first
    assert len(await council.rows()) == 1


async def test_a_seniors_council_speaks_and_a_resident_does_not(council: Hall) -> None:
    council_of_seniors, resident = await council.joins("Seniorenraad"), await council.joins()
    neighbours = await council.joins("Buren van de Kerkstraat", "bewoners")

    await council.says(council_of_seniors, PROPOSAL, position="agree")
    for who in (resident, neighbours):
        refused = await refusal(council.says(who, PROPOSAL, position="agree"))
        assert refused == "answer.no_organisation"


async def test_the_secretary_enters_a_position_and_the_mandate_holder_corrects_it(
    council: Hall,
) -> None:
    whom = {"organisation": "woonstichting proef", "origin": "plenary"}
    entered = await council.enters(PROPOSAL, position="agree", on_behalf_of=whom)
    anna = await council.joins("Woonstichting Proef")

    corrected = await council.says(anna, PROPOSAL, position="disagree", text="Dat zei ik niet.")

    assert (corrected.reference, corrected.revision) == (entered.reference, 2)
    nobody = council.enters(PROPOSAL, position="agree")
    assert await refusal(nobody) == "answer.on_behalf_of_whom"


async def test_a_pen_holder_speaks_for_no_other_organisation(council: Hall) -> None:
    anna = await council.joins("Gemeente Proefdorp")
    whom = {"organisation": "Seniorenraad", "origin": "paper"}

    refused = await refusal(council.says(anna, PROPOSAL, position="agree", on_behalf_of=whom))

    assert refused == "answer.no_mandate"


async def test_who_spoke_for_an_organisation_stays_with_it(council: Hall) -> None:
    anna = await council.joins("Gemeente Proefdorp")
    await council.says(anna, PROPOSAL, position="agree")
    record = await council.record()
    moves = arriving.Correction(organisation="Seniorenraad")

    refused = arriving.correct(council.store, record, record.participants[anna], moves)

    assert await refusal(refused) == "join.organisation_fixed"


async def test_the_silent_are_told_from_the_absent(council: Hall) -> None:
    await council.joins("Gemeente Proefdorp")
    anna = await council.joins("Seniorenraad")
    await council.says(anna, PROPOSAL, position="agree")

    silent, away = mandates.silent(await council.record(), PROPOSAL)

    assert (silent, away) == (["Gemeente Proefdorp"], ["Woonstichting Proef"])
