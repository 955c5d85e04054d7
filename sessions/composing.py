"""What each thing that a coordinator does makes of the vision: pure, and one change each."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from sessions.errors import Clash, Malformed, Unknown
from sessions.items.item import TEXT_LIMIT, told
from sessions.vision import Vision
from sessions.vision_entries import (
    KINDS,
    Amendment,
    Block,
    Changes,
    Entry,
    Fate,
    Heeded,
    Outside,
    State,
    changed,
    kind_of,
)

Edit = Callable[[Vision], Changes]
"""What one act makes of the vision as it stands; `Unknown` when its block is not there."""

HEADS = {"source": "R", "figure": "C", "interview": "G-", "mail": "M-"}
"""How the references of what is cited begin."""

NEEDED = {"source": ("title",), "figure": ("title", "says"), "outside": ("text",),
          "amendment": ("text", "municipality")}  # fmt: skip
"""What may not be empty."""

STEPS = tuple(State)


def cleaned(entry: Entry) -> Entry:
    """With its words as they are kept; raise `Malformed` when something lacks or is too long."""
    words = {
        f.name: told(value) for f in fields(entry) if type(value := getattr(entry, f.name)) is str
    }
    if any(not words[name] for name in NEEDED.get(kind_of(entry), ())):
        raise Malformed("answer.empty")
    if any(len(value) > TEXT_LIMIT for value in words.values()):
        raise Malformed("answer.too_long", limit=TEXT_LIMIT)
    return with_values(entry, words)


def with_values(entry: Entry, values: Mapping[str, Any]) -> Entry:
    """The same thing with other values."""
    made: Entry = KINDS[kind_of(entry)](
        **{f.name: getattr(entry, f.name) for f in fields(entry)} | dict(values)
    )
    return made


def add(kind: str, values: Mapping[str, Any]) -> Edit:
    """A new source, figure, contribution outside a meeting, or amendment, with the next number."""

    def edit(vision: Vision) -> Changes:
        model, given = KINDS[kind], dict(values)
        if model is Amendment:
            given["number"] = vision.next_number(f"{kind}/")
        else:
            head = HEADS[given["origin"] if model is Outside else kind]
            number = vision.next_number(f"{kind}/{head}")
            given["reference"] = f"{head}{number:03d}" if "-" in head else f"{head}{number}"
        return changed(cleaned(model(**given)))

    return edit


def amend(subject: str, values: Mapping[str, Any]) -> Edit:
    """Other words or values for one thing.

    The edit raises `Unknown` without such a thing.
    """

    def edit(vision: Vision) -> Changes:
        held = vision.entries.get(subject)
        if held is None:
            raise Unknown("vision.unknown")
        return changed(cleaned(with_values(held, values)))

    return edit


def answer(subject: str, values: Mapping[str, Any]) -> Edit:
    """What is done with a reaction or an amendment, why, and in which block if one changed.

    The edit raises `Malformed` for a verdict without words.
    """

    def edit(vision: Vision) -> Changes:
        if values["verdict"] is not Heeded.OPEN and not told(values["answer"]):
            raise Malformed("vision.needs_reason")
        if number := values.get("block", 0):
            _block(vision, number)
        return amend(subject, values)(vision)

    return edit


def settle(entry: Entry) -> Edit:
    """Of which there is one each, made or changed: a chapter."""
    return lambda _vision: changed(cleaned(entry))


def remove(subject: str) -> Edit:
    """Take something away, unless a building block or a figure cites it.

    The edit raises `Unknown` without such a thing, `Clash` while it is cited.
    """

    def edit(vision: Vision) -> Changes:
        if subject not in vision.entries:
            raise Unknown("vision.unknown")
        reference = subject.partition("/")[2]
        cited = [c for b in vision.blocks if b.fate is Fate.ACCEPTED for c in (*b.cites, *b.added)]
        cited += [figure.source for figure in vision.figures]
        if reference in {name.partition(" ")[0] for name in cited}:
            raise Clash("vision.still_cited", reference=reference)
        return {subject: None}

    return edit


def decide(proposal: str, chapter: str, fate: Fate = Fate.ACCEPTED, reason: str = "") -> Edit:
    """Make a block of a proposal, or reject it with a reason.

    The edit raises `Clash` when the proposal was decided about, `Malformed` without that reason.
    """

    def edit(vision: Vision) -> Changes:
        if vision.blocks_of(proposal):
            raise Clash("vision.already_decided")
        block = Block(
            vision.next_number("block/"), (proposal,), chapter, rank=_last(vision, chapter)
        )
        return changed(_fated(block, fate, reason))

    return edit


def compose(values: Mapping[str, Any]) -> Edit:
    """A block of the coordinator's own, on references that she names.

    The edit raises `Malformed` without words or without references.
    """

    def edit(vision: Vision) -> Changes:
        number = vision.next_number("block/")
        block = cleaned(Block(number, rank=_last(vision, values["chapter"]), **values))
        assert isinstance(block, Block)
        if not block.words or not (block.added or block.cites):
            raise Malformed("vision.needs_words_and_references")
        return changed(block)

    return edit


def revise(number: int, values: Mapping[str, Any]) -> Edit:
    """Other words, another chapter, other references for a block.

    Who takes contributions out says why: whoever gave them reads it.
    The edit raises `Malformed` for contributions taken out without a reason.
    """

    def edit(vision: Vision) -> Changes:
        held = _block(vision, number)
        revised = replace(held, **values)
        if set(revised.left_out) - set(held.left_out) and not told(revised.because):
            raise Malformed("vision.needs_reason")
        return changed(cleaned(revised))

    return edit


def reject(number: int, reason: str) -> Edit:
    """A block goes no further; the edit raises `Malformed` without the reason."""
    return lambda vision: changed(_fated(_block(vision, number), Fate.REJECTED, reason))


def accept_again(number: int) -> Edit:
    """A block that was rejected comes back."""
    return lambda vision: changed(replace(_block(vision, number), fate=Fate.ACCEPTED, reason=""))


def merge(number: int, into: int) -> Edit:
    """Put one block into another: what it rests on and the coordinator's words go along.

    The edit raises `Clash` for a block into itself, or when one of the two was merged before.
    """

    def edit(vision: Vision) -> Changes:
        gone, kept = _block(vision, number), _block(vision, into)
        if number == into or Fate.MERGED in {gone.fate, kept.fate}:
            raise Clash("vision.no_merge")
        return changed(
            replace(gone, fate=Fate.MERGED, into=into),
            replace(
                kept,
                of=_both(kept.of, gone.of),
                words="\n".join(filter(None, (kept.words, gone.words))),
                only=_both(kept.only, gone.only) if kept.only and gone.only else (),
                left_out=tuple(r for r in kept.left_out if r in gone.left_out),
                added=_both(kept.added, gone.added),
                dissent=_both(kept.dissent, gone.dissent),
                agreeing=_both(kept.agreeing, gone.agreeing),
                cites=_both(kept.cites, gone.cites),
                target_groups=_both(kept.target_groups, gone.target_groups),
                examples=_both(kept.examples, gone.examples),
            ),
        )

    return edit


def split(number: int, references: Sequence[str], words: str) -> Edit:
    """Take references out of a block into a new one beside it, with a claim of its own.

    The edit raises `Malformed` without words or without references.
    """

    def edit(vision: Vision) -> Changes:
        whole, taken = _block(vision, number), tuple(references)
        if not taken or not told(words):
            raise Malformed("vision.needs_words_and_references")
        part = Block(
            vision.next_number("block/"), whole.of, whole.chapter, rank=whole.rank + 1,
            words=words, only=taken, dissent=tuple(r for r in whole.dissent if r in taken),
            agreeing=tuple(r for r in whole.agreeing if r in taken),
            target_groups=whole.target_groups,
        )  # fmt: skip
        rest = replace(
            whole,
            only=tuple(r for r in whole.only if r not in taken),
            left_out=_both(whole.left_out, taken),
            added=tuple(r for r in whole.added if r not in taken),
            dissent=tuple(r for r in whole.dissent if r not in taken),
            agreeing=tuple(r for r in whole.agreeing if r not in taken),
        )
        return changed(rest, cleaned(part))

    return edit


def move(number: int, places: int) -> Edit:
    """A block earlier (below zero) or later among those of its chapter."""

    def edit(vision: Vision) -> Changes:
        block = _block(vision, number)
        beside = [b for b in vision.blocks if b.chapter == block.chapter and b.fate is block.fate]
        at = beside.index(block)
        beside.insert(max(0, min(at + places, len(beside) - 1)), beside.pop(at))
        ranked = [replace(b, rank=10 * place) for place, b in enumerate(beside, start=1)]
        return changed(*(b for b in ranked if b != vision.block(b.number))) or changed(block)

    return edit


def advance(municipality: str, state: State, day: str) -> Edit:
    """To the next step in one municipality, or back to an earlier one; none can be skipped.

    The edit raises `Clash` for a skipped step, or at the last one while amendments are open.
    """

    def edit(vision: Vision) -> Changes:
        standing = vision.standing(municipality)
        if STEPS.index(state) > STEPS.index(standing.state) + 1:
            raise Clash("vision.step_skipped")
        waiting = [a for a in vision.amendments if a.municipality == municipality]
        if state is State.ADOPTED and any(a.verdict is Heeded.OPEN for a in waiting):
            raise Clash("vision.amendments_open")
        return changed(cleaned(replace(standing, state=state, day=day)))

    return edit


def _block(vision: Vision, number: int) -> Block:
    if (block := vision.block(number)) is None:
        raise Unknown("vision.unknown")
    return block


def _fated(block: Block, fate: Fate, reason: str) -> Block:
    if fate is Fate.REJECTED and not told(reason):
        raise Malformed("vision.needs_reason")
    fated = cleaned(replace(block, fate=fate, reason=reason))
    assert isinstance(fated, Block)
    return fated


def _last(vision: Vision, chapter: str) -> int:
    return 10 + max((b.rank for b in vision.blocks if b.chapter == chapter), default=0)


def _both(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def changed_since(vision: Vision, subjects: Iterable[str], seen: int) -> bool:
    """Whether somebody changed one of these after the change that a page showed last."""
    later = {s for a in vision.acts if a.number > seen and not a.undone for s in a.subjects}
    return bool(later.intersection(subjects))
