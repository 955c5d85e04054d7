"""The pages on which a coordinator makes the vision: blocks, sources, chapters, versions."""

from asyncio import to_thread
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.conversation.telling import adopted
from bot.conversation.texts import words_in
from bot.delivery import as_letter
from bot.documents import NotMade, make_visions
from bot.web.context import Web, web_of
from bot.web.forms import Form, fresh_key, read_form
from bot.web.problems import Unreadable, status_of
from bot.web.rendering import after, page, render, told
from bot.web.vision.orders import ORDERS, edit_of
from bot.web.who import known_staff
from bot.web.wording import Wording, language_of
from exports.edition import Edition
from exports.orders import DocumentOrder
from exports.phrasing import CATALOGUE, Phrasing
from exports.vision import compile_vision, lines_of
from exports.vision_document import vision_file_name
from exports.vision_writing import Writing
from knowledge_base.entry import Entry
from sessions.actions import envisioning
from sessions.actions.envisioning import Drafted, Making
from sessions.dossier import Dossier
from sessions.errors import Clash, Refusal, Unknown
from sessions.findings import waiting
from sessions.people import KINDS, Staff
from sessions.programme_findings import programme_waiting
from sessions.storage.unit import Lane, Letter
from sessions.synthesis.building_blocks import propose
from sessions.synthesis.built import Built, accepted, undecided
from sessions.vision_entries import Fate, Heeded, State

PAGES = {
    "bouwstenen": "vision/blocks.html",
    "bronnen": "vision/sources.html",
    "hoofdstukken": "vision/chapters.html",
    "versies": "vision/versions.html",
}

OWN_SENTENCE = frozenset({"versie", "stap", "ongedaan", "weg"})
"""What a form does that has a confirmation of its own; the others are simply kept."""


async def opened(request: Request) -> tuple[Dossier, Staff]:
    """The programme of the meeting with this code, for whoever may read its vision."""
    staff, store = await known_staff(request), web_of(request).store
    record = await store.record(request.path_params["code"])
    envisioning.check_reads(staff, record.programme.id)
    return await envisioning.open_dossier(store, record.programme.id), staff


@page
async def show(request: Request) -> Response:
    dossier, staff = await opened(request)
    return await _show(request, request.path_params.get("place", "bouwstenen"), dossier, staff)


async def _show(
    request: Request, place: str, dossier: Dossier, staff: Staff,
    refused: tuple[Refusal, Form] | None = None,
) -> Response:  # fmt: skip
    if place not in PAGES:
        raise Unreadable("http.404", 404)
    language, (refusal, form) = language_of(request), refused or (None, Form())
    return render(
        request, PAGES[place], status=status_of(refusal) if refusal else 200, language=language,
        said=told(refusal, language) if refusal else "", form=form, key=fresh_key(),
        clashed=isinstance(refusal, Clash),
        here=request.path_params["code"], place=place, places=list(PAGES),
        may_change=envisioning.may_keep(staff, dossier.programme.id), dossier=dossier,
        vision=dossier.vision, near=partial(_near, web_of(request)),
        done=_done(request, language),
        all_examples=web_of(request).knowledge.entries, **_parts(dossier, language),
        **await to_thread(_waits, dossier, place),
    )  # fmt: skip


def _done(request: Request, language: str) -> str:
    """What the form did that led here, in a sentence; empty for who just came by."""
    asked, wording = Form(list(request.query_params.items())), Wording(language)
    if (what := asked.get("gedaan")) == "bericht":
        return wording.n("vision.done_bericht", asked.number("n") or 0)
    if what in OWN_SENTENCE:
        return wording(f"vision.done_{what}")
    return wording("vision.done") if what in ORDERS or what == "wijzig" else ""


def _waits(dossier: Dossier, place: str) -> dict[str, Any]:
    """Where personal data was found that nobody decided about yet: in meetings, and beside them."""
    if place != "versies":
        return {"waits": [], "shared_waits": 0}
    found = [(r.meeting, n) for r in dossier.records if (n := waiting(r))]
    return {"waits": found, "shared_waits": programme_waiting(dossier)}


def _near(web: Web, built: Built) -> list[Entry]:
    """The praktijkvoorbeelden that a block names, and those that the base finds for it."""
    subject = next((p.subject for p in built.proposals), "") or built.block.words
    found = web.find(subject)
    options = found.options or tuple(filter(None, [found.entry]))
    named = [e for e in web.knowledge.entries if e.id in built.block.examples]
    return [*named, *(e for e in options[:3] if e not in named)]


def _parts(dossier: Dossier, language: str) -> dict[str, Any]:
    """What the pages have in common: proposals and blocks in words, and the names of chapters."""
    proposals = propose(dossier.records, dossier.vision.outside)
    phrasing = Phrasing(CATALOGUE.words(language))
    writing = Writing(dossier, phrasing, proposals, Edition.INTERNAL)
    chapters = [(c, c.title or phrasing.words(f"chapter.{c.key}")) for c in dossier.vision.chapters]
    return {
        "waiting": undecided(dossier.vision, proposals),
        "claim": writing.proposed,
        "built": accepted(dossier.vision, proposals),
        "passage": writing.block,
        "rejected": [b for b in dossier.vision.blocks if b.fate is Fate.REJECTED],
        "chapters": chapters,
        "about": partial(_about, Wording(language), {c.key: title for c, title in chapters}),
        "states": list(State),
        "verdicts": list(Heeded),
        "kinds": KINDS,
        "words": phrasing.words,
        "seen": max((act.number for act in dossier.vision.acts), default=0),
    }


def _about(wording: Wording, titles: Mapping[str, str], subject: str) -> str:
    """What a change was about, as the page names it: `bouwsteen 3`, `R1`, a chapter's title."""
    kind, _, name = subject.partition("/")
    if kind in {"block", "amendment"}:
        return wording(f"vision.about_{kind}", number=name)
    return titles.get(name, name) if kind == "chapter" else name


@page
async def order(request: Request) -> Response:
    """One of the forms: a change, undoing one, a version, or telling that it is adopted."""
    form = await read_form(request)
    dossier, staff = await opened(request)
    place = form.get("place") or "bouwstenen"
    try:
        heard = await _carry_out(request, dossier, staff, form)
    except Refusal as refusal:
        fresh, _ = await opened(request)
        return await _show(request, place, fresh, staff, (refusal, form))
    path = request.path_params
    done = urlencode({"gedaan": path["what"], "n": heard})
    return after(f"/visie/{path['code']}/{place}?{done}{form.get('to')[:40]}")


async def _carry_out(request: Request, dossier: Dossier, staff: Staff, form: Form) -> int:
    """Do what was asked; return how many people hear of it."""
    store, programme = web_of(request).store, dossier.programme.id
    what = request.path_params["what"]
    if what == "ongedaan":
        await envisioning.undo(store, staff, programme, form.number("act") or 0)
    elif what == "versie":
        drafted = _drafted(dossier, form.get("purpose"))
        await envisioning.put_down(store, staff, programme, drafted)
    elif what == "bericht":
        return await envisioning.tell_adopted(store, staff, dossier, partial(_letter, dossier))
    else:
        entries = web_of(request).knowledge.entries
        making = Making(
            what, edit_of(what, form, entries), f"{what}.{form.get('key')[:80] or fresh_key()}",
            seen=form.number("seen"), known=dossier.known,
        )  # fmt: skip
        if what == "stap":
            drafted = _drafted(dossier, _step_label(form, language_of(request)))
            await envisioning.take_step(store, staff, programme, making, drafted)
        else:
            await envisioning.change(store, staff, programme, making)
    return 0


def _letter(dossier: Dossier, address: str, language: str) -> Letter:
    said = adopted(dossier.programme.title, words_in(language))
    return as_letter(said, address, lane=Lane.NEWS)


def _drafted(dossier: Dossier, label: str) -> Drafted:
    """The draft as everybody may read it, to keep as a version."""
    draft = compile_vision(dossier, datetime.now(UTC), Edition.PUBLIC)
    return Drafted(label, lines_of(draft), dossier.vision.stamp)


def _step_label(form: Form, language: str) -> str:
    """`Gemeente Emmen: Bij de raad`"""
    step = CATALOGUE.words(language)(f"vision.state.{form.get('state')}")
    return f"{form.get('municipality')}: {step}"


@page
async def download(request: Request) -> Response:
    dossier, _ = await opened(request)
    asked = Form(list(request.query_params.items()))
    wanted = asked.get("edition", Edition.INTERNAL.value)
    if wanted not in list(Edition):
        raise Unknown("export.edition", known=", ".join(Edition))
    order = DocumentOrder("vision", request.path_params["format"], Edition(wanted))
    try:
        made = await make_visions(dossier, [order], asked.number("sinds"))
    except NotMade as failure:
        raise Unreadable(failure.key, 503, **failure.values) from None
    named = vision_file_name(dossier.programme.title, order.edition, order.form)
    shown = "inline" if order.form == "html" else "attachment"
    return Response(
        made[order.name], media_type=order.media_type,
        headers={"Content-Disposition": f'{shown}; filename="{named}"'},
    )  # fmt: skip


ROUTES = [
    Route("/visie/{code}", show),
    Route("/visie/{code}/visie.{format}", download),
    Route("/visie/{code}/{place}", show),
    Route("/visie/{code}/{what}", order, methods=["POST"]),
]
