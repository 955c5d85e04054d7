"""A browser without JavaScript: it shows what a page says, and sends the forms that are on it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from time import monotonic, sleep
from urllib.parse import urlencode

import httpx

from tests.serving import PATIENCE

SILENT = {"script", "style", "template", "title", "option", "svg"}
Said = str | list[str]
"""What is filled in: one value, or several ticks."""

VOID = {"input", "meta", "link", "br"}


@dataclass
class Button:
    """What a button says, and the field that it adds."""

    label: str = ""
    field: tuple[str, str] | None = None


@dataclass
class Form:
    """A form as a browser would send it: the fields as they stand, and its buttons."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)

    def filled(self, said: dict[str, Said]) -> list[tuple[str, str]]:
        kept = [(name, value) for name, value in self.fields if name not in said]
        for name, value in said.items():
            kept += [(name, each) for each in ([value] if isinstance(value, str) else value)]
        return kept


class Page(HTMLParser):
    """One page, read as a browser reads it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.areas: list[str] = []
        self.read_only: list[str] = []
        self.links: list[tuple[str, str]] = []
        self._open: list[str] = []
        self._form: Form | None = None
        self._words: list[str] = []
        self._button: Button | None = None
        self._area: list[str] | None = None
        self._select: list[tuple[str, bool]] = []
        self._name = ""
        self._href = ""
        self.feed(html)

    @property
    def text(self) -> str:
        return " ".join("".join(self._words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self._open.append(tag)
        if tag == "form":
            self._form = Form(has.get("action", ""), has.get("method", "get"))
            self.forms.append(self._form)
        elif tag == "a":
            self._href = has.get("href", "")
            self.links.append((self._href, ""))
        else:
            self._field(self._form or Form("", ""), tag, has)

    def _field(self, form: Form, tag: str, has: dict[str, str]) -> None:
        name = has.get("name", "")
        if tag == "input" and "readonly" in has:
            self.read_only.append(has["value"])
        elif tag == "input" and name:
            ticks = has.get("type") in {"radio", "checkbox"}
            if not ticks or "checked" in has:
                form.fields.append((name, has.get("value", "on" if ticks else "")))
        elif tag == "button" and has.get("type") != "button":
            added = (name, has.get("value", "")) if name else None
            self._button = Button(field=added)
            form.buttons.append(self._button)
        elif tag == "textarea":
            self._name, self._area = name, []
        elif tag == "select":
            self._name, self._select = name, []
        elif tag == "option":
            self._select.append((has.get("value", "\0"), "selected" in has))

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        form = self._form or Form("", "")
        if tag == "form":
            self._form = None
        elif tag == "button":
            self._button = None
        elif tag == "textarea" and self._area is not None:
            words, self._area = "".join(self._area).removeprefix("\n"), None
            form.fields.append((self._name, words))
            if "template" not in self._open:
                self.areas.append(words)
        elif tag == "select":
            chosen = [v for v, is_chosen in self._select if is_chosen] or [self._select[0][0]]
            form.fields.append((self._name, chosen[0]))

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.append(data)
        if self._open and self._open[-1] == "option" and self._select[-1][0] == "\0":
            self._select[-1] = (data.strip(), self._select[-1][1])
        if not SILENT & set(self._open):
            self._words.append(f" {data}")
            if self._button:
                self._button.label = f"{self._button.label}{data}".strip()
            if self._open and self._open[-1] == "a":
                self.links[-1] = (self._href, f"{self.links[-1][1]}{data}".strip())


@dataclass
class Visitor:
    """Somebody with such a browser, on one page at a time."""

    client: httpx.Client
    page: Page = field(default_factory=lambda: Page(""))
    path: str = ""
    status: int = 0

    def goes_to(self, path: str) -> str:
        return self._arrives(self.client.get(path, follow_redirects=True))

    def follows(self, label: str) -> str:
        return self.goes_to(next(href for href, words in self.page.links if words == label))

    def presses(self, label: str, **said: Said) -> str:
        """Press a button, with what was filled in; `place__3` stands for the field `place.3`."""
        return self.presses_nth(0, label, **said)

    def presses_nth(self, nth: int, label: str, **said: Said) -> str:
        """Press one of several buttons that say the same."""
        found = [(f, b) for f in self.page.forms for b in f.buttons if b.label == label]
        form, button = found[nth]
        fields = form.filled({name.replace("__", "."): value for name, value in said.items()})
        fields += [button.field] if button.field else []
        action = form.action or self.path
        if form.method == "get":
            answer = self.client.get(action, params=urlencode(fields), follow_redirects=True)
        else:
            kind = {"Content-Type": "application/x-www-form-urlencoded"}
            answer = self.client.post(
                action, content=urlencode(fields), headers=kind, follow_redirects=True
            )
        return self._arrives(answer)

    @property
    def sees(self) -> str:
        return self.page.text

    @property
    def buttons(self) -> list[str]:
        return [b.label for f in self.page.forms for b in f.buttons]

    def _arrives(self, answer: httpx.Response) -> str:
        self.page, self.status = Page(answer.text), answer.status_code
        self.path = answer.url.raw_path.decode()
        return self.page.text


def comes_to_see(visitor: Visitor, words: str) -> None:
    """What another process changed is seen a second later, or as much later as it is busy."""
    until = monotonic() + PATIENCE
    while words not in visitor.goes_to(visitor.path):
        assert monotonic() < until, visitor.sees
        sleep(0.1)
