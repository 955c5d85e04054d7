"""How updates reach the bot: it fetches them, or has them brought to its webhook."""

import asyncio
from typing import Any
from urllib.parse import urlsplit

from bot.rehearsal.botapi.errors import bad, conflict
from bot.rehearsal.botapi.params import Params
from bot.rehearsal.botapi.world import Pending, Webhook, World

MOST = 100
LONGEST_WAIT = 50.0
"""Seconds of one long poll, however long was asked for."""

ANOTHER = "terminated by other getUpdates request; make sure that only one bot instance is running"
ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook "
    "first"
)


async def get_updates(world: World, params: Params) -> Any:
    """What waits, from the offset on; an offset lets go of everything before it."""
    if world.webhook.url:
        raise conflict(ACTIVE)
    world.fetching += 1
    turn = world.fetching
    world.arrived.set()
    world.arrived = asyncio.Event()
    offset = params.number("offset", 0)
    most = min(max(params.number("limit", MOST), 1), MOST)
    until = asyncio.get_running_loop().time() + min(params.number("timeout", 0), LONGEST_WAIT)
    _let_go(world, offset)
    while True:
        if world.webhook.url or turn != world.fetching:
            raise conflict(ACTIVE if world.webhook.url else ANOTHER)
        found = [p.body for p in world.waiting() if wanted(p, params.data("allowed_updates"))]
        left = until - asyncio.get_running_loop().time()
        if found or left <= 0:
            return found[:most]
        try:
            await asyncio.wait_for(world.arrived.wait(), left)
        except TimeoutError:
            continue


def _let_go(world: World, offset: int) -> None:
    """A negative offset counts from the end; what comes before is forgotten."""
    waiting = world.waiting()
    if offset < 0:
        world.pending = waiting[offset:]
    elif offset:
        world.pending = [each for each in waiting if each.number >= offset]


def wanted(pending: Pending, allowed: list[str] | None) -> bool:
    return not allowed or any(kind in allowed for kind in pending.body)


async def set_webhook(world: World, params: Params) -> Any:
    url = params.text("url")
    if not url:
        return await delete_webhook(world, params)
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in {"127.0.0.1", "localhost"}:
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    _drop(world, params)
    world.webhook = Webhook(
        url, params.text("secret_token"), params.data("allowed_updates"),
        params.number("max_connections", 40),
    )  # fmt: skip
    world.arrived.set()
    world.arrived = asyncio.Event()
    return True


async def delete_webhook(world: World, params: Params) -> Any:
    _drop(world, params)
    world.webhook = Webhook()
    return True


def _drop(world: World, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        world.pending = []


async def get_webhook_info(world: World, _params: Params) -> Any:
    hook = world.webhook
    info: dict[str, Any] = {
        "url": hook.url, "has_custom_certificate": False,
        "pending_update_count": len(world.waiting()),
    }  # fmt: skip
    if hook.url:
        info["max_connections"] = hook.most
    if hook.allowed:
        info["allowed_updates"] = hook.allowed
    if hook.last_error:
        info |= {
            "last_error_date": int(hook.last_error_at), "last_error_message": hook.last_error,
        }  # fmt: skip
    return info
