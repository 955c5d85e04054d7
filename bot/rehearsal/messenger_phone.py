"""A phone with Telegram: its owner reads, taps and types in a chat with the bot."""

import asyncio
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any

from bot.conversation.texts import words_in
from bot.rehearsal.answering import acts_at_table, acts_of, asks_of
from bot.rehearsal.characters import Attendee
from bot.rehearsal.chat import Chat
from bot.rehearsal.messenger_answers import PERHAPS, Steps, steps_of
from bot.rehearsal.phone import PASSES_PEN, SLOWEST
from bot.rehearsal.screen import Reader, is_answered, is_call, table_of
from bot.rehearsal.script import Act, Answer, Ask, Give, Recognise, Script, ScriptTurn, happens
from bot.rehearsal.timings import Ledger
from sessions.items.casus import Casus
from sessions.people import KINDS

FIRST_NUMBER = 7_000
"""Pretend people have their numbers at Telegram from here on."""

HANDS_OVER = 2.5
"""Seconds that it takes to hand over a pen: the heir's phone tells them meanwhile."""

REFERENCE = re.compile(r"B\d+\.\d+-\d+")

_words = words_in("nl")
KEPT = tuple(_words(key, reference="").rstrip(" .") for key in ("kept", "kept.changed"))


@dataclass(frozen=True, slots=True)
class ChatLine:
    """A chat, and the ledger in which its answers are noted."""

    chat: Chat
    ledger: Ledger


@dataclass
class Prompt:
    """The message that asks now, and for which turn."""

    turn: ScriptTurn
    message: dict[str, Any]


class MessengerPhone:
    """A phone, and whoever holds it; the same part in the evening as a phone with a browser."""

    def __init__(self, person: Attendee, script: Script, line: ChatLine, code: str) -> None:
        self._code = code
        self.person = person
        self.joined = False
        self.through: dict[ScriptTurn, asyncio.Event] = defaultdict(asyncio.Event)
        self.chat = line.chat
        self._script = script
        self._reader = Reader(script)
        self._ledger = line.ledger
        self._references: dict[str, str] = {}
        self._was_asked = False
        self._turns: dict[int, ScriptTurn] = {}

    async def join(self) -> None:
        """Follow the link and say for whom one comes, as well as one can type it."""
        who, chat = self.person, self.chat
        await chat.open(who.name or who.label, self._code)
        await chat.until(lambda: "org:self" in chat.buttons() or None, "the greeting")
        if not who.party:
            await chat.press(data="org:self")
            await self._joins()
            return
        mark = await chat.mark()
        await chat.type(who.typed)
        answer = await chat.reaction(mark)
        if not _is_in(answer):
            await self._explain(answer)
        self.joined = True

    async def _explain(self, answer: dict[str, Any]) -> None:
        """The name was not known like that: choose what was meant, or say what it is."""
        who, chat = self.person, self.chat
        meant = next((b["data"] for b in answer["buttons"] if b["label"] == who.party), "")
        listed = any(party.name == who.party for party in self._script.agenda.organisations)
        mark = await chat.mark()
        if meant:
            await chat.press(data=meant)
        elif listed:
            await chat.type(who.party)
        elif any(b["data"] == "org:typed" for b in answer["buttons"]):
            await chat.press(data="org:typed")
            await chat.reaction(mark)
            await chat.press(data=f"kind:{KINDS.index(who.kind)}")
        else:
            await chat.press(data=f"kind:{KINDS.index(who.kind)}")
        await self._joins()

    async def _joins(self) -> None:
        await self.chat.until(lambda: next(filter(_is_in, self.chat.newest), None), "to be in")
        self.joined = True

    async def live(self, called: dict[ScriptTurn, asyncio.Event]) -> None:
        """Follow the evening in the chat."""
        while True:
            if await self.look(called) is None:
                await self.chat.look(5.0)

    async def look(
        self, called: dict[ScriptTurn, asyncio.Event], *, calm: bool = False
    ) -> ScriptTurn | None:
        """See what is asked and do one's part in it; return the turn that this was."""
        if calm:
            await self.chat.until(self._next_turn, "the next question")
        turn = self._next_turn()
        if turn is None:
            return None
        await called[turn].wait()
        if not calm:
            pause = self._script.random(self.person.label, turn, "pause")
            await asyncio.sleep(pause.uniform(0, SLOWEST))
        await self.chat.look()
        for act in self._acts(turn):
            await self._do(act, turn)
        await self._pass_pen(turn)
        self.through[turn].set()
        return turn

    def _asked(self) -> Prompt | None:
        """The newest question; a call of the facilitator asks for what comes after it."""
        called = 0
        for message in self.chat.newest:
            called += is_call(message)
            if turn := self._turn(message):
                return Prompt(ScriptTurn(turn.number, turn.part + min(called, 1)), message)
        return None

    def _turn(self, message: dict[str, Any]) -> ScriptTurn | None:
        """What a message asked when it came; once it shows a result it is still the same one."""
        number = message["message"]
        if number not in self._turns and (turn := self._reader.turn(message)):
            self._turns[number] = turn
        return self._turns.get(number)

    def _next_turn(self) -> ScriptTurn | None:
        asked = self._asked()
        return asked.turn if asked and not self.through[asked.turn].is_set() else None

    def _acts(self, turn: ScriptTurn) -> Sequence[Act]:
        """At a table only the pen writes, and only what the table has not written yet."""
        asked, seat = self._asked(), None
        if asked and isinstance(self._script.item(turn.number), Casus):
            seat = table_of(asked.message)
        if asked is None or seat is None:
            return acts_of(self._script, turn, self.person)
        table, pen = seat
        acting = turn.part > self._script.item(turn.number).last_step
        writes = pen and (acting or not is_answered(asked.message))
        at_table: list[Answer] = acts_at_table(self._script, turn, table) if writes else []
        return [*at_table, *asks_of(self._script, turn, self.person)]

    async def _do(self, act: Act, turn: ScriptTurn) -> None:
        match act:
            case Ask(question):
                mark = await self.chat.mark()
                await self.chat.type(f"/vraag {question}")
                await self.chat.reaction(mark)
            case Give():
                steps = steps_of(self._script, turn, act, self.person)
                if act.changes is not None:
                    place = act.key.rpartition(":")[0] + f":{act.changes}"
                    earlier = f"change:{self._references[place]}"
                    steps = replace(steps, before=(earlier,))
                await self._give(act, steps)
            case Recognise(taste):
                others = sorted(d for d in set(self.chat.buttons()) if d.startswith("recognise:"))
                if others:
                    await self._give(act, Steps(press=others[taste % len(others)]))

    async def _give(self, act: Answer, steps: Steps) -> None:
        """All taps and words of one answer; the last of them is the answer."""
        for tap in steps.before:
            mark = await self.chat.mark()
            if tap.startswith(PERHAPS) and tap[1:] not in self.chat.buttons():
                continue
            await self.chat.press(data=tap.removeprefix(PERHAPS))
            await self.chat.reaction(mark)
        mark = await self.chat.mark()
        began = perf_counter()
        if steps.press:
            update = await self.chat.press(data=steps.press, twice=act.again)
        else:
            update = await self.chat.type(steps.words, twice=act.again)
        key = f"telegram:{self.chat.number}:{update}"
        self._ledger.sent.add(key)
        thanks = await self.chat.reaction(mark, *KEPT)
        self._ledger.acknowledged[key] = perf_counter() - began
        if found := REFERENCE.search(thanks["text"]):
            self._references[act.key] = found[0]
        await self._permit(thanks)

    async def _permit(self, thanks: dict[str, Any]) -> None:
        """Say whether one may be quoted, when that is asked."""
        if self._was_asked or not any(b["data"] == "quote:yes" for b in thanks["buttons"]):
            return
        self._was_asked = True
        mark = await self.chat.mark()
        await self.chat.press(data="quote:yes" if self.person.quotable else "quote:no")
        await self.chat.reaction(mark)

    async def _pass_pen(self, turn: ScriptTurn) -> None:
        asked = self._asked()
        seat = table_of(asked.message) if asked else None
        casus = isinstance(self._script.item(turn.number), Casus)
        if not casus or turn.part > 1 or seat is None or not seat[1]:
            return
        if not happens(self._script.random("table", seat[0], "pen"), PASSES_PEN):
            return
        mark = await self.chat.mark()
        await self.chat.press(data="pass")
        offered = await self.chat.reaction(mark)
        heirs = sorted(b["data"] for b in offered["buttons"] if b["data"].startswith("pen:"))
        if heirs:
            mark = await self.chat.mark()
            await self.chat.press(data=heirs[0])
            await self.chat.reaction(mark)
            await asyncio.sleep(HANDS_OVER)


def _is_in(message: dict[str, Any]) -> bool:
    """Whether the bot says that somebody takes part."""
    return bool(message["text"].startswith(_words("joined.myself").partition(".")[0]))
