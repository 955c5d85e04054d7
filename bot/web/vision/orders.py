"""What the forms about the vision ask for; each makes one change of it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from bot.web.forms import Form
from knowledge_base.entry import Entry
from sessions import composing
from sessions.composing import Edit
from sessions.errors import Malformed, Unknown
from sessions.vision_entries import Chapter, Fate, Heeded, State

SOURCE = ("title", "author", "year", "where", "kind")
FIGURE = ("title", "says", "source", "page", "day")
OUTSIDE = ("origin", "text", "organisation", "kind", "day", "theme")


def _words(form: Form, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: form.get(name) for name in names if name in form}


def _list(form: Form, name: str) -> tuple[str, ...]:
    """References and names as they are typed: one after another, with commas."""
    parts = form.get(name).replace("\n", ",").split(",")
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _number(form: Form, name: str = "number") -> int:
    return form.number(name) or 0


def _outside(form: Form) -> Edit:
    if form.get("origin") not in {"interview", "mail"}:
        raise Malformed("form.unclear")
    ticks = {"quotable": "quotable" in form, "against": "against" in form}
    return composing.add("outside", _words(form, OUTSIDE) | ticks)


def _revise(form: Form, entries: Sequence[Entry]) -> Edit:
    """All that a block has on its form; an example may be any of these entries."""
    listed = ("added", "left_out", "dissent", "agreeing", "cites", "target_groups")
    values: dict[str, Any] = {name: _list(form, name) for name in listed if name in form}
    if "example_title" in form:
        values["examples"] = _examples(form, entries)
    return composing.revise(_number(form), values | _words(form, ("words", "chapter", "because")))


def _examples(form: Form, entries: Sequence[Entry]) -> tuple[str, ...]:
    """Those that are ticked, and the one whose question was typed; kept by their name."""
    typed = " ".join(form.get("example_title").split()).casefold()
    asked = [e.id for e in entries if typed in {e.question.casefold(), e.id}]
    if typed and not asked:
        raise Unknown("vision.no_such_example")
    return tuple(dict.fromkeys([*form.all("example"), *asked]))


def _compose(form: Form) -> Edit:
    lists = {name: _list(form, name) for name in ("added", "cites")}
    return composing.compose({**_words(form, ("words", "chapter")), **lists})


def _answer(form: Form) -> Edit:
    """What is done with a reaction or an amendment, and why."""
    verdict, block = Heeded(form.get("verdict")), _number(form, "block")
    values = {"verdict": verdict, "answer": form.get("answer"), "block": block}
    return composing.answer(form.get("subject"), values)


def _chapter(form: Form) -> Edit:
    chapter = Chapter(
        form.get("chapter") or f"eigen-{form.get('key')[:8]}", form.get("title"),
        _number(form, "rank"), form.get("words"), left_out="left_out" in form,
    )  # fmt: skip
    return composing.settle(chapter)


def _step(form: Form) -> Edit:
    return composing.advance(form.get("municipality"), State(form.get("state")), form.get("day"))


def _reject(form: Form) -> Edit:
    if form.get("proposal"):
        chapter = form.get("chapter") or "themes"
        return composing.decide(form.get("proposal"), chapter, Fate.REJECTED, form.get("reason"))
    return composing.reject(_number(form), form.get("reason"))


ORDERS: Mapping[str, Callable[[Form], Edit]] = {
    "bron": lambda form: composing.add("source", _words(form, SOURCE)),
    "cijfer": lambda form: composing.add("figure", _words(form, FIGURE)),
    "reactie": _outside,
    "weg": lambda form: composing.remove(form.get("subject")),
    "neem-op": lambda form: composing.decide(form.get("proposal"), form.get("chapter")),
    "wijs-af": _reject,
    "toch": lambda form: composing.accept_again(_number(form)),
    "eigen": _compose,
    "voeg-samen": lambda form: composing.merge(_number(form), _number(form, "into")),
    "splits": lambda form: composing.split(
        _number(form), _list(form, "references"), form.get("words")
    ),
    "eerder": lambda form: composing.move(_number(form), -1),
    "later": lambda form: composing.move(_number(form), 1),
    "hoofdstuk": _chapter,
    "amendement": lambda form: composing.add(
        "amendment",
        {**_words(form, ("municipality", "text", "chapter")), "minority": "minority" in form},
    ),
    "antwoord": _answer,
    "stap": _step,
}


def edit_of(what: str, form: Form, entries: Sequence[Entry]) -> Edit:
    """The change that a form asks for; raise `Malformed` when it makes no sense."""
    orders: Mapping[str, Callable[[Form], Edit]] = {
        **ORDERS,
        "wijzig": partial(_revise, entries=entries),
    }
    if what not in orders:
        raise Malformed("form.unclear")
    try:
        return orders[what](form)
    except ValueError:
        raise Malformed("form.unclear") from None
