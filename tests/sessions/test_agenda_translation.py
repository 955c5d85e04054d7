import pytest

from sessions import agenda_words as words
from sessions.agenda_translation import Translation, closest
from sessions.items import KINDS
from sessions.marked_yaml import read_marked


@pytest.mark.parametrize(
    ("found", "meant"),
    [
        ("optes", "opties"),
        ("Opties", "opties"),
        ("keuzes", "opties"),
        ("antwoorden", "opties"),
        ("antworden", "opties"),
        ("maximum", "hoogstens"),
        ("zaaknummer", ""),
        ("", ""),
        ("😀", ""),
    ],
)
def test_the_word_that_was_probably_meant(found: str, meant: str) -> None:
    assert closest(found, list(words.POLL)) == meant


def test_nothing_is_meant_where_nothing_is_known() -> None:
    assert closest("opties", []) == ""


def test_what_people_also_say_is_about_words_that_exist() -> None:
    known = {*words.TOP, *words.MEETING, *words.ITEM, *words.POLL, *words.CASUS, *words.KIND}

    assert set(words.ALSO_SAID.values()) <= known
    assert words.ALSO_SAID.keys().isdisjoint(known - {"poll"})


def test_every_kind_has_its_word_and_its_keys() -> None:
    assert set(words.KIND.values()) == set(words.OWN_KEYS) == set(KINDS)


def test_the_words_become_the_models_names() -> None:
    translation = Translation()

    plain = translation.agenda(
        read_marked(
            "traject: T\nbijeenkomst: {titel: S, niveau: Bestuurlijk}\nthemas: [Zorg]\n"
            "onderdelen:\n  - tekst: Eerst dit.\n    mededeling: Welkom\n"
        )
    )

    assert translation.mistakes == []
    assert plain == {
        "programme": "T",
        "meeting": {"title": "S", "level": "governing"},
        "themes": [{"name": "Zorg"}],
        "items": [{"kind": "notice", "text": "Eerst dit.", "title": "Welkom"}],
    }


def test_every_place_knows_its_line_and_else_that_of_what_is_around_it() -> None:
    translation = Translation()
    translation.agenda(
        read_marked(
            "onderdelen:\n  - vraag: Wat?\n    minuten: 8\n  - peiling: Wie?\n"
            "    opties:\n      - Ja\n      - Nee\nbijeenkomst:\n  titel: S\n"
        )
    )

    assert [
        translation.line(path)
        for path in [
            ("items",),
            ("items", 0),
            ("items", 0, "minutes"),
            ("items", 0, "text"),
            ("items", 1, "title"),
            ("items", 1, "options"),
            ("items", 1, "options", 1),
            ("items", 1, "options", 9),
            ("meeting", "title"),
            ("planning", 3, "what"),
        ]
    ] == [1, 2, 3, 2, 4, 5, 7, 5, 9, 1]


def test_a_misspelt_key_is_read_as_what_was_meant_so_that_one_slip_is_one_mistake() -> None:
    translation = Translation()

    plain = translation.agenda(
        read_marked("bijenkomst: {titl: S}\nonderdelen:\n  - peilng: Wie?\n    keuzes: [Ja, Nee]\n")
    )

    assert plain == {
        "meeting": {"title": "S"},
        "items": [{"kind": "poll", "title": "Wie?", "options": ["Ja", "Nee"]}],
    }
    assert [(m.line, m.values["found"], m.values["meant"]) for m in translation.mistakes] == [
        (1, "bijenkomst", "bijeenkomst"),
        (1, "titl", "titel"),
        (3, "peilng", "peiling"),
        (4, "keuzes", "opties"),
    ]


def test_two_slips_do_not_become_the_same_key() -> None:
    translation = Translation()

    plain = translation.agenda(read_marked("bijeenkomst: {titl: S, titeel: T}\n"))

    assert plain == {"meeting": {"title": "S"}}
    assert [(m.key, m.values["found"]) for m in translation.mistakes] == [
        ("agenda.unknown_key", "titl"),
        ("agenda.unknown_key_no_idea", "titeel"),
    ]


def test_a_key_of_which_nothing_can_be_made_is_named_with_what_is_known() -> None:
    translation = Translation()
    translation.agenda(read_marked("doelgroepen: []\nxyz: a\n"))

    [mistake] = translation.mistakes

    assert (mistake.line, mistake.key) == (2, "agenda.unknown_key_no_idea")
    assert mistake.values == {
        "found": "xyz",
        "meant": "",
        "known": "traject, bijeenkomst, organisaties, themas, planning, onderdelen",
    }


def test_a_very_long_key_is_not_repeated_whole() -> None:
    translation = Translation()
    translation.agenda(read_marked(f"{'x' * 100}: a\n"))

    assert translation.mistakes[0].values["found"] == "x" * 60
