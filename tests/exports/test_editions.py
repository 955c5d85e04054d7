from typing import Any

from exports.compiling import compile_minutes
from exports.document import FORMATS
from exports.edition import Edition
from exports.minutes import Minutes
from sessions.record import NoteKind
from tests.exports.reading import document, text_of
from tests.exports.records import (
    MADE_AT,
    PARTIES,
    Evening,
    casus,
    crowd,
    full_evening,
    poll,
    question,
)


def public(evening: Evening) -> Minutes:
    return compile_minutes(evening.record(), MADE_AT)


def internal(evening: Evening) -> Minutes:
    return compile_minutes(evening.record(), MADE_AT, Edition.INTERNAL)


def by_name() -> Evening:
    """A governing evening: everybody answers by name."""
    evening = Evening(poll(open="by_name"), question(open="by_name"))
    for place, party in enumerate(("Gemeente Emmen", "Woonstichting Proef", "Ouderenzorg Proef")):
        kind = ("gemeente", "corporatie", "zorgaanbieder")[place]
        who = evening.joins(party, kind, name=f"Anna de Boer {place}")
        evening.says(who, 1, choice=[1 + place])
        evening.says(who, 2, text="Dit steunen wij.")
    return evening


def test_who_forgets_to_choose_gets_the_public_edition() -> None:
    assert public(Evening()).edition is Edition.PUBLIC


def test_names_of_people_stand_in_the_internal_edition_alone() -> None:
    told = repr(internal(by_name()))

    assert "Anna de Boer 0, Gemeente Emmen" in told
    assert "Anna" not in repr(public(by_name()))
    assert "label='Gemeente Emmen'" in repr(public(by_name()))


def test_no_format_of_the_public_edition_holds_a_name() -> None:
    record = by_name().record()
    found = {form: text_of(document(record, form), form) for form in FORMATS}

    assert [form for form, text in found.items() if "Anna" in text] == []
    assert [form for form, text in found.items() if "Openbare uitgave" not in text] == []


def test_small_groups_are_closed_with_what_would_betray_them() -> None:
    evening = Evening(poll())
    for party, people in zip(PARTIES, (9, 6, 1), strict=False):
        for _ in range(people):
            evening.says(evening.joins(party.name, party.kind), 1, choice=[1])

    counts = {party.name: count for party, count in public(evening).attendance.parties}
    heard = {party.name: counts for party, counts in public(evening).heard.parties}

    assert counts == {"Gemeente Emmen": 9, "Woonstichting Proef": None, "Ouderenzorg Proef": None}
    assert heard["Gemeente Emmen"] == (9,)
    assert heard["Ouderenzorg Proef"] == heard["Woonstichting Proef"] == (None,)
    assert heard["Seniorenraad Emmen"] == (0,)


def test_the_internal_edition_counts_everybody() -> None:
    evening = Evening(poll())
    evening.joins("Gemeente Emmen", "gemeente")

    assert [count for _, count in internal(evening).attendance.parties] == [1]


def test_an_owner_is_named_when_it_is_an_organisation() -> None:
    evening = Evening(casus())
    anna = evening.joins("Gemeente Emmen", "gemeente")
    evening.notes_down(NoteKind.ACTION, "Bellen", "Bram Vos")
    evening.notes_down(NoteKind.ACTION, "Bouwen", "woonstichting proef")
    evening.notes_down(NoteKind.ACTION, "Denken", "")
    partners: dict[str, Any] = {"with": ["Bram Vos", "huurders"]}
    evening.says(anna, 1, action="Meten", owner="gemeente", **partners)

    owners = [(a.owner, a.owner_hidden, a.partners) for a in public(evening).actions]
    of_casus = public(evening).sections[0].result.actions

    assert owners == [
        ("", True, ()),
        ("woonstichting proef", False, ()),
        ("", False, ()),
        ("gemeente", False, ("huurders",)),
    ]
    assert of_casus == public(evening).actions[-1:]
    assert internal(evening).actions[0].owner == "Bram Vos"


def test_the_public_edition_says_no_moment_beside_a_contribution() -> None:
    entries = [e for part in public(full_evening()).appendix for e in part.entries]

    assert {entry.at for entry in entries} == {None}
    assert any(e.at for part in internal(full_evening()).appendix for e in part.entries)


def test_closed_groups_have_no_number_and_that_is_explained() -> None:
    evening = Evening(poll(open="per_organisation"))
    for party in crowd(evening, each=2):
        evening.says(party, 1, choice=[1])

    text = text_of(document(evening.record(), "html"), "html")

    assert "Een streepje staat bij een groep van minder dan 4 mensen." in text
    assert "Bij een groep van minder dan 4 mensen staat geen aantal." in text
    assert "gemeente Gemeente Emmen corporatie" in text
