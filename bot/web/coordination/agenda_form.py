"""A form over the text of an agenda: it changes what it shows, and leaves the rest as it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from bot.web.forms import Form, digest
from sessions import agenda_words as words
from sessions.agenda_writing import write_plain

MEETING_FIELDS = (
    "titel", "datum", "aanvang", "plaats", "voorzitter", "zaaknummer", "niveau", "tafels",
    "plaatsen",
)  # fmt: skip
"""What the form asks about the meeting, in the words of the agenda."""

MOST_ITEMS = 99
"""Items of one agenda, as many as it may have: an alias is one sign, and repeats all behind it."""

MOST_SHOWN = 256 * 1024
"""Characters in all fields together: four times the text that may be sent."""

NEW = "nieuw"
"""What stands in the title of an item that was just added."""

STARTS_WITH: Mapping[str, Mapping[str, Any]] = {
    "peiling": {"kies": "een", "opties": ["Ja", "Nee"]},
    "casus": {"brillen": ["bewoner", "gemeente"], "stappen": [{"vraag": "Wat ziet u?"}]},
}
"""What a new item of a kind cannot do without."""


@dataclass(frozen=True, slots=True)
class ItemFields:
    """What the form shows of one item."""

    kind: str
    title: str
    minutes: str
    text: str
    options: str | None


@dataclass(frozen=True, slots=True)
class Fields:
    """What the form shows of an agenda."""

    programme: str
    meeting: Mapping[str, str]
    items: tuple[ItemFields, ...]

    @property
    def length(self) -> int:
        """Characters in all of them together."""
        parts = ((i.title, i.minutes, i.text, i.options or "") for i in self.items)
        return sum(map(len, self.meeting.values())) + sum(len(each) for p in parts for each in p)

    @property
    def digest(self) -> str:
        return digest(repr(self))


def read_fields(text: str) -> Fields | None:
    """What the form shows of a text; None when the text is not yet an agenda at all."""
    plain = _plain(text)
    if plain is None:
        return None
    meeting = plain[_key(plain, "bijeenkomst", words.TOP)]
    items = plain[_key(plain, "onderdelen", words.TOP)]
    fields = Fields(
        programme=_text(plain.get(_key(plain, "traject", words.TOP))),
        meeting={
            name: _text(meeting.get(_key(meeting, name, words.MEETING))) for name in MEETING_FIELDS
        },
        items=tuple(_item_fields(item) for item in items),
    )
    return fields if fields.length <= MOST_SHOWN else None


def _plain(text: str) -> dict[str, Any] | None:
    """The text as mappings and lists, when it has the shape that a form can show."""
    try:
        plain = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 -- BaseLoader makes only text, lists and mappings
    except (yaml.YAMLError, RecursionError):
        return None
    if not isinstance(plain, dict):
        return None
    meeting = plain.get(_key(plain, "bijeenkomst", words.TOP))
    items = plain.get(_key(plain, "onderdelen", words.TOP))
    if not isinstance(meeting, dict) or not isinstance(items, list):
        return None
    shown = all(isinstance(i, dict) and _kind(i) for i in items[:MOST_ITEMS])
    return plain if len(items) <= MOST_ITEMS and shown else None


def _key(plain: Mapping[str, Any], word: str, known: Mapping[str, str]) -> str:
    """The key that is used for something: the Dutch word, unless the English one is there."""
    english = known[word]
    return english if english in plain and word not in plain else word


def _kind(item: Mapping[str, Any]) -> str:
    """The key that says of which kind an item is; empty when none does."""
    known = {*words.KIND, *words.KIND.values()}
    return next((key for key in item if key in known), "")


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _item_fields(item: Mapping[str, Any]) -> ItemFields:
    kind = _kind(item)
    options = item.get(_key(item, "opties", words.POLL))
    is_poll = words.KIND.get(kind, kind) == "poll"
    lines = [_text(o) for o in options] if isinstance(options, list) else []
    return ItemFields(
        kind=kind,
        title=_text(item[kind]),
        minutes=_text(item.get(_key(item, "minuten", words.ITEM))),
        text=_text(item.get(_key(item, "tekst", words.ITEM))),
        options="\n".join(lines) if is_poll else None,
    )


def sent_fields(form: Form, shown: Fields) -> Fields:
    """What came back of the fields that were shown."""
    columns = [form.all(f"item_{name}") for name in ("title", "minutes", "text", "options")]
    if any(len(column) != len(shown.items) for column in columns):
        return shown
    items = tuple(
        ItemFields(old.kind, title, minutes, text, None if old.options is None else _lines(options))
        for old, title, minutes, text, options in zip(shown.items, *columns, strict=True)
    )
    meeting = {name: form.get(f"meeting_{name}", old) for name, old in shown.meeting.items()}
    return Fields(form.get("programme", shown.programme), meeting, items)


def _lines(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def apply_fields(text: str, shown: Fields, sent: Fields) -> str:
    """The text with what was changed in the form; what the form does not show stays."""
    plain = _plain(text)
    if plain is None or sent == shown:
        return text
    if sent.programme != shown.programme:
        plain[_key(plain, "traject", words.TOP)] = sent.programme
    meeting = plain[_key(plain, "bijeenkomst", words.TOP)]
    for name, value in sent.meeting.items():
        if value != shown.meeting[name]:
            _put(meeting, _key(meeting, name, words.MEETING), value)
    items = plain[_key(plain, "onderdelen", words.TOP)]
    for item, old, new in zip(items, shown.items, sent.items, strict=True):
        _apply_item(item, old, new)
    return write_plain(plain)


def _apply_item(item: dict[str, Any], old: ItemFields, new: ItemFields) -> None:
    if new.title != old.title:
        item[new.kind] = new.title
    if new.minutes != old.minutes:
        _put(item, _key(item, "minuten", words.ITEM), new.minutes)
    if new.text != old.text:
        _put(item, _key(item, "tekst", words.ITEM), new.text)
    if new.options is not None and new.options != old.options:
        item[_key(item, "opties", words.POLL)] = new.options.split("\n")


def _is_number(value: str) -> bool:
    """Digits as in a number of minutes; a thousand of them are more than Python reads.

    A case number may begin with noughts, and keeps them.
    """
    is_short = len(value) < 10  # noqa: PLR2004 -- far beyond any number in an agenda
    return value.isascii() and value.isdecimal() and is_short and str(int(value)) == value


def _put(plain: dict[str, Any], key: str, value: str) -> None:
    """A number stays a number; what was emptied goes."""
    if value.strip():
        plain[key] = int(value) if _is_number(value) else value
    else:
        plain.pop(key, None)


def rearrange(text: str, verb: str, place: int, kind: str = "") -> str:
    """Move an item up or down, take it away, or add one of a kind at the end."""
    plain = _plain(text)
    if plain is None:
        return text
    items: list[Any] = plain[_key(plain, "onderdelen", words.TOP)]
    if verb == "add" and kind in words.KIND:
        items.append({kind: NEW, **STARTS_WITH.get(kind, {})})
    elif not 0 <= place < len(items):
        return text
    elif verb == "remove":
        items.pop(place)
    else:
        items.insert(max(0, place + (-1 if verb == "up" else 1)), items.pop(place))
    return write_plain(plain)
