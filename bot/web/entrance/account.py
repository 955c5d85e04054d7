"""One's own account: the passkeys, and where one is signed in."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.context import headers_of, web_of
from bot.web.coordination.menu import EVERYBODY, NOTHING, show, staff_with, titles
from bot.web.entrance.passkeys import place_of
from bot.web.forms import read_form
from bot.web.rendering import after, page
from bot.web.who import STAFF_COOKIE, token_in
from sessions.actions import passkeys, staffing

HERE = "/coordinatie/ik"


@page
async def account(request: Request) -> Response:
    staff = await staff_with(request, EVERYBODY)
    token = token_in(headers_of(request), STAFF_COOKIE)
    known = await titles(request)
    return show(
        request, staff, "account", NOTHING,
        known=await staffing.whereabouts(web_of(request).store, staff, token),
        may_add=place_of(request) is not None and bool(staff.id),
        mine=[known[n] for n in sorted(staff.programmes or ()) if n in known],
    )  # fmt: skip


@page
async def end(request: Request) -> Response:
    """Sign out on one device, or on all but this one."""
    form = await read_form(request)
    staff, store = await staff_with(request, EVERYBODY), web_of(request).store
    if (device := form.number("device")) is not None:
        await staffing.end_device(store, staff, device)
    else:
        await staffing.end_others(store, staff, token_in(headers_of(request), STAFF_COOKIE))
    return after(f"{HERE}#apparaten")


@page
async def remove_passkey(request: Request) -> Response:
    form = await read_form(request)
    staff = await staff_with(request, EVERYBODY)
    await passkeys.remove(web_of(request).store, staff, form.number("passkey") or 0)
    return after(f"{HERE}#passkeys")


@page
async def back(_request: Request) -> Response:
    """Whoever reloads the address of a form is led to the page that the form was on."""
    return after(HERE)


ROUTES = [
    Route(HERE, account),
    Route(f"{HERE}/apparaten", end, methods=["POST"]),
    Route(f"{HERE}/apparaten", back),
    Route(f"{HERE}/passkeys", remove_passkey, methods=["POST"]),
    Route(f"{HERE}/passkeys", back),
]
