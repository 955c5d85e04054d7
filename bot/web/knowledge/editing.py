"""Writing entries in the console, checked by the rules of the Markdown files while one types."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.conversation.voicing import question_of
from bot.knowing import coming_texts, mistakes_with, text_now
from bot.web.context import web_of
from bot.web.forms import digest, read_form
from bot.web.knowledge.form import (
    Fields,
    fields_of,
    fresh_fields,
    known_values,
    name_for,
    sent_fields,
    text_of,
    told_mistakes,
)
from bot.web.knowledge.questions import HOME, curator, gap_numbers, waiting_questions
from bot.web.problems import status_of
from bot.web.rendering import after, page, render, told
from bot.web.wording import Wording, language_of
from knowledge_base.entry import Entry, shipped_sources
from knowledge_base.overlaying import shipped_texts
from knowledge_base.reading import entry_of
from sessions.actions import curating
from sessions.errors import Clash, Malformed, Refusal, Unknown
from sessions.meeting import HALL
from sessions.people import Staff
from sessions.storage.entry_versions import DRAFT, EDIT, NEW, EntryChange

WRITE = f"{HOME}/nieuw"
REWRITE = f"{HOME}/voorbeeld/{{name}}"
DRAFTED = f"{HOME}/versie/{{number:int}}"


@dataclass(frozen=True)
class Paper:
    """What somebody works on: an entry by its name, empty for a new one; and as it was seen.

    `over` is what curators made of it so far.
    """

    fields: Fields
    kind: str
    name: str = ""
    seen: str = ""
    gaps: Sequence[int] = field(default_factory=list)
    asked: Sequence[str] = field(default_factory=list)
    replaces: int | None = None
    over: str = ""


async def _start(request: Request, gaps: Sequence[int]) -> Paper:
    """What the form begins with: nothing but a question, an entry as it is, or a draft."""
    store, path = web_of(request).store, request.path_params
    if "number" in path:
        return await _draft(request, path["number"])
    if "name" in path:
        name, coming = path["name"], await coming_texts(store)
        text = (shipped_texts() | coming).get(name)
        if text is None:
            raise Unknown("knowledge.entry_unknown")
        fields, over = fields_of(entry_of(name, text)), coming.get(name, "")
        return Paper(fields, EDIT, name, digest(text), over=over)
    asked = await waiting_questions(request, gaps) if gaps else []
    today = datetime.now(UTC).astimezone(HALL).date()
    return Paper(fresh_fields(asked, today), NEW, gaps=gaps, asked=asked)


async def _draft(request: Request, number: int) -> Paper:
    store = web_of(request).store
    drafts = await curating.versions_in(store, DRAFT)
    draft = next((each for each in drafts if each.id == number), None)
    if draft is None:
        raise Unknown("knowledge.version_unknown")
    coming = await coming_texts(store)
    fields = fields_of(entry_of(draft.name, text_now(draft, coming)))
    seen = digest((shipped_texts() | coming).get(draft.name, ""))
    kind = NEW if draft.kind == NEW else EDIT
    over = coming.get(draft.name, "")
    return Paper(fields, kind, draft.name, seen, replaces=number, over=over)


@page
async def form(request: Request) -> Response:
    await curator(request)
    gaps = gap_numbers(request.query_params.getlist("gap"))
    return await _show(request, await _start(request, gaps))


async def _show(request: Request, paper: Paper, refusal: Refusal | None = None) -> Response:
    w, entries = Wording(language_of(request)), web_of(request).knowledge.entries
    _, found = await _read(request, paper)
    return render(
        request, "knowledge/form.html", status=status_of(refusal) if refusal else 200,
        heading=w("knowledge.new" if paper.kind == NEW else "knowledge.rewrite"),
        fields={**paper.fields, "seen": paper.seen}, gaps=paper.gaps, asked=paper.asked,
        mistakes=found, known=known_values(entries), language=w.language,
        sources=sorted(shipped_sources(), key=lambda source: source.title),
        refused=told(refusal, w.language) if refusal else "",
    )  # fmt: skip


async def _read(request: Request, paper: Paper) -> tuple[EntryChange, list[tuple[str, str]]]:
    """What the fields make of the entry, and what is wrong with that."""
    web, text = web_of(request), text_of(paper.fields)
    coming = await coming_texts(web.store)
    question = " ".join(paper.fields["question"].split())
    name = paper.name or name_for(question, await _taken(request))
    found = await mistakes_with({**coming, name: text})
    change = EntryChange(name, text, paper.kind, question, paper.gaps, paper.replaces, paper.over)
    w = Wording(language_of(request))
    return change, told_mistakes(found, name, web.knowledge.entries, w)


async def _taken(request: Request) -> set[str]:
    store = web_of(request).store
    drafts = await curating.versions_in(store, DRAFT)
    return {*shipped_texts(), *await coming_texts(store), *(draft.name for draft in drafts)}


@page
async def work(request: Request) -> Response:
    """Check what was typed, or keep it; what is wrong comes back with the words that were typed."""
    sent, staff = await read_form(request), await curator(request)
    gaps = gap_numbers(sent.all("gap"))
    try:
        begun, refusal = await _start(request, gaps), None
    except Unknown as gone:  # dealt with by somebody else meanwhile: the words are still theirs
        kind = EDIT if request.path_params else NEW
        begun, refusal = Paper({}, kind, str(request.path_params.get("name", ""))), gone
    paper = Paper(
        sent_fields(sent), begun.kind, begun.name, sent.get("seen"), begun.gaps, begun.asked,
        begun.replaces, begun.over,
    )  # fmt: skip
    if refusal or sent.get("do") != "save":
        return await _show(request, paper, refusal)
    try:
        await _save(request, staff, paper, begun.seen)
    except Refusal as refused:
        return await _show(request, paper, refused)
    return after(HOME)


async def _save(request: Request, staff: Staff, paper: Paper, seen: str) -> None:
    web = web_of(request)
    change, found = await _read(request, paper)
    if found:
        raise Malformed("knowledge.faulty")
    if paper.seen != seen:
        raise Clash("knowledge.changed_meanwhile")
    await curating.change(web.store, staff, change)
    web.knowledge.news.set()


@page
async def entries(request: Request) -> Response:
    """Every example, narrowed by words; to edit one, or to attach a question to it."""
    await curator(request)
    gaps = gap_numbers(request.query_params.getlist("gap"))
    asked = (await waiting_questions(request, gaps))[0] if gaps else ""
    sought, language = request.query_params.get("zoek", "")[:200], language_of(request)
    found = [e for e in web_of(request).knowledge.entries if _holds(e, sought)]
    listed = sorted(((e, question_of(e, language)) for e in found), key=lambda each: each[1])
    return render(
        request, "knowledge/choose.html", gaps=gaps, asked=asked, sought=sought, found=listed,
        language=language,
    )  # fmt: skip


def _holds(entry: Entry, sought: str) -> bool:
    """Whether every word stands somewhere in the entry."""
    told = (*entry.asked_as, entry.municipality or "", *entry.themes, entry.answer)
    text = " ".join(told).casefold()
    return all(word in text for word in sought.casefold().split())


ROUTES = [
    Route(f"{HOME}/voorbeelden", entries),
    *(Route(path, form) for path in (WRITE, REWRITE, DRAFTED)),
    *(Route(path, work, methods=["POST"]) for path in (WRITE, REWRITE, DRAFTED)),
]
