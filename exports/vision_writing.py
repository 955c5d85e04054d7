"""What every chapter of the vision is written with: words, counts and what each rests on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from exports.attribution import Quote, quote
from exports.edition import Edition
from exports.phrasing import Phrasing
from exports.sections.poll import PollResult, poll_result
from exports.vision_sentences import Passage, Sentence, own_words
from sessions import references
from sessions.catalogue import Words
from sessions.dossier import Dossier, Example
from sessions.record import Record
from sessions.synthesis.building_blocks import BlockPart, ProposedBlock
from sessions.synthesis.built import Built, accepted
from sessions.synthesis.heart import by_likeness
from sessions.synthesis.support import support_of

MOST_QUOTES = 3
"""Quotes beside each view; whoever wants them all finds them in the minutes."""
BESIDES = {"recognised": "vision.recognised", "reserved": "decisions.reserved"}
"""What a claim tells beside its count, where there is any, by the value that counts it."""


@dataclass(frozen=True)
class Writing:
    """What every chapter is written from."""

    dossier: Dossier
    phrasing: Phrasing
    proposals: Sequence[ProposedBlock]
    edition: Edition

    @property
    def words(self) -> Words:
        return self.phrasing.words

    @cached_property
    def built(self) -> tuple[Built, ...]:
        return accepted(self.dossier.vision, self.proposals)

    @cached_property
    def held(self) -> tuple[Record, ...]:
        """The meetings that were there already: a vision is also made between two of them."""
        return tuple(r for r in self.dossier.records if is_held(r))

    @property
    def meetings(self) -> tuple[str, ...]:
        """The references of those; of all while none was held."""
        told = self.held or self.dossier.records
        return tuple(references.meeting(r.meeting.number) for r in told)

    def blocks_in(self, chapter: str) -> list[Passage]:
        return [self.block(b) for b in self.built if b.block.chapter == chapter]

    def block(self, built: Built) -> Passage:
        """Claim, who supports it, what they say, who sees it otherwise, and an example."""
        number, subject = built.block.number, self._subject(built)
        heading = self.words("vision.block", number=number, subject=subject).strip(" :")
        place = f"block/{number}"
        sentences = [
            *self.claims(built),
            *self._support(built, place),
            *self._dissent(built, place),
        ]
        if built.block.cites:
            cites = tuple(name.partition(" ")[0] for name in built.block.cites)
            text = self.words("vision.cites", cites=", ".join(built.block.cites))
            sentences.append(Sentence(f"{place}/cites", text, cites))
        if named := self._examples(built):
            text = self.words("vision.examples", examples="; ".join(named))
            sentences.append(Sentence(f"{place}/examples", text, built.references))
        anchor = f"bouwsteen-{number}"
        return Passage(heading, tuple(sentences), anchor, tuple(self._results(built)))

    def _subject(self, built: Built) -> str:
        """What a block is about; a decision is named so, because its words are the claim itself."""
        first = next(iter(built.proposals), None)
        if first is None:
            return ""
        noted = first.parts[0].says == "decision" and not built.block.words
        return self.words("vision.decision") if noted else first.subject

    def _examples(self, built: Built) -> list[str]:
        """Each by its question and the story behind it; one that left the base is not named."""
        known = self.dossier.examples
        return [self.example(known[name]) for name in built.block.examples if name in known]

    def example(self, example: Example) -> str:
        source = ", ".join(filter(None, (example.source, self.phrasing.month(example.as_of))))
        return self.words("vision.example", question=example.question, source=source)

    def _results(self, built: Built) -> Iterable[tuple[str, PollResult]]:
        """The polls that a block rests on, each once."""
        for reference in dict.fromkeys(part.item for part in built.parts):
            for record in self.dossier.records:
                head, _, number = reference.partition(".")
                if head == references.meeting(record.meeting.number) and number.isdecimal():
                    scheduled = record.item(int(number))
                    if scheduled and scheduled.item.kind == "poll":
                        yield reference, poll_result(record, scheduled)

    def listed(self, named: Sequence[str]) -> str:
        """One, two and three."""
        *most, last = named
        return self.words("vision.and").join([", ".join(most), last]) if most else last

    def claims(self, built: Built) -> tuple[Sentence, ...]:
        """The coordinator's words, or what was proposed while it still holds."""
        place = f"block/{built.block.number}/claim"
        if built.block.words:
            hers = own_words(place, built.block.words, self.dossier.known)
            return tuple(
                Sentence(s.place, s.text, s.references or built.references, hers=True) for s in hers
            )
        if not built.whole:
            text = self.words.plural("vision.part", len(built.support))
            return (Sentence(place, text, built.references),) if built.references else ()
        return tuple(
            Sentence(f"{place}/{part.item}", self._worded(part), part.rests_on)
            for part in built.parts
        )

    def proposed(self, proposal: ProposedBlock) -> tuple[str, ...]:
        """What a proposal would say, a sentence for each item that brought it."""
        return tuple(map(self._worded, proposal.parts))

    def _worded(self, part: BlockPart) -> str:
        values = dict(part.values)
        if isinstance(labels := values.get("options"), list) and labels:
            values["options"] = self.listed([f"‘{label}’" for label in labels])
        if part.says == "decision":
            return str(values["text"])
        said = self.words.plural(f"vision.claim.{part.says}", int(values["n"]), **values)
        besides = (
            self.words.plural(word, count)
            for name, word in BESIDES.items()
            if (count := int(values.get(name, 0)))
        )
        return " ".join([said, *besides])

    def _support(self, built: Built, place: str) -> Iterable[Sentence]:
        found = support_of(self.dossier, built.support)
        if not (found.people or found.tables or found.outside):
            return
        said = [self.words.plural("vision.support.people", found.people)] if found.people else []
        said += [self.words.plural("vision.support.tables", found.tables)] if found.tables else []
        said += (
            [self.words.plural("vision.support.outside", found.outside)] if found.outside else []
        )
        text = self.words(_standing(built), who=self.listed(said))
        if found.kinds:
            named = ", ".join(f"{self.phrasing.kind(kind)} {n}" for kind, n in found.kinds)
            text += " " + self.words("vision.support.kinds", kinds=named)
        quotes = self._quotes(built.support)
        yield Sentence(f"{place}/support", text, built.support, quotes=quotes)

    def _dissent(self, built: Built, place: str) -> Iterable[Sentence]:
        """The other view always has its place, also when there is none."""
        unsure = tuple(r for r in built.dissent if r in built.guessed)
        if built.contrary:
            text = self.words.plural("vision.dissent", len(built.contrary))
            quotes = self._quotes(built.contrary)
            yield Sentence(f"{place}/dissent", text, built.contrary, quotes=quotes)
        if unsure:
            text = self.words.plural("vision.maybe_dissent", len(unsure))
            yield Sentence(f"{place}/dissent/maybe", text, unsure, quotes=self._quotes(unsure))
        elif not built.dissent and built.references and not _is_divided(built):
            text = self.words("vision.no_dissent")
            yield Sentence(f"{place}/dissent", text, built.references)

    def _quotes(self, references: Sequence[str]) -> tuple[Quote, ...]:
        """What stands for the others, of as many kinds as can speak."""
        found = [self._quote(reference) for reference in references]
        shown = [q for q in found if q and q.text and not q.withheld]
        if not shown:
            return ()
        ordered = [shown[place] for place in by_likeness(tuple(q.text for q in shown))]
        first = list({q.label: q for q in reversed(ordered)}.values())[::-1]
        rest = [q for q in ordered if q not in first]
        return tuple([*sorted(first, key=ordered.index), *rest][:MOST_QUOTES])

    def _quote(self, reference: str) -> Quote | None:
        if found := self.dossier.contributions.get(reference):
            return quote(*found)
        given = self.dossier.vision.entries.get(f"outside/{reference}")
        return None if given is None else _of_outside(given)


WORDS = frozenset({"theme", "question", "casus", "outside_interview", "outside_mail"})
"""Sentences that tell that something was said: nobody was asked to agree with them."""


def _standing(built: Built) -> str:
    """Who chose it, who wrote it, or who is behind what the coordinator made of it."""
    if _is_divided(built) or _is_scale(built):
        return "vision.divided"
    said = not built.block.words and {part.says for part in built.parts} <= WORDS
    if not (built.parts and said):
        return "vision.support"
    recognised = any(part.values.get("recognised") for part in built.parts)
    return "vision.wrote_or_recognised" if recognised else "vision.wrote"


def _is_divided(built: Built) -> bool:
    """Whether the votes were even: then nobody is with most, and nobody against them."""
    said = {part.says for part in built.parts}
    return not built.block.words and said == {"poll_tie"}


def _is_scale(built: Built) -> bool:
    """Whether it tells which numbers people gave: a low one is nobody's support."""
    said = {part.says for part in built.parts}
    return not built.block.words and said == {"scale"}


def _of_outside(given: object) -> Quote | None:
    from exports.attribution import Withheld
    from sessions.vision_entries import Outside

    if not isinstance(given, Outside) or not given.quotable:
        return None
    return Quote(given.reference, given.text, Withheld.NOTHING)


def is_held(record: Record) -> bool:
    """Whether anything was opened or said in this meeting, or it ended without."""
    meeting = record.meeting
    return bool(meeting.opened_at or meeting.closed_at or record.contributions or record.notes)
