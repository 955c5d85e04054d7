"""One phone in the hall: it shows what is asked, and its owner does what the script says."""

import asyncio
from collections import defaultdict
from contextlib import aclosing
from typing import Any

from bot.rehearsal.answering import acts_at_table, acts_of, asks_of
from bot.rehearsal.characters import Attendee, Character
from bot.rehearsal.line import Line, RequestRefused
from bot.rehearsal.script import Act, Answer, Ask, Give, Recognise, Script, ScriptTurn, happens

SLOWEST = 0.25
"""Seconds that somebody takes to think in a lively hall."""

PASSES_PEN = 0.3
"""How often a table's pen goes to a neighbour after the first step."""


class BrowserPhone:
    """A phone, and whoever holds it."""

    def __init__(self, person: Attendee, script: Script, line: Line, code: str) -> None:
        self.person = person
        self.joined = False
        self.through: dict[ScriptTurn, asyncio.Event] = defaultdict(asyncio.Event)
        self._script = script
        self._line = line
        self._code = code
        self._here = f"/meetings/{code}"
        self._references: dict[str, str] = {}
        self._was_asked = False

    async def join(self) -> None:
        """Come in; whose organisation is not known that way says it again."""
        who = self.person
        said = {"code": self._code, "organisation": who.typed, "name": who.name}
        if not who.party:
            said["kind"] = who.kind
        try:
            joined = await self._line.call("POST", "/join", said)
        except RequestRefused as refused:
            if not refused.key.startswith("join.unknown_organisation"):
                raise
            meant = who.party in refused.body.get("suggestions", [])
            corrected = said | {"organisation": who.party} | ({} if meant else {"kind": who.kind})
            joined = await self._line.call("POST", "/join", corrected)
        self._line.token = joined["token"]
        self.joined = True

    async def live(self, called: dict[ScriptTurn, asyncio.Event]) -> None:
        """Follow the evening by the stream; come back whenever it breaks off."""
        while True:
            async with aclosing(self._line.versions(f"{self._here}/live")) as versions:
                async for _ in versions:
                    turn = await self.look(called)
                    if turn and self._drops_out(turn):
                        break

    async def look(
        self, called: dict[ScriptTurn, asyncio.Event], *, calm: bool = False
    ) -> ScriptTurn | None:
        """See what is asked and do one's part in it; return the turn that this was."""
        view = await self._line.call("GET", self._here)
        turn = turn_of(view)
        if turn is None or self.through[turn].is_set():
            return None
        await called[turn].wait()
        if not calm:
            pause = self._script.random(self.person.label, turn, "pause")
            await asyncio.sleep(pause.uniform(0, SLOWEST))
        for act in self._acts(turn, view):
            await self._do(act, turn, view)
        await self._pass_pen(turn, view)
        self.through[turn].set()
        return turn

    def _acts(self, turn: ScriptTurn, view: dict[str, Any]) -> list[Act]:
        """At a table only the pen writes, and only what the table has not written yet."""
        table = view["item"].get("table")
        if table is None or view["item"]["kind"] != "casus":
            return acts_of(self._script, turn, self.person)
        writes = view["item"]["pen"] and not _written(turn, view)
        at_table: list[Answer] = acts_at_table(self._script, turn, table) if writes else []
        return [*at_table, *asks_of(self._script, turn, self.person)]

    async def _do(self, act: Act, turn: ScriptTurn, view: dict[str, Any]) -> None:
        match act:
            case Ask(question):
                await self._line.call("POST", f"{self._here}/ask", {"question": question})
            case Give():
                await self._permit(act)
                await self._give(act, turn, dict(act.body))
            case Recognise(taste):
                others = [o["reference"] for o in view["item"]["others"] if o["pinned"]]
                if others:
                    chosen = sorted(others)[taste % len(others)]
                    await self._give(act, turn, {"recognise": chosen})

    async def _give(self, act: Answer, turn: ScriptTurn, body: dict[str, Any]) -> None:
        if isinstance(act, Give) and act.changes is not None:
            body["replaces"] = self._references[act.key.rpartition(":")[0] + f":{act.changes}"]
        path = f"{self._here}/items/{turn.number}/answer"
        reference = await self._line.answer(path, act.key, body, again=act.again)
        self._references[act.key] = reference

    async def _permit(self, act: Give) -> None:
        """Say whether one may be quoted, before the first words that are one's own."""
        if "text" in act.body and "table" not in act.body and not self._was_asked:
            self._was_asked = True
            said = {"quotable": self.person.quotable}
            await self._line.call("PATCH", f"{self._here}/me", said)

    async def _pass_pen(self, turn: ScriptTurn, view: dict[str, Any]) -> None:
        item = view["item"]
        if item["kind"] != "casus" or turn.part > 1 or not item["pen"]:
            return
        me = view["me"]["participant"]
        neighbours = sorted(s["participant"] for s in item["seated"] if s["participant"] != me)
        if neighbours and happens(self._script.random("table", item["table"], "pen"), PASSES_PEN):
            await self._line.call("PUT", f"{self._here}/seat", {"pen_to": neighbours[0]})

    def _drops_out(self, turn: ScriptTurn) -> bool:
        """Whether the phone sleeps for a moment, and loses its stream."""
        random = self._script.random(self.person.label, turn, "sleeps")
        return self.person.character is Character.RETURNING and happens(random, 0.5)


def turn_of(view: dict[str, Any]) -> ScriptTurn | None:
    """What a phone is asked now: a message to all calls for what comes after the last step."""
    item = view["item"]
    if item is None:
        return None
    called = bool(view["meeting"]["message"])
    parts = {"poll": item["round"], "question": 1 + called, "casus": item.get("step", 1) + called}
    return ScriptTurn(item["number"], parts.get(item["kind"], 1))


def _written(turn: ScriptTurn, view: dict[str, Any]) -> bool:
    """Whether the table has its answer to this turn: the pen may have changed hands."""
    given = [each["answer"] for each in view["answer"] if each["table"]]
    acting = turn.part > len(view["item"]["steps"])
    return any("action" in g if acting else g.get("step") == turn.part for g in given)
