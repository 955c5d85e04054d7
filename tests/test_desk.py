import asyncio
from collections.abc import AsyncIterator
from threading import current_thread, main_thread

import pytest

from bot import doing
from bot.conversation.heard import Arrived, Asked, Invited, Pressed, Said
from bot.conversation.reply import Keep, Say
from bot.conversation.talk import Talk
from bot.desk import Desk, Person
from knowledge_base.search import load_base
from sessions.actions import noting, planning
from sessions.agenda import read_agenda
from sessions.findings import waiting
from sessions.meeting import ItemState
from sessions.people import Role
from sessions.record import Record
from sessions.storage.store import Store
from sessions.storage.unit import Beside, TalkRow
from tests.conversation.phones import Evening, Phone, evening

AGENDA = """
traject: Woonzorgvisie Proefstad
bijeenkomst: {titel: Startbijeenkomst, nummer: 1}
organisaties: [Gemeente Proefstad]
onderdelen:
  - peiling: Wat eerst?
    opties: [Wonen, Zorg, Welzijn]
  - peiling: Wat nog meer?
    kies: meer
    opties: [Wonen, Zorg, Welzijn]
  - vraag: Wat werkt al goed?
  - casus: Mevrouw De Vries
    stappen:
      - vraag: Wat ziet u?
    tafels: 2
"""

ELSEWHERE = AGENDA.replace("Proefstad", "Verderop")


@pytest.fixture
async def stage(database_url: str) -> AsyncIterator[Evening]:
    async with evening(database_url, AGENDA) as opened:
        yield opened


async def anna_at(stage: Evening, item: int) -> Phone:
    """Anna is in, and this item was put to her."""
    anna = await stage.joined("anna", "Gemeente Proefstad")
    await stage.facilitator().says(f"/open {item}")
    await anna.hears(Invited(item))
    return anna


async def answers(stage: Evening, item: int) -> list[dict[str, object]]:
    return [dict(c.answer) for c in (await stage.record()).given(item)]


async def test_the_thank_you_comes_when_the_answer_is_on_the_disk(
    stage: Evening, database_url: str
) -> None:
    anna = await anna_at(stage, 1)

    thanks = await anna.says("zorg", "update:1")

    elsewhere = Store(database_url)
    kept = (await elsewhere.record(stage.code)).given(1)
    elsewhere.close()
    assert thanks.startswith("Opgeslagen als B1.1-001.")
    assert [(c.participant, c.key, c.origin, c.answer) for c in kept] == [
        ("D001", "update:1", "telegram", {"choice": [2]})
    ]


async def test_a_repeated_answer_changes_nothing_and_gets_the_same_thank_you(
    stage: Evening,
) -> None:
    anna = await anna_at(stage, 3)
    first = await anna.says("Het buurthuis", "update:1")
    await anna.says("De bus", "update:2")
    await stage.facilitator().says("/sluit")

    assert await anna.says("Het buurthuis", "update:1") == first
    assert await answers(stage, 3) == [{"text": "Het buurthuis"}, {"text": "De bus"}]


async def test_a_repeated_tap_does_not_untick(stage: Evening) -> None:
    anna = await anna_at(stage, 2)
    await anna.presses("Zorg", "tap:1")
    await anna.hears(Pressed("pick:2:1:2"), "tap:1")

    assert anna.buttons == ["Wonen", "✓ Zorg", "Welzijn", "Klaar", "Begin opnieuw"]


async def test_a_repeated_hello_lets_nobody_in_twice(stage: Evening) -> None:
    anna = stage.phone("anna")
    await anna.arrives()
    first = await anna.says("Gemeente Proefstad", "update:1")

    assert await anna.says("Gemeente Proefstad", "update:1") == first
    assert list((await stage.record()).participants) == ["D001"]


async def test_a_changed_answer_replaces_the_earlier_one(stage: Evening) -> None:
    anna = await anna_at(stage, 1)
    await anna.says("zorg")

    assert (await anna.says("wonen")).startswith("Veranderd en opgeslagen als")
    assert await answers(stage, 1) == [{"choice": [1]}]


async def test_a_contribution_is_changed_in_its_own_place(stage: Evening) -> None:
    anna = await anna_at(stage, 3)
    await anna.says("Het buurtuis")
    await anna.says("De bus")
    await anna.presses("Verander B1.3-001")

    assert (await anna.says("Het buurthuis")).startswith("Veranderd en opgeslagen als")
    assert await answers(stage, 3) == [{"text": "Het buurthuis"}, {"text": "De bus"}]


class Yesterday(Store):
    """A store whose readers lag behind: what two people do in the same moment looks like this."""

    stale: Record | None = None

    async def record(self, code: str) -> Record:
        return self.stale or await super().record(code)


async def test_an_answer_that_just_missed_is_refused_and_held(
    stage: Evening, database_url: str
) -> None:
    anna = await anna_at(stage, 3)
    slow = Yesterday(database_url)
    slow.stale = await slow.record(stage.code)
    await stage.facilitator().says("/sluit")
    desk = Desk(slow, load_base())

    said = await desk.turn(anna.person, Said("Net te laat"), "update:9")
    again = await desk.turn(anna.person, Said("Net te laat"), "update:9")
    slow.close()

    assert said == again
    assert "\n\n".join(say.text for say in said) == (
        "Dit onderdeel is gesloten. Uw antwoord kwam te laat en telt niet mee.\n\n"
        "Wij bewaren uw woorden wel. Is het een vraag? Druk dan op de knop."
    )
    assert await answers(stage, 3) == []
    assert "“Net te laat”" in await anna.says("/mijninbreng")


async def test_an_answer_that_was_cut_off_before_its_refusal_is_refused_again(
    stage: Evening,
) -> None:
    anna = await anna_at(stage, 3)
    keep = Keep(3, {"text": "Net te laat"}, Say("Nog een?"), "Net te laat")
    talk = TalkRow(anna.person.address, Talk(me="D001").after("update:9", [keep]).to_json())
    await stage.facilitator().says("/sluit")
    await noting.remember(stage.store, await stage.record(), Beside(talk))

    said = await anna.says("Net te laat", "update:9")

    assert said.startswith("Dit onderdeel is gesloten. Uw antwoord kwam te laat en telt niet mee.")
    assert await answers(stage, 3) == []


async def test_one_person_is_heard_one_word_at_a_time(stage: Evening) -> None:
    anna = await anna_at(stage, 3)
    texts = [f"Voorbeeld {n}" for n in range(12)]

    await asyncio.gather(*(anna.says(text) for text in texts))

    assert await answers(stage, 3) == [{"text": text} for text in texts]


async def test_a_whole_hall_speaks_at_once(stage: Evening) -> None:
    phones = [await stage.joined(f"phone{n}", "bewoner") for n in range(30)]
    await stage.facilitator().says("/open 1")
    await stage.tell(Invited(1))

    thanks = await asyncio.gather(*(p.says(str(1 + n % 3)) for n, p in enumerate(phones)))

    tally = (await stage.record()).tally(1).last
    assert [o.count for o in tally.options] == [10, 10, 10]
    assert all(t.startswith("Opgeslagen als") for t in thanks)


async def test_half_an_answer_survives_a_restart(stage: Evening) -> None:
    anna = await anna_at(stage, 2)
    await anna.presses("Zorg")
    await anna.presses("Welzijn")

    said = await Desk(stage.store, load_base()).turn(anna.person, Pressed("done:2:1:0"))

    assert said[0].text.startswith("Opgeslagen als")
    assert await answers(stage, 2) == [{"choice": [2, 3]}]


async def test_what_a_participant_asks_is_written_down_and_what_the_crew_tries_is_not(
    stage: Evening,
) -> None:
    anna = await stage.joined("anna", "bewoner")
    await anna.hears(Asked("Wordt het morgen droog?"))
    await stage.facilitator().says("Wordt het morgen droog?")

    asked = (await stage.record()).asked
    assert [(a.question, a.action, a.asker) for a in asked] == [
        ("Wordt het morgen droog?", "abstain", "D001")
    ]


async def test_the_field_for_questions_knows_who_came_in_by_the_browser(stage: Evening) -> None:
    await stage.joined("anna", "bewoner")
    browser = Phone(stage.desk, Person("browser:D001", stage.code, "D001"))

    assert await browser.says("/mijninbreng") == "U gaf nog geen antwoord."


async def test_who_stops_and_comes_back_is_the_same_person(stage: Evening) -> None:
    anna = await stage.joined("anna", "bewoner")
    await anna.says("/stop")
    assert (await stage.record()).participants["D001"].left_at is not None

    await anna.presses("Ik doe weer mee")
    assert (await stage.record()).participants["D001"].left_at is None


async def test_a_language_is_remembered(stage: Evening) -> None:
    anna = await stage.joined("anna", "bewoner")

    assert await anna.says("/taal en") == "From now on we speak English."
    assert await anna.says("/mine") == "You gave no answer yet."
    assert (await stage.record()).participants["D001"].language == "en"


async def test_a_table_has_one_pen_and_it_can_be_passed(stage: Evening) -> None:
    anna = await anna_at(stage, 4)
    bram = await stage.joined("bram", "bewoner")

    assert (await anna.presses("Tafel 2")).startswith("U zit aan tafel 2. U heeft de pen")
    assert (await bram.presses("Tafel 2")).startswith("U zit aan tafel 2. Iemand anders")
    assert (await bram.says("Zij is moe")).startswith("Iemand anders heeft de pen")
    assert (await anna.says("Zij is bang")).startswith("Opgeslagen als B1.4-001.")
    await anna.presses("Geef de pen door")
    await anna.presses("D002")
    assert (await bram.says("Zij is moe")).startswith("Veranderd en opgeslagen als")
    assert (await bram.says("/tafel 9")) == "Tafel 9 bestaat niet. Er zijn er 2."


async def test_a_message_to_all_is_there_until_it_is_taken_away(stage: Evening) -> None:
    fatma = stage.facilitator()

    assert await fatma.says("/bericht De koffie is klaar") == "Iedereen ziet uw bericht."
    assert (await stage.record()).meeting.message == "De koffie is klaar"
    assert await fatma.says("/bericht") == "Het bericht is weg."
    assert (await stage.record()).meeting.message == ""


async def test_two_facilitators_at_once_get_one_item_and_one_sentence(stage: Evening) -> None:
    both = [stage.facilitator(who) for who in ("fatma", "kees")]

    said = await asyncio.gather(*(phone.says("/open 1") for phone in both))

    assert sorted(said) == [
        "Iemand anders veranderde onderdeel 1 net. Kijk eerst hoe het nu staat.",
        "Onderdeel 1 is open: Wat eerst?",
    ]


async def test_a_facilitator_of_another_programme_runs_nothing(stage: Evening) -> None:
    code = await planning.load(stage.store, planning.ADMIN, read_agenda(ELSEWHERE))
    there = (await stage.store.record(code)).programme.id
    stranger, _ = await planning.invite(stage.store, "Vreemd", Role.FACILITATOR, frozenset({there}))

    said = await stage.facilitator("vreemd", stranger).says("/open 1")

    assert said == "Dit commando is alleen voor wie de bijeenkomst begeleidt."
    assert (await stage.record()).items[0].state is ItemState.WAITING


async def test_the_last_step_is_taken_back(stage: Evening) -> None:
    fatma = stage.facilitator()
    await fatma.says("/open 1")

    assert await fatma.says("/terug") == (
        "De laatste stap bij onderdeel 1 is teruggedraaid (openen)."
    )
    assert (await stage.record()).open_item is None
    assert await fatma.says("/terug") == "Er is niets om ongedaan te maken."


@pytest.mark.parametrize(
    ("heard", "sentence"),
    [
        (Arrived(), "Welke code staat er op het scherm? Typ de zes cijfers."),
        (Said("999 999"), "Deze code kennen wij niet. Kijk nog eens op het scherm."),
        (Arrived("999999"), "Deze code kennen wij niet. Kijk nog eens op het scherm."),
    ],
)
async def test_at_the_wrong_door_there_is_a_sentence(
    stage: Evening, heard: Said | Arrived, sentence: str
) -> None:
    stranger = Phone(stage.desk, Person("telegram:1"))

    assert await stranger.hears(heard) == sentence


async def test_a_typed_code_opens_the_door(stage: Evening) -> None:
    stranger = Phone(stage.desk, Person("telegram:1"))

    said = await stranger.says(f"{stage.code[:3]} {stage.code[3:]}")

    assert said.startswith("Welkom bij Startbijeenkomst.")


async def test_personal_data_is_counted_beside_the_loop(
    stage: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = await anna_at(stage, 3)
    await anna.says("Bel 06-12345678")
    loops: list[bool] = []

    def counted(record: Record) -> int:
        loops.append(current_thread() is main_thread())
        return waiting(record)

    monkeypatch.setattr(doing, "waiting", counted)

    said = await stage.facilitator().says("/verslag docx")

    assert said == (
        "Hier is het verslag.\n\nOver 1 persoonsgegeven moet nog worden beslist."
        " In dit interne verslag is het nog te lezen."
    )
    assert loops == [False]
