"""Which parts each form of an agreement has, and what it says per municipality and year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from exports.actions import Action
from sessions.people import Organisation, find_organisation
from sessions.signing import Variant

MUNICIPALITY = "gemeente"

PARTS: Mapping[Variant, tuple[str, ...]] = {
    Variant.AMBITION: (
        "parties", "considering", "terms", "goal", "together", "each", "steering", "watching",
        "signing",
    ),
    Variant.COVENANT: (
        "parties", "considering", "terms", "goal", "together", "each", "unassigned", "steering",
        "watching", "reservations", "signing", "annexes",
    ),
    Variant.PERFORMANCE: ("parties", "yearly", "watching", "reservations"),
}  # fmt: skip
"""The parts in their order; each has a template of its own."""


@dataclass(frozen=True, slots=True)
class Year:
    """What is due in one year; the last one, without a number, has no date."""

    year: str
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class MunicipalityPlan:
    """What a municipality does or helps with; one without a name is nobody's in particular."""

    name: str
    years: tuple[Year, ...]


def places(
    actions: Iterable[Action], parties: Iterable[Organisation]
) -> tuple[MunicipalityPlan, ...]:
    """Every action once per municipality that does it or helps, then those of none."""
    every = list(actions)
    found = [
        MunicipalityPlan(town.name, _years(a for a in every if _concerns(a, town)))
        for town in parties
        if town.kind == MUNICIPALITY
    ]
    named = {a.reference for town in found for year in town.years for a in year.actions}
    rest = MunicipalityPlan("", _years(a for a in every if a.reference not in named))
    return tuple(place for place in (*found, rest) if place.years)


def _concerns(action: Action, town: Organisation) -> bool:
    return any(find_organisation(name, [town]) for name in (action.owner, *action.partners))


def _years(actions: Iterable[Action]) -> tuple[Year, ...]:
    by_year: dict[str, list[Action]] = {}
    for action in actions:
        by_year.setdefault(_year(action.by), []).append(action)
    return tuple(
        Year(year, tuple(sorted(found, key=_day)))
        for year, found in sorted(by_year.items(), key=lambda pair: (not pair[0], pair[0]))
    )


def _year(by: str) -> str:
    """The year of a date; whatever else was typed has none."""
    year, _, rest = by.partition("-")
    return year if len(year) == len("2027") and year.isdecimal() and rest else ""


def _day(action: Action) -> tuple[str, str]:
    return action.by, action.reference
