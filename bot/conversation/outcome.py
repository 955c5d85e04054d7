"""What is said once something is done: the words that had to wait for a reference or a number."""

from collections.abc import Iterable
from dataclasses import replace

from bot.conversation.asking import held_choices, joined, paragraphs, refusal_text
from bot.conversation.reply import Choice, Improvise, Keep, Note, React, Reply, Say, Sit
from bot.conversation.talk import Talk
from sessions.catalogue import Words
from sessions.errors import Refusal


def kept(keep: Keep, reference: str, revision: int, words: Words) -> Say:
    """The thank-you; only ever said of what is on the disk."""
    key = "kept.changed" if revision > 1 else "kept"
    change = Choice(words("choice.change_this", reference=reference), f"change:{reference}")
    choices = (*keep.then.choices, *((change,) if keep.changeable else ()))
    return joined(replace(keep.then, choices=choices), before=words(key, reference=reference))


def reacted(react: React, reference: str, words: Words) -> Say:
    """The thank-you for a reaction to the draft; only ever said of what is on the disk."""
    key = "kept.changed" if react.replaces else "kept"
    return joined(react.then, before=words(key, reference=reference))


def seated(sit: Sit, words: Words, *, pen: bool) -> Say:
    key = "seated.with_pen" if pen else "seated"
    choices = (Choice(words("choice.pass_pen"), "pass"),) if pen else ()
    return Say(joined(sit.then, before=words(key, table=sit.table)).text, choices)


def noted(note: Note, reference: str, words: Words) -> Say:
    return Say(words(f"noted.{note.kind.value}", reference=reference, text=note.text))


def handed_out(said: Say, waiting: int, words: Words) -> Say:
    """These are the internal minutes: personal data that nobody decided about stands in them."""
    personal = words.plural("minutes.personal", waiting) if waiting else ""
    return replace(said, text=paragraphs(said.text, personal))


def improvised(made: Improvise, number: int, words: Words) -> Say:
    choices = (Choice(words("run.close"), f"run:close:{number}"),)
    return Say(words("run.open.done", number=number, title=made.item.title), choices)


def undone(verb: str, number: int | None, words: Words) -> Say:
    """Which move it was, so that it is clear what was taken back."""
    what = words(f"verb.{verb}")
    return Say(words("undone_item" if number else "undone", what=what, number=number or 0))


def refused(
    before: Talk, replies: Iterable[Reply], refusal: Refusal, words: Words
) -> tuple[Talk, Say]:
    """Why it could not be done; the talk is where it was, and holds what was typed."""
    text = refusal_text(refusal, words)
    typed = next((r.typed for r in replies if isinstance(r, Keep | React)), "")
    if not typed:
        return before, Say(text)
    talk, number = before.hold(typed)
    choices = held_choices(words, number, answer=False)
    return talk, Say(paragraphs(text, words("late.kept")), choices)
