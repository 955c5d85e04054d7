"""The web application: every route, read from top to bottom."""

import re

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.web.api import crew
from bot.web.api import participant as people
from bot.web.api import review as checks
from bot.web.api.answer import AnswerEndpoint
from bot.web.api.exports import export
from bot.web.api.openapi import openapi
from bot.web.context import Web, headers_of, web_of
from bot.web.files import static
from bot.web.pages import ROUTES as PAGES
from bot.web.phone.mini_app import opened
from bot.web.phone.pages import look
from bot.web.phone.ready import ready_page
from bot.web.problems import Unreadable, failed, failure, on_http, on_refusal
from bot.web.rendering import problem_page
from bot.web.security import Security
from sessions.errors import Refusal


async def healthz(_request: Request) -> Response:
    """The process answers."""
    return PlainTextResponse("ok\n")


async def readyz(request: Request) -> Response:
    """The database can be read and written."""
    web = web_of(request)
    await web.store.writer.run(None, lambda connection: connection.exec_driver_sql("SELECT 1"))
    return PlainTextResponse("ready\n")


async def metrics(request: Request) -> Response:
    web = web_of(request)
    web.metrics.streams.set(web.hub.watchers)
    return Response(web.metrics.text(), media_type=web.metrics.media_type)


async def on_failure(request: Request, error: Exception) -> Response:
    """Our mistake: a number for the person, the place for the log."""
    web, path = web_of(request), request.url.path
    if path.startswith("/api/"):
        return failure(web, error, headers_of(request), path)
    web.metrics.failures.inc()
    return problem_page(request, Unreadable("http.failed", 500, number=failed(error, path)))


async def on_lost(request: Request, error: Exception) -> Response:
    """No such page, or not in that way: JSON for programs, a page for people."""
    if request.url.path.startswith("/api/"):
        return await on_http(request, error)
    assert isinstance(error, HTTPException)
    return problem_page(request, Unreadable(f"http.{error.status_code}", error.status_code))


MEETING = "/meetings/{code}"
REACTION = f"{MEETING}/reactions/{{number:number}}"

REVIEW: list[BaseRoute] = [
    Route(f"{MEETING}/review", checks.review),
    Route(f"{MEETING}/review", checks.open_round, methods=["PUT"]),
    Route(f"{MEETING}/review/issued", checks.issue, methods=["PUT"]),
    Route(f"{MEETING}/review/adopted", checks.adopt, methods=["PUT"]),
    Route(f"{MEETING}/reactions", checks.react, methods=["POST"]),
    Route(REACTION, checks.reword, methods=["PUT"]),
    Route(REACTION, checks.withdraw, methods=["DELETE"]),
    Route(f"{REACTION}/verdict", checks.judge, methods=["PUT"]),
]

API: list[BaseRoute] = [
    Route(MEETING, people.meeting),
    Route(f"{MEETING}/live", people.LiveEndpoint(), methods=["GET"]),
    Route("/join", people.join, methods=["POST"]),
    Route("/sign-in", crew.sign_in, methods=["POST"]),
    Route("/staff", crew.invite, methods=["POST"]),
    Route("/meetings", crew.make_meeting, methods=["POST"]),
    Route(f"{MEETING}/me", people.me, methods=["PATCH"]),
    Route(f"{MEETING}/seat", people.seat, methods=["PUT"]),
    Route(f"{MEETING}/ask", people.ask, methods=["POST"]),
    Route(f"{MEETING}/telegram", opened, methods=["POST"]),
    Route(f"{MEETING}/record", crew.record_json),
    Route(f"{MEETING}/message", crew.message, methods=["POST"]),
    Route(f"{MEETING}/notes", crew.note, methods=["POST"]),
    Route(f"{MEETING}/items", crew.add_item, methods=["POST"]),
    *REVIEW,
    Route(f"{MEETING}/{{verb:str}}", crew.meeting_verb, methods=["POST"]),
    Route(f"{MEETING}/items/{{number:number}}/answer", AnswerEndpoint(), methods=["PUT", "DELETE"]),
    Route(f"{MEETING}/items/{{number:number}}/{{verb:str}}", crew.item_verb, methods=["POST"]),
    Route(f"{MEETING}/questions/{{number:number}}/answer", crew.answer_question, methods=["POST"]),
    Route(f"{MEETING}/contributions/{{reference}}/{{verb}}", crew.mark, methods=["POST"]),
    Route(f"{MEETING}/exports/{{kind}}.{{format}}", export),
]

ROUTES: list[BaseRoute] = [
    Route("/m/{code}", look),
    Mount("/api/v1", routes=API),
    Route("/openapi.json", openapi),
    Route("/healthz", healthz),
    Route("/readyz", readyz),
    Route("/metrics", metrics),
    Route("/static/{name}", static),
    *PAGES,
]


ANSWER = re.compile(r"/api/v1/meetings/([^/]+)/items/([0-9]{1,9})/answer")


LIVE = re.compile(r"/api/v1/meetings/([^/]+)/live")


class Door:
    """Before the list of routes is tried: answers, streams and “Nu” come a hall at a time."""

    def __init__(self, rooms: Starlette) -> None:
        self._rooms = rooms
        self._web: Web = rooms.state.web
        self._answers, self._streams = AnswerEndpoint(), people.LiveEndpoint()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        telegram = self._web.doors.telegram
        if telegram and scope["type"] == "http" and scope["path"] == telegram.path:
            await telegram.webhook(scope, receive, send)
        elif found := _asked_in(scope, {"PUT", "DELETE"}, ANSWER):
            scope["app"] = self._rooms
            scope["path_params"] = {"code": found[1], "number": int(found[2])}
            await self._answers(scope, receive, send)
        elif found := _asked_in(scope, {"GET"}, LIVE):
            scope["app"], scope["path_params"] = self._rooms, {"code": found[1]}
            await self._streams(scope, receive, send)
        elif page := self._ready(scope):
            await page(scope, receive, send)
        else:
            await self._rooms(scope, receive, send)

    def _ready(self, scope: Scope) -> Response | None:
        try:
            return ready_page(self._web, scope)
        except Exception:  # noqa: BLE001 -- the long way tells it, with a number and to the log
            return None


def _asked_in(scope: Scope, methods: set[str], path: re.Pattern[str]) -> re.Match[str] | None:
    if scope["type"] != "http" or scope["method"] not in methods:
        return None
    return path.fullmatch(scope["path"])


def build_app(web: Web) -> ASGIApp:
    """The application of one house."""
    rooms = Starlette(
        routes=ROUTES,
        exception_handlers={
            Refusal: on_refusal,
            HTTPException: on_lost,
            Exception: on_failure,
        },
    )
    rooms.state.web = web
    web.store.listen(web.hub.committed)
    return Security(Door(rooms), web.settings.public_url)
