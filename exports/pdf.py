"""One PDF that is archivable (PDF/A-2a) and accessible (PDF/UA-1), typeset by typst."""

from exports.page import Page
from exports.pictures import compiler
from exports.printable import plainly_printable, printable
from exports.typesetting import Spelling, typeset


def pdf(page: Page, first: Spelling = printable) -> bytes:
    """The page as a PDF.

    Typst refuses a text that its fonts cannot show. `printable` sees to that; should it be
    wrong about some rare cluster of marks, only our own letter is used, and the rest named.
    """
    import typst  # 40 MB, only when a document is made

    try:
        return _compiled(page, first)
    except typst.TypstError:
        return _compiled(page, plainly_printable)


def _compiled(page: Page, spelling: Spelling) -> bytes:
    made = compiler(typeset(page, spelling)).compile(
        format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=int(page.made_at.timestamp())
    )
    assert isinstance(made, bytes)
    return made
