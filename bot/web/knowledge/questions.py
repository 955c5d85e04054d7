"""The curator's pages: what people asked that the base was not sure of, and what came of it."""

from collections.abc import Awaitable, Callable, Sequence

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.conversation.voicing import question_of
from bot.gaps import AlikeGaps, piles
from bot.knowing import checked, coming_texts, phrased, without
from bot.web.context import web_of
from bot.web.forms import Form, read_form
from bot.web.problems import status_of
from bot.web.rendering import Handler, after, page, render, told
from bot.web.who import known_staff
from bot.web.wording import language_of
from knowledge_base.entry import Entry
from sessions.actions import curating
from sessions.errors import Malformed, Refusal, Unknown
from sessions.people import Staff
from sessions.storage.entry_versions import DRAFT, LIVE, PHRASING, TRYING, EntryChange, EntryVersion

HOME = "/regie/kennisbank"
DO = {"drop": curating.drop, "back": curating.put_back}


async def curator(request: Request) -> Staff:
    """Who looks after the base; raise for anybody else."""
    staff = await known_staff(request)
    curating.check_curates(staff)
    return staff


@page
async def queue(request: Request) -> Response:
    """Questions that wait, most asked first; what was made of others; and those dropped."""
    await curator(request)
    return await _queue(request)


async def _queue(request: Request, refusal: Refusal | None = None) -> Response:
    web, language = web_of(request), language_of(request)
    waiting = piles(await curating.waiting_gaps(web.store))
    drafts = await curating.versions_in(web.store, DRAFT)
    return render(
        request, "knowledge/queue.html", language=language,
        status=status_of(refusal) if refusal else 200,
        said=told(refusal, language) if refusal else "",
        waiting=[(pile, _near(request, pile, language)) for pile in waiting],
        trying=await curating.versions_in(web.store, TRYING),
        drafts=[(draft, _why(draft, language)) for draft in drafts],
        changed=await curating.changed_entries(web.store),
        calibrated=web.knowledge.is_calibrated,
        questions={entry.id: question_of(entry, language) for entry in web.knowledge.entries},
        dropped=piles(await curating.dropped_gaps(web.store)),
    )  # fmt: skip


def _near(request: Request, pile: AlikeGaps, language: str) -> list[tuple[Entry, str]]:
    """What the base would suggest; of a question that it knows nothing about, nothing."""
    found = web_of(request).find(pile.first.question)
    return [(entry, question_of(entry, language)) for entry in found.options]


def _why(draft: EntryVersion, language: str) -> list[str]:
    """What keeps it from going live, in sentences."""
    return [told(Refusal(key, **values), language) for key, values in draft.why["sentences"]]


def on_the_queue(work: Callable[[Request, Staff, Form], Awaitable[None]]) -> Handler:
    """A button of the queue: what is refused is told above it, with everything still there."""

    @page
    async def handle(request: Request) -> Response:
        form, staff = await read_form(request), await curator(request)
        try:
            await work(request, staff, form)
        except Refusal as refusal:
            return await _queue(request, refusal)
        return after(HOME)

    return handle


@on_the_queue
async def order(request: Request, staff: Staff, form: Form) -> None:
    """Drop a question with those that are nearly the same, or put it back."""
    if form.get("verb") not in DO:
        raise Malformed("form.unclear")
    await DO[form.get("verb")](web_of(request).store, staff, gap_numbers(form.all("gap")))


def gap_numbers(typed: Sequence[str]) -> list[int]:
    """Every question that a button or an address is about."""
    return [int(word[:9]) for word in typed if word.isascii() and word.isdecimal()]


async def waiting_questions(request: Request, gaps: Sequence[int]) -> list[str]:
    """What these questions are; raise `Unknown` when one of them does not wait."""
    waiting = {g.id: g.question for g in await curating.waiting_gaps(web_of(request).store)}
    if not gaps or not waiting.keys() >= set(gaps):
        raise Unknown("knowledge.gap_unknown")
    return [waiting[number] for number in gaps]


@on_the_queue
async def attach(request: Request, staff: Staff, form: Form) -> None:
    """An entry answers this question too: it is one more way to ask it, once that was tried."""
    web, name, gaps = web_of(request), form.get("entry"), gap_numbers(form.all("gap"))
    added = (await waiting_questions(request, gaps))[0]
    coming = await coming_texts(web.store)
    text = phrased(name, coming, added)
    await checked(coming | {name: text})
    over = coming.get(name, "")
    await curating.change(
        web.store, staff, EntryChange(name, text, PHRASING, added, gaps, over=over)
    )
    web.knowledge.news.set()


@on_the_queue
async def undo(request: Request, staff: Staff, form: Form) -> None:
    """Take the last change of an entry back; its question waits again."""
    web, number = web_of(request), form.number("version")
    if number is None:
        raise Malformed("form.unclear")
    await checked(await _before(request, number))
    await curating.undo(web.store, staff, number)
    await web.knowledge.reload(web.store)
    web.knowledge.news.set()


async def _before(request: Request, number: int) -> dict[str, str]:
    """What is live without a version: what others did since must go together with that."""
    store = web_of(request).store
    return without(await curating.versions_in(store, LIVE), number)


@page
async def log(request: Request) -> Response:
    """Who did what, and when."""
    await curator(request)
    lines = await curating.log_of(web_of(request).store)
    return render(request, "knowledge/log.html", lines=lines)


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
    Route(f"{HOME}/logboek", log),
]
