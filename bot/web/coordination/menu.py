"""What the pages between evenings share: who may see them, their menu, and the list of them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from bot.web.context import web_of
from bot.web.forms import Form
from bot.web.problems import status_of
from bot.web.rendering import render, told
from bot.web.who import known_staff
from bot.web.wording import language_of
from sessions.errors import Forbidden, Refusal
from sessions.meeting import plain_code
from sessions.people import Role, Staff
from sessions.record import Record

PLANNERS = frozenset({Role.ADMIN, Role.COORDINATOR, Role.FACILITATOR})
"""Who prepares meetings."""

MANAGERS = frozenset({Role.ADMIN, Role.COORDINATOR})
"""Who decides about programmes, people and what is kept."""

EVERYBODY = frozenset({*PLANNERS, Role.CURATOR})


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the menu: where it is, the key of its words, and who sees it."""

    href: str
    key: str
    roles: frozenset[Role] = PLANNERS


SECTIONS: list[Section] = [
    Section("/coordinatie", "coordination.programmes"),
    Section("/coordinatie/mensen", "coordination.people"),
    Section("/coordinatie/bewaren", "coordination.keeping", MANAGERS),
    Section("/coordinatie/ik", "account.title", EVERYBODY),
]
"""The menu of the coordination. A part with a page of its own adds a line here."""


@dataclass(frozen=True)
class Came:
    """What came of a form: what was said about it, and what the form holds when it was refused."""

    refusal: Refusal | None = None
    form: Form = field(default_factory=Form)
    values: dict[str, Any] = field(default_factory=dict)


NOTHING = Came()

Page = Callable[[Request, Staff, Came], Awaitable[Response]]


async def staff_with(request: Request, roles: frozenset[Role]) -> Staff:
    """Who is signed in, when they have one of these roles."""
    staff = await known_staff(request)
    if staff.role not in roles:
        raise Forbidden("staff.not_yours")
    return staff


async def record_to_change(request: Request, staff: Staff) -> Record:
    """The meeting of this page as it is now, for who may change its programme."""
    from sessions.actions.programmes import may_change

    record = await web_of(request).store.record_now(plain_code(request.path_params["code"]))
    if not may_change(staff, record.programme.id):
        raise Forbidden("staff.not_yours")
    return record


def show(request: Request, staff: Staff, template: str, came: Came, **values: Any) -> Response:
    """A page of the coordination, with what came of the form that was on it."""
    refusal, language = came.refusal, language_of(request)
    path = request.url.path
    here = max(
        (s.href for s in SECTIONS if path == s.href or path.startswith(f"{s.href}/")), key=len,
        default="",
    )  # fmt: skip
    return render(
        request, f"coordination/{template}.html", status=status_of(refusal) if refusal else 200,
        language=language, staff=staff, form=came.form, here=here,
        sections=[s for s in SECTIONS if staff.role in s.roles],
        said=told(refusal, language) if refusal else "", **came.values, **values,
    )  # fmt: skip


async def titles(request: Request) -> dict[int, str]:
    """The titles of all programmes by their number."""
    from sessions.actions.programmes import programme_titles

    return await programme_titles(web_of(request).store)
