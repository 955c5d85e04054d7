"""sendPoll and stopPoll, and how people vote in such a poll."""

from typing import Any

from telegram import Message, Poll, PollAnswer, PollOption, User

from bot.rehearsal.botapi.failures import bad_request
from bot.rehearsal.botapi.formatting import formatted
from bot.rehearsal.botapi.keyboards import inline_keyboard
from bot.rehearsal.botapi.parameters import Parameters
from bot.rehearsal.botapi.rooms import Posted, Room
from bot.rehearsal.botapi.sending import replied_to
from bot.rehearsal.botapi.spans import units
from bot.rehearsal.botapi.world import World

LONGEST_QUESTION = 300
LONGEST_OPTION = 100
OPTIONS = range(1, 13)
QUIZ = "quiz"


def send_poll(world: World, call: Parameters) -> Message:
    room = world.room_of(call)
    parts = replied_to(room, call) | {"reply_markup": inline_keyboard(call, room)}
    return world.sent(room, poll=_poll(world, call), **parts)


def stop_poll(world: World, call: Parameters) -> Poll:
    room = world.room_of(call)
    posted = room.post(call.number("message_id"))
    if posted is None or "poll" not in posted.parts:
        raise bad_request("message with poll to stop not found")
    poll = posted.parts["poll"]
    if not posted.by_bot:
        raise bad_request("poll can't be stopped")
    if poll.is_closed:
        raise bad_request("poll has already been closed")
    stopped = _changed(poll, is_closed=True)
    posted.parts |= {"poll": stopped, "reply_markup": inline_keyboard(call, room)}
    world.touch(room, posted)
    return stopped


def vote(world: World, place: tuple[Room, Posted], user: User, chosen: list[int]) -> None:
    """What somebody taps in a poll; an empty list takes the vote back."""
    room, posted = place
    poll: Poll = posted.parts["poll"]
    votes: dict[int, list[int]] = posted.votes
    votes.pop(user.id, None)
    if chosen:
        votes[user.id] = chosen
    options = [
        PollOption(each.text, sum(n in v for v in votes.values()), persistent_id=each.persistent_id)
        for n, each in enumerate(poll.options)
    ]
    posted.parts["poll"] = _changed(poll, options=options, total_voter_count=len(votes))
    world.touch(room, posted)
    world.tell("poll", posted.parts["poll"], f"poll {poll.id}", room.chat.id)
    if not poll.is_anonymous:
        persistent = [poll.options[each].persistent_id for each in chosen]
        answer = PollAnswer(poll.id, chosen, user=user, option_persistent_ids=persistent)
        world.tell("poll_answer", answer, f"poll {poll.id}", room.chat.id)


def _poll(world: World, call: Parameters) -> Poll:
    question, entities = formatted(call, "question", "question_entities", "question_parse_mode")
    if not question:
        raise bad_request("poll question must be non-empty")
    if units(question) > LONGEST_QUESTION:
        raise bad_request("poll question length must not exceed 300")
    if call.text("open_period") or call.text("close_date"):
        raise bad_request("the stand-in closes no poll by itself")
    anonymous = "is_anonymous" not in call.given or call.flag("is_anonymous")
    kind = call.text("type") or "regular"
    right = call.value("correct_option_ids", "correct option identifiers")
    if kind == QUIZ and not right:
        raise bad_request("wrong correct option ID specified")
    return Poll(
        world.next_identifier(), question, _options(call), total_voter_count=0,
        is_closed=call.flag("is_closed"), is_anonymous=anonymous, type=kind,
        allows_multiple_answers=call.flag("allows_multiple_answers"),
        question_entities=entities, correct_option_ids=right,
        allows_revoting="allows_revoting" not in call.given or call.flag("allows_revoting"),
        members_only=call.flag("members_only"),
    )  # fmt: skip


def _options(call: Parameters) -> list[PollOption]:
    """Options come as objects, and still as plain words."""
    given = call.value("options", "poll options")
    if not isinstance(given, list) or len(given) not in OPTIONS:
        raise bad_request("poll must have at least 1 and at most 12 options")
    texts = [_text(each) for each in given]
    if not all(texts):
        raise bad_request("poll options must be non-empty")
    if any(units(each) > LONGEST_OPTION for each in texts):
        raise bad_request("poll options length must not exceed 100")
    return [PollOption(text, 0, persistent_id=str(place)) for place, text in enumerate(texts)]


def _text(option: Any) -> str:
    return str(option.get("text", "") if isinstance(option, dict) else option).strip()


def _changed(poll: Poll, **parts: Any) -> Poll:
    """The poll with some of it replaced: PTB's objects cannot be changed."""
    same = {name: getattr(poll, name) for name in KEPT}
    return Poll(**same | parts)


KEPT = (
    "id", "question", "options", "total_voter_count", "is_closed", "is_anonymous", "type",
    "allows_multiple_answers", "question_entities", "correct_option_ids", "allows_revoting",
    "members_only",
)  # fmt: skip
