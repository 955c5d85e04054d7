"""One-time links: opening one shows a button, and only the button uses the link up."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.context import STAFF_COOKIE, headers_of, staff_at, web_of
from bot.web.problems import status_of
from bot.web.rendering import after, page, render, told
from bot.web.wording import language_of
from sessions.actions.planning import SIGNED_IN_LASTS, sign_in
from sessions.errors import Refusal


@page
async def doorstep(request: Request) -> Response:
    """The page behind a link: a messenger that fetches it for a preview uses nothing up."""
    return render(request, "console/signing_in.html", said="", known=False)


@page
async def enter(request: Request) -> Response:
    """Trade the link for a cookie; a spent link says so, and shows a way on."""
    web = web_of(request)
    try:
        token = await sign_in(web.store, request.path_params["token"])
    except Refusal as refusal:
        return render(
            request, "console/signing_in.html", status=status_of(refusal),
            said=told(refusal, language_of(request)),
            known=await staff_at(web, headers_of(request)) is not None,
        )  # fmt: skip
    response = after("/regie")
    response.set_cookie(
        STAFF_COOKIE, token, max_age=int(SIGNED_IN_LASTS.total_seconds()),
        httponly=True, samesite="lax", secure=web.settings.secure,
    )  # fmt: skip
    return response


@page
async def leave(_request: Request) -> Response:
    response = after("/")
    response.delete_cookie(STAFF_COOKIE, httponly=True, samesite="lax")
    return response


ROUTES = [
    Route("/in/{token}", doorstep),
    Route("/in/{token}", enter, methods=["POST"]),
    Route("/uit", leave, methods=["POST"]),
]
