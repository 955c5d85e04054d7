"""editMessageText, editMessageReplyMarkup and deleteMessage: what was sent, changed."""

from typing import Any

from telegram import Message

from bot.rehearsal.botapi.failures import (
    NO_MESSAGE_NAMED,
    NO_TEXT_TO_EDIT,
    NOT_DELETABLE,
    NOT_EDITABLE,
    NOT_MODIFIED,
    NOTHING_TO_DELETE,
    NOTHING_TO_EDIT,
    bad_request,
)
from bot.rehearsal.botapi.keyboards import inline_keyboard
from bot.rehearsal.botapi.parameters import Parameters
from bot.rehearsal.botapi.rooms import Posted, Room
from bot.rehearsal.botapi.sending import text_parts
from bot.rehearsal.botapi.world import World

DELETABLE_FOR = 48 * 3_600


def edit_message_text(world: World, call: Parameters) -> Message:
    room, posted = _editable(world, call)
    if "text" not in posted.parts:
        raise bad_request(NO_TEXT_TO_EDIT)
    return _edit(world, room, posted, text_parts(call) | _keyboard(call, room))


def edit_message_reply_markup(world: World, call: Parameters) -> Message:
    room, posted = _editable(world, call)
    return _edit(world, room, posted, _keyboard(call, room))


def delete_message(world: World, call: Parameters) -> bool:
    room = world.room_of(call)
    posted = room.post(call.number("message_id"))
    if posted is None:
        raise bad_request(NOTHING_TO_DELETE)
    age = world.clock.now() - posted.parts["date"].timestamp()
    if age > DELETABLE_FOR or not (posted.by_bot or room.is_private):
        raise bad_request(NOT_DELETABLE)
    posted.deleted = True
    world.touch(room, posted)
    return True


def _keyboard(call: Parameters, room: Room) -> dict[str, Any]:
    """An edit that brings no buttons takes them away."""
    return {"reply_markup": inline_keyboard(call, room)}


def _editable(world: World, call: Parameters) -> tuple[Room, Posted]:
    room = world.room_of(call)
    number = call.number("message_id")
    if number is None:
        raise bad_request(NO_MESSAGE_NAMED)
    posted = room.post(number)
    if posted is None:
        raise bad_request(NOTHING_TO_EDIT)
    if not posted.by_bot:
        raise bad_request(NOT_EDITABLE)
    return room, posted


def _edit(world: World, room: Room, posted: Posted, parts: dict[str, Any]) -> Message:
    world.limits.take(room.chat.id, world.clock.now(), edit=True)
    if _plain(parts) == _plain({key: posted.parts.get(key) for key in parts}):
        raise bad_request(NOT_MODIFIED)
    changed = {"edit_date": world.clock.moment()} if set(parts) != {"reply_markup"} else {}
    posted.parts |= parts | changed
    world.touch(room, posted)
    return posted.message


def _plain(parts: dict[str, Any]) -> dict[str, Any]:
    """To the last letter: PTB calls two links equal that lead elsewhere."""
    listed = {key: each for key, each in parts.items() if isinstance(each, list)}
    objects = {key: each.to_dict() for key, each in parts.items() if hasattr(each, "to_dict")}
    return parts | objects | {key: [e.to_dict() for e in some] for key, some in listed.items()}
