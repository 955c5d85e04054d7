"""The chapters of the vision that say something by themselves: counts, actions, what is unknown."""

from collections.abc import Callable, Iterable, Mapping

from exports.actions import actions
from exports.answers import BotAnswer, answered, reasons, wordings
from exports.attendance import attendance
from exports.edition import Edition
from exports.vision_sentences import Passage, Sentence
from exports.vision_writing import Writing, is_held
from sessions import references
from sessions.dossier import Dossier
from sessions.record import Record

MOST_IN_SUMMARY = 5


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
