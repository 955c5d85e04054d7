"""What the Bot API hands out, built with python-telegram-bot: a reading of its own."""

from datetime import UTC, datetime
from typing import Any

from telegram import (
    Animation,
    CallbackQuery,
    Chat,
    ChatMemberBanned,
    ChatMemberMember,
    ChatMemberUpdated,
    Document,
    InlineKeyboardMarkup,
    InlineQuery,
    Message,
    MessageEntity,
    PhotoSize,
    Poll,
    PollOption,
    Sticker,
    TelegramObject,
    User,
    Voice,
)

NEVER_SENT = frozenset(
    {
        "channel_chat_created", "delete_chat_photo", "group_chat_created",
        "supergroup_chat_created",
    }
)  # fmt: skip
"""What the library writes as `false`, and Telegram leaves out."""


def as_json(thing: TelegramObject) -> dict[str, Any]:
    """The object as Telegram writes it."""
    return dict(_plain(thing.to_dict()))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items() if k not in NEVER_SENT or v}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return str(value.value) if hasattr(value, "value") else value


def moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(int(seconds), UTC)


def user(number: int, name: str, *, language: str = "", is_bot: bool = False) -> User:
    username = "rehearsal_bot" if is_bot else None
    return User(number, name, is_bot, language_code=language or None, username=username)


def chat(number: int, sort: str, name: str) -> Chat:
    if sort == "private":
        return Chat(number, sort, first_name=name)
    return Chat(number, sort, title=name)


def keyboard(written: dict[str, Any] | None) -> InlineKeyboardMarkup | None:
    return InlineKeyboardMarkup.de_json(written, None) if written else None


def message(number: int, at: float, where: Chat, who: User | None, **content: Any) -> Message:
    entities = [MessageEntity(**e) for e in content.pop("entities", [])]
    edited = content.pop("edit_date", None)
    if entities:
        content["entities" if "text" in content else "caption_entities"] = entities
    if edited:
        content["edit_date"] = moment(edited)
    content["reply_markup"] = keyboard(content.pop("reply_markup", None))
    return Message(number, moment(at), where, from_user=who, **content)


def query(number: str, who: User, under: Message, data: str) -> CallbackQuery:
    return CallbackQuery(number, who, f"chat-{under.chat.id}", message=under, data=data)


def inline_query(number: str, who: User, words: str) -> InlineQuery:
    return InlineQuery(number, who, words, "")


def member(where: Chat, who: User, me: User, at: float, *, blocked: bool) -> ChatMemberUpdated:
    """Somebody blocked the bot, or let it in again."""
    there, gone = ChatMemberMember(me), ChatMemberBanned(me, moment(0))
    old, new = (there, gone) if blocked else (gone, there)
    return ChatMemberUpdated(where, who, moment(at), old, new)


def thing(sort: str) -> dict[str, Any]:
    """Something that is no text, as the content of a message."""
    names: dict[str, Any] = {"file_id": f"{sort}-1", "file_unique_id": f"{sort}-u"}
    flat: dict[str, Any] = names | {"width": 9, "height": 9}
    still: dict[str, Any] = {"is_animated": False, "is_video": False, "type": "regular"}
    things: dict[str, Any] = {
        "sticker": Sticker(**flat, **still),
        "voice": Voice(**names, duration=3),
        "photo": [PhotoSize(**flat)],
        "document": Document(**names, file_name="x.pdf"),
        "animation": Animation(**flat, duration=1),
        "poll": poll("1", "Wat eten wij?", ["Soep", "Brood"]),
    }
    return {sort: things[sort]}


def poll(number: str, question: str, options: list[str], *, closed: bool = False) -> Poll:
    return Poll(
        number, question, [PollOption(o, 0, persistent_id=str(n)) for n, o in enumerate(options)],
        0, closed, is_anonymous=True, type="regular", allows_multiple_answers=False,
        allows_revoting=False,
        members_only=False,
    )  # fmt: skip


def document(number: str, name: str, size: int) -> Document:
    return Document(number, f"u-{number}", file_name=name, file_size=size)


def photo(number: str, size: int) -> PhotoSize:
    return PhotoSize(number, f"u-{number}", width=1, height=1, file_size=size)
