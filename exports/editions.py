"""Two editions from one source: internal for who runs the programme, public for everybody."""

from collections.abc import Mapping
from dataclasses import replace

from exports.actions import Action
from exports.answers import BotAnswer
from exports.appendix import ItemEntries
from exports.attendance import Attendance, Heard, Party
from exports.minutes import Minutes
from exports.sections import Section
from exports.sections.casus import CasusResult
from exports.sections.proposal import ProposalResult
from sessions.items.breakdown import too_small
from sessions.people import KINDS, find_organisation
from sessions.record import Record
from sessions.signing import mentions


def without_names(record: Record) -> Record:
    """The record in which nobody has a name: what was said by name is said by an organisation.

    Somebody may have typed a name where the function of who signed was asked.
    """
    nameless = {who: replace(p, name="") for who, p in record.participants.items()}
    names = {*(p.name for p in record.participants.values()), *record.leaders.values()} - {""}
    signed = tuple(
        replace(each, function="") if any(mentions(each.function, n) for n in names) else each
        for each in record.signatures
    )
    return replace(record, participants=nameless, signatures=signed)


def for_everybody(minutes: Minutes, record: Record) -> Minutes:
    """The minutes without people's names and moments, with small groups closed.

    Of questions that were left out only the reference and the reason stay.
    """
    smallest = minutes.meeting.smallest_group
    return replace(
        minutes,
        attendance=_attendance(minutes.attendance, smallest),
        by_kind=(),
        sections=tuple(_section(record, each) for each in minutes.sections),
        actions=tuple(_action(record, each) for each in minutes.actions),
        left_out=tuple(map(_wordless, minutes.left_out)),
        heard=_heard(minutes.heard, smallest),
        appendix=tuple(map(_part, minutes.appendix)),
    )


def _attendance(there: Attendance, smallest: int) -> Attendance:
    return replace(there, parties=tuple(closed(dict(there.parties), smallest).items()))


def closed(sizes: Mapping[Party, int | None], smallest: int) -> dict[Party, int | None]:
    """The sizes of groups, with None for those too small to show, and for what hides them."""
    people = {f"{each.kind}/{each.name}": size for each, size in sizes.items() if size}
    hidden = too_small(people, smallest)
    return {p: None if f"{p.kind}/{p.name}" in hidden else size for p, size in sizes.items()}


def _heard(heard: Heard, smallest: int) -> Heard:
    parties = [party for party, _ in heard.parties]
    columns = [
        closed({party: counts[place] for party, counts in heard.parties}, smallest)
        for place in range(len(heard.items))
    ]
    rows = tuple((party, tuple(column[party] for column in columns)) for party in parties)
    return replace(heard, parties=rows)


def _section(record: Record, section: Section) -> Section:
    if isinstance(section.result, ProposalResult):
        nameless = tuple(replace(line, by="") for line in section.result.lines)
        return replace(section, result=replace(section.result, lines=nameless))
    if not isinstance(section.result, CasusResult):
        return section
    actions = tuple(_action(record, each) for each in section.result.actions)
    return replace(section, result=replace(section.result, actions=actions))


def _action(record: Record, action: Action) -> Action:
    """Organisations and kinds stay; any other words may be the name of a person."""
    if not action.owner or _is_party(record, action.owner):
        owner, hidden = action.owner, False
    else:
        owner, hidden = "", True
    partners = tuple(name for name in action.partners if _is_party(record, name))
    return replace(action, owner=owner, owner_hidden=hidden, partners=partners)


def _is_party(record: Record, name: str) -> bool:
    known = find_organisation(name, record.programme.organisations) is not None
    return known or name.casefold() in KINDS


def _wordless(line: BotAnswer) -> BotAnswer:
    """The question may be what nobody should read, and so may its answer: a password."""
    return replace(line, question="", answer="", source="")


def _part(part: ItemEntries) -> ItemEntries:
    return replace(part, entries=tuple(replace(each, at=None) for each in part.entries))
