"""One PDF that is archivable (PDF/A-2a) and accessible (PDF/UA-1), typeset by typst."""

from pathlib import Path

from exports import fonts
from exports.page import Page
from exports.typesetting import typeset

LOOKS = Path(__file__).parent / "templates" / "typst"


def pdf(page: Page) -> bytes:
    """The page as a PDF; it knows no fonts but ours and reads no files but our layout."""
    import typst  # 40 MB, only when a document is made

    ours = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in fonts.folders()],
    )
    compiler = typst.Compiler(typeset(page).encode(), root=str(LOOKS), font_paths=ours)
    made = compiler.compile(format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=page.made_at)
    assert isinstance(made, bytes)
    return made
