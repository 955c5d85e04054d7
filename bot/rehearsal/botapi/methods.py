"""The methods of the Bot API that a bot like ours calls."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.rehearsal.botapi import fetching, objects
from bot.rehearsal.botapi.errors import bad
from bot.rehearsal.botapi.markup import LONGEST, LONGEST_CAPTION, read_text
from bot.rehearsal.botapi.params import Params
from bot.rehearsal.botapi.world import BOT, TAPS_LIVE, Room, Shown, World

LONGEST_DATA = 64
MOST_BUTTONS = 100

SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
OLD = "query is too old and response timeout expired or query ID is invalid"

Method = Callable[[World, Params], Awaitable[Any]]


async def get_me(_world: World, _params: Params) -> Any:
    can = {"can_join_groups": True, "can_read_all_group_messages": False,
           "supports_inline_queries": False}  # fmt: skip
    return objects.as_json(BOT) | can


async def send_message(world: World, params: Params) -> Any:
    room = world.room(params.number("chat_id"))
    return _sent(world, room, _worded(params, "text", LONGEST))


async def edit_message_text(world: World, params: Params) -> Any:
    room, shown = _mine(world, params)
    if "text" not in shown.content:
        raise bad("there is no text in the message to edit")
    return _changed(world, room, shown, _worded(params, "text", LONGEST))


async def edit_message_reply_markup(world: World, params: Params) -> Any:
    room, shown = _mine(world, params)
    kept = {k: v for k, v in shown.content.items() if k != "reply_markup"}
    return _changed(world, room, shown, kept | _keyboard(params))


async def delete_message(world: World, params: Params) -> Any:
    room = world.room(params.number("chat_id"))
    shown = room.shown.pop(params.number("message_id"), None)
    if shown is None:
        raise bad("message to delete not found")
    world.touch(room, shown)
    return True


async def answer_callback_query(world: World, params: Params) -> Any:
    number = params.text("callback_query_id")
    asked = world.queries.get(number)
    if asked is None or world.clock.now() - asked > TAPS_LIVE:
        raise bad(OLD)
    world.toasts[number] = params.text("text")
    return True


async def send_document(world: World, params: Params) -> Any:
    room = world.room(params.number("chat_id"))
    name, file = _file(params, "document")
    number = f"file-{len(world.files) + 1}"
    world.files[number] = file
    content = {"document": objects.document(number, name, len(file)), **_caption(params)}
    return _sent(world, room, content | _keyboard(params))


async def send_photo(world: World, params: Params) -> Any:
    room = world.room(params.number("chat_id"))
    _, file = _file(params, "photo")
    number = f"file-{len(world.files) + 1}"
    world.files[number] = file
    content = {"photo": [objects.photo(number, len(file))], **_caption(params)}
    return _sent(world, room, content | _keyboard(params))


async def send_poll(world: World, params: Params) -> Any:
    room = world.room(params.number("chat_id"))
    given = params.data("options", [])
    options = [o if isinstance(o, str) else str(o.get("text", "")) for o in given]
    if not 1 < len(options) <= 12:  # noqa: PLR2004 -- Telegram's own bounds
        raise bad("poll must have at least 2 option")
    made = objects.poll(f"poll-{len(room.shown) + 1}", params.text("question"), options)
    return _sent(world, room, {"poll": made} | _keyboard(params))


async def stop_poll(world: World, params: Params) -> Any:
    room, shown = _mine(world, params)
    open_poll = shown.content.get("poll")
    if open_poll is None:
        raise bad("message with poll to stop not found")
    if open_poll.is_closed:
        raise bad("poll has already been closed")
    options = [option.text for option in open_poll.options]
    stopped = objects.poll(open_poll.id, open_poll.question, options, closed=True)
    shown.content = {"poll": stopped} | _keyboard(params)
    world.touch(room, shown)
    return objects.as_json(stopped)


async def get_file(world: World, params: Params) -> Any:
    number = params.text("file_id")
    if number not in world.files:
        raise bad("wrong file_id or the file is temporarily unavailable")
    size = len(world.files[number])
    return {"file_id": number, "file_unique_id": f"u-{number}", "file_size": size,
            "file_path": f"documents/{number}"}  # fmt: skip


async def set_my_commands(world: World, params: Params) -> Any:
    world.commands = params.data("commands", [])
    return True


async def get_my_commands(world: World, _params: Params) -> Any:
    return world.commands


async def send_chat_action(world: World, params: Params) -> Any:
    world.room(params.number("chat_id"))
    return True


async def set_chat_menu_button(_world: World, _params: Params) -> Any:
    return True


def _mine(world: World, params: Params) -> tuple[Room, Shown]:
    """A message of the bot itself, which it may change."""
    room = world.room(params.number("chat_id"))
    shown = room.shown.get(params.number("message_id"))
    if shown is None:
        raise bad("message to edit not found")
    if not shown.by_bot:
        raise bad("message can't be edited")
    return room, shown


def _sent(world: World, room: Room, content: dict[str, Any]) -> Any:
    if room.moved_to is not None:
        moved = {"migrate_to_chat_id": room.moved_to}
        error = bad("group chat was upgraded to a supergroup chat")
        error.parameters = moved
        raise error
    return objects.as_json(world.message(room, world.put(room, content, by_bot=True)))


def _changed(world: World, room: Room, shown: Shown, content: dict[str, Any]) -> Any:
    if shown.content == content:
        raise bad(SAME)
    shown.content, shown.edited = content, world.clock.now()
    world.touch(room, shown)
    return objects.as_json(world.message(room, shown))


def _worded(params: Params, name: str, most: int) -> dict[str, Any]:
    mode = params.text("parse_mode") or None
    entities = params.data("entities" if name == "text" else "caption_entities", [])
    text, found = read_text(params.text(name), mode, entities, most)
    return {name: text, **({"entities": found} if found else {}), **_keyboard(params)}


def _caption(params: Params) -> dict[str, Any]:
    if not params.text("caption"):
        return {}
    worded = _worded(params, "caption", LONGEST_CAPTION)
    return {k: v for k, v in worded.items() if k != "reply_markup"}


def _keyboard(params: Params) -> dict[str, Any]:
    """The buttons, in the way they came; none at all takes away those that were there."""
    markup = params.data("reply_markup")
    if not markup or "inline_keyboard" not in markup:
        return {}
    buttons = [button for row in markup["inline_keyboard"] for button in row]
    for button in buttons:
        data = button.get("callback_data")
        if data is not None and not 1 <= len(data.encode()) <= LONGEST_DATA:
            raise bad("BUTTON_DATA_INVALID")
        if not str(button.get("text", "")).strip():
            raise bad("can't parse inline keyboard button: Text must be non-empty")
        if (url := button.get("url")) is not None and "." not in url.partition("://")[2]:
            raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    if len(buttons) > MOST_BUTTONS:
        raise bad("reply markup is too long")
    return {"reply_markup": markup} if buttons else {}


def _file(params: Params, name: str) -> tuple[str, bytes]:
    value = params.text(name)
    if value.startswith("attach://"):
        found = params.files.get(value.removeprefix("attach://"))
        if found:
            return found
    raise bad(f"there is no {name} in the request")


METHODS: dict[str, Method] = {
    "getme": get_me,
    "getupdates": fetching.get_updates,
    "setwebhook": fetching.set_webhook,
    "deletewebhook": fetching.delete_webhook,
    "getwebhookinfo": fetching.get_webhook_info,
    "sendmessage": send_message,
    "editmessagetext": edit_message_text,
    "editmessagereplymarkup": edit_message_reply_markup,
    "deletemessage": delete_message,
    "answercallbackquery": answer_callback_query,
    "senddocument": send_document,
    "sendphoto": send_photo,
    "sendpoll": send_poll,
    "stoppoll": stop_poll,
    "getfile": get_file,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "sendchataction": send_chat_action,
    "setchatmenubutton": set_chat_menu_button,
}
"""By the name in lower case: Telegram does not mind capitals either."""
