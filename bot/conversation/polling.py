"""Peiling: answered by tapping or typing."""

from dataclasses import replace
from typing import Any

from bot.conversation.asking import (
    Outcome,
    held_choices,
    joined,
    paragraphs,
    refusal_text,
    shortened,
)
from bot.conversation.ballot import (
    TAP_BY_TAP,
    ask,
    draft_of,
    marked,
    marks_of,
    poll_of,
    spoken,
    valid_points,
)
from bot.conversation.quoting import asked_to_quote
from bot.conversation.reading import read_poll
from bot.conversation.reply import Choice, Keep, Say
from bot.conversation.room import Room
from bot.conversation.talk import Awaits, Draft, Talk
from sessions.errors import Malformed
from sessions.items.poll import Choose, Poll
from sessions.meeting import Scheduled


def said(talk: Talk, room: Room, scheduled: Scheduled, text: str) -> Outcome:
    """Typed words: the text of “anders”, a number, an option; otherwise we ask which it is."""
    poll, words = poll_of(scheduled), room.words
    if talk.awaits is Awaits.OTHER and poll.other:
        return _other(talk, room, scheduled, text)
    body = read_poll(poll, text)
    if body is not None:
        return _keep(talk, room, scheduled, body, text)
    talk, number = talk.hold(text)
    choices = held_choices(words, number, answer=False)
    if poll.other:
        place = f"other:{scheduled.number}:{scheduled.round}:{number}"
        choices = (Choice(words("choice.as_other", text=shortened(text)), place), *choices)
    return talk, [joined(ask(talk, room, scheduled), before=words("poll.unclear"), choices=choices)]


def means_an_option(scheduled: Scheduled, text: str) -> bool:
    """Whether the words are an option to the letter, question mark and all."""
    return isinstance(scheduled.item, Poll) and text.strip() in scheduled.item.options


def pressed(talk: Talk, room: Room, scheduled: Scheduled, verb: str, number: int) -> Outcome:
    """A tap on one of the buttons under the question; `number` is an option, value or words."""
    poll, draft = poll_of(scheduled), draft_of(talk, room, scheduled)
    if verb == "other":
        return _press_other(talk, room, scheduled, number)
    if verb == "done":
        talk = replace(talk, draft=draft)
        return _keep(talk, room, scheduled, _body(poll, draft), "")
    if verb == "clear":
        fresh = Draft(scheduled.number, scheduled.round)
        return _again(replace(talk, draft=fresh), room, scheduled)
    if number not in {n for n, _ in poll.choices}:
        refusal = Malformed("answer.no_such_option", option=number, last=len(poll.choices))
        return _again(talk, room, scheduled, refusal_text(refusal, room.words))
    return _tap(talk, room, scheduled, verb, number)


def _tap(talk: Talk, room: Room, scheduled: Scheduled, verb: str, number: int) -> Outcome:
    poll, draft = poll_of(scheduled), draft_of(talk, room, scheduled)
    if poll.choose is Choose.POINTS:
        shifted = _shifted(poll, draft, number, verb)
        return _again(replace(talk, draft=shifted), room, scheduled)
    if poll.choose in TAP_BY_TAP:
        return _toggle(talk, room, scheduled, _toggled(draft, number))
    body = {"value": number} if poll.choose is Choose.SCALE else {"choice": [number]}
    return _keep(talk, room, scheduled, body, "")


def _toggled(draft: Draft, number: int) -> Draft:
    picks = draft.picks
    taken = tuple(n for n in picks if n != number)
    return replace(draft, picks=taken if number in picks else (*picks, number))


def _toggle(talk: Talk, room: Room, scheduled: Scheduled, draft: Draft) -> Outcome:
    """Tick or untick; the last of a ranking completes it."""
    poll = poll_of(scheduled)
    if poll.max and poll.choose is Choose.MANY and len(draft.picks) > poll.max:
        return _again(talk, room, scheduled, room.words("answer.choose_at_most", max=poll.max))
    if poll.choose is Choose.RANK and len(draft.picks) == len(poll.options):
        return _keep(replace(talk, draft=draft), room, scheduled, _body(poll, draft), "")
    return _again(replace(talk, draft=draft), room, scheduled)


def _shifted(poll: Poll, draft: Draft, number: int, verb: str) -> Draft:
    """A tenth of the points more or less, as far as there are any."""
    step, has = max(1, poll.total // 10), draft.points.get(number, 0)
    left = poll.total - sum(draft.points.values())
    now = has + min(step, max(left, 0)) if verb == "plus" else max(0, has - step)
    return replace(draft, points=valid_points(poll, {**draft.points, number: now}))


def _body(poll: Poll, draft: Draft) -> dict[str, Any]:
    if poll.choose is Choose.POINTS:
        return {"points": {str(n): p for n, p in draft.points.items()}}
    return {"choice": list(draft.picks)}


def _press_other(talk: Talk, room: Room, scheduled: Scheduled, number: int) -> Outcome:
    """“Anders”: words that were typed before, or else we ask for them."""
    if held := talk.held_text(number):
        return _other(talk, room, scheduled, held)
    return talk.await_(Awaits.OTHER), [Say(room.words("poll.other_what"))]


def _other(talk: Talk, room: Room, scheduled: Scheduled, text: str) -> Outcome:
    """Words of one's own: beside the ticks where several may be chosen, else instead of them."""
    poll = poll_of(scheduled)
    picks = draft_of(talk, room, scheduled).picks if poll.choose is Choose.MANY else ()
    body = {"choice": list(picks), "other": text}
    return _keep(talk, room, scheduled, body, text)


def _keep(
    talk: Talk, room: Room, scheduled: Scheduled, body: dict[str, Any], typed: str
) -> Outcome:
    """Keep it, or say why not and hold what was typed."""
    poll, words = poll_of(scheduled), room.words
    try:
        checked = poll.check({**body, "round": scheduled.round})
    except Malformed as refusal:
        if typed and "other" in body:
            talk, _ = talk.hold(typed)
        return _again(talk, room, scheduled, refusal_text(refusal, words))
    chosen = words("poll.chosen", answer=spoken(poll, checked.answer, words))
    change = Choice(words("choice.change_answer"), f"ask:{scheduled.number}")
    then = Say(paragraphs(chosen, words("kept.until_closed")), (change,))
    if not typed:
        shown = Draft(scheduled.number, scheduled.round, *marks_of(checked.answer))
        then = joined(marked(room, scheduled, shown), before=chosen)
    if checked.answer.get("other"):
        talk, then = asked_to_quote(talk, room, then)
    talk = replace(talk.release(typed).at_ease(), draft=None)
    return talk, [Keep(scheduled.number, body | {"round": scheduled.round}, then, typed)]


def _again(talk: Talk, room: Room, scheduled: Scheduled, why: str = "") -> Outcome:
    return talk, [joined(ask(talk, room, scheduled), before=why)]
