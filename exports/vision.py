"""The draft of the vision: compiled from what was said and decided, and from no other words.

Generated sentences carry references. The coordinator's own words are kept apart and marked as
hers: compiling again never touches them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from exports.actions import Action
from exports.attribution import Quote
from exports.edition import Edition
from exports.editions import without_names
from exports.glossary import glossary
from exports.personal_data import dossier_without_personal_data
from exports.phrasing import CATALOGUE, Phrasing
from exports.reply import RepliesGiven, reply
from exports.vision_chapters import GENERATED
from exports.vision_sentences import Passage, own_words
from exports.vision_writing import Writing
from sessions import references
from sessions.dossier import Dossier, Example, Term
from sessions.errors import Unknown
from sessions.synthesis.building_blocks import propose
from sessions.synthesis.comparing import Change, Differing, changes_by_place, compare
from sessions.synthesis.landing import Landing, landings
from sessions.vision import Vision
from sessions.vision_entries import Figure, Source, Standing, State
from sessions.vision_versions import KeptSentence, Version

__all__ = ["Action", "Quote", "VisionDraft", "Written", "compile_vision", "lines_of"]


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
class VisionDraft:
    """Everything that the document says, in the order in which it says it."""

    edition: Edition
    programme: str
    made_at: datetime
    standings: tuple[Standing, ...]
    since: str
    chapters: tuple[Written, ...]
    changes: tuple[Differing, ...]
    terms: tuple[Term, ...]
    examples: tuple[Example, ...]
    sources: tuple[Source, ...]
    figures: tuple[Figure, ...]
    reply: RepliesGiven
    landed: tuple[Landed, ...]

    @property
    def state(self) -> State:
        """How far it is everywhere; a concept until all municipalities are at the same step."""
        states = {standing.state for standing in self.standings}
        return states.pop() if len(states) == 1 else State.CONCEPT

    @property
    def blocks(self) -> frozenset[int]:
        """The numbers of building blocks that a reader finds in it."""
        anchors = (p.anchor for c in self.chapters for p in c.passages if p.anchor)
        return frozenset(int(anchor.rpartition("-")[2]) for anchor in anchors)


def compile_vision(
    dossier: Dossier, made_at: datetime, edition: Edition = Edition.PUBLIC, since: int | None = None
) -> VisionDraft:
    """The same dossier, moment and edition give the same draft.

    What changed is told since the version with this number, else since the last one that says
    something else; raise `Unknown` when no version has the number.
    """
    dossier = dossier_without_personal_data(dossier, edition)
    if edition is Edition.PUBLIC:
        dossier = replace(dossier, records=tuple(map(without_names, dossier.records)))
    vision = dossier.vision
    proposals = propose(dossier.records, vision.outside)
    phrasing = Phrasing(CATALOGUE.words(dossier.language))
    writing = Writing(dossier, phrasing, proposals, edition)
    chapters = _chapters(writing)
    before = _before(vision, _lines(chapters), since)
    now = _lines(chapters)
    changes = compare(still_quoted(before.told, now), now) if before else ()
    return VisionDraft(
        edition=edition,
        programme=dossier.programme.title,
        made_at=made_at,
        standings=tuple(vision.standing(name) for name in dossier.municipalities),
        since=f"{before.number}, {before.label}" if before else "",
        chapters=_marked(chapters, changes_by_place(changes)),
        changes=changes,
        terms=glossary(dossier, _words(chapters), phrasing),
        examples=_examples(writing),
        sources=vision.sources,
        figures=vision.figures,
        reply=reply(dossier, edition, phrasing, {c.key: c.title for c in chapters}),
        landed=_landed(dossier, landings(dossier.records, vision, proposals)),
    )


def lines_of(draft: VisionDraft) -> tuple[KeptSentence, ...]:
    """Every sentence with what it rests on: what a version keeps, to see later what changed."""
    return _lines(draft.chapters)


def _lines(chapters: Sequence[Written]) -> tuple[KeptSentence, ...]:
    return tuple(
        KeptSentence(
            s.place, c.key, c.number, c.title, s.text, tuple(q.text for q in s.quotes), s.references
        )
        for c in chapters
        for p in c.passages
        for s in p.sentences
    )


def still_quoted(
    before: Sequence[KeptSentence], now: Sequence[KeptSentence]
) -> tuple[KeptSentence, ...]:
    """Without quotes that are gone: whoever gave one may not want to be quoted any more."""
    quoted = {quote for line in now for quote in line.quotes}
    return tuple(
        replace(line, quotes=tuple(quote for quote in line.quotes if quote in quoted))
        for line in before
    )


def _words(chapters: Sequence[Written]) -> Iterator[str]:
    """Everything that a reader of the chapters meets."""
    for chapter in chapters:
        yield chapter.title
        for passage in chapter.passages:
            yield passage.title
            for sentence in passage.sentences:
                yield sentence.said


def _examples(writing: Writing) -> tuple[Example, ...]:
    """Those that the chapters name, in that order."""
    kept = [chapter.key for chapter in writing.dossier.vision.chapters if not chapter.left_out]
    blocks = sorted(
        (b.block for b in writing.built if b.block.chapter in kept),
        key=lambda block: kept.index(block.chapter),
    )
    named = dict.fromkeys(name for block in blocks for name in block.examples)
    known = writing.dossier.examples
    return tuple(known[name] for name in named if name in known)


def _before(vision: Vision, now: Sequence[KeptSentence], since: int | None) -> Version | None:
    """The version to compare with: the one that was asked for, else the last that differs."""
    if since is not None:
        if (asked := vision.version(since)) is None:
            raise Unknown("vision.no_version")
        return asked
    said = {line.place: line.said for line in now}
    differing = (v for v in reversed(vision.versions) if dict(v.sentences) != said)
    return next(differing, vision.latest)


def _marked(chapters: Sequence[Written], changes: Mapping[str, Change]) -> tuple[Written, ...]:
    return tuple(
        replace(chapter, passages=tuple(p.marked(changes) for p in chapter.passages))
        for chapter in chapters
    )


def _chapters(writing: Writing) -> tuple[Written, ...]:
    kept = [c for c in writing.dossier.vision.chapters if not c.left_out]
    written = []
    for number, chapter in enumerate(kept):
        generate = GENERATED.get(chapter.key)
        hers = own_words(f"chapter/{chapter.key}", chapter.words, writing.dossier.known)
        passages = [Passage("", hers)] if hers else []
        passages += generate(writing) if generate else []
        passages += writing.blocks_in(chapter.key)
        title = chapter.title or writing.words(f"chapter.{chapter.key}")
        kept_passages = tuple(p for p in passages if p.sentences)
        written.append(Written(chapter.key, number, title, kept_passages))
    return tuple(written)


def _landed(dossier: Dossier, found: Mapping[str, Landing]) -> tuple[Landed, ...]:
    titles = {
        references.item(r.meeting.number, i.number): i.item.title
        for r in dossier.records
        for i in r.items
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
