"""The documents of a meeting as rows of a page: what each is called, and its formats."""

from collections.abc import Iterator
from dataclasses import dataclass

from exports.document import FORMATS
from exports.orders import KINDS, REGISTER
from sessions.signing import Variant


@dataclass(frozen=True, slots=True)
class Row:
    """One document; `key` names its words, `variant` is for agreements alone."""

    key: str
    kind: str
    forms: tuple[str, ...]
    variant: str = ""

    def href(self, code: str, form: str, edition: str) -> str:
        chosen = f"&variant={self.variant}" if self.variant else ""
        return f"/api/v1/meetings/{code}/exports/{self.kind}.{form}?edition={edition}{chosen}"


def document_rows() -> Iterator[Row]:
    """Agreements have a row per variant; their register of actions is the same for each."""
    for kind, forms in KINDS.items():
        if kind != "agreements":
            yield Row(f"document.{kind}", kind, tuple(forms))
            continue
        for variant in Variant:
            yield Row(f"agreement.{variant}", kind, tuple(FORMATS), variant.value)
        yield Row("document.register", kind, tuple(REGISTER))
