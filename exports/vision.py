"""The draft of the vision: compiled from what was said and decided, and from no other words.

Generated sentences carry references. The coordinator's own words are kept apart and marked as
hers: compiling again never touches them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from exports.actions import Action
from exports.attribution import Quote
from exports.editions import Edition, without_names
from exports.personal_data import masked, vision_without_personal_data, without_personal_data
from exports.phrasing import CATALOGUE, Phrasing
from exports.vision_chapters import GENERATED, Writing
from exports.vision_sentences import Passage, Sentence, own_words
from sessions.dossier import Dossier
from sessions.record import Asked
from sessions.synthesis.building_blocks import propose
from sessions.synthesis.landing import Landing, landings
from sessions.vision import Amendment, Figure, Outside, Source, Standing

__all__ = ["Action", "Asked", "Draft", "Quote", "Written", "compile_vision", "sentences_of"]


@dataclass(frozen=True, slots=True)
class Written:
    """One chapter with its number, as it stands in the document."""

    key: str
    number: int
    title: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Landed:
    """One item of a meeting with where its contributions went, alike ones together."""

    reference: str
    title: str
    rows: tuple[tuple[Landing, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that the document says, in the order in which it says it."""

    edition: Edition
    programme: str
    made_at: datetime
    standings: tuple[Standing, ...]
    since: str
    chapters: tuple[Written, ...]
    gone: tuple[str, ...]
    sources: tuple[Source, ...]
    figures: tuple[Figure, ...]
    outside: tuple[Outside, ...]
    amendments: tuple[Amendment, ...]
    landed: tuple[Landed, ...]


def compile_vision(dossier: Dossier, made_at: datetime, edition: Edition = Edition.PUBLIC) -> Draft:
    """The same dossier, moment and edition give the same draft."""
    looked_through = tuple(without_personal_data(r, edition) for r in dossier.records)
    bare = vision_without_personal_data(dossier.vision, edition)
    dossier = replace(dossier, records=looked_through, vision=bare)
    if edition is Edition.PUBLIC:
        dossier = replace(dossier, records=tuple(map(without_names, dossier.records)))
    vision = dossier.vision
    proposals = propose(dossier.records, vision.outside)
    phrasing = Phrasing(CATALOGUE.words(dossier.language))
    writing = Writing(dossier, phrasing, proposals, edition)
    latest = vision.latest
    chapters = _chapters(writing, latest.sentences if latest else None)
    now = {s.place for c in chapters for p in c.passages for s in p.sentences}
    return Draft(
        edition=edition,
        programme=dossier.programme.title,
        made_at=made_at,
        standings=tuple(vision.standing(name) for name in dossier.municipalities),
        since=f"{latest.number}, {latest.label}" if latest else "",
        chapters=chapters,
        gone=tuple(
            masked(t, Edition.INTERNAL)
            for place, t in (latest.sentences if latest else {}).items()
            if place not in now
        ),
        sources=vision.sources,
        figures=vision.figures,
        outside=tuple(_shown(given, edition) for given in vision.outside),
        amendments=vision.amendments,
        landed=_landed(dossier, landings(dossier.records, vision, proposals)),
    )


def sentences_of(draft: Draft) -> dict[str, str]:
    """Every sentence by its place: what a version keeps, to see later what changed."""
    return {s.place: s.said for c in draft.chapters for p in c.passages for s in p.sentences}


def _chapters(writing: Writing, before: Mapping[str, str] | None) -> tuple[Written, ...]:
    kept = [c for c in writing.dossier.vision.chapters if not c.left_out]
    written = []
    for number, chapter in enumerate(kept):
        generate = GENERATED.get(chapter.key)
        hers = own_words(f"chapter/{chapter.key}", chapter.words, writing.dossier.known)
        passages = [Passage("", hers)] if hers else []
        passages += generate(writing) if generate else []
        passages += writing.blocks_in(chapter.key)
        marked = tuple(p.marked(before) for p in passages if p.sentences)
        title = chapter.title or writing.words(f"chapter.{chapter.key}")
        written.append(Written(chapter.key, number, title, marked))
    return tuple(written)


def _shown(given: Outside, edition: Edition) -> Outside:
    """Who does not want to be quoted is not; a person's own words carry no name for everybody."""
    from sessions.items.breakdown import PERSONAL_KINDS

    hidden = edition is Edition.PUBLIC and given.kind in PERSONAL_KINDS
    return replace(
        given,
        text=given.text if given.quotable else "",
        organisation="" if hidden else given.organisation,
    )


def _landed(dossier: Dossier, found: Mapping[str, Landing]) -> tuple[Landed, ...]:
    titles = {
        f"B{r.meeting.number}.{i.number}": i.item.title for r in dossier.records for i in r.items
    }
    by_item: dict[str, dict[Landing, list[str]]] = {item: {} for item in titles}
    for landing in found.values():
        alike = replace(landing, reference="", theme="")
        by_item.setdefault(landing.item, {}).setdefault(alike, []).append(landing.reference)
    return tuple(
        Landed(
            item,
            titles.get(item, ""),
            tuple((where, _sorted(refs)) for where, refs in rows.items()),
        )
        for item, rows in by_item.items()
        if rows or item in titles
    )


def _sorted(references: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(references, key=lambda r: (len(r), r)))


def all_sentences(draft: Draft) -> tuple[Sentence, ...]:
    return tuple(s for c in draft.chapters for p in c.passages for s in p.sentences)
