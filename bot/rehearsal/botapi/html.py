"""Telegram's HTML: tags become entities with UTF-16 offsets, or the mistake that Telegram names."""

import re
from dataclasses import dataclass, field
from typing import NoReturn

from bot.rehearsal.botapi.failures import bad_request
from bot.rehearsal.botapi.spans import Span, units

KINDS = {
    "a": "text_link",
    "b": "bold",
    "blockquote": "blockquote",
    "code": "code",
    "del": "strikethrough",
    "em": "italic",
    "i": "italic",
    "ins": "underline",
    "pre": "pre",
    "s": "strikethrough",
    "span": "spoiler",
    "strike": "strikethrough",
    "strong": "bold",
    "tg-emoji": "custom_emoji",
    "tg-spoiler": "spoiler",
    "u": "underline",
}

NAMED = {"amp": "&", "gt": ">", "lt": "<", "quot": '"'}
"""The only names that Telegram knows; any other stays as it was typed."""

CHARACTER = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]+))(;?)")
TAG_NAME = re.compile(r"[^\s>]*")
ATTRIBUTE_NAME = re.compile(r"[^\s>=]*")
SPACE = re.compile(r"\s*")
NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
LAST_CHARACTER = 0x10FFFF
SURROGATES = range(0xD800, 0xE000)


@dataclass(frozen=True, slots=True)
class Open:
    """A tag that waits for its end."""

    tag: str
    argument: str
    at: int
    """In UTF-16 units of the text so far."""
    chars: int


@dataclass
class HtmlReader:
    """Reads once, from the first character to the last."""

    source: str
    place: int = 0
    text: list[str] = field(default_factory=list)
    length: int = 0
    open: list[Open] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    def read(self) -> tuple[str, list[Span]]:
        while self.place < len(self.source):
            here = self.source[self.place]
            if here == "<":
                self._tag()
            elif here == "&":
                self._append(self._character())
            else:
                self._append(self._until_special())
        if self.open:
            tag = self.open[-1].tag
            self._fail(f'Can\'t find end tag corresponding to start tag "{tag}"')
        return "".join(self.text), self.spans

    def _append(self, text: str) -> None:
        self.text.append(text)
        self.length += units(text)

    def _until_special(self) -> str:
        ends = (self.source.find(mark, self.place) for mark in "<&")
        end = min((each for each in ends if each >= 0), default=len(self.source))
        start, self.place = self.place, end
        return self.source[start:end]

    def _character(self) -> str:
        """What an `&…;` stands for; itself when it stands for nothing."""
        found = CHARACTER.match(self.source, self.place)
        meant = _meant(found) if found else None
        self.place = found.end() if found and meant else self.place + 1
        return meant or "&"

    def _tag(self) -> None:
        begin = self.place
        if self.source.startswith("</", begin):
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _start_tag(self, begin: int) -> None:
        self.place += 1
        tag = self._take(TAG_NAME).lower()
        if tag not in KINDS:
            self._fail(f'Unsupported start tag "{tag}"', begin)
        argument = ""
        while self._next_in(tag, begin) != ">":
            name, value = self._attribute(tag, begin)
            argument = _argument(tag, name, value) or argument
        self.place += 1
        if tag == "span" and argument != "tg-spoiler":
            self._fail('Tag "span" must have class "tg-spoiler"', begin)
        if tag == "tg-emoji" and not argument:
            self._fail('Tag "tg-emoji" must have an attribute "emoji-id"', begin)
        self.open.append(Open(tag, argument, self.length, len(self.text)))

    def _next_in(self, tag: str, begin: int) -> str:
        """The next character in a start tag that is no space."""
        self._take(SPACE)
        if self.place >= len(self.source):
            self._fail(f'Unclosed start tag "{tag}"', begin)
        return self.source[self.place]

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        name = self._take(ATTRIBUTE_NAME)
        if not name:
            self._fail(f'Empty attribute name in the tag "{tag}"', begin)
        if self._next_in(tag, begin) != "=":
            return name, name
        self.place += 1
        quote = self._next_in(tag, begin)
        value = self._quoted(quote, begin) if quote in "'\"" else self._token()
        return name.lower(), value

    def _quoted(self, quote: str, begin: int) -> str:
        self.place += 1
        value = ""
        while (here := self.source[self.place : self.place + 1]) != quote:
            if not here:
                self._fail("Unclosed start tag", begin)
            if here == "&":
                value += self._character()
            else:
                value += here
                self.place += 1
        self.place += 1
        return value

    def _token(self) -> str:
        begin = self.place
        value = self._take(NAME_TOKEN).lower()
        if not re.compile(r"[\s>]").match(self.source, self.place):
            self._fail("Unexpected end of name token", begin)
        return value

    def _end_tag(self, begin: int) -> None:
        if not self.open:
            self._fail("Unexpected end tag", begin)
        self.place += 2
        name = self._take(TAG_NAME)
        self._take(SPACE)
        if not self.source.startswith(">", self.place):
            self._fail("Unclosed end tag", begin)
        self.place += 1
        opened = self.open.pop()
        if name and name.lower() != opened.tag:
            wanted = f'expected "</{opened.tag}>", found "</{name}>"'
            self._fail("Unmatched end tag", begin, f", {wanted}")
        if self.length > opened.at:
            self._close(opened)

    def _close(self, opened: Open) -> None:
        kind = KINDS[opened.tag]
        extra: dict[str, str] = {}
        if opened.tag == "a":
            kind, extra = _link(opened.argument or "".join(self.text[opened.chars :]))
        elif opened.tag == "tg-emoji":
            extra = {"custom_emoji_id": opened.argument}
        elif opened.tag == "blockquote" and opened.argument:
            kind = "expandable_blockquote"
        elif opened.tag == "code" and opened.argument:
            extra = {"language": opened.argument}
        if kind:
            self.spans.append(Span(kind, opened.at, self.length, extra))

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.source, self.place)
        assert found  # each of these patterns also matches nothing
        self.place = found.end()
        return found.group()

    def _fail(self, reason: str, at: int | None = None, more: str = "") -> NoReturn:
        where = "" if at is None else f" at byte offset {len(self.source[:at].encode())}"
        raise bad_request(f"can't parse entities: {reason}{where}{more}")


def read_html(source: str) -> tuple[str, list[Span]]:
    text, spans = HtmlReader(source).read()
    return text, _languages(spans)


def _meant(found: re.Match[str]) -> str | None:
    decimal, hexadecimal, name, end = found.groups()
    if name:
        return NAMED.get(name) if end else None
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if 0 < code <= LAST_CHARACTER and code not in SURROGATES else None


def _argument(tag: str, name: str, value: str) -> str:
    """What an attribute says; most say nothing."""
    wanted = {"a": "href", "span": "class", "tg-emoji": "emoji-id", "blockquote": "expandable"}
    if tag == "code" and name == "class" and value.startswith("language-"):
        return value.removeprefix("language-")
    return value or "yes" if wanted.get(tag) == name else ""


def _link(address: str) -> tuple[str, dict[str, str]]:
    """A link without a usable address is plain text."""
    if re.fullmatch(r"(https?://|tg://)?[\w-]+(\.[\w-]+)*(:\d+)?([/?#]\S*)?", address):
        plain = "://" in address or "." in address
        return ("text_link", {"url": _complete(address)}) if plain else ("", {})
    return "", {}


def _complete(address: str) -> str:
    """With its scheme, and a path when it has only a host, as Telegram stores it."""
    whole = address if "://" in address else f"http://{address}"
    return whole if re.search(r"//[^/?#]+[/?#]", whole) or whole.startswith("tg:") else f"{whole}/"


def _languages(spans: list[Span]) -> list[Span]:
    """`<pre><code class="language-…">` is one block; a language elsewhere means nothing."""
    coded = {(each.start, each.end): each.extra for each in spans if each.kind == "code"}
    blocks = {(each.start, each.end) for each in spans if each.kind == "pre"}
    kept = []
    for span in spans:
        place = span.start, span.end
        if span.kind == "code" and place in blocks:
            continue
        extra = coded.get(place, {}) if span.kind == "pre" else span.extra
        kept.append(Span(span.kind, *place, {} if span.kind == "code" else extra))
    return kept
