"""The draft of the minutes in the chat: asked for, read, reacted to, and what came of it."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.conversation.heard import Pressed, Said
from bot.desk import Person
from sessions.actions import reviewing, running
from sessions.actions.planning import ADMIN
from sessions.actions.reviewing import Judgement, Saying, today
from sessions.reviewing import Verdict
from sessions.storage.reviewing import ReviewAct, add_act
from tests.town import Phone, Town, another_meeting, open_town

WISH = "Laat weten dat het er is"


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    async with open_town(database_url) as town:
        yield town


async def ends(town: Town) -> None:
    await running.end(town.store, await town.record(), ADMIN)
    await town.tells()


async def opens_round(town: Town) -> None:
    await reviewing.open_round(town.store, await town.record(), ADMIN, today())
    await town.tells()


async def writes_about_the_whole(town: Town) -> Phone:
    """Anna, who chose what her next words are about."""
    anna = await town.joined(1)
    await ends(town)
    await opens_round(town)
    await anna.says("/concept")
    await anna.presses("Het hele verslag")
    return anna


async def last_day_passes(town: Town) -> None:
    record = await town.record()
    act = ReviewAct(what="opened", by="", word=(today() - timedelta(days=1)).isoformat())
    await town.store.writer.run(record.meeting.id, lambda c: add_act(c, record.meeting.id, act))


async def reactions(town: Town) -> list[tuple[str, int, str]]:
    said = (await town.record()).review.reactions
    return [(r.by, r.item, r.text) for r in said]


async def test_only_who_asked_for_it_hears_that_the_draft_is_there(town: Town) -> None:
    anna, bob = await town.joined(1), await town.joined(2)
    await ends(town)
    assert await anna.presses(WISH) == (
        "Goed. U krijgt één bericht als het concept van het verslag klaar is."
    )
    before = dict(bob.sees)

    await opens_round(town)
    await opens_round(town)

    newest = list(anna.sees.values())[-1]
    ready = [say for say in anna.sees.values() if "Startbijeenkomst” is klaar" in say.text]
    assert ready == [newest]
    assert f"https://doemee.example/m/{town.code}/verslag" in newest.text
    assert bob.sees == before


async def test_a_reaction_in_the_chat_is_kept_changed_and_taken_back(town: Town) -> None:
    anna = await town.joined(1)
    await ends(town)
    await opens_round(town)
    await anna.says("/concept")
    await anna.presses("2 · Wat werkt al goed?")

    first = await anna.says("Ik miste de <b>bus</b>.")

    assert first.startswith("Opgeslagen als B1.reactie-01.")
    assert await reactions(town) == [("D001", 2, "Ik miste de <b>bus</b>.")]
    assert "B1.reactie-01: Ik miste de <b>bus</b>." in await anna.presses("2 · Wat werkt al goed?")
    await anna.presses("Verander B1.reactie-01")
    changed = await anna.says("Ik miste de trein.")
    assert changed.startswith("Veranderd en opgeslagen als B1.reactie-01.")
    assert await reactions(town) == [("D001", 2, "Ik miste de trein.")]
    await anna.presses("2 · Wat werkt al goed?")
    assert await anna.presses("Trek B1.reactie-01 in") == "U hebt B1.reactie-01 ingetrokken."
    assert await reactions(town) == [("D001", 2, "")]


async def test_a_reaction_that_was_cut_off_before_its_thank_you_is_one_reaction(
    town: Town,
) -> None:
    anna = await writes_about_the_whole(town)
    record = await town.record()
    saying = Saying(0, "Mooi.", f"{anna.address}:901")
    await reviewing.react(town.store, record, record.participants["D001"], saying)

    thanks = await anna.says("Mooi.", update=901)

    assert thanks.startswith("Opgeslagen als B1.reactie-01.")
    assert await reactions(town) == [("D001", 0, "Mooi.")]


async def test_after_the_last_day_a_reaction_is_refused_with_a_sentence_and_held(
    town: Town,
) -> None:
    anna = await writes_about_the_whole(town)
    await last_day_passes(town)

    said = await anna.says("Net te laat")

    assert said.startswith("De dag waarop u kon reageren is voorbij. Nu kan dat niet meer.")
    assert "“Net te laat”" in await anna.says("/mijninbreng")
    assert "Nu kan dat niet meer." in await anna.says("/concept")
    assert await reactions(town) == []


async def test_who_reacted_reads_what_the_coordinator_did_with_it(town: Town) -> None:
    anna, bob = await town.joined(1), await town.joined(2)
    await ends(town)
    await opens_round(town)
    await anna.says("/concept")
    await anna.presses("Het hele verslag")
    await anna.says("Te kort.")
    judged = Judgement(1, Verdict.NOT_ADOPTED, "Het is kort met opzet.")
    await reviewing.judge(town.store, await town.record(), ADMIN, judged)

    assert "→ Niet overgenomen, want: Het is kort met opzet." in await anna.says("/concept")
    assert "Te kort." not in await bob.says("/concept")


async def test_the_draft_comes_as_a_document_without_names(town: Town) -> None:
    anna = await town.joined(1)
    await ends(town)
    await opens_round(town)
    await anna.says("/concept")

    asked: list[str] = []

    async def make(name: str) -> bytes:
        asked.append(name)
        return b"%PDF"

    town.office.make = make
    town.office.delivery = town.office.opened()

    await anna.presses("Lees het verslag")

    assert asked == [f"{town.code}/public/minutes.pdf"]


async def test_in_the_browser_the_same_words_lead_to_the_same_place(town: Town) -> None:
    await town.joined(1)
    await ends(town)
    anna = Person("browser:D001", town.code, pseudonym="D001")

    [before] = await town.desk.turn(anna, Said("/concept"))
    await opens_round(town)
    [after] = await town.desk.turn(anna, Said("/concept"))

    assert before.text == "Het concept van het verslag is nog niet klaar."
    assert after.text.startswith("U kunt op het verslag reageren tot en met")


async def test_an_old_button_does_nothing_in_the_meeting_where_somebody_went_since(
    town: Town,
) -> None:
    anna = await writes_about_the_whole(town)
    await anna.says("Er was ook koffie.")
    await anna.presses("Het hele verslag")
    old = {choice.label: (number, choice.id)
           for number, say in anna.sees.items() for choice in say.choices}  # fmt: skip
    there = await another_meeting(town)
    await anna.opens(there)
    await anna.presses("Ik kom voor mijzelf")
    await running.end(town.store, await town.record(there), ADMIN)
    await reviewing.open_round(town.store, await town.record(there), ADMIN, today())
    await anna.says("/concept")
    await anna.presses("Het hele verslag")
    await anna.says("Hier was thee.")
    before = await town.record(), await town.record(there)

    for label in ("Trek B1.reactie-01 in", "Het hele verslag", "1 · Wat eerst?"):
        number, choice = old[label]
        assert await anna.hears(Pressed(choice), number) == (
            "Deze knop hoort bij een andere bijeenkomst. "
            "Typ de code van die bijeenkomst om daar verder te gaan."
        ), label
    assert (await town.record(), await town.record(there)) == before

    await anna.presses("Het hele verslag")
    assert "U hebt B1.reactie-01 ingetrokken." in await anna.presses("Trek B1.reactie-01 in")
    assert [r.withdrawn for r in (await town.record(there)).review.reactions] == [True]


async def test_a_button_of_a_poll_votes_in_its_own_meeting_or_nowhere(town: Town) -> None:
    anna = await town.joined(1)
    await town.does("open", 1)
    number, choice = next(
        (n, c.id) for n, say in anna.sees.items() for c in say.choices if c.label == "Zorg"
    )
    there = await another_meeting(town)
    await anna.opens(there)
    await anna.presses("Ik kom voor mijzelf")
    await town.does("open", 1, there)

    await anna.hears(Pressed(choice), number)

    assert (await town.record()).contributions == ()
    assert (await town.record(there)).contributions == ()


async def test_a_reaction_taken_back_twice_is_gone_once_also_after_the_last_day(
    town: Town,
) -> None:
    anna = await writes_about_the_whole(town)
    await anna.says("Er was ook koffie.")
    record = await town.record()
    me = record.participants["D001"]

    await reviewing.withdraw(town.store, record, me, 1)
    await last_day_passes(town)
    await reviewing.withdraw(town.store, record, me, 1)

    (gone,) = (await town.record()).review.reactions
    assert (gone.withdrawn, gone.text) == (True, "")
