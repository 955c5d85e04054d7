"""From an update to what somebody did: who, what, and under which message."""

import re
from dataclasses import dataclass

from aiogram.enums import ChatMemberStatus, ChatType, ContentType
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, Update
from pydantic import ValidationError

from bot.conversation.heard import Arrived, Edited, Heard, Posted, Pressed, Said

PREFIX = "telegram"

SERVICE = frozenset(
    {
        ContentType.PINNED_MESSAGE, ContentType.WRITE_ACCESS_ALLOWED, ContentType.WEB_APP_DATA,
        ContentType.MESSAGE_AUTO_DELETE_TIMER_CHANGED, ContentType.USERS_SHARED,
        ContentType.CHAT_SHARED, ContentType.CHAT_BACKGROUND_SET,
    }
)  # fmt: skip
"""What Telegram itself writes in a chat; nobody said it."""

START = re.compile(r"/start(@\w+)?")


class UnreadableUpdateError(Exception):
    """Not an update that anybody can read."""


@dataclass(frozen=True, slots=True)
class Overheard:
    """What an update is about; `heard` is None where there is nothing to answer.

    `toast` is the press that waits for a sign, `message` the one whose button it was. `gone` says
    that the person blocked the bot; `elsewhere` that it was not in a chat of two.
    """

    address: str = ""
    heard: Heard | None = None
    message: int | None = None
    toast: str = ""
    gone: bool = False
    elsewhere: bool = False


def address_of(chat: int) -> str:
    return f"{PREFIX}:{chat}"


def chat_of(address: str) -> int:
    return int(address.partition(":")[2])


def is_group(address: str) -> bool:
    """Telegram numbers groups and channels below zero."""
    return address.startswith(f"{PREFIX}:-")


def listen(body: str) -> Overheard:
    """Read one update, alone; raise `UnreadableUpdateError` for what is none."""
    try:
        update = Update.model_validate_json(body)
    except ValidationError as error:
        raise UnreadableUpdateError(str(error.error_count())) from None
    if update.callback_query:
        return _pressed(update.callback_query)
    if update.message:
        return _message(update.message)
    if update.edited_message:
        return _edited(update.edited_message)
    if update.my_chat_member:
        return _member(update.my_chat_member)
    return Overheard()


def _pressed(query: CallbackQuery) -> Overheard:
    """A button under a message of ours; a press in a group has nobody's evening behind it."""
    message = query.message
    if message is None or query.data is None:
        return Overheard(toast=query.id)
    address = address_of(message.chat.id)
    if message.chat.type != ChatType.PRIVATE:
        return Overheard(address, toast=query.id, elsewhere=True)
    return Overheard(address, Pressed(query.data), message.message_id, query.id)


def _message(message: Message) -> Overheard:
    address = address_of(message.chat.id)
    if message.chat.type != ChatType.PRIVATE:
        command = (message.text or "").startswith("/")
        return Overheard(address if command else "", elsewhere=command)
    if message.text is not None:
        return Overheard(address, _said(message.text))
    if message.content_type in SERVICE:
        return Overheard()
    spoken = message.content_type in {ContentType.VOICE, ContentType.AUDIO, ContentType.VIDEO_NOTE}
    return Overheard(address, Posted("voice" if spoken else "other"))


def _said(text: str) -> Heard:
    """`/start 482716` is somebody who followed a link, or typed it; perhaps with our name."""
    command, *code = text.split(maxsplit=1) or [""]
    return Arrived("".join(code).strip()) if START.fullmatch(command) else Said(text)


def _edited(message: Message) -> Overheard:
    if message.chat.type != ChatType.PRIVATE or message.text is None:
        return Overheard()
    return Overheard(address_of(message.chat.id), Edited(message.text))


def _member(changed: ChatMemberUpdated) -> Overheard:
    blocked = changed.new_chat_member.status in {ChatMemberStatus.KICKED, ChatMemberStatus.LEFT}
    return Overheard(address_of(changed.chat.id), gone=blocked)
