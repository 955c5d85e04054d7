"""Praktijkvoorbeelden to leaf through: a list with filters, and a page of each; for everybody."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.conversation.voicing import question_of, source_of, text_of
from bot.web.context import web_of
from bot.web.problems import Unreadable
from bot.web.rendering import page, render
from bot.web.wording import language_of
from knowledge_base.entry import Entry


@dataclass(frozen=True, slots=True)
class Filter:
    """One of the things to choose examples by: what can be chosen, and what was."""

    name: str
    values: list[str]
    chosen: str


FILTERS = ("gemeente", "thema", "doelgroep")


def values_of(entry: Entry, name: str) -> tuple[str, ...]:
    """What an entry is filed under."""
    if name == "gemeente":
        return (entry.municipality,) if entry.municipality else ()
    return entry.themes if name == "thema" else entry.target_groups


def filters_in(request: Request) -> list[Filter]:
    """What was chosen; a value that no entry has is as good as none."""
    filters = []
    for name in FILTERS:
        values = sorted(
            {v for entry in web_of(request).knowledge.entries for v in values_of(entry, name)}
        )
        asked = request.query_params.get(name, "")
        filters.append(Filter(name, values, asked if asked in values else ""))
    return filters


@page
async def entries(request: Request) -> Response:
    language, filters = language_of(request), filters_in(request)
    shown = [
        (entry, question_of(entry, language))
        for entry in web_of(request).knowledge.entries
        if all(not f.chosen or f.chosen in values_of(entry, f.name) for f in filters)
    ]
    return render(
        request, "knowledge/entries.html", language=language, filters=filters,
        found=len(shown), places=by_place(shown),
    )  # fmt: skip


def by_place(shown: list[tuple[Entry, str]]) -> list[tuple[str, list[tuple[Entry, str]]]]:
    """The examples of each municipality together; what holds everywhere comes last."""
    places: dict[str, list[tuple[Entry, str]]] = {}
    for entry, question in shown:
        places.setdefault(entry.municipality or "", []).append((entry, question))
    return sorted(places.items(), key=lambda filed: (not filed[0], filed[0]))


@page
async def entry(request: Request) -> Response:
    """One question with its answer, its source and its date; it can be linked to."""
    name, language = request.path_params["name"], language_of(request)
    found = next((e for e in web_of(request).knowledge.entries if e.id == name), None)
    if found is None:
        raise Unreadable("http.404", 404)
    return render(
        request, "knowledge/entry.html", language=language, question=question_of(found, language),
        answer=text_of(found, language), source=source_of(found, language),
        filed=[(f, value) for f in FILTERS for value in values_of(found, f)],
    )  # fmt: skip


ROUTES = [Route("/voorbeelden", entries), Route("/voorbeelden/{name}", entry)]
