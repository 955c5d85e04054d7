"""Who is in which chat with the bot: blocking it, groups, channels, and a group that moves."""

from datetime import UTC, datetime
from typing import Any

from telegram import (
    Chat,
    ChatMember,
    ChatMemberAdministrator,
    ChatMemberBanned,
    ChatMemberLeft,
    ChatMemberMember,
    ChatMemberUpdated,
    User,
)

from bot.rehearsal.botapi.rooms import Room
from bot.rehearsal.botapi.unable import Unable
from bot.rehearsal.botapi.world import World

Asked = dict[str, Any]

NEWER = ("can_send_welcome_messages",)
"""Rights that aiogram insists on, of a Bot API newer than the one PTB knows."""

FIRST_SUPERGROUP = -1_001_000_000_000
FIRST_GROUP = -4_000_000


def room_for(world: World, asked: Asked) -> Room:
    """The chat that is named, else the person's own with the bot."""
    room = world.rooms.get(asked.get("chat") or asked["user"])
    if room is None:
        raise Unable(f"there is no chat {asked.get('chat') or asked['user']}")
    return room


def back_again(world: World, user: User, room: Room) -> None:
    """Whoever writes to the bot has it open; who had blocked it, no longer has."""
    if room.is_private and room.state == "blocked":
        unblock(world, {"user": user.id})
    if room.state == "unknown":
        room.state = "open"


def block(world: World, asked: Asked) -> Asked:
    return _private(world, asked, "blocked", banned(world.bot_as_sender))


def unblock(world: World, asked: Asked) -> Asked:
    return _private(world, asked, "open", ChatMemberMember(world.bot_as_sender))


def deactivate(world: World, asked: Asked) -> Asked:
    """The account is gone. Telegram tells the bot nothing."""
    room_for(world, asked).state = "deactivated"
    return {}


def group(world: World, asked: Asked) -> Asked:
    """Make a group or a channel with the bot in it; an anonymous channel has no sender."""
    kind = asked.get("kind", Chat.GROUP)
    first = FIRST_GROUP if kind == Chat.GROUP else FIRST_SUPERGROUP
    number = asked.get("id") or first - len(world.rooms)
    room = world.open_room(Chat(number, kind, title=asked["title"], username=asked.get("username")))
    if kind == Chat.CHANNEL:
        added: ChatMember = _administrator(world.bot_as_sender)
    else:
        added = ChatMemberMember(world.bot_as_sender)
    _changed(world, room, world.people[asked["user"]], added)
    return {"chat": number}


def kick(world: World, asked: Asked) -> Asked:
    room = room_for(world, asked)
    room.state = "kicked"
    _changed(world, room, world.people[asked["user"]], ChatMemberLeft(world.bot_as_sender))
    return {}


def migrate(world: World, asked: Asked) -> Asked:
    """A group becomes a supergroup: another number, and errors at the old one."""
    old = room_for(world, asked)
    user = world.people[asked["user"]]
    number = FIRST_SUPERGROUP - len(world.rooms)
    new = world.open_room(Chat(number, Chat.SUPERGROUP, title=old.chat.title))
    for room, parts in (
        (old, {"migrate_to_chat_id": number}),
        (new, {"migrate_from_chat_id": old.chat.id}),
    ):
        posted = world.said(room, user, **parts)
        world.tell("message", posted.message, f"chat {room.chat.id}", room.chat.id)
    old.state, old.migrated_to = "migrated", number
    return {"chat": number}


def banned(user: User) -> ChatMember:
    """For ever, which Telegram writes as the year 1970."""
    return ChatMemberBanned(user, datetime.fromtimestamp(0, UTC))


def _private(world: World, asked: Asked, state: Any, now: ChatMember) -> Asked:
    room = room_for(world, asked)
    if room.state == state:
        raise Unable(f"the bot is {state} there already")
    room.state = state
    _changed(world, room, world.people[asked["user"]], now)
    return {}


def _changed(world: World, room: Room, by: User, now: ChatMember) -> None:
    bot = world.bot_as_sender
    before: ChatMember = ChatMemberMember(bot)
    if now.status not in (ChatMember.BANNED, ChatMember.LEFT):
        before = banned(bot) if room.is_private else ChatMemberLeft(bot)
    moment = world.clock.moment()
    told = ChatMemberUpdated(room.chat, by, moment, before, now)
    world.tell("my_chat_member", told, f"member {room.chat.id}", room.chat.id)


def _administrator(user: User) -> ChatMember:
    rights: dict[str, Any] = dict.fromkeys(
        (
            "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages",
            "can_manage_video_chats", "can_restrict_members", "can_promote_members",
            "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
            "can_delete_stories",
        ),
        False,
    )  # fmt: skip
    return ChatMemberAdministrator(user, **rights, api_kwargs=dict.fromkeys(NEWER, False))
