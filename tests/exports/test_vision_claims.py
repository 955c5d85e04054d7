"""What a claim of the vision says of those behind it: no more than is known."""

from dataclasses import replace

import pytest

from exports.vision import compile_vision
from exports.vision_document import lay_out_vision
from exports.vision_sentences import Sentence
from sessions.composing import decide, revise
from sessions.dossier import Dossier
from sessions.meeting import ItemState
from sessions.record import NoteKind
from sessions.synthesis.building_blocks import propose
from sessions.vision import Vision
from tests.exports.programmes import programme
from tests.exports.reading import Page
from tests.exports.records import MADE_AT, Evening, crowd, poll, proposal, question
from tests.sessions.visions import after


def sentences_of(dossier: Dossier) -> list[Sentence]:
    draft = compile_vision(dossier, MADE_AT)
    return [s for c in draft.chapters for p in c.passages for s in p.sentences]


def made_of(evening: Evening) -> Dossier:
    """Everything that was proposed is in the vision."""
    record = evening.record()
    vision = after(Vision(), *(decide(p.key, "themes") for p in propose([record])))
    return Dossier(record.programme, (record,), vision)


def test_a_claim_tells_who_recognised_it_and_who_made_a_reservation() -> None:
    evening = Evening(question(), proposal())
    anna, bert = evening.joins("Gemeente Emmen", "gemeente"), evening.joins("Woonstichting Proef")
    first = evening.says(anna, 1, text="De koffie op dinsdag.", theme="Ontmoeten")
    evening.says(bert, 1, recognise=first)
    evening.says(anna, 2, position="agree")
    evening.says(bert, 2, position="reservation", reservation="de raad van toezicht")

    said = [s.text for s in sentences_of(made_of(evening))]

    assert "1 keer herkende iemand wat een ander schreef." in " ".join(said)
    assert "Dit schreven of herkenden: 2 mensen." in said
    assert (
        "Het voorstel ‘Wij maken samen één visie’ is aangenomen: 2 van de 2 organisaties stemden "
        "in. 1 organisatie maakt een voorbehoud."
    ) in said


@pytest.mark.parametrize(
    ("choices", "named"),
    [
        ((1, 2), "‘Woningen’ en ‘Zorg’"),
        ((1, 2, 3), "‘Woningen’, ‘Zorg’ en ‘Ontmoeten’"),
    ],
)
def test_options_that_were_chosen_equally_often_are_named_in_a_row(
    choices: tuple[int, ...], named: str
) -> None:
    evening = Evening(poll())
    for number in choices:
        evening.says(evening.joins(), 1, choice=[number])

    said = " ".join(s.text for s in sentences_of(made_of(evening)))

    assert f"zijn de meningen verdeeld: {named} werden even vaak gekozen." in said


def test_an_owner_whom_nobody_may_read_is_still_an_owner() -> None:
    evening = Evening(question())
    evening.says(evening.joins(), 1, text="De koffie op dinsdag.")
    evening.notes_down(NoteKind.ACTION, "De lijst maken", "Anna de Boer")
    evening.notes_down(NoteKind.ACTION, "De zaal huren")

    said = [s.text for s in sentences_of(made_of(evening))]

    assert "De lijst maken (trekker: bekend bij de begeleider)" in said
    assert "De zaal huren (trekker: nog niemand)" in said


def test_words_alone_make_no_other_view_until_the_coordinator_says_so() -> None:
    evening = Evening(question())
    for text in ("De koffie op dinsdag.", "De koffie is geen goed idee."):
        evening.says(evening.joins(), 1, text=text, theme="Ontmoeten")
    dossier = made_of(evening)
    confirmed = replace(
        dossier, vision=after(dossier.vision, revise(1, {"dissent": ("B1.1-002",)}))
    )

    def said(of: Dossier) -> list[tuple[str, tuple[str, ...]]]:
        return [(s.text, s.references) for s in sentences_of(of) if "/dissent" in s.place]

    perhaps = "Mogelijk een andere opvatting, nog niet bevestigd: 1 bijdrage."
    assert said(dossier) == [(perhaps, ("B1.1-002",))]
    assert said(confirmed) == [("1 bijdrage zegt iets anders.", ("B1.1-002",))]


def ahead(dossier: Dossier) -> Dossier:
    """The same programme, with a second meeting that is still to come."""
    coming = Evening(question("Wat nu?"), poll("Wat eerst?"))
    coming.meeting = replace(
        coming.meeting, id=2, number=2, title="Vervolg", opened_at=None, closed_at=None
    )
    for number in (1, 2):
        coming.becomes(number, state=ItemState.WAITING, opened_at=None, closed_at=None)
    return replace(dossier, records=(*dossier.records, coming.record()))


def test_a_meeting_that_is_still_to_come_is_no_ground_to_stand_on() -> None:
    evening = Evening(question("Wat werkt nu al goed?"))
    anna = evening.joins("Gemeente Emmen", "gemeente")
    for text in ("De koffie", "De bus"):
        evening.says(anna, 1, text=text)
    dossier = ahead(made_of(evening))

    text = Page(lay_out_vision(compile_vision(dossier, MADE_AT), dossier, "html")).text

    assert "Deze visie rust op 2 bijdragen uit 1 bijeenkomst. [B1]" in text
    assert "1 mens. Er was 1 organisatie bij. [B1]" in text
    assert "Deze bijeenkomst is nog niet gehouden. [B2]" in text
    assert "Geen bijdragen." not in text.split("B2. Vervolg")[-1]


def test_each_target_group_is_named_in_its_own_sentence() -> None:
    """A version keeps sentences without the headings above them."""
    draft = compile_vision(programme(), MADE_AT)
    (chapter,) = [c for c in draft.chapters if c.key == "groups"]

    for passage in chapter.passages:
        assert f"‘{passage.title}’" in passage.sentences[0].text


def test_a_low_number_is_nobodys_support() -> None:
    evening = Evening(poll("Hoe gaat het?", choose="scale", **{"from": 1, "to": 10}))
    for who in crowd(evening):
        evening.says(who, 1, value=2)

    said = [s.text for s in sentences_of(made_of(evening))]

    assert any(each.startswith("Dit was het antwoord van") for each in said), said
    assert not any("steun" in each for each in said), said
