"""Every sentence: there for whatever is refused, used, and at B1."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bot.conversation.proposing import BODIES
from bot.conversation.texts import LANGUAGES, sentence, words_in
from sessions.agenda_translation import _sort
from sessions.errors import Clash
from sessions.items.item import Openness
from sessions.items.poll import Choose
from sessions.items.proposal import Rule, Stand
from sessions.people import KINDS
from sessions.record import NoteKind
from sessions.reviewing import Verdict
from tests.tree import ROOT, kept_files

REFUSALS = (
    "answer|join|meeting|item|staff|table|storage|ask|contribution|agenda|http|export|knowledge"
)
REFUSAL = re.compile(rf"(?:{REFUSALS})\.[a-z_]*[a-z]")
RAISERS = {
    "Malformed", "Clash", "Unknown", "Forbidden", "Refusal", "NotSignedIn", "TooOften",
    "Unreadable", "UnreadableError", "Mistake", "ValueError",
}  # fmt: skip
MOVES = ("open", "close", "reveal", "extend", "reopen", "skip", "move", "advance", "message", "end")


def sources(*folders: str) -> Iterator[ast.Module]:
    for path in kept_files():
        if path.suffix == ".py" and path.parts[0] in folders:
            yield ast.parse((ROOT / path).read_text(encoding="utf-8"))


def texts_in(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


def refusals() -> set[str]:
    """Every key that is refused with, in the whole house."""
    found: set[str] = set()
    for tree in sources("sessions", "bot", "exports"):
        for call in (n for n in ast.walk(tree) if isinstance(n, ast.Call)):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
            name = call.func.id if isinstance(call.func, ast.Name) else name
            keys = {t for a in call.args for t in texts_in(a) if REFUSAL.fullmatch(t)}
            found |= keys if name in RAISERS else set()
            if name == "mistake":  # with nothing that looks like it, another sentence
                found |= keys | {f"{key}_no_idea" for key in keys}
    found |= {f"agenda.{_sort(kind)}" for kind in PYDANTIC}
    for names in ("themes", "target_groups"):
        found |= {f"agenda.unknown_{names}", f"agenda.unknown_{names}_no_idea"}
    return found | {why for tree in sources("sessions") for why in quoted_whys(tree)}


def quoted_whys(tree: ast.Module) -> Iterator[str]:
    """Keys that a function chooses before they are refused with."""
    for returned in (n for n in ast.walk(tree) if isinstance(n, ast.Return)):
        yield from (t for t in texts_in(returned) if REFUSAL.fullmatch(t))


PYDANTIC = (
    "string_too_long", "string_too_short", "int_parsing", "date_from_datetime_parsing",
    "time_parsing", "tuple_type", "bool_parsing", "greater_than_equal", "anything else",
)  # fmt: skip


def catalogue(language: str) -> dict[str, tuple[str, ...]]:
    path = ROOT / "bot/conversation/locale" / language / "LC_MESSAGES/conversation.po"
    with Path(path).open("rb") as file:
        read = read_po(file, abort_invalid=True)
    return {
        str(m.id if isinstance(m.id, str) else m.id[0]): (
            (m.string,) if isinstance(m.string, str) else tuple(m.string or ())
        )
        for m in read
        if m.id
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_refused_has_its_sentence(language: str) -> None:
    known = catalogue(language)

    assert len(refusals()) > 90
    assert sorted(key for key in refusals() if not any(known.get(key, ()))) == []


def test_every_sentence_is_used() -> None:
    used = {
        t for tree in sources("bot", "sessions", "exports") for t in texts_in(tree)
    } | refusals()
    used |= {f"open.{o.value}" for o in Openness} | {f"ask.{c.value}" for c in Choose}
    used |= {f"kind.{k}" for k in KINDS} | {f"verb.{move}" for move in (*MOVES, "places")}
    used |= {
        f"verb.{mark}"
        for mark in ("hide", "show", "pin", "merge", "hurry", "rotate", "note", "rewrite", "strike")
    }
    used |= {f"run.{verb}.done" for verb in ("open", "close", "reveal", "advance")}
    used |= {f"note.{k.value}.how" for k in NoteKind} | {f"noted.{k.value}" for k in NoteKind}
    used |= {f"proposal.{stand.value}" for stand in Stand} | {f"proposal.body.{b}" for b in BODIES}
    used |= {f"proposal.said_{stand.value}" for stand in Stand}
    used |= {f"proposal.rule.{rule.value}" for rule in Rule}
    used |= {f"check.{verdict.value}" for verdict in Verdict}
    used |= {f"http.{status}" for status in (400, 404, 405)}

    assert sorted(catalogue("nl").keys() - used) == []


def test_what_is_said_of_a_refusal_is_filled_in() -> None:
    refusal = Clash("item.already_open", number=3)

    assert sentence(refusal.key, refusal.values) == "Onderdeel 3 is al open."
    assert sentence(refusal.key, refusal.values, "en") == "Item 3 is open already."
    assert sentence("agenda.unknown_key", {"found": "keuzes", "meant": "opties"}) == (
        "`keuzes` bestaat niet; bedoelt u `opties`?"
    )


def test_a_refusal_that_nobody_worded_still_gets_a_sentence() -> None:
    assert sentence("nobody.worded_this", {}) == "Dat lukt nu niet. Probeer het zo nog eens."


def test_an_unknown_language_is_spoken_to_in_dutch() -> None:
    assert words_in("fr")("choice.done") == words_in("nl")("choice.done") == "Klaar"


def test_what_was_typed_is_never_a_gap() -> None:
    assert words_in("nl")("join.which_kind", name="{title}") == ("Wat voor organisatie is {title}?")


def sentences(text: str) -> list[str]:
    return [s for line in text.split("\n") for s in re.split(r"(?<=[.?:])\s+", line) if s.strip()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_short_and_nobody_shouts(language: str) -> None:
    texts = [text for forms in catalogue(language).values() for text in forms]
    lengths = {s: len(re.findall(r"[\w{}]+", s)) for text in texts for s in sentences(text)}

    assert {s: n for s, n in lengths.items() if n > 25} == {}
    assert sum(lengths.values()) / len(lengths) <= 15
    assert [text for text in texts if "!" in text] == []
