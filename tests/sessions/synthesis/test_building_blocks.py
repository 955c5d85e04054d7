"""What is proposed of an evening, and where everybody's words land."""

from dataclasses import replace

import pytest
from hypothesis import given

from sessions.arrangement import AnswerTheme, Member, Themes
from sessions.composing import add, decide, revise, split
from sessions.dossier import Dossier
from sessions.errors import Malformed
from sessions.record import NoteKind, Record
from sessions.synthesis.building_blocks import propose
from sessions.synthesis.built import accepted
from sessions.synthesis.landing import Why, landings, sentences_on
from sessions.synthesis.support import support_of
from sessions.vision import Vision
from sessions.vision_entries import Fate
from sessions.vision_versions import KeptSentence, Version
from tests.exports.evenings import evenings, patiently
from tests.exports.records import Evening, crowd, full_evening, poll, question
from tests.sessions.visions import AT, after


def test_a_poll_proposes_what_most_chose_and_keeps_who_did_not() -> None:
    evening = Evening(poll(open="per_kind"))
    for place, who in enumerate(crowd(evening)):
        evening.says(who, 1, choice=[2 if place < 12 else 3])

    [proposal] = propose([evening.record()])
    [part] = proposal.parts

    assert (proposal.key, part.says, part.values["options"]) == ("poll:B1.1", "poll", ["Zorg"])
    assert len(proposal.support) == 12
    assert proposal.dissent == ("B1.1-013", "B1.1-014", "B1.1-015", "B1.1-016")


def test_one_theme_in_two_meetings_is_one_proposal() -> None:
    first, second = Evening(question()), Evening(question())
    second.meeting = replace(second.meeting, number=2)
    first.says(first.joins(), 1, text="De koffie op dinsdag.", theme="Ontmoeten")
    second.says(second.joins(), 1, text="Het buurthuis werkt niet.", theme="ontmoeten")

    [proposal] = propose([first.record(), second.record()])

    assert (proposal.key, proposal.support, proposal.dissent) == (
        "theme:ontmoeten",
        ("B1.1-001",),
        ("B2.1-001",),
    )


def test_a_confirmed_theme_goes_before_the_one_that_people_named() -> None:
    evening = Evening(question())
    first = evening.says(evening.joins(), 1, text="De koffie op dinsdag.", theme="Ontmoeten")
    second = evening.says(evening.joins(), 1, text="Samen eten.")
    members = (Member(first, confirmed=True), Member(second, confirmed=True))
    found = Themes((AnswerTheme("Samen aan tafel", members, confirmed=True),))
    record = replace(evening.record(), themes={1: found})

    [proposal] = propose([record])

    assert (proposal.key, proposal.support) == ("theme:samen aan tafel", (first, second))
    assert landings([record], Vision(), [proposal])[first].theme == "Samen aan tafel"


def test_what_nobody_confirmed_changes_nothing() -> None:
    evening = Evening(question())
    said = evening.says(evening.joins(), 1, text="De koffie op dinsdag.", theme="Ontmoeten")
    found = Themes((AnswerTheme("Geraden", (Member(said),)),))

    [proposal] = propose([replace(evening.record(), themes={1: found})])

    assert proposal.key == "theme:ontmoeten"


def test_a_proposal_of_the_evening_is_proposed_with_who_did_not_agree() -> None:
    [proposal] = [p for p in propose([full_evening().record()]) if p.key.startswith("proposal:")]

    assert proposal.support
    assert proposal.parts[0].says in {"adopted", "not_adopted"}


def test_who_recognises_words_stands_with_them() -> None:
    evening = Evening(question())
    said = evening.says(evening.joins(), 1, text="De koffie op dinsdag.")
    evening.says(evening.joins(), 1, recognise=said)

    assert propose([evening.record()])[0].support == ("B1.1-001", "B1.1-002")


def test_decisions_and_the_steps_of_a_casus_are_proposed() -> None:
    evening = full_evening()
    keys = [proposal.key for proposal in propose([evening.record()])]

    assert "decision:B1.besluit-01" in keys
    assert {"casus:B1.4.1", "casus:B1.4.2"} <= set(keys)
    assert sum(note.kind is NoteKind.DECISION for note in evening.notes) == 1


def test_a_kind_with_too_few_people_is_not_named() -> None:
    evening = Evening(poll(open="per_kind"), poll("Geheim"))
    for who in crowd(evening)[:9]:  # four, four, and one of a third kind
        evening.says(who, 1, choice=[1])
        evening.says(who, 2, choice=[1])
    record = evening.record()
    dossier = Dossier(record.programme, (record,), Vision())
    open_one, secret = propose([record])

    shown = support_of(dossier, open_one.support)

    assert (shown.people, shown.kinds, shown.others) == (9, (("gemeente", 4),), 5)
    assert support_of(dossier, secret.support).kinds == ()


def test_what_was_split_off_is_no_longer_in_the_first_block() -> None:
    evening = Evening(question())
    for text in ("Koffie", "Een lift", "Een hofje"):
        evening.says(evening.joins(), 1, text=text)
    proposals = propose([evening.record()])
    vision = after(
        Vision(),
        decide(proposals[0].key, "themes"),
        split(1, ["B1.1-002"], "Er komt een lift."),
    )

    assert [(b.block.number, b.support) for b in accepted(vision, proposals)] == [
        (1, ("B1.1-001", "B1.1-003")),
        (2, ("B1.1-002",)),
    ]


def test_everybody_can_see_where_their_words_went_or_why_not() -> None:
    evening = full_evening()
    record = evening.record()
    proposals = propose([record])
    vision = after(
        Vision(),
        decide("theme:ontmoeten", "themes"),
        decide("poll:B1.5", "ambitions", Fate.REJECTED, "Dit hoort in een ander plan."),
        add("outside", {"origin": "mail", "text": "Vergeet de jongeren niet."}),
    )

    found = landings([record], vision, propose([record], vision.outside))

    assert found["B1.3-001"].blocks == ((1, "themes"),)
    assert (found["B1.5-001"].why, found["B1.5-001"].reason) == (
        Why.REJECTED,
        "Dit hoort in een ander plan.",
    )
    assert found["B1.2-001"].why is Why.EARLIER
    assert found["M-001"].why is Why.WAITING
    assert Why.WITHDRAWN in {each.why for each in found.values()}
    assert proposals == propose([record])


def test_what_was_taken_out_of_a_block_is_told_with_the_reason() -> None:
    record = full_evening().record()
    proposals = propose([record])
    gone = {"left_out": ("B1.3-001",), "because": "Dit ging over een andere wijk."}
    vision = after(Vision(), decide("theme:ontmoeten", "themes"), revise(1, gone))

    found = landings([record], vision, proposals)["B1.3-001"]

    assert (found.why, found.reason) == (Why.LEFT_OUT, "Dit ging over een andere wijk.")
    with pytest.raises(Malformed):
        after(vision, revise(1, {"left_out": ("B1.3-001", "B1.3-002"), "because": " "}))


def test_a_contribution_is_quoted_with_the_sentence_that_rests_on_it() -> None:
    record = full_evening().record()
    vision = after(Vision(), decide("theme:ontmoeten", "themes"))
    found = landings([record], vision, propose([record]))
    first = KeptSentence(
        "block/1/claim/1", "themes", 6, "Thema's", "Er komt koffie.", (), ("B1.3-009",)
    )
    own = KeptSentence("block/1/claim/2", "themes", 6, "Thema's", "Elke week.", (), ("B1.3-001",))
    cited = KeptSentence(
        "chapter/frame/1", "frame", 1, "Kader", "Zie de koffie.", (), ("B1.3-001",)
    )
    other = KeptSentence(
        "block/12/claim/1", "themes", 6, "Thema's", "Iets anders.", (), ("B1.3-001",)
    )
    version = Version(1, "", AT, "", "", {}, (other, first, own, cited))

    assert sentences_on(found["B1.3-001"], version) == (own, cited)
    assert sentences_on(replace(found["B1.3-001"], reference="B1.3-044"), version) == (first,)
    assert sentences_on(replace(found["B1.3-001"], why=Why.WITHDRAWN), version) == ()


@given(evenings())
@patiently
def test_every_contribution_lands_somewhere_and_a_proposal_names_only_what_exists(
    record: Record,
) -> None:
    proposals = propose([record])
    everything = {c.reference for c in record.contributions}
    vision = after(Vision(), *(decide(p.key, "themes") for p in proposals))

    found = landings([record], vision, proposals)
    named = {r for p in proposals for r in (*p.support, *p.dissent)}

    assert set(found) == everything
    assert named <= everything | {n.reference for n in record.notes}
    assert {r for r, each in found.items() if each.blocks} == named & everything
    assert [each for each in found.values() if each.why is Why.WAITING] == []
