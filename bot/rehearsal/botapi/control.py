"""The other side of the stand-in: what people do, what they see, the clock, the rules."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from inspect import isawaitable
from json import JSONDecodeError, loads
from time import monotonic
from typing import Any

from aiohttp import web

from bot.rehearsal.botapi import acting, membership
from bot.rehearsal.botapi.faults import Fault
from bot.rehearsal.botapi.limits import Rate, Rates
from bot.rehearsal.botapi.service import BotSide
from bot.rehearsal.botapi.signing import init_data
from bot.rehearsal.botapi.unable import Unable
from bot.rehearsal.botapi.viewing import room_view, view_of
from bot.rehearsal.botapi.world import World

Asked = dict[str, Any]


def control_routes(service: BotSide) -> list[web.RouteDef]:
    """One address per verb; what it needs comes as JSON, and so does what it tells."""

    async def handle(request: web.Request) -> web.StreamResponse:
        verb = VERBS.get(request.match_info["verb"])
        if verb is None:
            return _said({"error": f"no such verb: {request.match_info['verb']}"}, 404)
        try:
            told = verb(service, _asked(await request.read()))
            return _said(await told if isawaitable(told) else told)
        except Unable as unable:
            return _said({"error": str(unable)}, 409)
        except (JSONDecodeError, KeyError, TypeError, ValueError) as error:
            return _said({"error": f"{type(error).__name__}: {error}"}, 422)

    return [web.post("/control/{verb}", handle)]


def _asked(body: bytes) -> Asked:
    asked = loads(body or b"{}")
    if not isinstance(asked, dict):
        raise TypeError("the body must be an object")
    return asked


def _said(told: Any, status: int = 200) -> web.Response:
    return web.json_response(told, status=status)


async def _news(service: BotSide, asked: Asked) -> Asked:
    """What is new in a chat, as soon as there is something."""
    room = membership.room_for(service.world, asked)
    since = asked.get("since", 0)
    if room.revision <= since and asked.get("timeout"):
        await room.bell.heard(asked["timeout"])
    return room_view(room, since)


async def _changes(service: BotSide, asked: Asked) -> Asked:
    """What is new in any chat: the last state of each message that changed."""
    world, since = service.world, asked.get("since", 0)
    if len(world.changes) <= since and asked.get("timeout"):
        await world.changed.heard(asked["timeout"])
    places = dict.fromkeys(world.changes[since:])
    messages = [{"chat": c} | view_of(world.rooms[c].posts[m]) for c, m in places]
    return {"revision": len(world.changes), "messages": messages}


async def _toast(service: BotSide, asked: Asked) -> Any:
    """What the bot said to a tap, as soon as it does; null when it did not."""
    tap = service.world.taps[asked["query"]]
    ends = monotonic() + asked.get("timeout", 0)
    while tap.answer is None and (left := ends - monotonic()) > 0:
        await service.world.changed.heard(left)
    return tap.answer


async def _journal(service: BotSide, asked: Asked) -> list[Asked]:
    journal = service.world.journal
    since = asked.get("since", 0)
    await journal.wait(since, asked.get("timeout", 0))
    return journal.since(since, asked.get("method"))


def _clear_journal(service: BotSide, _: Asked) -> None:
    service.world.journal.clear()


def _add_fault(service: BotSide, asked: Asked) -> Asked:
    return service.world.faults.add(Fault(**asked)).describe()


def _clear_faults(service: BotSide, asked: Asked) -> None:
    service.world.faults.remove(asked.get("number"))


def _faults(service: BotSide, _: Asked) -> list[Asked]:
    return service.world.faults.describe()


def _clock(service: BotSide, asked: Asked) -> Asked:
    """Freeze, thaw, put forward; tells the time."""
    clock = service.world.clock
    if "frozen" in asked:
        (clock.freeze if asked["frozen"] else clock.thaw)()
    if "advance" in asked:
        clock.advance(asked["advance"])
    return {"now": clock.now(), "frozen": clock.is_frozen}


def _limits(service: BotSide, asked: Asked) -> Asked:
    """Set what is named, the rest as it is at first; tells what holds."""
    rates: Asked = {k: Rate(*v) if isinstance(v, list) else v for k, v in asked.items()}
    if asked:
        service.world.limits.set(Rates(**rates))
    return asdict(service.world.limits.rates)


def _windows(service: BotSide, asked: Asked) -> Asked:
    service.world.answer_within = asked.get("answer_within", service.world.answer_within)
    return {"answer_within": service.world.answer_within}


def _raw(service: BotSide, asked: Asked) -> Asked:
    """Put anything before the bot as an update."""
    return {"update": service.world.updates.add_raw(asked["body"]).number}


def _pending(service: BotSide, _: Asked) -> Asked:
    updates = service.world.updates
    return {"pending": updates.count(), "made": updates.made}


async def _reset(service: BotSide, _: Asked) -> None:
    """Everything as it was at the start."""
    await service.reset()


def _init_data(service: BotSide, asked: Asked) -> Asked:
    user = acting.who(service.world, asked)
    return {"init_data": init_data(service.world, user, asked.get("start_param", ""))}


def _commands(service: BotSide, _: Asked) -> Asked:
    """What stands behind the menu button, by scope and language."""
    commands = service.world.commands
    return {key: [each.to_dict() for each in listed] for key, listed in commands.items()}


Act = Callable[[World, Asked], Any]
Verb = Callable[[BotSide, Asked], Any | Awaitable[Any]]


def _by_people(act: Act) -> Verb:
    return lambda service, asked: act(service.world, asked)


ACTS: dict[str, Act] = {
    "ask_inline": acting.ask_inline,
    "block": membership.block,
    "deactivate": membership.deactivate,
    "edit": acting.edit,
    "group": membership.group,
    "kick": membership.kick,
    "migrate": membership.migrate,
    "person": acting.person,
    "press": acting.press,
    "say": acting.say,
    "send": acting.send,
    "start": acting.start,
    "unblock": membership.unblock,
    "vote": acting.vote,
}

VERBS: dict[str, Verb] = {
    "add_fault": _add_fault,
    "changes": _changes,
    "clear_faults": _clear_faults,
    "clear_journal": _clear_journal,
    "clock": _clock,
    "commands": _commands,
    "faults": _faults,
    "init_data": _init_data,
    "journal": _journal,
    "limits": _limits,
    "news": _news,
    "pending": _pending,
    "raw": _raw,
    "reset": _reset,
    "toast": _toast,
    "windows": _windows,
} | {name: _by_people(act) for name, act in ACTS.items()}
