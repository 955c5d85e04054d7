"""The other side of the chats: what pretend people do, and what a test looks at or breaks."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from bot.rehearsal.botapi import objects
from bot.rehearsal.botapi.world import Room, Shown, World

Deed = Callable[[World, dict[str, Any]], Awaitable[Any]]


class NotThereError(Exception):
    """What somebody wants to press is not on their screen."""


async def enter(world: World, said: dict[str, Any]) -> Any:
    sort = said.get("type", "private")
    world.enter(said["id"], said["name"], language=said.get("language", ""), sort=sort)
    return {}


async def say(world: World, said: dict[str, Any]) -> Any:
    """Type something; with `start` it is the button of a deep link."""
    room = world.rooms[said["chat"]]
    room.started, room.blocked = True, False
    content: dict[str, Any] = {"text": said["text"]}
    if said["text"].startswith("/"):
        length = len(said["text"].split()[0])
        content["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
    shown = world.put(room, content, by_bot=False)
    message = objects.as_json(world.message(room, shown))
    return {"update": world.push("message", message, times=said.get("times", 1))}


async def press(world: World, said: dict[str, Any]) -> Any:
    """Press a button, by its data or by how it begins; on the newest message that has it."""
    room = world.rooms[said["chat"]]
    newest = sorted(room.shown.values(), key=lambda each: -each.number)
    wanted = said.get("message")
    for shown in (each for each in newest if wanted in {None, each.number}):
        for button in buttons(shown):
            if button.get("callback_data") and _meant(button, said):
                tap = objects.as_json(world.tap(room, shown, button["callback_data"]))
                number = world.push("callback_query", tap, times=said.get("times", 1))
                return {"update": number, "message": shown.number}
    raise NotThereError(said.get("label") or said.get("data"))


def _meant(button: dict[str, Any], said: dict[str, Any]) -> bool:
    if "data" in said:
        return bool(button["callback_data"] == said["data"])
    return bool(button["text"].startswith(said["label"]))


def buttons(shown: Shown) -> list[dict[str, Any]]:
    rows = shown.content.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


async def post(world: World, said: dict[str, Any]) -> Any:
    """Send something that is no text: a sticker, a voice, a forwarded poll."""
    room = world.rooms[said["chat"]]
    shown = world.put(room, objects.thing(said["sort"]), by_bot=False)
    return {"update": world.push("message", objects.as_json(world.message(room, shown)))}


async def edit(world: World, said: dict[str, Any]) -> Any:
    """Change a message that one sent before."""
    room = world.rooms[said["chat"]]
    shown = room.shown[said["message"]]
    shown.content, shown.edited = {"text": said["text"]}, world.clock.now()
    world.touch(room, shown)
    return {"update": world.push("edited_message", objects.as_json(world.message(room, shown)))}


async def block(world: World, said: dict[str, Any]) -> Any:
    room = world.rooms[said["chat"]]
    room.blocked = said["blocked"]
    me, now = objects.user(1, "Samenspel", is_bot=True), world.clock.now()
    changed = objects.member(room.chat, room.person, me, now, blocked=room.blocked)
    return {"update": world.push("my_chat_member", objects.as_json(changed))}


async def move(world: World, said: dict[str, Any]) -> Any:
    """A group becomes a supergroup with another number."""
    world.rooms[said["chat"]].moved_to = said["to"]
    return {}


async def raw(world: World, said: dict[str, Any]) -> Any:
    return {"update": world.raw(said["update"])}


async def look(world: World, said: dict[str, Any]) -> Any:
    """A chat as the person sees it: what changed since, at once or as soon as something does."""
    room = world.rooms[said["chat"]]
    since, patience = said.get("since", 0), said.get("timeout", 0.0)
    if room.change <= since and patience:
        with suppress(TimeoutError):
            await asyncio.wait_for(room.moved.wait(), patience)
    changed = [s for s in room.shown.values() if s.change > since]
    return {"change": room.change, "messages": [_seen(room, s) for s in changed]}


def _seen(_room: Room, shown: Shown) -> dict[str, Any]:
    document = shown.content.get("document")
    return {
        "message": shown.number,
        "change": shown.change,
        "by_bot": shown.by_bot,
        "text": shown.content.get("text") or shown.content.get("caption") or "",
        "entities": shown.content.get("entities", []),
        "buttons": [
            {"label": b["text"], "data": b.get("callback_data", ""), "page": _page(b)}
            for b in buttons(shown)
        ],
        "edited": shown.edited is not None,
        "document": document.file_name if document else "",
    }


def _page(button: dict[str, Any]) -> str:
    return str(button.get("url") or button.get("web_app", {}).get("url", ""))


async def arrange(world: World, said: dict[str, Any]) -> Any:
    """Set limits, faults and the clock; whatever is not named stays."""
    if "limits" in said:
        world.limits.on = said["limits"]
    if "faults" in said:
        world.faults.set(said["faults"])
    if "freeze" in said:
        world.clock.freeze(frozen=said["freeze"])
    world.clock.advance(said.get("advance", 0.0))
    return {}


async def state(world: World, said: dict[str, Any]) -> Any:
    """What a test wants to know."""
    return {
        "journal": world.journal[said.get("since", 0) :],
        "violations": world.violations,
        "pending": len(world.waiting()),
        "toasts": world.toasts,
        "webhook": world.webhook.url,
        "commands": world.commands,
    }


DEEDS: dict[str, Deed] = {
    "enter": enter, "say": say, "press": press, "post": post, "edit": edit, "block": block,
    "move": move, "raw": raw, "look": look, "arrange": arrange, "state": state,
}  # fmt: skip
