"""One call from beginning to end: rules, limits, the method, what is checked and what is noted."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from telegram import TelegramObject

from bot.rehearsal.botapi.failures import POLLED_ELSEWHERE, ApiError
from bot.rehearsal.botapi.faults import Fault
from bot.rehearsal.botapi.journal import Call
from bot.rehearsal.botapi.methods import METHODS
from bot.rehearsal.botapi.parameters import Parameters
from bot.rehearsal.botapi.polling import Polling
from bot.rehearsal.botapi.spec import Spec
from bot.rehearsal.botapi.updates import Pending
from bot.rehearsal.botapi.webhook import Webhook
from bot.rehearsal.botapi.world import World

UNKNOWN_METHOD = ApiError(404, "Not Found: method not found")
DELIVERY = ("getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo")
NAMES = {name.lower(): name for name in (*METHODS, *DELIVERY)}
"""Telegram reads a method's name in any case."""


@dataclass(frozen=True, slots=True)
class WireReply:
    """What goes back over the wire; text goes as it is, and a cut line carries nothing."""

    status: int
    body: dict[str, Any] | str
    cut: bool = False


class BotSide:
    """The bot's side of the stand-in."""

    def __init__(self, token: str, spec: Spec | None = None) -> None:
        self.spec = spec
        self._begin(token)

    def _begin(self, token: str) -> None:
        self.world = world = World(token)
        self.polling = Polling(world.updates)
        self.webhook = Webhook(world.clock, world.updates, self.polling, self._reply)

    async def reset(self) -> None:
        """Begin again in an empty world; whoever polls is sent away."""
        self.polling.end(POLLED_ELSEWHERE)
        await self.webhook.close()
        self._begin(self.world.token)

    async def close(self) -> None:
        await self.webhook.close()

    async def call(self, method: str, call: Parameters) -> WireReply:
        began = perf_counter()
        name, world = NAMES.get(method.lower(), method), self.world
        entry = Call(name, call.noted(), world.clock.now())
        fault = world.faults.for_call(name, call.number("chat_id"))
        try:
            outcome = await self._with_fault(entry, call, fault)
        finally:
            entry.seconds = round(perf_counter() - began, 6)
            world.journal.note(entry)
        return outcome

    async def _with_fault(self, entry: Call, call: Parameters, fault: Fault | None) -> WireReply:
        if fault is None:
            return await self._noted(entry, call)
        entry.fault = f"rule {fault.number}"
        await asyncio.sleep(fault.delay)
        if fault.drop == "before":
            return WireReply(0, "", cut=True)
        if fault.refuses:
            return _refused(entry, fault)
        outcome = await self._noted(entry, call)
        return WireReply(0, "", cut=True) if fault.drop == "after" else outcome

    async def _noted(self, entry: Call, call: Parameters) -> WireReply:
        status, body = await self._checked(entry, call)
        entry.status, entry.answer = status, body
        return WireReply(status, body)

    async def _checked(self, entry: Call, call: Parameters) -> tuple[int, dict[str, Any]]:
        """Carry it out, unless the request is none that the specification knows."""
        if entry.method.lower() not in NAMES:
            return UNKNOWN_METHOD.status, UNKNOWN_METHOD.body()
        if self.spec and (wrong := self.spec.check_request(entry.method, call)):
            return _violated(entry, wrong)
        try:
            result, more = await self._carry_out(entry.method, call)
        except ApiError as refused:
            return refused.status, refused.body()
        entry.applied = True
        if self.spec:
            wrong = self.spec.check_answer(entry.method, checkable(result))
            if wrong := wrong + self.spec.missing(entry.method, call):
                return _violated(entry, wrong)
        return 200, {"ok": True, "result": plain(result)} | more

    async def _carry_out(self, method: str, call: Parameters) -> tuple[Any, dict[str, str]]:
        if method == "getUpdates":
            return await self.polling.get_updates(call), {}
        if method == "getWebhookInfo":
            return self.webhook.info(), {}
        if method in DELIVERY:
            change = self.webhook.set if method == "setWebhook" else self.webhook.delete
            done, description = change(call)
            return done, {"description": description}
        return METHODS[method](self.world, call), {}

    async def _reply(self, method: str, said: Mapping[str, Any]) -> WireReply:
        return await self.call(method, Parameters(said))


def plain(result: Any) -> Any:
    """As JSON has it."""
    if isinstance(result, TelegramObject):
        return result.to_dict()
    if isinstance(result, Pending):
        return result.body
    return [plain(each) for each in result] if isinstance(result, list) else result


def checkable(result: Any) -> Any:
    """Without what was put in by hand to be wrong."""
    if isinstance(result, list):
        return [plain(each) for each in result if not (isinstance(each, Pending) and each.raw)]
    return plain(result)


def _refused(entry: Call, fault: Fault) -> WireReply:
    refusal = fault.refusal
    body = fault.body or refusal.body()
    entry.status, entry.answer = refusal.status, body
    return WireReply(refusal.status, body)


def _violated(entry: Call, violations: list[str]) -> tuple[int, dict[str, Any]]:
    """What the real server would let pass, and a test should not."""
    entry.violations = violations
    reason = f"Internal Server Error: not as the Bot API is specified: {'; '.join(violations)}"
    return 500, ApiError(500, reason).body()
