"""The draft of the vision: every sentence leads back, every word leads on, and hers stay hers."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from hypothesis import given

from exports.edition import Edition
from exports.pictures import SVG
from exports.stretches import stretches
from exports.vision import VisionDraft, compile_vision, lines_of
from exports.vision_document import lay_out_vision, render_vision, vision_file_name
from exports.vision_sentences import Sentence
from sessions.composing import add, answer, decide, revise, settle
from sessions.dossier import Dossier
from sessions.errors import Unknown
from sessions.record import Record
from sessions.synthesis.building_blocks import propose
from sessions.synthesis.comparing import compare
from sessions.synthesis.landing import Why, landings, sentences_on
from sessions.vision import Vision
from sessions.vision_entries import Chapter, Heeded
from sessions.vision_versions import KeptSentence, Version
from tests.exports.auditing import complaints
from tests.exports.evenings import evenings, patiently
from tests.exports.programmes import programme
from tests.exports.reading import Page, text_of
from tests.exports.records import MADE_AT, Evening, poll
from tests.sessions.visions import AT, after


def draft(dossier: Dossier, edition: Edition = Edition.PUBLIC) -> VisionDraft:
    return compile_vision(dossier, MADE_AT, edition)


def sentences_of(made: VisionDraft) -> list[Sentence]:
    return [s for c in made.chapters for p in c.passages for s in p.sentences]


def page(dossier: Dossier, edition: Edition = Edition.PUBLIC) -> Page:
    return Page(lay_out_vision(draft(dossier, edition), dossier, "html"))


def made_of(record: Record) -> Dossier:
    """Everything that was proposed is in the vision."""
    vision = after(Vision(), *(decide(p.key, "themes") for p in propose([record])))
    return Dossier(record.programme, (record,), vision)


def unresolved(dossier: Dossier) -> list[str]:
    """Sentences that lead nowhere: hers may stand alone, one that was generated may not."""
    return [
        s.place
        for s in sentences_of(draft(dossier))
        if not set(s.references) <= dossier.known or not (s.references or s.hers)
    ]


def test_every_sentence_rests_on_something_that_exists() -> None:
    assert unresolved(programme()) == []


@given(evenings())
@patiently
def test_of_any_evening_every_sentence_leads_back_and_every_word_on(record: Record) -> None:
    dossier = made_of(record)
    read = page(dossier)

    assert unresolved(dossier) == []
    assert len(read.ids) == len(set(read.ids))
    assert {t.removeprefix("#") for t in read.targets} - set(read.ids) == set()
    assert {c.reference for c in record.contributions} <= set(read.ids)


@given(evenings())
@patiently
def test_of_any_evening_whoever_is_in_the_vision_reads_the_sentence_that_rests_on_it(
    record: Record,
) -> None:
    dossier = made_of(record)
    now = draft(dossier)
    kept = version(1, "Eerste", lines_of(now))
    found = landings([record], dossier.vision, propose([record]))

    quoted = {reference: sentences_on(at, kept) for reference, at in found.items()}

    in_blocks = {r for r, at in found.items() if at.why in {Why.SUPPORTS, Why.DIFFERS}}
    assert [r for r in in_blocks if not quoted[r]] == []
    assert [r for r, at in found.items() if quoted[r] and not at.is_in] == []
    assert {line for lines in quoted.values() for line in lines} <= set(kept.lines)
    assert compare(kept.lines, lines_of(now)) == ()


@given(evenings())
@patiently
def test_of_any_evening_no_word_is_explained_that_nobody_reads(record: Record) -> None:
    now = draft(made_of(record))
    said = page(made_of(record)).text.casefold()

    assert [t.name for t in now.terms if t.name.casefold().removesuffix("en") not in said] == []


def test_every_link_in_a_programme_leads_somewhere() -> None:
    read = page(programme())

    assert len(read.ids) == len(set(read.ids))
    assert {t.removeprefix("#") for t in read.targets} - set(read.ids) == set()


def test_a_sentence_without_a_reference_is_found_out() -> None:
    dossier = programme()
    gone = replace(dossier, records=dossier.records[:1])
    cited = after(gone.vision, revise(1, {"words": "", "added": ("B9.9-999",)}))

    assert unresolved(replace(gone, vision=cited)) != []


def test_compiling_again_keeps_the_words_of_the_coordinator() -> None:
    dossier = programme()
    first = draft(dossier)

    again = draft(replace(dossier, records=dossier.records[:2]))

    hers = [s.text for s in sentences_of(again) if s.hers and s.place.startswith("block/1/")]
    assert hers == ["Wij bouwen dicht bij de winkels.", "Ouderen beslissen mee."]
    assert draft(dossier) == first


def version(number: int, label: str, lines: Sequence[KeptSentence]) -> Version:
    said = {line.place: line.said for line in lines}
    return Version(number, label, AT, "coordinator:1", str(number), said, tuple(lines))


def with_versions(dossier: Dossier, *versions: Version) -> Dossier:
    vision = dossier.vision
    return replace(dossier, vision=Vision(vision.entries, vision.acts, versions))


def test_what_changed_since_the_last_version_is_marked_and_told_word_by_word() -> None:
    dossier = programme()
    kept = (*lines_of(draft(dossier)), KeptSentence("x/1", "money", 9, "Geld", "Weg."))
    hers = revise(1, {"words": "Wij bouwen naast de winkels.\nNieuw."})
    changed = replace(dossier, vision=after(dossier.vision, hers))

    compared = with_versions(changed, version(1, "Voor het college", kept))
    now = draft(compared)
    seen = Page(lay_out_vision(now, compared, "html")).text

    marks = {s.place: s.change for s in sentences_of(now) if s.change}
    assert marks == {
        "summary/1": "changed", "block/1/claim/1": "changed", "block/1/claim/2": "added",
    }  # fmt: skip
    assert "Wij bouwen [weg: dicht bij] [nieuw: naast] de winkels." in seen
    assert "(weggevallen) Ouderen beslissen mee" in seen
    assert "(weggevallen) Weg." in seen
    assert "sinds versie 1, Voor het college" in seen


def test_a_document_of_a_version_tells_what_is_new_since_the_one_before() -> None:
    dossier = programme()
    now = lines_of(draft(dossier))

    kept = with_versions(dossier, version(1, "Eerst", now[:3]), version(2, "Nu", now))

    assert draft(kept).since == "1, Eerst"
    assert draft(with_versions(dossier, version(1, "Nu", now))).changes == ()
    asked = compile_vision(kept, MADE_AT, since=2)
    assert (asked.since, asked.changes) == ("2, Nu", ())
    with pytest.raises(Unknown):
        compile_vision(kept, MADE_AT, since=9)


def test_the_other_view_always_stands_beside_the_claim() -> None:
    places = {line.place: line.said for line in lines_of(draft(programme()))}
    blocks = {place.split("/")[1] for place in places if place.startswith("block/")}

    silent = [number for number in blocks if f"block/{number}/dissent" not in places]
    assert [n for n in silent if "het antwoord van" not in places[f"block/{n}/support"]] == []
    assert any("geen goed idee" in text for text in places.values())


def test_praktijkvoorbeelden_are_named_by_their_question_and_source() -> None:
    now = draft(programme())
    seen = page(programme()).text

    (named,) = [s.text for s in sentences_of(now) if s.place == "block/1/examples"]
    assert named == (
        "Praktijkvoorbeelden: ‘Wat leverde de samenwerking in BOCE op?’ (bron: "
        "Onze woonzorgvisie is het resultaat van efficiënte samenwerking)."
    )
    assert "Het BOCE-team is er trots op." in seen
    assert "boce-trots" not in seen


def test_the_glossary_explains_the_words_that_occur_and_no_others() -> None:
    dossier = programme()
    hers = settle(Chapter("frame", words="Elke gemeente neemt haar fair share."))
    changed = replace(dossier, vision=after(dossier.vision, hers))

    before = [term.name for term in draft(dossier).terms]
    now = {term.name: term.meaning for term in draft(changed).terms}

    assert before == ["aandachtsgroepen", "Ontmoeten", "woonzorgvisie"]
    assert [name for name in now if name not in before] == ["fair share"]
    assert now["fair share"].startswith("Fair share is een eerlijke verdeling")
    assert now["Ontmoeten"].endswith("Woorden die erbij horen: koffie, buurthuis.")


def test_a_block_that_leans_on_a_poll_shows_its_result_as_a_chart_told_in_words() -> None:
    dossier = programme()
    leaning = [r for c in draft(dossier).chapters for p in c.passages for r, _ in p.results]
    html = lay_out_vision(draft(dossier), dossier, "html")

    assert {"B1.2", "B2.2", "B3.8"} <= set(leaning)
    charts = list(ET.fromstring(html.replace("<!doctype html>", "")).iter(f"{SVG}svg"))
    assert len(charts) == len(leaning)
    told = [(chart.get("role"), bool(chart.findtext(f"{SVG}desc"))) for chart in charts]
    assert set(told) == {("img", True)}
    assert "‘Wat eerst?’: 16 mensen gaven antwoord. [B2.2]" in page(dossier).text


def test_a_result_of_few_people_says_so() -> None:
    evening = Evening(poll("Wat eerst?"))
    for _ in range(3):
        evening.says(evening.joins("Seniorenraad Emmen", "senioren"), 1, choice=[1])

    seen = page(made_of(evening.record())).text

    assert "‘Wat eerst?’: 3 mensen gaven antwoord. Let op: minder dan tien mensen" in seen


def test_who_does_not_want_to_be_quoted_is_counted_and_not_printed() -> None:
    text = page(programme()).text

    assert "Niet doen." not in text
    assert "op verzoek" in text


def test_the_nota_van_antwoord_tells_of_everything_what_was_answered_and_changed() -> None:
    dossier = programme()
    answered = after(
        dossier.vision,
        answer("outside/M-001", {"verdict": Heeded.ADOPTED, "answer": "Zij staan erbij.",
                                 "block": 2}),
        add("amendment", {"municipality": "Gemeente Emmen", "text": "Schrap dit.",
                          "chapter": "money", "minority": True}),
        answer("amendment/2", {"verdict": Heeded.REJECTED, "answer": "De raad wil dit houden."}),
    )  # fmt: skip
    changed = replace(dossier, vision=answered)

    told = draft(changed).reply
    seen = page(changed).text

    assert [(g.title, [r.reference for r in g.rows]) for g in told.groups] == [
        ("Jongeren", ["M-001"]),
        ("Ontmoeten", ["G-001"]),
        ("Amendementen, Gemeente Emmen", ["A1", "A2"]),
    ]
    assert "Nog open: 1, Overgenomen: 1, Deels overgenomen: 1, Niet overgenomen: 1." in seen
    assert "Zij staan erbij. Ja. Gewijzigd: bouwsteen 2." in seen
    assert "(andere opvatting) De raad wil dit houden. Nee. De tekst bleef gelijk." in seen
    assert "(andere opvatting) Nog geen antwoord. Nog open" in seen


def test_a_vision_without_any_meeting_still_comes_out() -> None:
    record = Evening().record()
    dossier = Dossier(record.programme, (record,), Vision())

    assert "Er is nog geen inbreng." in page(dossier).text
    assert unresolved(dossier) == []


def compared() -> Dossier:
    """The programme after a version was put down and a sentence changed."""
    dossier = programme()
    kept = version(1, "Voor het college", lines_of(draft(dossier)))
    hers = revise(1, {"words": "Wij bouwen naast de winkels.\nOuderen beslissen mee."})
    return with_versions(replace(dossier, vision=after(dossier.vision, hers)), kept)


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_the_audit_finds_nothing(form: str, tmp_path: Path) -> None:
    dossier = compared()

    assert complaints(render_vision(draft(dossier), dossier, form), form, tmp_path) == []


@pytest.mark.parametrize("form", ["html", "docx", "odt", "pdf"])
def test_what_changed_is_told_in_words_in_every_format(form: str) -> None:
    dossier = compared()

    text = text_of(render_vision(draft(dossier), dossier, form), form).replace("\x02", "")

    assert "Wij bouwen [weg: dicht bij] [nieuw: naast] de winkels." in " ".join(text.split())


@pytest.mark.parametrize("form", ["html", "md", "docx", "odt", "pdf"])
def test_every_format_says_the_same(form: str) -> None:
    dossier = programme()

    text = text_of(render_vision(draft(dossier), dossier, form), form).replace("\x02", "")

    said = ("Wij bouwen dicht bij de winkels.", "Nota van antwoord", "Dit hoort in het jaarplan")
    assert [
        words for words in (*said, "dezelfde visie voor.", "B4.1-001") if words not in text
    ] == []


def test_the_pdf_is_sound_and_says_what_it_is() -> None:
    dossier = programme()

    with pikepdf.open(BytesIO(render_vision(draft(dossier), dossier, "pdf"))) as opened:
        assert opened.check_pdf_syntax() == []
        with opened.open_metadata() as about:
            claims = (about["pdfaid:part"], about["pdfaid:conformance"], about["pdfuaid:part"])
        assert claims == ("2", "A", "1")
        assert str(opened.Root.Lang) == "nl-NL"
        assert bool(opened.Root.MarkInfo.Marked)


def test_references_in_a_row_are_the_first_and_the_last() -> None:
    names = ["B1.2-001", "B1.2-002", "B1.2-003", "B1.2-007", "R1"]

    assert stretches(names) == (("B1.2-001", "B1.2-003"), ("B1.2-007",), ("R1",))


def test_the_name_of_a_file_tells_an_internal_edition() -> None:
    assert vision_file_name("Visie Één", Edition.INTERNAL, "odt") == "visie-visie-een-intern.odt"
