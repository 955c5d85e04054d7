"""Agendas to rehearse, and every turn of them."""

from collections.abc import Iterator
from datetime import date

from hypothesis import strategies as st

from bot.rehearsal.script import Script, ScriptTurn
from sessions.agenda import SHIPPED, Agenda, MeetingPlan, read_agenda
from sessions.items.casus import Casus, Step
from sessions.items.item import Item
from sessions.items.poll import Choose, Poll
from sessions.items.question import Question

AGENDAS = {
    path.stem: read_agenda(path.read_text(encoding="utf-8")) for path in SHIPPED.glob("*.yaml")
}
BOCE = AGENDAS["boce-start"]

names = st.text("abcdefgh", min_size=1, max_size=8)
several = st.lists(names, max_size=4, unique=True).map(tuple)


@st.composite
def polls(draw: st.DrawFn) -> Poll:
    choose = draw(st.sampled_from(Choose))
    lowest = draw(st.integers(-5, 5))
    options = st.lists(names, min_size=2, max_size=9, unique=True)
    return Poll.model_validate(
        {
            "title": "Wat kiest u?",
            "choose": choose,
            "options": () if choose is Choose.SCALE else draw(options),
            "max": draw(st.none() | st.integers(1, 12)),
            "from": lowest,
            "to": lowest + draw(st.integers(1, 20)),
            "total": draw(st.integers(1, 200)),
            "other": choose in {Choose.ONE, Choose.MANY} and draw(st.booleans()),
            "rounds": draw(st.integers(1, 2)),
        }
    )


@st.composite
def casuses(draw: st.DrawFn) -> Casus:
    step = st.builds(
        lambda ask, viewpoint, to: Step.model_validate({"ask": ask, "from": viewpoint, "to": to}),
        names,
        st.sampled_from(["glasses", "own"]),
        st.sampled_from(["party", ""]),
    )
    known = st.sampled_from(["bewoner", "gemeente", "welzijn", "brandweer"])
    return Casus(
        title="Mevrouw De Vries",
        perspectives=tuple(draw(st.lists(known, max_size=3, unique=True))),
        steps=tuple(draw(st.lists(step, min_size=1, max_size=4))),
    )


questions = st.builds(Question, title=names, themes=several, target_groups=several)
items: st.SearchStrategy[Item] = polls() | casuses() | questions

bare_agendas = st.builds(
    lambda item, day: Agenda(
        programme="Visie", meeting=MeetingPlan(title="Avond", date=day), items=(item,)
    ),
    items,
    st.none() | st.dates(date(2026, 1, 1), date(2040, 1, 1)),
)
"""One item, and nothing known of organisations, themes or groups."""

scripts = st.builds(
    Script, st.sampled_from(sorted(AGENDAS.values(), key=str)) | bare_agendas, st.integers()
)


def all_turns(script: Script) -> Iterator[ScriptTurn]:
    for number in range(1, len(script.agenda.items) + 1):
        yield from script.turns(number)
