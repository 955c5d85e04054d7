"""Voorstel: one tap to agree; a reservation asks which body, and a no asks why."""

from collections.abc import Mapping
from typing import Any

from bot.conversation.asking import (
    Outcome,
    compose,
    held_choices,
    joined,
    paragraphs,
    refusal_text,
    shortened,
    subject,
)
from bot.conversation.reply import Choice, Keep, Say
from bot.conversation.room import Room
from bot.conversation.talk import Awaits, Talk
from sessions import mandates
from sessions.catalogue import Words
from sessions.errors import Malformed
from sessions.items.contribution import Contribution
from sessions.items.proposal import Proposal, ProposalTally, Stand
from sessions.meeting import Scheduled
from sessions.people import Participant

BODIES = ("council", "supervisors", "board", "members", "purchasing")
"""Bodies that must often still decide, by the key of their name."""

ASKS_FOR = {Stand.RESERVATION: Awaits.RESERVATION, Stand.DISAGREE: Awaits.REASON}
"""What somebody must add before a position can be kept."""

SPOKEN = {
    "akkoord": Stand.AGREE, "eens": Stand.AGREE, "ja": Stand.AGREE, "agree": Stand.AGREE,
    "niet akkoord": Stand.DISAGREE, "oneens": Stand.DISAGREE, "nee": Stand.DISAGREE,
    "akkoord met voorbehoud": Stand.RESERVATION, "voorbehoud": Stand.RESERVATION,
}  # fmt: skip
"""How people type what stands on the buttons."""


def ask(talk: Talk, room: Room, scheduled: Scheduled) -> Say:
    proposal, words = _proposal(scheduled), room.words
    rule = words(f"proposal.rule.{proposal.adopted_when.value}")
    organisation = _organisation(room)
    if not organisation:
        lines = [rule, words("proposal.for_organisations")]
        return Say(compose(talk, room, scheduled, lines), (), subject(scheduled))
    if colleague := _colleague(room, scheduled):
        position = spoken(colleague.answer, words)
        told = words("proposal.colleague", organisation=organisation, position=position)
        return Say(compose(talk, room, scheduled, [rule, told]), (), subject(scheduled))
    lines = [rule, words("proposal.for", organisation=organisation), own(room, scheduled.number)]
    return Say(compose(talk, room, scheduled, lines), _stands(scheduled, words), subject(scheduled))


def said(talk: Talk, room: Room, scheduled: Scheduled, text: str) -> Outcome:
    """The reservation or the reason that we asked for, a stand in words, or an explanation."""
    words = room.words
    if talk.awaits is Awaits.RESERVATION:
        return _keep(talk, room, scheduled, {"position": "reservation", "reservation": text}, text)
    if talk.awaits is Awaits.REASON:
        return _keep(talk, room, scheduled, {"position": "disagree", "text": text}, text)
    if not _organisation(room) or _colleague(room, scheduled):
        talk, number = talk.hold(text)
        choices = held_choices(words, number, answer=False)
        return talk, [joined(ask(talk, room, scheduled), choices=choices)]
    if stand := SPOKEN.get(text.strip(" .!").casefold()):
        return taken(talk, room, scheduled, stand)
    if current := mandates.position_of(room.record, scheduled.number, _organisation(room)):
        return _keep(talk, room, scheduled, {**current.answer, "text": text}, text)
    talk, number = talk.hold(text)
    choices = held_choices(words, number, answer=False)
    before = words("proposal.unclear")
    return talk, [joined(ask(talk, room, scheduled), before=before, choices=choices)]


def pressed(talk: Talk, room: Room, place: str) -> Outcome:
    """`stand:7:agree`, or `stand:7:body:council` for a body that must still decide."""
    item, _, what = place.partition(":")
    asking, words = room.asking, room.words
    if asking is None or str(asking.number) != item or not isinstance(asking.item, Proposal):
        return talk, [Say(words("button.spent"))]
    kind, _, body = what.partition(":")
    if kind == "body" and body in BODIES:
        named = words(f"proposal.body.{body}")
        return _keep(talk, room, asking, {"position": "reservation", "reservation": named}, "")
    if kind not in set(Stand):
        return talk, [Say(words("button.spent"))]
    return taken(talk, room, asking, Stand(kind))


def taken(talk: Talk, room: Room, scheduled: Scheduled, stand: Stand) -> Outcome:
    """A stand was chosen; where more must be said, we ask for it."""
    if not _organisation(room) or _colleague(room, scheduled):
        return talk, [ask(talk, room, scheduled)]
    if stand not in ASKS_FOR:
        return _keep(talk, room, scheduled, {"position": stand.value}, "")
    words, talk = room.words, talk.put(scheduled.number).await_(ASKS_FOR[stand])
    if stand is Stand.DISAGREE:
        return talk, [Say(words("proposal.why_not"))]
    choices = tuple(
        Choice(words(f"proposal.body.{body}"), f"stand:{scheduled.number}:body:{body}")
        for body in BODIES
    )
    return talk, [Say(words("proposal.which_body"), choices)]


def spoken(answer: Mapping[str, Any], words: Words) -> str:
    """A position as somebody would say it."""
    body, text = answer.get("reservation", ""), answer.get("text", "")
    stand = words(f"proposal.said_{answer['position']}", body=body)
    return words("proposal.because", position=stand, text=text) if text else stand


def own(room: Room, number: int) -> str:
    """What this person said for their organisation; empty before they did."""
    if not isinstance(room.me, Participant):
        return ""
    given = mandates.positions_by(room.record, room.me, number)
    if not given:
        return ""
    position = spoken(given[-1].answer, room.words)
    return room.words("proposal.yours", organisation=_organisation(room), position=position)


def result(proposal: Proposal, tally: ProposalTally, words: Words) -> str:
    """Who stands where, by name, and whether it was adopted."""
    if not tally.n:
        return words("result.no_position")
    by_reference = {reference: name for name, reference in tally.organisations.items()}
    rows = [
        words(
            "result.stand",
            stand=words(f"proposal.{stand.value}"),
            who=", ".join(sorted(by_reference[r] for r in references)),
        )
        for stand, references in tally.positions.items()
        if references
    ]
    adopted = words("result.adopted" if tally.adopted else "result.not_adopted")
    rule = words(f"proposal.rule.{proposal.adopted_when.value}")
    return paragraphs("\n".join(rows), f"{adopted} {rule}")


def _keep(
    talk: Talk, room: Room, scheduled: Scheduled, body: dict[str, Any], typed: str
) -> Outcome:
    """Keep it, or say what is missing and hold what was typed."""
    words = room.words
    try:
        checked = scheduled.item.check(body)
    except Malformed as refusal:
        talk, _ = talk.hold(typed) if typed else (talk, 0)
        return talk, [joined(ask(talk, room, scheduled), before=refusal_text(refusal, words))]
    position = shortened(spoken(checked.answer, words), 200)
    yours = words("proposal.yours", organisation=_organisation(room), position=position)
    text = paragraphs(scheduled.item.title, yours, words("proposal.change"))
    then = Say(text, _stands(scheduled, words), subject(scheduled))
    return talk.release(typed).at_ease(), [Keep(scheduled.number, body, then, typed)]


def _proposal(scheduled: Scheduled) -> Proposal:
    assert isinstance(scheduled.item, Proposal)
    return scheduled.item


def _organisation(room: Room) -> str:
    who = room.me
    if not isinstance(who, Participant):
        return ""
    return mandates.organisation_of(room.record.programme, who)


def _colleague(room: Room, scheduled: Scheduled) -> Contribution | None:
    if not isinstance(room.me, Participant):
        return None
    return mandates.speaks_already(room.record, scheduled.number, room.me)


def _stands(scheduled: Scheduled, words: Words) -> tuple[Choice, ...]:
    return tuple(
        Choice(words(f"proposal.{stand.value}"), f"stand:{scheduled.number}:{stand.value}")
        for stand in Stand
    )
