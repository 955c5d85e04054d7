"""What one participant, the hall and the crew see now, as plain data for pages and programs."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from sessions import mandates, owners
from sessions.items.casus import Casus, CasusTally
from sessions.items.contribution import Contribution
from sessions.items.poll import Poll, PollTally
from sessions.items.proposal import Proposal, ProposalTally
from sessions.items.question import Question, QuestionTally
from sessions.meeting import Scheduled
from sessions.people import Participant
from sessions.record import Marks, Record


def see(record: Record, who: Participant) -> dict[str, Any]:
    """What this participant sees: the open item with their own answer, results once shown."""
    now = record.open_item
    shown = record.on_show
    return {
        "version": record.meeting.version,
        "meeting": meeting_view(record),
        "me": {
            "participant": who.pseudonym,
            "organisation": who.organisation,
            "kind": who.kind,
            "name": who.name,
            "language": who.language,
            "quotable": who.quotable,
            "table": who.table,
            "pen": who.holds_pen,
            "left": who.left_at is not None,
        },
        "item": item_view(record, now, who) if now else None,
        "answer": own(record, who, now.number) if now else [],
        "results": results_view(record, shown) if shown and record.shows_result(shown) else None,
        "programme": [
            {
                "number": i.number,
                "kind": i.item.kind,
                "title": i.item.title,
                "minutes": i.item.minutes,
                "state": i.state.value,
            }
            for i in record.running_order
        ],
    }


def meeting_view(record: Record) -> dict[str, Any]:
    meeting = record.meeting
    state = "closed" if meeting.closed_at else "running" if meeting.opened_at else "planned"
    return {
        "code": meeting.code,
        "programme": record.programme.title,
        "number": meeting.number,
        "title": meeting.title,
        "day": meeting.day.isoformat() if meeting.day else None,
        "starts": meeting.starts.isoformat("minutes") if meeting.starts else None,
        "place": meeting.place,
        "goal": meeting.goal,
        "language": meeting.language,
        "smallest_group": meeting.smallest_group,
        "state": state,
        "message": meeting.message,
    }


def item_view(record: Record, scheduled: Scheduled, who: Participant | None) -> dict[str, Any]:
    """An item as it is asked; the facilitator's notes stay out."""
    item = scheduled.item
    view: dict[str, Any] = {
        "number": scheduled.number,
        "kind": item.kind,
        "title": item.title,
        "text": item.text,
        "minutes": item.minutes,
        "state": scheduled.state.value,
        "open": item.open.value,
        "show_results": item.show_results.value,
        "revealed": scheduled.revealed,
        "round": scheduled.round,
        "rounds": item.last_round,
        "opened_at": scheduled.opened_at.isoformat() if scheduled.opened_at else None,
        "themes": list(item.themes),
        "target_groups": list(item.target_groups),
    }
    if isinstance(item, Poll):
        view |= _poll(item)
    if isinstance(item, Casus):
        view |= _casus(record, scheduled, item, who)
    if isinstance(item, Proposal):
        view |= _proposal(record, scheduled, item, who)
    if isinstance(item, Question):
        view["others"] = _others(record, scheduled, who)
    return view


def _poll(item: Poll) -> dict[str, Any]:
    return {
        "choose": item.choose.value,
        "options": [{"number": n, "label": label} for n, label in item.choices],
        "max": item.max,
        "from": item.lowest,
        "to": item.highest,
        "labels": list(item.labels),
        "total": item.total,
        "other": item.other,
    }


def _proposal(
    record: Record, scheduled: Scheduled, item: Proposal, who: Participant | None
) -> dict[str, Any]:
    """By which rule it is adopted, for whom this person speaks, and whether a colleague did."""
    colleague = mandates.speaks_already(record, scheduled.number, who) if who else None
    return {
        "rule": item.adopted_when.value,
        "speaks_for": mandates.organisation_of(record.programme, who) if who else "",
        "colleague": dict(colleague.answer) if colleague else None,
    }


def _casus(
    record: Record, scheduled: Scheduled, item: Casus, who: Participant | None
) -> dict[str, Any]:
    table = who.table if who else None
    seated = record.seated(table) if table else []
    return {
        "step": scheduled.step,
        "steps": [
            {"step": n, "ask": s.ask, "from": s.viewpoint.value, "to": s.to}
            for n, s in enumerate(item.steps, start=1)
        ],
        "perspectives": list(item.perspectives),
        "tables": item.tables or record.meeting.tables,
        "table": table,
        "perspective": item.perspective_of(table) if table else "",
        "pen": bool(who and who.holds_pen),
        "pen_holder": next((_called(p) for p in seated if p.holds_pen), ""),
        "seated": [{"participant": p.pseudonym, "name": _called(p)} for p in seated],
        "parties": [o.name for o in record.programme.organisations],
    }


def _called(person: Participant) -> str:
    """How people at one table tell each other apart: they see each other anyway."""
    name = person.name or person.pseudonym
    return f"{name}, {person.organisation}" if person.organisation else name


def _others(record: Record, scheduled: Scheduled, who: Participant | None) -> list[dict[str, Any]]:
    """Others' words that may be recognised: those on show, or all where results show live."""
    mine = owners.person(who.pseudonym) if who else ""
    return [
        text_view(record, c)
        for c in record.given(scheduled.number)
        if "text" in c.answer and c.owner != mine and record.shows(c)
    ]


def text_view(record: Record, contribution: Contribution) -> dict[str, Any]:
    """A text as others see it: its kind of organisation only where that hides the person."""
    voice = record.voices.get(contribution.participant)
    kind = voice.kind if voice and voice.kind in record.kinds_to_name else ""
    marks = record.marks.get(contribution.reference, Marks())
    tally = record.tally(contribution.item)
    recognised = (
        tally.recognitions.get(contribution.reference, 0) if isinstance(tally, QuestionTally) else 0
    )
    return {
        "reference": contribution.reference,
        "text": contribution.answer.get("text", ""),
        "kind": kind,
        "recognised": recognised,
        "pinned": marks.pinned,
    }


def own(record: Record, who: Participant, number: int | None = None) -> list[dict[str, Any]]:
    """What somebody gave, and what the table gave at which they sit."""
    mine = record.of(owners.person(who.pseudonym), number)
    if who.table:
        mine = mine + record.of(owners.table(who.table), number)
    mine = mine + mandates.positions_by(record, who, number)
    return [
        {
            "reference": c.reference,
            "item": c.item,
            "round": c.round,
            "revision": c.revision,
            "table": c.table,
            "answer": dict(c.answer),
            "at": c.at.isoformat(),
            "origin": c.origin,
        }
        for c in mine
    ]


def results_view(record: Record, scheduled: Scheduled) -> dict[str, Any]:
    """The result of one item as everybody may see it."""
    tally = record.tally(scheduled.number)
    view: dict[str, Any] = {
        "number": scheduled.number,
        "kind": scheduled.item.kind,
        "title": scheduled.item.title,
        "revealed": scheduled.revealed,
    }
    show = RESULTS[scheduled.item.kind]
    return view | show(record, scheduled, tally)


def _poll_results(_record: Record, scheduled: Scheduled, tally: PollTally) -> dict[str, Any]:
    assert isinstance(scheduled.item, Poll)
    return {
        "choose": scheduled.item.choose.value,
        "labels": list(scheduled.item.labels),
        "rounds": [asdict(r) for r in tally.rounds],
        "shift": list(tally.shift),
    }


def _question_results(record: Record, scheduled: Scheduled, tally: QuestionTally) -> dict[str, Any]:
    texts = [
        text_view(record, c)
        for c in record.given(scheduled.number)
        if "text" in c.answer and record.shows(c)
    ]
    return {
        "n": tally.n,
        "people": tally.people,
        "texts": sorted(texts, key=lambda t: (not t["pinned"], -t["recognised"], t["reference"])),
        "target_groups": dict(tally.target_groups),
        "not_named": list(tally.not_named),
    }


def _casus_results(record: Record, scheduled: Scheduled, tally: CasusTally) -> dict[str, Any]:
    """Where perspectives differ: the texts of each step beside each other."""
    assert isinstance(scheduled.item, Casus)
    words = {c.reference: c for c in record.given(scheduled.number)}
    return {
        "n": tally.n,
        "tables": list(tally.tables),
        "steps": [
            {
                "step": step.step,
                "ask": scheduled.item.steps[step.step - 1].ask,
                "by_perspective": {
                    name: texts
                    for name, references in step.by_perspective.items()
                    if (texts := _approved(record, [words[r] for r in references]))
                },
            }
            for step in tally.steps
        ],
        "actions": [
            action_view(words[r]) for r in tally.actions if record.shows(words[r])
        ],
    }  # fmt: skip


def _approved(record: Record, given: Sequence[Contribution]) -> list[dict[str, Any]]:
    """Revealing a casus shows what was approved, and nothing else."""
    return [text_view(record, each) for each in given if record.shows(each)]


def _proposal_results(record: Record, scheduled: Scheduled, tally: ProposalTally) -> dict[str, Any]:
    """Positions by name; what was typed with those that the facilitator hid stays out."""
    assert isinstance(scheduled.item, Proposal)
    given = {c.reference: c for c in record.given(scheduled.number)}
    names = {reference: name for name, reference in tally.organisations.items()}
    return {
        "n": tally.n,
        "rule": scheduled.item.adopted_when.value,
        "adopted": tally.adopted,
        "positions": {
            stand.value: [
                {"reference": r, "organisation": names[r], **_reasons(record, given[r])}
                for r in sorted(references, key=names.__getitem__)
            ]
            for stand, references in tally.positions.items()
        },
        "silent": list(mandates.silent(record, scheduled.number)[0]),
    }


def _reasons(record: Record, position: Contribution) -> dict[str, str]:
    """Both are typed: which body decides as well as why."""
    hidden = record.hides(position)
    return {w: "" if hidden else position.answer.get(w, "") for w in ("reservation", "text")}


def action_view(contribution: Contribution) -> dict[str, Any]:
    answer = contribution.answer
    return {
        "reference": contribution.reference,
        "action": answer["action"],
        "owner": answer.get("owner", ""),
        "with": list(answer.get("with", [])),
        "by": answer.get("by", ""),
        "table": contribution.table,
    }


RESULTS: dict[str, Callable[[Record, Scheduled, Any], dict[str, Any]]] = {
    "poll": _poll_results,
    "question": _question_results,
    "casus": _casus_results,
    "proposal": _proposal_results,
}


def hall(record: Record) -> dict[str, Any]:
    """What the projector shows: nothing that was not revealed or approved."""
    now = record.on_show
    return {
        "version": record.meeting.version,
        "meeting": meeting_view(record),
        "joined": len([p for p in record.present if p.left_at is None]),
        "item": item_view(record, now, None) if now else None,
        "answered": answered(record, now) if now and now.item.asks else None,
        "results": results_view(record, now) if now and record.shows_result(now) else None,
        "next": record.next_item.item.title if record.next_item else "",
    }


def answered(record: Record, scheduled: Scheduled) -> int:
    """How many people or tables gave something in the round that is on."""
    given = record.given(scheduled.number)
    return len({c.owner for c in given if c.round == scheduled.round})
