"""A text with its entities, however the caller said them, and those that Telegram finds itself."""

import re
from collections.abc import Sequence
from typing import Any

from telegram import MessageEntity, User

from bot.rehearsal.botapi.failures import bad_request
from bot.rehearsal.botapi.html import read_html
from bot.rehearsal.botapi.parameters import Parameters
from bot.rehearsal.botapi.spans import Span, cut, tidy, units

GIVEN = {
    "blockquote", "bold", "bot_command", "cashtag", "code", "custom_emoji", "date_time", "email",
    "expandable_blockquote", "hashtag", "italic", "mention", "phone_number", "pre", "spoiler",
    "strikethrough", "text_link", "text_mention", "underline", "url",
}  # fmt: skip
FOUND_BY_ITSELF = {
    "bot_command", "cashtag", "email", "hashtag", "mention", "phone_number", "url",
}  # fmt: skip
EXTRAS = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id"}

FOUND = {
    "url": re.compile(
        r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]|(?<![\w@.])(?:[\w-]+\.)+(?:nl|com|org)\b"
    ),
    "email": re.compile(r"(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b"),
    "mention": re.compile(r"(?<![\w@])@[A-Za-z]\w{2,31}\b"),
    "hashtag": re.compile(r"(?<!\w)#(?=\w*[^\W\d])\w+"),
    "bot_command": re.compile(r"(?<![\w/<>@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z]\w{2,31})?(?![\w/])"),
}


def formatted(
    call: Parameters, name: str, entities: str = "entities", mode: str = "parse_mode"
) -> tuple[str, list[MessageEntity]]:
    """A text of this call, as everybody will see it."""
    text = call.text(name)
    wanted = call.text(mode).lower()
    given = call.value(entities, "message entities")
    if wanted == "html":
        text, spans = read_html(text)
    elif wanted in ("markdown", "markdownv2"):
        raise bad_request(f"can't parse entities: the stand-in does not read {wanted}")
    elif wanted:
        raise bad_request("unsupported parse_mode")
    else:
        spans = _given(text, given or [])
    return plain(text, spans)


def plain(text: str, spans: Sequence[Span] = ()) -> tuple[str, list[MessageEntity]]:
    """A text as somebody types it; links, commands and the like are found in it."""
    text, spans = tidy(text, spans)
    every = sorted([*spans, *found(text, spans)], key=lambda each: each.place)
    return text, [_entity(each) for each in every]


def found(text: str, taken: Sequence[Span]) -> list[Span]:
    """What the text itself says, where nothing else was said about it."""
    closed = [each for each in taken if each.kind in {"code", "pre", "text_link"}]
    spans: list[Span] = []
    for kind, pattern in FOUND.items():
        for match in pattern.finditer(text):
            start = units(text[: match.start()])
            span = Span(kind, start, start + units(match.group()))
            if not any(span.meets(other) for other in [*closed, *spans]):
                spans.append(span)
    return spans


def _entity(span: Span) -> MessageEntity:
    return MessageEntity(span.kind, span.start, span.end - span.start, **span.extra)


def _given(text: str, entities: Any) -> list[Span]:
    if not isinstance(entities, list):
        raise bad_request("can't parse entities JSON object")
    spans = [_span(text, each) for each in entities]
    return [each for each in spans if each.kind not in FOUND_BY_ITSELF]


def _span(text: str, entity: Any) -> Span:
    if not isinstance(entity, dict):
        raise bad_request("can't parse MessageEntity: expected an Object")
    kind, start, length = (entity.get(key) for key in ("type", "offset", "length"))
    if kind not in GIVEN:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    if not isinstance(start, int) or not isinstance(length, int) or start < 0 or length < 0:
        raise bad_request("can't parse MessageEntity: wrong offset or length")
    _check_place(text, start, start + length)
    return Span(str(kind), start, start + length, _extra(str(kind), entity))


def _check_place(text: str, start: int, end: int) -> None:
    """Refuse what lies outside the text, or begins or ends within one character."""
    length = units(text)
    if start > length:
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {start}")
    named = f"entity beginning at UTF-16 offset {start}"
    if end > length:
        raise bad_request(f"{named} ends after the end of the text at UTF-16 offset {end}")
    middle = "in a middle of a UTF-16 symbol at byte offset"
    if (place := _splits(text, start)) is not None:
        raise bad_request(f"entity begins {middle} {place}")
    if (place := _splits(text, end)) is not None:
        raise bad_request(f"{named} ends {middle} {place}")


def _splits(text: str, place: int) -> int | None:
    """Where the character ends, in bytes of UTF-8, that this place lies in the middle of."""
    before = cut(text, 0, place)
    whole = cut(text, 0, place + 1)
    return len(whole.encode()) if before and "\ud800" <= before[-1] <= "\udbff" else None


def _extra(kind: str, entity: dict[str, Any]) -> dict[str, Any]:
    if kind == "pre":
        return {"language": entity["language"]} if entity.get("language") else {}
    name = EXTRAS.get(kind)
    if name is None:
        return {}
    if not entity.get(name):
        raise bad_request(f"can't parse MessageEntity: can't find field \"{name}\"")
    return {name: User.de_json(entity[name], None) if name == "user" else entity[name]}
