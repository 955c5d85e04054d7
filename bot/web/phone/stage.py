"""What stands on a participant's page: one stage of the evening, and the one task in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.conversation.landed import is_adopted
from bot.web.charts import poll_chart
from bot.web.forms import Form, fresh_key
from bot.web.phone.given import Given, chosen, given, position_words, what_is
from bot.web.timetable import timetable
from bot.web.views import answered, item_view, results_view
from bot.web.wording import Wording
from sessions import mandates
from sessions.actions import reviewing
from sessions.actions.arriving import tables_tonight
from sessions.items.breakdown import speaks_for_party
from sessions.items.casus import Casus
from sessions.items.contribution import Contribution
from sessions.items.item import Item, Openness
from sessions.items.poll import Poll
from sessions.items.proposal import Proposal
from sessions.items.question import Question
from sessions.meeting import ItemState, Scheduled
from sessions.people import Participant
from sessions.record import Record

FEW_TABLES = 12
"""Tables that still fit on a phone as buttons."""


@dataclass(frozen=True)
class Refused:
    """A form that came in and was not kept: the sentence why, and everything that was typed."""

    said: str
    form: Form


@dataclass(frozen=True)
class Wish:
    """What the address asks for: a contribution to change, or another step of the casus."""

    change: str = ""
    step: int | None = None
    saved: str = ""


@dataclass(frozen=True)
class Visit:
    """Somebody who opens the page: who, in which words, with what wish or refused form.

    `picked` is what somebody without a name chose; of anybody else the record knows it.
    """

    record: Record
    who: Participant
    w: Wording
    wish: Wish = Wish()
    refused: Refused | None = None
    picked: frozenset[int] | None = None


def now(visit: Visit) -> dict[str, Any]:
    """Everything that the page “Nu” needs."""
    record, who, w = visit.record, visit.who, visit.w
    shown = record.on_show
    stage = _stage(record, who, shown)
    mine = given(record, who, w, shown.number) if shown else []
    values = frame(record, who) | {
        "stage": stage,
        "which": _which(record, shown, w) if shown else "",
        "shown": shown,
        "item": item_view(record, shown, who) if shown else None,
        "given": mine,
        "refused": visit.refused,
        "saved": visit.wish.saved,
        "openness": openness(shown, who, w) if shown else "",
        "answered": answered(record, shown) if shown and shown.item.asks else 0,
        "results": None,
        "chart": None,
        "hears": who.pseudonym in record.wishes and is_adopted(record),
    }
    if shown and stage == "asks":
        values |= _asking(visit, shown, mine)
    if shown and stage in {"asks", "results"} and record.shows_result(shown):
        values |= _results(record, shown, picks(mine) if visit.picked is None else visit.picked, w)
    return values


def _which(record: Record, shown: Scheduled, w: Wording) -> str:
    """The number that the wall says too; of how many, as long as the agenda is as planned."""
    tonight = [i for i in record.running_order if i.state is not ItemState.SKIPPED]
    if [i.number for i in tonight] == list(range(1, len(tonight) + 1)):
        return w("item.of", number=shown.number, last=len(tonight))
    return w("item.number", number=shown.number)


def frame(record: Record, who: Participant) -> dict[str, Any]:
    """What every page of a participant has around its task."""
    return {
        "record": record,
        "meeting": record.meeting,
        "who": who,
        "code": record.meeting.code,
        "slots": timetable(record),
        "next": record.next_item,
        "last_table": tables_tonight(record),
        "few_tables": FEW_TABLES,
        "today": reviewing.today(),
    }


def _stage(record: Record, who: Participant, shown: Scheduled | None) -> str:
    if record.meeting.closed_at:
        return "farewell"
    if who.left_at:
        return "left"
    if shown is None:
        return "waiting"
    if shown.is_open:
        return "asks" if shown.item.asks else "notice"
    if not shown.item.asks:
        return "waiting"
    return "results" if record.shows_result(shown) else "locked"


def openness(scheduled: Scheduled, who: Participant, w: Wording) -> str:
    """Who will see this, said before the first word; an inhabitant is never named."""
    item = scheduled.item
    if not item.asks:
        return ""
    if item.open is Openness.ANONYMOUS:
        return w("open.anonymous_vote" if isinstance(item, Poll) else "open.anonymous")
    if speaks_for_party(who.voice) or isinstance(item, Proposal):
        return w(f"open.{item.open.value}")
    return w("open.per_kind")


def _asking(visit: Visit, shown: Scheduled, mine: list[Given]) -> dict[str, Any]:
    """What the form of an open item needs."""
    item, who, wish = shown.item, visit.who, visit.wish
    step = wish.step or shown.step
    current = _current(shown, who, mine, step)
    changed = next((g for g in mine if g.reference == wish.change and g.changeable), None)
    form, action_form = _forms(item, current, changed, visit.refused)
    writes = isinstance(item, Question | Casus) or (isinstance(item, Poll) and item.other)
    return {
        "form": form,
        "action_form": action_form,
        "key": fresh_key(),
        "current": current,
        "step": step if isinstance(item, Casus) else 0,
        "changing": changed.reference if changed else "",
        "ask_quotable": writes and who.quotable is None,
        "ask_name": item.open is Openness.BY_NAME and not who.name and speaks_for_party(who.voice),
        "recognised": {g.answer["recognise"]: g for g in mine if g.what == "recognise"},
        "ranked": _ranked(item, form) if isinstance(item, Poll) else [],
        "parties": [o.name for o in visit.record.programme.organisations],
        "colleague_words": _colleague_words(visit, shown),
    }


def _colleague_words(visit: Visit, shown: Scheduled) -> str:
    """Where the organisation stands, when a colleague said so already."""
    colleague = mandates.speaks_already(visit.record, shown.number, visit.who)
    return position_words(colleague.answer, visit.w) if colleague else ""


def _current(shown: Scheduled, who: Participant, mine: list[Given], step: int) -> Given | None:
    """The answer that the form shows and replaces; open texts stand beside each other."""
    if isinstance(shown.item, Casus):
        here = (g for g in mine if g.answer.get("step") == step and g.table == who.table)
        return next(here, None)
    if isinstance(shown.item, Proposal):
        return next((g for g in mine if g.what == "position"), None)
    own = [g for g in mine if g.what == "poll" and g.table is None and g.round == shown.round]
    return own[-1] if own else None


def _forms(
    item: Item, current: Given | None, changed: Given | None, refused: Refused | None
) -> tuple[Form, Form]:
    """What the form for the answer and the form for an action hold: first what was typed."""
    acts = changed is not None and changed.what == "action"
    form = _filled(item, current.answer) if current else Form()
    if changed and not acts:
        form = _filled(item, changed.answer)
    action_form = _filled(item, changed.answer) if changed and acts else Form()
    if refused is None:
        return form, action_form
    return (form, refused.form) if "action" in refused.form else (refused.form, action_form)


def _filled(item: Item, answer: Mapping[str, Any]) -> Form:
    """An answer as the fields of the form that made it."""
    fields = [(name, str(v)) for name, v in answer.items() if isinstance(v, str | int)]
    fields += [("with", name) for name in answer.get("with", ())]
    fields += [(f"points.{n}", str(p)) for n, p in answer.get("points", {}).items()]
    picked = answer.get("choice", ())
    if isinstance(item, Poll) and item.choose == "rank":
        fields += [(f"place.{n}", str(place)) for place, n in enumerate(picked, start=1)]
    else:
        fields += [("choice", str(n)) for n in picked]
        fields += [("choice", "other")] if answer.get("other") else []
    return Form(fields)


def _ranked(poll: Poll, form: Form) -> list[tuple[int, str]]:
    """The options of a ranking as somebody placed them, the others after them."""
    last = len(poll.choices) + 1
    return sorted(poll.choices, key=lambda pair: (form.number(f"place.{pair[0]}") or last, pair[0]))


def picks(mine: Sequence[Given | Contribution]) -> frozenset[int]:
    """The options that somebody chose last."""
    own = [g for g in mine if g.table is None and what_is(g.answer) == "poll"]
    return frozenset(chosen(own[-1].answer)) if own else frozenset()


def _results(
    record: Record, shown: Scheduled, picked: frozenset[int], w: Wording
) -> dict[str, Any]:
    results = results_view(record, shown)
    chart = poll_chart(results, picked, w) if shown.item.kind == "poll" else None
    return {"results": results, "chart": chart}
