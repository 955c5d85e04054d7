"""The curator's pages: what people asked and the base was not sure of."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.conversation.voicing import question_of
from bot.gaps import Pile, piles
from bot.knowing import changed_texts, checked
from bot.web.api_crew import known_staff
from bot.web.context import web_of
from bot.web.forms import Form, read_form
from bot.web.rendering import after, page, render
from bot.web.wording import language_of
from knowledge_base.entry import Entry
from knowledge_base.overlaying import shipped_texts, with_phrasing
from knowledge_base.reading import UnreadableEntriesError
from sessions.actions import curating
from sessions.errors import Malformed, Unknown
from sessions.people import Staff

HOME = "/regie/kennisbank"
DO = {"drop": curating.drop, "back": curating.put_back}


async def curator(request: Request) -> Staff:
    """Who looks after the base; raise for anybody else."""
    staff = await known_staff(request)
    curating.check_curates(staff)
    return staff


@page
async def queue(request: Request) -> Response:
    """Questions that wait, most asked first, and those that were dropped."""
    await curator(request)
    web, language = web_of(request), language_of(request)
    waiting = piles(await curating.waiting_gaps(web.store))
    return render(
        request, "knowledge/queue.html", language=language,
        waiting=[(pile, _near(request, pile, language)) for pile in waiting],
        changed=await curating.changed_entries(web.store),
        dropped=piles(await curating.dropped_gaps(web.store)),
    )  # fmt: skip


def _near(request: Request, pile: Pile, language: str) -> list[tuple[Entry, str]]:
    """What the base would suggest; of a question that it knows nothing about, nothing."""
    found = web_of(request).find(pile.first.question)
    return [(entry, question_of(entry, language)) for entry in found.options]


@page
async def order(request: Request) -> Response:
    """Drop a question with those that are nearly the same, or put it back."""
    form, staff = await read_form(request), await curator(request)
    if form.get("verb") not in DO:
        raise Malformed("form.unclear")
    for number in _numbers(form):
        await DO[form.get("verb")](web_of(request).store, staff, number)
    return after(HOME)


def _numbers(form: Form) -> list[int]:
    """Every question that the button was about."""
    typed = [word for word in form.all("gap") if word.isascii() and word.isdecimal()]
    return [int(word[:9]) for word in typed]


@page
async def attach(request: Request) -> Response:
    """From now on an entry answers this question too: it is one more way to ask it."""
    form, staff = await read_form(request), await curator(request)
    web, name, numbers = web_of(request), form.get("entry"), _numbers(form)
    waiting = {gap.id: gap.question for gap in await curating.waiting_gaps(web.store)}
    if not numbers or not waiting.keys() >= set(numbers):
        raise Unknown("knowledge.gap_unknown")
    added, changed = waiting[numbers[0]], await changed_texts(web.store)
    text = _with(name, shipped_texts() | changed, added)
    await checked(changed | {name: text})
    await curating.attach(web.store, staff, (name, text), added, numbers)
    await web.knowledge.reload(web.store)
    return after(HOME)


def _with(name: str, texts: dict[str, str], added: str) -> str:
    if name not in texts:
        raise Unknown("knowledge.entry_unknown")
    try:
        return with_phrasing(name, texts[name], added)
    except UnreadableEntriesError as unreadable:
        raise Malformed("knowledge.mistake", said=unreadable.mistakes[0].sentence) from None


@page
async def undo(request: Request) -> Response:
    """Take the last change of an entry back; its question waits again."""
    form, staff = await read_form(request), await curator(request)
    web, number = web_of(request), form.number("version")
    if number is None:
        raise Malformed("form.unclear")
    await curating.undo(web.store, staff, number)
    await web.knowledge.reload(web.store)
    return after(HOME)


@page
async def back(_request: Request) -> Response:
    """Whoever reloads the address of a form is led to the page that the form was on."""
    return after(HOME)


ROUTES = [
    Route(HOME, queue),
    Route(f"{HOME}/vraag", order, methods=["POST"]),
    Route(f"{HOME}/vraag", back),
    Route(f"{HOME}/hoort-bij", attach, methods=["POST"]),
    Route(f"{HOME}/hoort-bij", back),
    Route(f"{HOME}/terug", undo, methods=["POST"]),
    Route(f"{HOME}/terug", back),
]
