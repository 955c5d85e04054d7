"""Asking the bot in Telegram: to the facilitator's queue, and back into the chat."""

from pathlib import Path

import pytest

from tests.telegram.evenings import Evening, evening
from tests.web.leading import leading

pytestmark = pytest.mark.slow

UNKNOWN = "Hoe bak ik een appeltaart met rozijnen?"
PASSED_ON = "Uw vraag gaat naar de begeleider."


def written(night: Evening) -> list[tuple[str, str, str]]:
    asked = night.hall.record()["asked"]
    return [(a["question"], a["action"], a["answer"]) for a in asked]


async def test_the_facilitators_answer_comes_to_who_asked_and_to_nobody_else(
    tmp_path: Path,
) -> None:
    async with evening(tmp_path) as night:
        anna, bram = await night.guests(2)
        mark = await anna.mark()
        await anna.type(UNKNOWN, twice=True)
        told = await anna.reaction(mark, PASSED_ON)

        bea = leading(night.hall)
        assert UNKNOWN in bea.sees
        mark = await anna.mark()
        bea.presses("Beantwoord", text="Met veel boter, <b>echt</b> waar.")
        answer = await anna.reaction(mark, "Met veel boter")

        assert told["text"] == f"Dat weten wij niet. {PASSED_ON}"
        assert answer["text"] == (
            f"U vroeg: {UNKNOWN}\nDe begeleider antwoordt:\n\nMet veel boter, <b>echt</b> waar."
        )
        await bram.look()
        assert not any("Met veel boter" in m["text"] for m in bram.newest)
        assert written(night) == [(UNKNOWN, "answered", "Met veel boter, <b>echt</b> waar.")]
        assert night.hall.record()["asked"][0]["answered_by"].startswith("facilitator:")


async def test_suggestions_leave_a_trace_and_other_words_are_a_new_question(
    tmp_path: Path,
) -> None:
    async with evening(tmp_path) as night:
        anna = await night.guest(7001)
        mark = await anna.mark()
        await anna.type("bijeenkomsten")
        offered = await anna.reaction(mark, "Bedoelt u", "Over welke gemeente")
        untouched = written(night)

        mark = await anna.mark()
        await anna.type("Wat is een ijktabel?")
        await anna.reaction(mark, "De ijktabel toont een eerste verdeling")

        assert offered["buttons"][-1]["label"] == "Nee, vraag het de begeleider"
        assert untouched == [("bijeenkomsten", "offered", "")]
        assert [(q, action) for q, action, _ in written(night)] == [
            ("bijeenkomsten", "suggest"),
            ("Wat is een ijktabel?", "answer"),
        ]
        assert "bijeenkomsten" in leading(night.hall).sees


LEFT_ALONE = {
    "wat zijn jullie een stelletje sukkels": "Daar gaan wij niet op in.",
    "<script>alert(1)</script>": "Dit lijkt op computercode.",
    "?": "Wij zien hier nog geen vraag in.",
    "🎉🎉": "Wij zien hier nog geen vraag in.",
    "Mijn BSN is 123456782, kan ik een woning krijgen?": "een nummer of een adres van iemand",
}
PASSED = {
    "ما هي رؤية السكن والرعاية؟": "Wij lezen alleen Nederlands en Engels.",
    "Toplantı ne zaman bitiyor?": "Wij lezen alleen Nederlands en Engels.",
    "Hoe pakken ze het in Groningen aan?": "Over die gemeente hebben wij geen voorbeelden.",
    "hoe laat is de pauze": "Dat gaat over de bijeenkomst zelf.",
    ("Het is een lang verhaal van onze straat. " * 97)[:3_990].strip(): PASSED_ON,
}


async def test_whatever_is_asked_gets_its_own_sentence(tmp_path: Path) -> None:
    async with evening(tmp_path, limits=False) as night:
        anna = await night.guest(7001)
        for words, sentence in (LEFT_ALONE | PASSED).items():
            mark = await anna.mark()
            await anna.type(words)
            said = await anna.reaction(mark)
            assert sentence in said["text"], words

        assert written(night) == [(words, "abstain", "") for words in PASSED]
