"""Bringing updates to a webhook: in order, with the secret, again and again until it says 2xx."""

import asyncio

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.rehearsal.botapi.fetching import wanted
from bot.rehearsal.botapi.world import Pending, World

ANSWERS_WITHIN = ClientTimeout(total=10)
FIRST_REST = 0.05
LAST_REST = 2.0
"""Seconds before it is brought again, doubling; Telegram's own rests are longer."""


async def bring(world: World) -> None:
    """Bring what waits, as long as a webhook is set; runs until cancelled."""
    rest = FIRST_REST
    async with ClientSession(timeout=ANSWERS_WITHIN) as session:
        while True:
            hook, waiting = world.webhook, world.waiting()
            chosen = next((p for p in waiting if wanted(p, hook.allowed)), None)
            if not hook.url or chosen is None:
                await _until_moved(world)
                continue
            if await _brought(world, session, chosen):
                rest = FIRST_REST
                world.pending.remove(chosen)
            else:
                await asyncio.sleep(rest)
                rest = min(2 * rest, LAST_REST)


async def _until_moved(world: World) -> None:
    try:
        await asyncio.wait_for(world.arrived.wait(), 1.0)
    except TimeoutError:
        return


async def _brought(world: World, session: ClientSession, pending: Pending) -> bool:
    hook = world.webhook
    headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
    try:
        async with session.post(hook.url, json=pending.body, headers=headers) as response:
            await response.read()
            if response.ok:
                return True
            why = f"Wrong response from the webhook: {response.status} {response.reason}"
    except (ClientError, TimeoutError) as error:
        why = f"Connection failed: {type(error).__name__}"
    hook.last_error, hook.last_error_at = why, world.clock.now()
    return False
