"""sendMessage, sendPhoto and sendDocument: what the bot puts in a chat."""

import zlib
from typing import Any

from telegram import Document, LinkPreviewOptions, Message, PhotoSize

from bot.rehearsal.botapi.failures import EMPTY_TEXT, LONG_CAPTION, LONG_TEXT, bad_request
from bot.rehearsal.botapi.formatting import formatted
from bot.rehearsal.botapi.keyboards import inline_keyboard, reply_keyboard
from bot.rehearsal.botapi.parameters import Parameters, Upload
from bot.rehearsal.botapi.rooms import Room
from bot.rehearsal.botapi.spans import units
from bot.rehearsal.botapi.world import Stored, World

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LARGEST_PHOTO = 10 * 1024 * 1024
LARGEST_FILE = 50 * 1024 * 1024
CHAT_ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note",
    "upload_video_note",
}  # fmt: skip
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The segments of a JPEG that tell its size."""


def send_message(world: World, call: Parameters) -> Message:
    room = world.room_of(call)
    return _send(world, room, call, text_parts(call))


def text_parts(call: Parameters) -> dict[str, Any]:
    """The text of a message and its entities, when it can be one."""
    if not call.text("text"):
        raise bad_request(EMPTY_TEXT)
    text, entities = formatted(call, "text")
    if not text:
        raise bad_request("text must be non-empty")
    if units(text) > LONGEST_TEXT:
        raise bad_request(LONG_TEXT)
    return {"text": text, "entities": entities}


def send_document(world: World, call: Parameters) -> Message:
    room = world.room_of(call)
    stored = _file(world, call, "document", LARGEST_FILE)
    document = Document(
        stored.identifier, stored.unique, file_name=stored.name, mime_type=stored.kind,
        file_size=len(stored.content),
    )  # fmt: skip
    return _send(world, room, call, {"document": document} | caption_parts(call))


def send_photo(world: World, call: Parameters) -> Message:
    room = world.room_of(call)
    stored = _file(world, call, "photo", LARGEST_PHOTO)
    size = size_of(stored.content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    return _send(world, room, call, {"photo": [photo_of(stored, size)]} | caption_parts(call))


def photo_of(stored: Stored, size: tuple[int, int]) -> PhotoSize:
    return PhotoSize(stored.identifier, stored.unique, *size, file_size=len(stored.content))


def caption_parts(call: Parameters) -> dict[str, Any]:
    caption, entities = formatted(call, "caption", "caption_entities")
    if units(caption) > LONGEST_CAPTION:
        raise bad_request(LONG_CAPTION)
    return {"caption": caption, "caption_entities": entities} if caption else {}


def send_chat_action(world: World, call: Parameters) -> bool:
    world.room_of(call)
    if call.text("action") not in CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True


def _send(world: World, room: Room, call: Parameters, parts: dict[str, Any]) -> Message:
    """Everything is right by now, but for the keyboard and whom it answers."""
    parts |= {"reply_markup": inline_keyboard(call, room)} | replied_to(room, call)
    if call.flag("protect_content"):
        parts["has_protected_content"] = True
    if preview := call.value("link_preview_options", "link preview options"):
        parts["link_preview_options"] = LinkPreviewOptions.de_json(preview, None)
    message = world.sent(room, **parts)
    keyboard = reply_keyboard(call)
    if keyboard is not None:
        room.keyboard = keyboard
    return message


def replied_to(room: Room, call: Parameters) -> dict[str, Any]:
    wanted = call.value("reply_parameters", "reply parameters") or {}
    if not wanted:
        return {}
    posted = room.post(wanted.get("message_id"))
    if posted is None:
        if wanted.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    parts = posted.parts | {"reply_to_message": None}
    return {"reply_to_message": Message(**parts)}


def _file(world: World, call: Parameters, name: str, largest: int) -> Stored:
    """An upload, or one that was sent before; the stand-in fetches nothing from elsewhere."""
    given = call.upload(name)
    if isinstance(given, Upload):
        if not given.content:
            raise bad_request("file must be non-empty")
        if len(given.content) > largest:
            raise bad_request("file is too big")
        return world.store(given.name, given.kind, given.content)
    if not given:
        raise bad_request(f"there is no {name} in the request")
    if given not in world.files:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return world.files[given]


def size_of(image: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or a JPEG; None for anything that is no picture."""
    if image.startswith(PNG) and zlib.crc32(image[12:29]) == int.from_bytes(image[29:33]):
        return int.from_bytes(image[16:20]), int.from_bytes(image[20:24])
    return _size_of_jpeg(image) if image.startswith(JPEG) else None


def _size_of_jpeg(image: bytes) -> tuple[int, int] | None:
    """Walk along the segments to the frame header, which holds the size."""
    place = 2
    while place + 9 < len(image) and image[place] == JPEG[0]:
        marker = image[place + 1]
        if marker in FRAMES:
            height = int.from_bytes(image[place + 5 : place + 7])
            return int.from_bytes(image[place + 7 : place + 9]), height
        place += 2 + int.from_bytes(image[place + 2 : place + 4])
    return None
