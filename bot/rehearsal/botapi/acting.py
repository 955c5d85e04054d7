"""What a person does in a chat with the bot: start, type, press, edit, send something."""

from typing import Any

from telegram import CallbackQuery, Chat, InlineQuery, User

from bot.rehearsal.botapi import polls
from bot.rehearsal.botapi.formatting import plain
from bot.rehearsal.botapi.membership import back_again, room_for
from bot.rehearsal.botapi.rooms import Posted, Room
from bot.rehearsal.botapi.sending_by_hand import BY_KIND
from bot.rehearsal.botapi.signing import init_data
from bot.rehearsal.botapi.unable import Unable
from bot.rehearsal.botapi.viewing import buttons_of
from bot.rehearsal.botapi.world import Tap, World

Asked = dict[str, Any]


def person(world: World, asked: Asked) -> Asked:
    """Somebody with a phone, who has not met the bot yet."""
    number = asked.get("id") or 1_000_001 + len(world.people)
    names = {key: asked.get(key) for key in ("last_name", "username", "language_code")}
    user = User(number, asked["first_name"], is_bot=False, **names)
    world.people[number] = user
    chat = Chat(number, Chat.PRIVATE, first_name=user.first_name, last_name=user.last_name,
                username=user.username)  # fmt: skip
    world.open_room(chat, state="unknown")
    return user.to_dict()


def start(world: World, asked: Asked) -> Asked:
    """Press Start, perhaps from a deep link."""
    user, room = who(world, asked), room_for(world, asked)
    back_again(world, user, room)
    payload = asked.get("payload", "")
    return _said(world, room, user, f"/start {payload}".strip())


def say(world: World, asked: Asked) -> Asked:
    user, room = who(world, asked), room_for(world, asked)
    back_again(world, user, room)
    return _said(world, room, user, asked["text"], asked.get("reply_to"))


def send(world: World, asked: Asked) -> Asked:
    """Send a sticker, a photo, a forwarded poll: anything but plain words."""
    user, room = who(world, asked), room_for(world, asked)
    back_again(world, user, room)
    make = BY_KIND.get(asked["kind"])
    if make is None:
        raise Unable(f"a phone here cannot send a {asked['kind']}")
    return _tell(world, room, world.said(room, user, **make(world, asked)))


def edit(world: World, asked: Asked) -> Asked:
    """Change one's own words; the bot hears of it."""
    room = room_for(world, asked)
    posted = room.post(asked["message"])
    if posted is None or posted.by_bot:
        raise Unable("only one's own messages can be edited")
    text, entities = plain(asked["text"])
    posted.parts |= {"text": text, "entities": entities, "edit_date": world.clock.moment()}
    world.touch(room, posted)
    kind = "edited_channel_post" if room.chat.type == Chat.CHANNEL else "edited_message"
    return _tell(world, room, posted, kind)


def press(world: World, asked: Asked) -> Asked:
    """Press a button that is there now, found by its label or its data."""
    user, room = who(world, asked), room_for(world, asked)
    found = find_button(room, asked)
    if found is None:
        if any(asked.get("label") in row for row in room.keyboard):
            return _said(world, room, user, asked["label"])
        raise Unable(f"no such button: {asked.get('label') or asked.get('data')}")
    posted, button = found
    if "callback_data" in button:
        return _tap(world, room, user, (posted, button["callback_data"]))
    if "web_app" in button:
        return {"open": button["web_app"]["url"], "init_data": init_data(world, user)}
    return {"open": button.get("url", "")}


def find_button(room: Room, asked: Asked) -> tuple[Posted, Asked] | None:
    """On the message that was named, else on the newest that has it."""
    named = asked.get("message")
    posts = [room.post(named)] if named else [room.post(n) for n in reversed(room.posts)]
    wanted = {"text": asked.get("label"), "callback_data": asked.get("data")}
    for posted in filter(None, posts):
        for button in (button for row in buttons_of(posted) for button in row):
            if all(value in (None, button.get(key)) for key, value in wanted.items()):
                return posted, button
    return None


def ask_inline(world: World, asked: Asked) -> Asked:
    """Type the bot's name and some words in another chat."""
    user = who(world, asked)
    query = InlineQuery(world.next_identifier(), user, asked["text"], "")
    world.tell("inline_query", query, f"inline {user.id}", user.id)
    return {"query": query.id}


def vote(world: World, asked: Asked) -> Asked:
    room = room_for(world, asked)
    posted = room.post(asked["message"])
    if posted is None or "poll" not in posted.parts or posted.parts["poll"].is_closed:
        raise Unable("there is no open poll in that message")
    polls.vote(world, (room, posted), who(world, asked), asked["options"])
    return {}


def who(world: World, asked: Asked) -> User:
    user = world.people.get(asked["user"])
    if user is None:
        raise Unable(f"nobody has the number {asked['user']}")
    return user


def _said(world: World, room: Room, user: User, words: str, reply_to: int | None = None) -> Asked:
    text, entities = plain(words)
    parts: Asked = {"text": text, "entities": entities}
    if reply_to and (answered := room.post(reply_to)):
        parts["reply_to_message"] = answered.message
    if room.chat.type == Chat.CHANNEL:
        parts["sender_chat"] = room.chat
    return _tell(world, room, world.said(room, user, **parts))


def _tell(world: World, room: Room, posted: Posted, kind: str = "") -> Asked:
    usual = "channel_post" if room.chat.type == Chat.CHANNEL else "message"
    update = world.tell(kind or usual, posted.message, f"chat {room.chat.id}", room.chat.id)
    return {"message": posted.number, "update": update.number if update else None}


def _tap(world: World, room: Room, user: User, pressed: tuple[Posted, str]) -> Asked:
    posted, data = pressed
    tap = Tap(world.next_identifier(), user.id, room.chat.id, world.clock.now())
    world.taps[tap.query] = tap
    query = CallbackQuery(tap.query, user, str(room.chat.id), message=posted.message, data=data)
    update = world.tell("callback_query", query, f"tap {user.id}", room.chat.id)
    return {"query": tap.query, "update": update.number if update else None}
