"""What people with Telegram go through, from the link to the result."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.serving import PATIENCE
from tests.telegram.evenings import Evening, evening, shows

pytestmark = pytest.mark.slow


async def test_an_answer_by_one_tap_is_marked_changed_and_closed_with_the_result(
    tmp_path: Path,
) -> None:
    async with evening(tmp_path) as night:
        anna = await night.guest(7001)
        await night.opens(1, anna)
        question = shows(anna, "Wat eerst?")
        assert question is not None

        mark = await anna.mark()
        await anna.press(data="pick:1:1:2")
        kept = await anna.reaction(mark, "Opgeslagen als")
        mark = await anna.mark()
        await anna.press(data="pick:1:1:3")
        changed = await anna.reaction(mark, "Veranderd en opgeslagen als")
        mark = await anna.mark()
        for verb in ("close", "reveal"):
            assert night.hall.facilitator.does(f"items/1/{verb}").status_code == 200
        result = await anna.reaction(mark, "Uitslag: Wat eerst?")

        assert kept["message"] == changed["message"] == result["message"] == question["message"]
        assert [b["label"] for b in kept["buttons"]] == ["Wonen", "✓ Zorg", "Welzijn"]
        assert [b["label"] for b in changed["buttons"]] == ["Wonen", "Zorg", "✓ Welzijn"]
        assert result["buttons"] == []
        assert "Welzijn: 1 van 1" in result["text"]
        assert "Uw antwoord: Welzijn" in result["text"]


async def test_a_tap_gets_its_sign_before_anything_else(tmp_path: Path) -> None:
    async with evening(tmp_path) as night:
        anna = await night.guest(7001)
        await night.opens(1, anna)
        mark = await anna.mark()
        await anna.press(data="pick:1:1:2")
        await anna.reaction(mark, "Opgeslagen als")

        calls = await night.calls("answerCallbackQuery", "editMessageText")

        assert [call["method"] for call in calls[-2:]] == ["answerCallbackQuery", "editMessageText"]


STRANGE = {
    "sticker": "Wij lezen hier alleen tekst.",
    "voice": "Wij kunnen niet luisteren",
    "location": "Wij lezen hier alleen tekst.",
    "forwarded_poll": "Wij lezen hier alleen tekst.",
}


async def test_whatever_comes_in_gets_a_sentence_and_stops_nothing(tmp_path: Path) -> None:
    async with evening(tmp_path, limits=False) as night:
        anna = await night.guest(7001)
        for sort, sentence in STRANGE.items():
            mark = await anna.mark()
            await anna.person.sends(sort)
            await anna.reaction(mark, sentence)
        await night.opens(2, anna)
        strange: dict[str, Any]
        for strange in ({"message": {"message_id": "x"}}, {"nonsense": 3}, {"poll": {}}):
            await night.outside.raw(strange)

        mark = await anna.mark()
        await anna.type("/start rommel")
        await anna.reaction(mark, "Deze code kennen wij niet.")
        mark = await anna.mark()
        await anna.type("<b>*_[markup](x)\u202e{{ 7 * 7 }}" + "a" * 3_000)
        kept = await anna.reaction(mark, "Opgeslagen als B1.2-001")
        words = shows(anna, "Opgeslagen als")
        assert words is not None
        mark = await anna.mark()
        typed = next(m for m in anna.messages.values() if "markup" in m["text"])
        await anna.person.edits(typed["message"], "toch anders")
        await anna.reaction(mark, "U veranderde een bericht dat u al had gestuurd.")

        assert kept["text"].startswith("Opgeslagen als B1.2-001.")
        assert [c["answer"]["text"][:22] for c in night.hall.record()["contributions"]] == [
            "<b>*_[markup](x){{ 7 *"
        ]


async def test_in_a_group_it_says_where_it_works(tmp_path: Path) -> None:
    async with evening(tmp_path) as night:
        anna = await night.guest(7001)
        group = await night.outside.group("De werkgroep", anna.person, kind="supergroup")
        await anna.person.says("wie is dit", chat=group)
        await anna.person.says("/start", chat=group)

        seen = await until_said(night, group)

        assert [m["text"][:27] for m in seen if m["by_bot"]] == ["Meedoen kan niet vanuit een"]


async def until_said(night: Evening, chat: int) -> list[dict[str, Any]]:
    """The messages in a chat, once the bot has said something."""
    async with asyncio.timeout(PATIENCE):
        while True:
            seen: list[dict[str, Any]] = (await night.outside.chat(chat, 0, 0.0))["messages"]
            if any(m["by_bot"] for m in seen):
                return seen
            await asyncio.sleep(0.05)


async def test_who_blocks_the_bot_is_left_alone_and_welcome_back(tmp_path: Path) -> None:
    async with evening(tmp_path) as night:
        anna, bram = await night.guest(7001), await night.guest(7002)
        await anna.person.blocks()
        await night.opens(1, bram)
        await anna.type("/start")

        back = await anna.until(lambda: shows(anna, "Wat eerst?"), "the open question")

        assert back["text"].startswith("U doet mee met Startbijeenkomst.")
