"""People who run meetings: invite them, give them programmes, take them off the list."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.context import base_url, web_of
from bot.web.coordination.menu import NOTHING, PLANNERS, Came, show, staff_with
from bot.web.forms import Form, fresh_key, read_form
from bot.web.rendering import after, page
from sessions.actions import planning, staffing
from sessions.actions.planning import Newcomer
from sessions.actions.programmes import programme_titles
from sessions.errors import Forbidden, Malformed, Refusal
from sessions.people import Role, Staff

HERE = "/coordinatie/mensen"

GIVEN: dict[Role, tuple[Role, ...]] = {
    Role.FACILITATOR: (Role.FACILITATOR,),
    Role.COORDINATOR: (Role.FACILITATOR, Role.COORDINATOR, Role.CURATOR),
    Role.ADMIN: (Role.FACILITATOR, Role.COORDINATOR, Role.CURATOR, Role.ADMIN),
}
"""The roles that somebody of a role can give."""


@page
async def people(request: Request) -> Response:
    return await _people(request, await staff_with(request, PLANNERS), NOTHING)


async def _people(request: Request, staff: Staff, came: Came) -> Response:
    store = web_of(request).store
    everybody = await staffing.colleagues(store, staff)
    link = {"link": "", "invited": ""} if "link" not in came.values else {}
    return show(
        request, staff, "people", came, people=everybody, roles=GIVEN[staff.role],
        key=fresh_key(),
        titles=await programme_titles(store, staff), **link,
        managed={p.id for p in everybody if p.id != staff.id and staffing.may_manage(staff, p)},
    )  # fmt: skip


def _role(form: Form, staff: Staff) -> Role:
    role = next((r for r in GIVEN[staff.role] if r == form.get("role")), None)
    if role is None:
        raise Malformed("form.invite_whom")
    return role


def _programmes(form: Form, staff: Staff, role: Role) -> frozenset[int] | None:
    """The ticked programmes; all of them only by who sees all of them."""
    if role is Role.ADMIN:
        return None
    ticked = form.all("programme")
    if "all" in ticked:
        if staff.programmes is not None:
            raise Forbidden("staff.not_yours")
        return None
    return frozenset(int(t) for t in ticked if t.isascii() and t.isdecimal() and len(t) < 10)  # noqa: PLR2004 -- far beyond any number we give


@page
async def invite(request: Request) -> Response:
    """A one-time link for a newcomer; it is shown once, because only its digest is kept."""
    form, staff = await read_form(request), await staff_with(request, PLANNERS)
    name = form.get("name").strip()[:120]
    try:
        if not name:
            raise Malformed("form.invite_whom")
        role = _role(form, staff)
        chosen = _programmes(form, staff, role)
        if chosen is not None and not chosen:
            raise Malformed("form.which_programme")
        said = {"name": name, "role": role.value, "programmes": sorted(chosen or ())}
        newcomer = Newcomer(name, role, chosen, form.key(said))
        _, token = await planning.invite_newcomer(web_of(request).store, staff, newcomer)
    except Refusal as refusal:
        return await _people(request, staff, Came(refusal, form))
    return await _people(request, staff, _linked(request, name, token))


def _linked(request: Request, name: str, token: str) -> Came:
    return Came(values={"link": f"{base_url(request)}/in/{token}", "invited": name})


@page
async def change(request: Request) -> Response:
    """What was decided about one person: rights, a new link, or forgetting them."""
    form, staff = await read_form(request), await staff_with(request, PLANNERS)
    store, number = web_of(request).store, request.path_params["number"]
    try:
        if form.get("verb") == "link":
            other, token = await staffing.fresh_link(store, staff, number)
            return await _people(request, staff, _linked(request, other.name, token))
        if form.get("verb") == "forget":
            if "sure" not in form:
                raise Malformed("form.sure")
            await staffing.forget(store, staff, number)
        else:
            role = _role(form, staff)
            await staffing.change(store, staff, number, role, _programmes(form, staff, role))
    except Refusal as refusal:
        return await _people(request, staff, Came(refusal))
    return after(f"{HERE}#p{number}")


@page
async def back(_request: Request) -> Response:
    return after(HERE)


ROUTES = [
    Route(HERE, people),
    Route(HERE, invite, methods=["POST"]),
    Route(f"{HERE}/{{number:int}}", change, methods=["POST"]),
    Route(f"{HERE}/{{number:int}}", back),
]
