"""An agenda as a coordinator would have written it: in Dutch words, without what goes by itself."""

from collections.abc import Mapping
from typing import Any

import yaml

from sessions import agenda_words as words
from sessions.agenda import Agenda, MeetingPlan, PartyPlan, PlannedStep, ThemePlan
from sessions.items.item import Item
from sessions.record import Record

WIDTH = 100

WITH_ITEMS = {"rule"}
"""What an agenda says of the meeting, and each item holds for itself."""


def agenda_of(record: Record) -> Agenda:
    """The agenda of a meeting as it stands, to look at or to make another one of."""
    meeting, programme = record.meeting, record.programme
    return Agenda(
        programme=programme.title,
        meeting=MeetingPlan.model_validate(
            {
                name: getattr(meeting, "day" if name == "date" else name)
                for name in words.MEETING.values()
                if name not in WITH_ITEMS
            }
        ),
        organisations=tuple(PartyPlan(name=o.name, kind=o.kind) for o in programme.organisations),
        themes=tuple(ThemePlan(name=t.name, words=t.words) for t in programme.themes),
        target_groups=programme.target_groups,
        planning=tuple(PlannedStep(what=p.what, date=p.day, who=p.who) for p in programme.planning),
        items=tuple(scheduled.item for scheduled in record.running_order),
    )


def write_agenda(agenda: Agenda) -> str:
    """YAML that reads back as the same agenda."""
    plain = agenda.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    plain["meeting"] = _said(plain["meeting"], words.MEETING)
    for name, known in (
        ("organisations", words.ORGANISATION),
        ("themes", words.THEME),
        ("planning", words.PLANNED),
    ):
        plain[name] = [_said(each, known) for each in plain.get(name, ())]
    plain["items"] = [_item(item) for item in agenda.items]
    return write_plain({key: value for key, value in _said(plain, words.TOP).items() if value})


def write_plain(plain: Mapping[str, Any]) -> str:
    """Any agenda as text, in the order in which it stands."""
    return yaml.safe_dump(
        dict(plain), allow_unicode=True, sort_keys=False, width=WIDTH, default_flow_style=False
    )


def _item(item: Item) -> dict[str, Any]:
    plain = item.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    title, _ = plain.pop("title"), plain.pop("kind", None)
    kind = next(written for written, name in words.KIND.items() if name == item.kind)
    if "steps" in plain:
        plain["steps"] = [_said(step, words.STEP) for step in plain["steps"]]
    return {kind: title} | _said(plain, words.ITEM | words.OWN_KEYS[item.kind])


def _said(plain: Mapping[str, Any], known: Mapping[str, str]) -> dict[str, Any]:
    """The same in the words of a coordinator, in the order in which those are listed."""
    written = {name: word for word, name in reversed(list(known.items()))}
    order = list(written)[::-1]
    names = sorted(plain, key=lambda name: order.index(name) if name in order else len(order))
    return {written.get(name, name): _value(name, plain[name]) for name in names}


def _value(name: str, value: Any) -> Any:
    if name == "starts":
        return str(value)[:5]
    if not isinstance(value, str | bool):
        return value
    fixed = words.VALUES.get(name, {})
    wanted = str(value).lower() if isinstance(value, bool) else value
    return next((word for word, meant in fixed.items() if meant == wanted), value)
