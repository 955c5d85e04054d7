"""Coming in by a one-time link or a passkey, seeing where one is in, and leaving."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.context import headers_of, web_of
from bot.web.devices import device_of
from bot.web.problems import Unreadable, status_of
from bot.web.rendering import after, page, render, told
from bot.web.security import ELSEWHERE
from bot.web.who import STAFF_COOKIE, staff_at, token_in
from bot.web.wording import language_of
from sessions.actions import staffing
from sessions.actions.planning import SIGNED_IN_LASTS, sign_in
from sessions.errors import Refusal


@page
async def doorstep(request: Request) -> Response:
    """The page behind a link: a messenger that fetches it for a preview uses nothing up."""
    return render(request, "entrance/signing_in.html", said="", known=False)


@page
async def enter(request: Request) -> Response:
    """Trade the link for a cookie; a spent link says so, and shows a way on."""
    web = web_of(request)
    try:
        token = await sign_in(web.store, request.path_params["token"], device_of(request))
    except Refusal as refusal:
        return render(
            request, "entrance/signing_in.html", status=status_of(refusal),
            said=told(refusal, language_of(request)),
            known=await staff_at(web, headers_of(request)) is not None,
        )  # fmt: skip
    return let_in(request, after("/regie"), token)


def let_in(request: Request, response: Response, token: str) -> Response:
    """Give the browser a cookie that only the server reads."""
    response.set_cookie(
        STAFF_COOKIE, token, max_age=int(SIGNED_IN_LASTS.total_seconds()),
        httponly=True, samesite="lax", secure=web_of(request).settings.secure,
    )  # fmt: skip
    return response


@page
async def door(request: Request) -> Response:
    """Where somebody signs in with a passkey, or reads how to get a link."""
    known = await staff_at(web_of(request), headers_of(request)) is not None
    return render(request, "entrance/door.html", known=known)


@page
async def leave(request: Request) -> Response:
    """End the sign-in itself, and not only the cookie: a copy of it is worth nothing any more."""
    web = web_of(request)
    if token := token_in(headers_of(request), STAFF_COOKIE):
        await staffing.sign_out(web.store, token)
    response = after("/")
    response.delete_cookie(STAFF_COOKIE, httponly=True, samesite="lax", secure=web.settings.secure)
    return response


@page
async def elsewhere(_request: Request) -> Response:
    """Where a form ends up that another site sent."""
    raise Unreadable("http.other_site", 403)


ROUTES = [
    Route(ELSEWHERE, elsewhere),
    Route("/in/{token}", doorstep),
    Route("/in/{token}", enter, methods=["POST"]),
    Route("/aanmelden", door),
    Route("/uit", leave, methods=["POST"]),
]
