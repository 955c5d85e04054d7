"""Any evening: items of every kind, people of every kind, words of every kind."""

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from sessions.items.item import Openness, told
from sessions.meeting import ItemState
from sessions.people import KINDS, Role
from sessions.record import Marks, NoteKind, Record
from sessions.reviewing import (
    Addition,
    AdoptedMinutes,
    KeptFile,
    LeftOut,
    Reaction,
    Review,
    Verdict,
)
from sessions.signing import Signed, Variant
from tests.exports.records import BEGIN, PARTIES, Evening, casus, notice, poll, proposal, question

patiently = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
"""For properties: other people's work on the same machine is no reason to fail."""

NASTY = (
    "*ster* # kop <script>alert(1)</script>",
    "{{ 7 * 7 }} {% raw %} ${x} #panic()",
    "[hier](http://voorbeeld.nl) `code` | pijp $x$ ~~weg~~ &amp; \\ --",
    "1. een\n- twee\n> drie",
    "</bdi></td></table><h1>Nep</h1>",
    "مرحبا بالعالم",
    "\u202edraai om\u2066",
    "👵🏽 zorgt 💚 \u0338",
    "=HYPERLINK(0)",
    "x" * 4_000,
)

FILES = (KeptFile("internal", "odt", "b" * 64), KeptFile("public", "odt", "c" * 64))

words = (st.sampled_from(NASTY) | st.text(max_size=60)).filter(lambda text: bool(told(text)))
short = st.text(max_size=30)


@st.composite
def evenings(draw: st.DrawFn) -> Record:
    """Nine people at most, and whatever they say."""
    openness = st.sampled_from(list(Openness))
    evening = Evening(
        notice(),
        poll(other=True, rounds=2, open=draw(openness)),
        poll("Punten", choose="points", open=draw(openness)),
        question(draw(words)[:300], open=draw(openness)),
        casus(open=draw(openness)),
        poll("Volgorde", choose="rank", open=draw(openness)),
        poll("Schaal", choose="scale", open=draw(openness)),
        proposal(draw(words)[:300]),
        title=draw(words)[:200],
    )
    people = [draw_person(draw, evening) for _ in range(draw(st.integers(0, 9)))]
    for _ in range(draw(st.integers(0, 14)) if people else 0):
        draw_answer(draw, evening, draw(st.sampled_from(people)))
    for item in range(1, len(evening.items) + 1):
        if draw(st.integers(0, 9)) == 0:
            evening.becomes(item, state=draw(st.sampled_from(list(ItemState))), opened_at=None)
    for who in people:
        if evening.people[who].organisation in {p.name for p in PARTIES} and draw(st.booleans()):
            evening.says(who, 8, **draw(positions()))
    draw_what_else(draw, evening, people)
    asked = st.sampled_from([each.reference for each in evening.asked] or ["B1.vraag-01"])
    out = {reference: draw(words | st.just("")) for reference in draw(st.sets(asked))}
    left = tuple(LeftOut(*each, "coordinator:1", BEGIN) for each in out.items())
    review = replace(draw(reviews()), left_out=left if evening.asked else ())
    return replace(evening.record(), review=review)


@st.composite
def reviews(draw: st.DrawFn) -> Review:
    """What the coordinator added and what people said of the draft, about any item or none."""
    places = draw(st.lists(st.integers(0, 8), max_size=3))
    judged = draw(st.lists(st.sampled_from([None, *Verdict]), max_size=3))
    return Review(
        additions=tuple(
            Addition(f"B1.aanvulling-{n:02d}", n, item, draw(words), "coordinator:1", BEGIN)
            for n, item in enumerate(places, start=1)
        ),
        reactions=tuple(
            Reaction(f"B1.reactie-{n:02d}", n, draw(st.integers(0, 8)), draw(words), "D001",
                     BEGIN, verdict, draw(words))
            for n, verdict in enumerate(judged, start=1)
        ),
        planned=draw(st.none() | st.dates()),
        last_day=draw(st.none() | st.dates()),
        adopted=draw(
            st.sampled_from([None, AdoptedMinutes(BEGIN, "a" * 64, 58, "admin:0", FILES)])
        ),
    )  # fmt: skip


def draw_person(draw: st.DrawFn, evening: Evening) -> str:
    party = draw(st.sampled_from([(p.name, p.kind) for p in PARTIES]) | st.none())
    organisation, kind = party or (draw(short), draw(st.sampled_from(KINDS)))
    on_paper = draw(st.booleans())
    return evening.joins(
        organisation,
        kind,
        quotable=draw(st.sampled_from([True, False, None])),
        role=draw(st.sampled_from([Role.PARTICIPANT] * 3 + [Role.EXPERT, Role.FACILITATOR])),
        table=draw(st.sampled_from([None, 1, 2])),
        origin="paper" if on_paper else "browser",
        entered_by="facilitator:1" if on_paper else None,
    )


def draw_answer(draw: st.DrawFn, evening: Evening, who: str) -> None:
    table = draw(st.sampled_from([None, None, 1, 2]))
    item, body = draw(st.one_of(votes(), texts(evening)))
    reference = evening.says(who, item, table=table, **body)
    if draw(st.integers(0, 7)) == 0:
        evening.takes_back(reference)
    if draw(st.integers(0, 7)) == 0:
        into = evening.rows[0].reference
        evening.marks[reference] = Marks(hidden=draw(st.booleans()), merged_into=into)


def positions() -> st.SearchStrategy[dict[str, Any]]:
    return st.one_of(
        st.just({"position": "agree", "mandate": "<b>wethouder</b>"}),
        words.map(lambda text: {"position": "disagree", "text": text}),
        words.map(lambda text: {"position": "reservation", "reservation": told(text)[:120]}),
    )


def votes() -> st.SearchStrategy[tuple[int, dict[str, Any]]]:
    option = st.integers(1, 3)
    one = st.tuples(option, st.integers(1, 2)).map(lambda x: {"choice": [x[0]], "round": x[1]})
    other = words.map(lambda text: {"other": text[:300]}).filter(lambda b: bool(told(b["other"])))
    points = st.integers(0, 100).map(lambda n: {"points": {"1": n, "3": 100 - n}})
    return st.one_of(
        st.tuples(st.just(2), one | other),
        st.tuples(st.just(3), points),
        st.tuples(
            st.just(6),
            st.lists(option, min_size=1, unique=True).map(lambda ranked: {"choice": ranked}),
        ),
        st.tuples(st.just(7), st.integers(1, 10).map(lambda n: {"value": n})),
    )


def texts(evening: Evening) -> st.SearchStrategy[tuple[int, dict[str, Any]]]:
    said = sorted({r.reference for r in evening.rows if r.item == 4 and "text" in r.answer})
    named = st.fixed_dictionaries({"text": words}, optional={"target_group": short})
    step = st.fixed_dictionaries({"step": st.integers(1, 2), "text": words}, optional={"to": short})
    action = st.fixed_dictionaries(
        {"action": words}, optional={"owner": short, "with": st.lists(short, max_size=2)}
    )
    kinds = [st.tuples(st.just(4), named), st.tuples(st.just(5), step | action)]
    if said:
        recognised = st.sampled_from(said).map(lambda reference: {"recognise": reference})
        kinds.append(st.tuples(st.just(4), recognised))
    return st.one_of(kinds)


def draw_what_else(draw: st.DrawFn, evening: Evening, people: list[str]) -> None:
    for kind in draw(st.lists(st.sampled_from(list(NoteKind)), max_size=4)):
        evening.notes_down(kind, draw(words), draw(short), draw(short))
    for party in draw(st.lists(st.sampled_from([p.name for p in PARTIES]) | words, max_size=2)):
        variant, state = draw(st.sampled_from(Variant)), draw(st.sampled_from(Signed))
        evening.signs(party, state, variant, function=draw(words))
    if people:
        for _ in range(draw(st.integers(0, 2))):
            evening.asks(draw(st.sampled_from(people)), draw(words), draw(short), draw(short))
