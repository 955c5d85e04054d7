"""The one who runs the evening: opens and closes, enters cards, writes down what was agreed."""

from typing import Any

from bot.rehearsal import words
from bot.rehearsal.answering import acts_of
from bot.rehearsal.characters import behind_card
from bot.rehearsal.line import Line
from bot.rehearsal.script import Give, Script, ScriptTurn
from sessions.agenda import Agenda
from sessions.items.casus import Casus
from sessions.items.item import Item, ShowResults
from sessions.items.poll import Poll
from sessions.items.question import Question

CARDS = ("mail", "paper")
"""What came in without a phone, for each item that cards are made of: one each."""


def as_written(agenda: Agenda) -> dict[str, Any]:
    """An agenda as its file could have been written, with the English keys."""
    plain = agenda.model_dump(by_alias=True, mode="json", exclude_defaults=True)
    for item, written in zip(agenda.items, plain["items"], strict=True):
        written[item.kind] = written.pop("title")
    return plain


class Facilitator:
    """Runs one meeting with the rights of a script."""

    def __init__(self, script: Script, line: Line) -> None:
        self._script = script
        self._line = line
        self._here = ""
        self._cards: dict[int, list[str]] = {}

    async def make_meeting(self) -> str:
        """Make the meeting; return its code."""
        made = await self._line.call("POST", "/meetings", as_written(self._script.agenda))
        self._here = f"/meetings/{made['code']}"
        return str(made["code"])

    async def call_for(self, turn: ScriptTurn) -> None:
        """Make the hall ready for a turn."""
        item = self._script.item(turn.number)
        if turn.part == 1:
            await self._begin(turn, item)
        elif isinstance(item, Poll):
            await self._show(turn.number, item)
            await self._order(turn.number, "open")
        elif turn.part <= item.last_step:
            await self._order(turn.number, "advance")
        else:
            for reference in self._cards.get(turn.number, []):
                await self._post(f"/contributions/{reference}/pin")
            await self._announce(words.read("crew")["calls"][item.kind])

    async def round_off(self, number: int) -> None:
        """Close an item, show what came out, and write down what was said about it."""
        item = self._script.item(number)
        if not item.asks:
            return
        if isinstance(item, Question | Casus):
            await self._announce("")
        await self._show(number, item)
        if isinstance(item, Question):
            await self._enter(number, len(CARDS) + 1, "plenary")
        if item.kind in words.read("crew")["notes"]:
            await self._note(item.kind)

    async def end(self) -> None:
        """Answer one question that the bot could not, note the decision, and close."""
        asked = (await self.record())["asked"]
        unanswered = sorted((a for a in asked if a["action"] == "abstain"), key=_question)
        if unanswered:
            number = int(unanswered[0]["reference"].rpartition("-")[2])
            said = {"answer": words.read("crew")["answer"]}
            await self._post(f"/questions/{number}/answer", said)
        await self._note("end")
        await self._post("/end")

    async def record(self) -> dict[str, Any]:
        record: dict[str, Any] = await self._line.call("GET", f"{self._here}/record")
        return record

    async def export(self, name: str) -> bytes:
        return await self._line.fetch(f"{self._here}/exports/{name}")

    async def _begin(self, turn: ScriptTurn, item: Item) -> None:
        if isinstance(item, Casus) and _has_tables(self._script.agenda):
            await self._post("/tables")
        await self._order(turn.number, "open")
        if isinstance(item, Question) or (isinstance(item, Poll) and item.rounds == 1):
            self._cards[turn.number] = [
                await self._enter(turn.number, card, origin)
                for card, origin in enumerate(CARDS, start=1)
            ]

    async def _show(self, number: int, item: Item) -> None:
        """Close an item; let everybody see the result where that was promised."""
        await self._order(number, "close")
        if isinstance(item, Casus):
            await self._approve(number)
        if item.show_results is not ShowResults.NEVER:
            await self._order(number, "reveal")

    async def _approve(self, number: int) -> None:
        """Read what the tables gave, and let the hall see it."""
        given = (await self.record())["contributions"]
        for each in (c for c in given if c["item"] == number and c["current"]):
            await self._post(f"/contributions/{each['reference']}/show")

    async def _enter(self, number: int, card: int, origin: str) -> str:
        """Enter what somebody without a phone gave; return its reference."""
        who = behind_card(self._script, card)
        given = acts_of(self._script, ScriptTurn(number), who)[0]
        assert isinstance(given, Give)
        for_whom = {"organisation": who.party, "origin": origin}
        path = f"{self._here}/items/{number}/answer"
        return await self._line.answer(path, given.key, {**given.body, "on_behalf_of": for_whom})

    async def _note(self, when: str) -> None:
        await self._post("/notes", words.read("crew")["notes"][when])

    async def _announce(self, text: str) -> None:
        await self._post("/message", {"text": text})

    async def _order(self, number: int, verb: str) -> None:
        await self._post(f"/items/{number}/{verb}")

    async def _post(self, path: str, body: object = None) -> None:
        await self._line.call("POST", self._here + path, body)


def _has_tables(agenda: Agenda) -> bool:
    return bool(agenda.meeting.tables or any(item.tables for item in agenda.items))


def _question(asked: dict[str, Any]) -> str:
    return str(asked["question"])
