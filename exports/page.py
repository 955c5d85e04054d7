"""A laid-out page, before it becomes a file: what stands in it and what stands around it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from xml.etree import ElementTree as ET


@dataclass(frozen=True)
class Page:
    """The HTML for paper; `made_at` is when, for the properties of the file."""

    html: str
    made_at: datetime

    @cached_property
    def root(self) -> ET.Element:
        """Our pages are XML too: a tag that somebody typed would be found out here."""
        return ET.fromstring(self.html[self.html.index("<html") :])  # noqa: S314 -- our own page

    @property
    def title(self) -> str:
        return self.root.findtext("head/title", "")

    @property
    def around(self) -> Mapping[str, str]:
        """What is not in the text itself: the author, the subject and the closing line."""
        names = ("author", "subject", "closing")
        return {name: self.root.get(f"data-{name}", "") for name in names}
