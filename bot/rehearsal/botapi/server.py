"""The server: the Bot API for the bot, and beside it what pretend people do."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

from aiohttp import web

from bot.rehearsal.botapi.bringing import bring
from bot.rehearsal.botapi.control import DEEDS, NotThereError
from bot.rehearsal.botapi.errors import ApiError
from bot.rehearsal.botapi.faults import Fault
from bot.rehearsal.botapi.methods import METHODS
from bot.rehearsal.botapi.params import Params, read_params, typed
from bot.rehearsal.botapi.world import World

WORLD = web.AppKey("world", World)

LARGEST = 60_000_000
"""Bytes in one call; a document may have 50 MB."""


def build(world: World) -> web.Application:
    app = web.Application(client_max_size=LARGEST)
    app[WORLD] = world
    app.router.add_route("*", "/bot{token}/{method}", call)
    app.router.add_get("/file/bot{token}/{path:.+}", download)
    app.router.add_post("/control/{deed}", control)
    app.cleanup_ctx.append(_bringing)
    return app


async def _bringing(app: web.Application) -> AsyncIterator[None]:
    task = asyncio.create_task(bring(app[WORLD]))
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def call(request: web.Request) -> web.StreamResponse:
    """One call of a method, with all that may go wrong on purpose."""
    world, method = request.app[WORLD], request.match_info["method"].lower()
    if request.match_info["token"] != world.token:
        return _answer(ApiError(401, "Unauthorized").body, 401)
    if method not in METHODS:
        return _answer(ApiError(404, "Not Found").body, 404)
    note: dict[str, Any] = {"method": method, "at": world.clock.now(), "applied": False}
    world.journal.append(note)
    try:
        params = await read_params(request)
        note |= {"chat": params.chat, "text": params.text("text")[:80]}
        fault = world.faults.find(method, params.chat)
        if fault:
            await _before(fault)
        body, status = await _apply(world, method, params, note), 200
        if fault and fault.drop == "after":
            return _hang_up(request, note)
    except ConnectionAbortedError:
        return _hang_up(request, note)
    except ApiError as error:
        body, status = error.body, error.status
    note["status"] = status
    return _answer(body, status)


async def _before(fault: Fault) -> None:
    """What goes wrong before anything is done."""
    if fault.delay:
        await asyncio.sleep(fault.delay)
    if fault.drop == "before":
        raise ConnectionAbortedError
    if fault.status:
        retry = {"retry_after": fault.retry_after} if fault.retry_after else {}
        raise ApiError(fault.status, fault.description or "Internal Server Error", retry)


async def _apply(world: World, method: str, params: Params, note: dict[str, Any]) -> dict[str, Any]:
    wrong = world.spec.request(method, typed(params, world.spec.kinds(method)))
    world.violations += wrong
    if wrong:
        raise ApiError(500, f"Internal Server Error: {wrong[0]}")
    if params.chat is not None:
        world.limits.count(method, params.chat, world.clock.pace())
    result = await METHODS[method](world, params)
    note["applied"] = True
    if method != "getupdates":  # each was checked when it was made; some are garbage on purpose
        world.violations += world.spec.answer(method, result)
    return {"ok": True, "result": result}


def _hang_up(request: web.Request, note: dict[str, Any]) -> web.StreamResponse:
    """Cut the line without a word."""
    note["status"] = 0
    if request.transport:
        request.transport.abort()
    return web.Response()


def _answer(body: dict[str, Any], status: int) -> web.Response:
    return web.Response(
        text=json.dumps(body, ensure_ascii=False), status=status, content_type="application/json"
    )


async def download(request: web.Request) -> web.Response:
    world = request.app[WORLD]
    file = world.files.get(request.match_info["path"].rpartition("/")[2])
    if request.match_info["token"] != world.token or file is None:
        return _answer(ApiError(404, "Not Found").body, 404)
    return web.Response(body=file)


async def control(request: web.Request) -> web.Response:
    """Something that a pretend person does, or a test."""
    deed = DEEDS.get(request.match_info["deed"])
    if deed is None:
        return web.json_response({"error": "no such deed"}, status=404)
    try:
        return web.json_response(await deed(request.app[WORLD], await request.json()))
    except (NotThereError, KeyError) as error:
        return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=409)
