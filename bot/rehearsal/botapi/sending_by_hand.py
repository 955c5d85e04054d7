"""What a phone can send beside words, each as the part of a message that it is."""

from base64 import b64decode
from collections.abc import Callable
from typing import Any

from telegram import (
    Contact,
    Dice,
    Document,
    Location,
    MessageOriginHiddenUser,
    Poll,
    PollOption,
    Sticker,
    Voice,
)

from bot.rehearsal.botapi.formatting import plain
from bot.rehearsal.botapi.sending import photo_of, size_of
from bot.rehearsal.botapi.unable import Unable
from bot.rehearsal.botapi.world import Stored, World

Asked = dict[str, Any]
Parts = dict[str, Any]


def _content(world: World, asked: Asked, kind: str) -> Stored:
    content = b64decode(asked.get("content", ""))
    return world.store(asked.get("name", "bestand"), kind, content)


def _caption(asked: Asked) -> Parts:
    caption, entities = plain(asked.get("text", ""))
    return {"caption": caption, "caption_entities": entities} if caption else {}


def photo(world: World, asked: Asked) -> Parts:
    stored = _content(world, asked, "image/jpeg")
    size = size_of(stored.content)
    if size is None:
        raise Unable("that is no picture")
    return {"photo": [photo_of(stored, size)]} | _caption(asked)


def document(world: World, asked: Asked) -> Parts:
    stored = _content(world, asked, asked.get("mime_type", "application/octet-stream"))
    sent = Document(
        stored.identifier, stored.unique, file_name=stored.name, mime_type=stored.kind,
        file_size=len(stored.content),
    )  # fmt: skip
    return {"document": sent} | _caption(asked)


def sticker(world: World, asked: Asked) -> Parts:
    stored = _content(world, asked, "image/webp")
    made = Sticker(
        stored.identifier, stored.unique, 512, 512, is_animated=False, is_video=False,
        type=Sticker.REGULAR, emoji="👍",
    )  # fmt: skip
    return {"sticker": made}


def voice(world: World, asked: Asked) -> Parts:
    stored = _content(world, asked, "audio/ogg")
    return {"voice": Voice(stored.identifier, stored.unique, 4, mime_type=stored.kind)}


def forwarded_poll(world: World, _: Asked) -> Parts:
    options = [PollOption(text, 3, persistent_id=text) for text in ("Ja", "Nee")]
    made = Poll(
        world.next_identifier(), "Komt u ook?", options, 6, is_closed=False, is_anonymous=True,
        type=Poll.REGULAR, allows_multiple_answers=False, allows_revoting=True, members_only=False,
    )  # fmt: skip
    return {"poll": made, "forward_origin": MessageOriginHiddenUser(world.clock.moment(), "Kees")}


def forwarded(world: World, asked: Asked) -> Parts:
    """Somebody else's words."""
    text, entities = plain(asked.get("text", "Doorgestuurd"))
    origin = MessageOriginHiddenUser(world.clock.moment(), "Kees")
    return {"text": text, "entities": entities, "forward_origin": origin}


def location(_: World, __: Asked) -> Parts:
    return {"location": Location(longitude=6.9, latitude=52.78)}


def contact(_: World, __: Asked) -> Parts:
    return {"contact": Contact("+31201234567", "Kees")}


def dice(_: World, __: Asked) -> Parts:
    return {"dice": Dice(4, "🎲")}


BY_KIND: dict[str, Callable[[World, Asked], Parts]] = {
    each.__name__: each
    for each in (
        photo, document, sticker, voice, forwarded_poll, forwarded, location, contact, dice,
    )
}  # fmt: skip
