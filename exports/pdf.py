"""One PDF that is archivable (PDF/A-2a) and accessible (PDF/UA-1), typeset by typst."""

from exports.page import Page
from exports.pictures import compiler
from exports.typesetting import typeset


def pdf(page: Page) -> bytes:
    made = compiler(typeset(page)).compile(
        format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=int(page.made_at.timestamp())
    )
    assert isinstance(made, bytes)
    return made
