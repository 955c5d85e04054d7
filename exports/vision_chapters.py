"""What the chapters of the vision say by themselves, each sentence with what it rests on."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from exports.actions import actions
from exports.answers import BotAnswer, answered, reasons, wordings
from exports.attendance import attendance
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
MOST_IN_SUMMARY = 5
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
    return bool(built.parts) and all(part.says == "poll_tie" for part in built.parts)


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


def summary(writing: Writing) -> list[Passage]:
    """How much it rests on, and the first of what it says: five lines in all."""
    words = writing.words
    count = sum(not given.withdrawn for _, given in writing.dossier.contributions.values())
    if not count:
        text = words("vision.nothing_yet")
        return [Passage("", (Sentence("summary/0", text, writing.meetings),))]
    text = words.plural("vision.rests_on", len(writing.held), contributions=count)
    lines = [Sentence("summary/0", text, writing.meetings)]
    for built in [b for b in writing.built if b.block.chapter != "doing"][: MOST_IN_SUMMARY - 1]:
        for claim in writing.claims(built)[:1]:
            place = f"summary/{built.block.number}"
            lines.append(Sentence(place, claim.text, claim.references, hers=claim.hers))
    return [Passage("", tuple(lines))]


def process(writing: Writing) -> list[Passage]:
    """Each meeting with who came, what came in besides, and who was not heard."""
    words, found = writing.words, list[Sentence]()
    for record in writing.dossier.records:
        number = record.meeting.number
        text = _met(writing, record)
        found.append(Sentence(f"process/{number}", text, (references.meeting(number),)))
    if outside := tuple(o.reference for o in writing.dossier.vision.outside):
        text = words.plural("vision.outside", len(outside))
        found.append(Sentence("process/outside", text, outside))
    if absent := _absent(writing.dossier):
        text = words("vision.absent", parties=", ".join(absent))
        found.append(Sentence("process/absent", text, writing.meetings))
    found += _left_out(writing)
    return [Passage("", tuple(found))]


def _left_out(writing: Writing) -> Iterable[Sentence]:
    """How many questions without an answer are not told as such, and why."""
    lines = [
        answered(record, asked)
        for record in writing.dossier.records
        for asked in record.asked
        if asked.reference in record.review.out and not asked.answer
    ]
    if lines:
        none = writing.words("left_out.no_reason")
        why = [
            f"{each.reason.rstrip(' .') or none} ({len(each.references)})"
            for each in reasons(lines)
        ]
        text = writing.words.plural("vision.left_out", len(lines), reasons=writing.listed(why))
        yield Sentence("process/left_out", text, tuple(line.reference for line in lines))


def _met(writing: Writing, record: Record) -> str:
    """Who came; of a meeting that is still to come, that it is."""
    words, meeting, there = writing.words, record.meeting, attendance(record)
    day = writing.phrasing.day(meeting.day) if meeting.day else words("vision.no_day")
    if not is_held(record):
        return words("vision.meeting_ahead", title=meeting.title, day=day)
    said = [words.plural("vision.meeting", there.people, title=meeting.title, day=day)]
    if there.organisations:
        said.append(words.plural("attendance.organisations", there.organisations))
    return " ".join(said)


def is_held(record: Record) -> bool:
    """Whether anything was opened or said in this meeting, or it ended without."""
    meeting = record.meeting
    return bool(meeting.opened_at or meeting.closed_at or record.contributions or record.notes)


def _absent(dossier: Dossier) -> list[str]:
    came = {p.organisation for r in dossier.records for p in r.participants.values()}
    came |= {given.organisation for given in dossier.vision.outside}
    return [o.name for o in dossier.programme.organisations if o.name not in came]


def task(writing: Writing) -> list[Passage]:
    """The chapter of the task: one sentence per figure, with what it rests on."""
    found = []
    for figure in writing.dossier.vision.figures:
        text = writing.words("vision.figure", title=figure.title, says=figure.says)
        cites = [figure.reference, *filter(None, [figure.source])]
        known = tuple(name for name in cites if name in writing.dossier.known)
        found.append(Sentence(f"task/{figure.reference}", text, known))
    return [Passage("", tuple(found))]


def groups(writing: Writing) -> list[Passage]:
    """One passage per target group: which blocks are about it, and which have nothing said."""
    passages = []
    for name in writing.dossier.programme.target_groups:
        about = [b for b in writing.built if name in b.target_groups]
        if about:
            numbers = writing.listed([str(n) for n in sorted(b.block.number for b in about)])
            text = writing.words.plural("vision.group", len(about), numbers=numbers, group=name)
            references = tuple(dict.fromkeys(r for b in about for r in b.references))
        else:
            text = writing.words("vision.group_unknown", group=name)
            references = writing.meetings
        passages.append(Passage(name, (Sentence(f"groups/{name}", text, references),)))
    return passages


def doing(writing: Writing) -> list[Passage]:
    """Who does what, and what nobody knows yet."""
    words, named, asked = writing.words, list[Sentence](), list[BotAnswer]()
    parties = {o.name for o in writing.dossier.programme.organisations}
    for record in writing.dossier.records:
        for action in actions(record):
            if action.withheld:
                continue
            may_name = writing.edition is Edition.INTERNAL or action.owner in parties
            hidden = "action.owner_hidden" if action.owner else "vision.no_owner"
            owner = action.owner if may_name and action.owner else words(hidden)
            text = words("vision.action", what=action.what, owner=owner)
            named.append(Sentence(f"doing/{action.reference}", text, (action.reference,)))
        lines, out = [answered(record, each) for each in record.asked], record.review.out
        asked += [
            line for line in lines
            if line.question and not line.answer and line.reference not in out
        ]  # fmt: skip
    unknown = [
        Sentence(
            f"doing/{each.references[0]}",
            words("vision.unknown", question=each.question),
            each.references,
        )
        for each in wordings(asked)
    ]
    return [
        Passage(words("vision.actions"), tuple(named)),
        Passage(words("vision.unknowns"), tuple(unknown)),
    ]


GENERATED: Mapping[str, Callable[[Writing], list[Passage]]] = {
    "summary": summary, "process": process, "task": task, "groups": groups, "doing": doing,
}  # fmt: skip
"""The chapters that say something by themselves; in the others building blocks do."""
