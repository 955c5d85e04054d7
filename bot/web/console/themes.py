"""The page on which open answers are arranged in themes; it works without JavaScript."""

from collections.abc import Callable, Mapping
from functools import partial, reduce

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.console.page import leading
from bot.web.context import web_of
from bot.web.forms import Form, read_form
from bot.web.problems import status_of
from bot.web.rendering import after, page, render, told
from bot.web.wording import language_of
from sessions.actions import arranging
from sessions.actions.arranging import Change, Looking
from sessions.arrangement import Themes
from sessions.errors import Malformed, Refusal
from sessions.people import Staff
from sessions.record import Record
from sessions.synthesis import editing


@page
async def themes(request: Request) -> Response:
    record, _ = await leading(request)
    return _themes(request, record)


def _themes(request: Request, record: Record, refusal: Refusal | None = None) -> Response:
    """The themes as they stand; what was refused stands at the top."""
    number, language = request.path_params["number"], language_of(request)
    answers = arranging.answers_to(record, number)
    return render(
        request, "console/themes.html", status=status_of(refusal) if refusal else 200,
        language=language, record=record, meeting=record.meeting, code=record.meeting.code,
        shown=record.item(number), found=record.themes.get(number),
        texts={answer.reference: answer.text for answer in answers},
        unplaced=record.unplaced(number),
        said=told(refusal, language) if refusal else "",
    )  # fmt: skip


@page
async def change(request: Request) -> Response:
    """One of the buttons on the page."""
    form = await read_form(request)
    record, staff = await leading(request)
    number = request.path_params["number"]
    try:
        await _carry_out(request, record, staff, form)
    except Refusal as refusal:
        fresh = await web_of(request).store.record(record.meeting.code)
        return _themes(request, fresh, refusal)
    return after(f"/regie/{record.meeting.code}/themas/{number}")


async def _carry_out(request: Request, record: Record, staff: Staff, form: Form) -> None:
    store, does = web_of(request).store, form.get("do")
    looking = Looking(request.path_params["number"], form.number("revision") or 0)
    if does == "find":
        await arranging.arrange(store, record, staff, looking)
    elif does == "undo":
        await arranging.undo(store, record, staff, looking)
    elif does in CHANGES:
        await arranging.rearrange(store, record, staff, looking, CHANGES[does](form))
    else:
        raise Malformed("form.unclear")


def _place(themes: Themes) -> Themes:
    """Nothing but what every change begins with: put new answers beside what they resemble."""
    return themes


def _move(themes: Themes, references: list[str], label: str) -> Themes:
    return reduce(partial(_moved, label=label), references, themes)


def _moved(themes: Themes, reference: str, label: str) -> Themes:
    return editing.move(themes, reference, label)


def _ticked(form: Form) -> list[str]:
    """The answers that were chosen; none at all is a mistake that only a form can make."""
    if not (references := form.all("answer")):
        raise Malformed("form.no_answers")
    return references


CHANGES: Mapping[str, Callable[[Form], Change]] = {
    "place": lambda _form: _place,
    "confirm": lambda form: partial(editing.confirm, label=form.get("theme")),
    "rename": lambda form: partial(editing.rename, label=form.get("theme"), name=form.get("name")),
    "merge": lambda form: partial(editing.merge, label=form.get("theme"), into=form.get("to")),
    "move": lambda form: partial(_move, references=_ticked(form), label=form.get("to")),
    "split": lambda form: partial(
        editing.split, label=form.get("theme"), references=_ticked(form), name=form.get("new")
    ),
}
"""What a button asks for, as a change with its values filled in."""

ROUTES = [
    Route("/regie/{code}/themas/{number:number}", themes),
    Route("/regie/{code}/themas/{number:number}", change, methods=["POST"]),
]
