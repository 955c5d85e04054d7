"""The stand-in's door: the Bot API as the wire has it, and the control side beside it."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.rehearsal.botapi.control import control_routes
from bot.rehearsal.botapi.failures import ApiError
from bot.rehearsal.botapi.filing import file_at
from bot.rehearsal.botapi.parameters import read_parameters
from bot.rehearsal.botapi.service import BotSide, WireReply

LARGEST_BODY = 60 * 1024 * 1024
UNAUTHORIZED = ApiError(401, "Unauthorized")
NOT_FOUND = ApiError(404, "Not Found")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def make_app(service: BotSide) -> web.Application:
    app = web.Application(client_max_size=LARGEST_BODY)
    app.router.add_route("*", "/bot{token}/{method}", _method(service))
    app.router.add_get("/file/bot{token}/{path:.+}", _file(service))
    app.add_routes(control_routes(service))
    app.router.add_route("*", "/{anything:.*}", _nothing)
    app.on_cleanup.append(lambda _: service.close())
    return app


def _method(service: BotSide) -> Handler:
    async def call(request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != service.world.token:
            return _answer(WireReply(UNAUTHORIZED.status, UNAUTHORIZED.body()))
        try:
            parameters = await read_parameters(request)
        except ApiError as refused:
            return _answer(WireReply(refused.status, refused.body()))
        outcome = await service.call(request.match_info["method"], parameters)
        if outcome.cut and request.transport is not None:
            request.transport.abort()
        return _answer(outcome)

    return call


def _file(service: BotSide) -> Handler:
    async def fetch(request: web.Request) -> web.StreamResponse:
        stored = file_at(service.world, request.match_info["path"])
        if request.match_info["token"] != service.world.token or stored is None:
            return _answer(WireReply(NOT_FOUND.status, NOT_FOUND.body()))
        return web.Response(body=stored.content, content_type="application/octet-stream")

    return fetch


async def _nothing(_: web.Request) -> web.StreamResponse:
    return _answer(WireReply(NOT_FOUND.status, NOT_FOUND.body()))


def _answer(outcome: WireReply) -> web.StreamResponse:
    status = outcome.status or 200
    if isinstance(outcome.body, str):
        return web.Response(text=outcome.body, status=status, content_type="text/html")
    return web.json_response(outcome.body, status=status)
