"""The draft of the vision as a file, in the same formats as the minutes."""

import re
import unicodedata

from exports.document import TARGETS, environment
from exports.edition import Edition
from exports.page import Page
from exports.pandoc import markdown, office
from exports.pdf import pdf
from exports.personal_data import masked
from exports.phrasing import CATALOGUE
from exports.vision import VisionDraft
from exports.vision_writing import is_held
from sessions.dossier import Dossier


def render_vision(draft: VisionDraft, dossier: Dossier, form: str) -> bytes:
    """The same draft gives the same bytes."""
    if form in TARGETS:
        html = lay_out_vision(draft, dossier, form)
        return markdown(html) if form == "md" else html.encode()
    page = Page(lay_out_vision(draft, dossier, "paper"), draft.made_at)
    return pdf(page) if form == "pdf" else office(page, form)


def lay_out_vision(draft: VisionDraft, dossier: Dossier, target: str) -> str:
    """The page for a screen (`html`), for Markdown (`md`) or for paper (`paper`)."""
    words = CATALOGUE.words(dossier.language)
    template = environment(words.language).get_template("vision.html")
    ahead = {r.meeting.number for r in dossier.records if not (is_held(r) or r.asked)}
    return template.render(
        draft=draft, meetings=dossier.records, ahead=ahead, words=words, target=target
    )


def vision_file_name(title: str, edition: Edition, form: str) -> str:
    """`visie-woonzorgvisie-boce-intern.docx`"""
    plain = unicodedata.normalize("NFKD", masked(title, edition)).encode("ascii", "ignore").decode()
    stem = "-".join(["visie", *re.findall(r"[a-z0-9]+", plain.lower())])[:80].rstrip("-")
    return f"{stem}{'-intern' if edition is Edition.INTERNAL else ''}.{form}"
