import pytest

from sessions.agenda import read_agenda
from tests.sessions.agenda_texts import DUTCH, SMALL, item, mistakes


def test_mistakes_come_in_the_order_of_their_lines() -> None:
    text = SMALL + "  - vraag: Wat?\n    minuten: tien\nplaning: []\ntraject2: x\n"

    assert [(line, key) for line, key, _ in mistakes(text)] == [
        (6, "agenda.no_number"), (7, "agenda.unknown_key"), (8, "agenda.unknown_key_no_idea"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "key", "values"),
    [
        ("", 1, "agenda.empty", {}),
        ("Beste mensen,", 1, "agenda.no_mapping", {}),
        ("- Welkom", 1, "agenda.no_mapping", {}),
        ("a: [b", 1, "agenda.no_yaml", {}),
        (SMALL + "traject: U\n", 5, "agenda.double_key", {"found": "traject"}),
        (SMALL + "programme: U\n", 5, "agenda.double_key", {"found": "programme"}),
        ("traject: T\nbijeenkomst: {titel: S}\n", 1, "agenda.missing", {"place": "onderdelen"}),
        (
            "traject: T\nbijeenkomst: {titel: S}\nonderdelen:\n",
            3,
            "agenda.missing",
            {"place": "onderdelen"},
        ),
        (
            "traject: T\nbijeenkomst: {titel: S}\nonderdelen: []\n",
            3,
            "agenda.too_short",
            {"place": "onderdelen", "why": "too_short", "found": "[]", "limit": 1},
        ),
        (
            SMALL.replace("titel: Start", "plaats: Emmen"),
            2,
            "agenda.missing",
            {"place": "titel"},
        ),
        (
            SMALL.replace("{titel: Start}", "Startavond"),
            2,
            "agenda.wrong",
            {"place": "bijeenkomst", "why": "model_type", "found": "Startavond", "limit": ""},
        ),
        (item("Welkom"), 5, "agenda.item_no_mapping", {}),
        (item("{}"), 5, "agenda.unknown_item_no_idea", {
            "found": "", "meant": "", "known": "mededeling, peiling, vraag, casus, voorstel"}),
        (item("tekst: Welkom"), 5, "agenda.unknown_item_no_idea", {
            "found": "tekst", "meant": "", "known": "mededeling, peiling, vraag, casus, voorstel"}),
        (item("kies: een\n    opties: [a, b]"), 5, "agenda.unknown_item_no_idea", {
            "found": "kies", "meant": "", "known": "mededeling, peiling, vraag, casus, voorstel"}),
        (item("tekst: Koffie\n    pauze: Pauze"), 6, "agenda.unknown_item", {
            "found": "pauze", "meant": "mededeling",
            "known": "mededeling, peiling, vraag, casus, voorstel"}),
        (item("vraag: Wat?\n    peiling: Wie?"), 5, "agenda.two_kinds", {
            "found": "vraag, peiling"}),
        (item("vraag:"), 5, "agenda.missing", {"place": "vraag"}),
        (item('peiling: ""\n    opties: [a, b]'), 5, "agenda.too_short", {
            "place": "peiling", "why": "string_too_short", "found": "", "limit": 1}),
        (item("peiling: Ja?"), 5, "agenda.too_few_options", {"place": "onderdelen"}),
        (item("peiling: Ja?\n    opties: [Ja, Ja]"), 5, "agenda.double_option", {
            "place": "onderdelen"}),
        (item("peiling: Ja?\n    kies: schaal\n    van: 5\n    tot: 1"), 5,
            "agenda.scale_upside_down", {"place": "onderdelen"}),
        (item("peiling: Ja?\n    kies: schaal\n    tot: 51"), 5,
            "agenda.scale_too_long", {"place": "onderdelen"}),
        (item("peiling: Ja?\n    kies: rangorde\n    opties: [a, b]\n    anders: ja"), 5,
            "agenda.other_needs_choice", {"place": "onderdelen"}),
        (item("peiling: Ja?\n    opties: Ja of nee"), 6, "agenda.no_list", {
            "place": "opties", "why": "tuple_type", "found": "Ja of nee", "limit": ""}),
        (item("peiling: Ja?\n    opties:\n      - Ja\n      - Nee: nooit"), 8,
            "agenda.quote_this", {}),
        (item("peiling: Ja?\n    opties:\n      - Ja\n      -"), 8, "agenda.too_short", {
            "place": "opties", "why": "too_short", "found": "", "limit": ""}),
        (item("peiling: Ja?\n    opties: [a, b]\n    anders: misschien"), 7,
            "agenda.no_yes_no", {
            "place": "anders", "why": "bool_parsing", "found": "misschien", "limit": ""}),
        (item("peiling: Ja?\n    opties: [a, b]\n    rondes: 3"), 7, "agenda.out_of_range", {
            "place": "rondes", "why": "less_than_equal", "found": "3", "limit": 2}),
        (item("vraag: Wat?\n    minuten: 0"), 6, "agenda.out_of_range", {
            "place": "minuten", "why": "greater_than_equal", "found": "0", "limit": 1}),
        (item(f"vraag: {'a' * 301}"), 5, "agenda.too_long", {
            "place": "vraag", "why": "string_too_long", "found": "a" * 60, "limit": 300}),
        (item("casus: Mevrouw\n    stappen:\n      - Wat ziet u?"), 7, "agenda.wrong", {
            "place": "stappen", "why": "model_type", "found": "Wat ziet u?", "limit": ""}),
        (item("casus: Mevrouw\n    stappen:\n      - {vraag: a, aan: partijen}"), 7,
            "agenda.wrong_word", {"found": "partijen", "meant": "partij", "known": "partij"}),
        (item("casus: Mevrouw\n    stappen:\n      - {vanuit: eigen}"), 7,
            "agenda.missing", {"place": "vraag"}),
        (SMALL.replace("Start", "Start, plaatsen: tachtig"), 2, "agenda.no_number", {
            "place": "plaatsen", "why": "int_parsing", "found": "tachtig", "limit": ""}),
        (SMALL.replace("Start", "Start, plaatsen: 0"), 2, "agenda.out_of_range", {
            "place": "plaatsen", "why": "greater_than_equal", "found": "0", "limit": 1}),
        (SMALL.replace("Start", "Start, datum: 11-03-2027"), 2, "agenda.no_date", {
            "place": "datum", "why": "date_from_datetime_parsing", "found": "11-03-2027",
            "limit": ""}),
        (SMALL.replace("Start", "Start, datum: 2027"), 2, "agenda.no_date", {
            "place": "datum", "why": "date_from_datetime_inexact", "found": "2027",
            "limit": ""}),
        (SMALL.replace("Start", "Start, aanvang: half acht"), 2, "agenda.no_time", {
            "place": "aanvang", "why": "time_parsing", "found": "half acht", "limit": ""}),
        (SMALL.replace("Start", "Start, taal: engelz"), 2, "agenda.wrong_word", {
            "found": "engelz", "meant": "engels", "known": "nl, nederlands, en, engels"}),
        (SMALL + "organisaties:\n  -\n", 6, "agenda.too_short", {
            "place": "organisaties", "why": "too_short", "found": "", "limit": ""}),
        (SMALL + f"organisaties:\n  - {'a' * 121}\n", 6, "agenda.too_long", {
            "place": "naam", "why": "string_too_long", "found": "a" * 60, "limit": 120}),
        (SMALL + "themas: Ontmoeten\n", 5, "agenda.no_list", {
            "place": "themas", "why": "tuple_type", "found": "Ontmoeten", "limit": ""}),
        (SMALL + "planning:\n  - Verslag\n", 6, "agenda.wrong", {
            "place": "planning", "why": "model_type", "found": "Verslag", "limit": ""}),
        (
            "traject: T\nbijeenkomst: {titel: S}\nonderdelen: Welkom\n",
            3,
            "agenda.no_list",
            {"place": "onderdelen", "why": "tuple_type", "found": "Welkom", "limit": ""},
        ),
    ],
)  # fmt: skip
def test_each_mistake_has_its_line_and_its_sentence(
    text: str, line: int, key: str, values: dict[str, object]
) -> None:
    assert mistakes(text) == [(line, key, values)]


def test_a_name_that_is_used_must_be_given() -> None:
    text = DUTCH.replace("themas: [Ontmoeten]", "themas: [Zorg dichtbij, Ontmoten, Vervoer]")
    text = text.replace("doelgroepen: [Senioren]", "doelgroepen: [Senior]")
    at = text.splitlines().index("    themas: [Zorg dichtbij, Ontmoten, Vervoer]") + 1
    themes, groups = "Ontmoeten, Zorg dichtbij", "Senioren, Jongeren"

    assert mistakes(text) == [
        (at, "agenda.unknown_themes", {"found": "Ontmoten", "meant": "Ontmoeten", "known": themes}),
        (at, "agenda.unknown_themes_no_idea", {"found": "Vervoer", "meant": "", "known": themes}),
        (at + 1, "agenda.unknown_target_groups", {
            "found": "Senior", "meant": "Senioren", "known": groups}),
    ]  # fmt: skip


def test_without_a_list_of_themes_any_theme_may_be_used() -> None:
    agenda = read_agenda(item("vraag: Wat?\n    themas: [Vervoer]"))

    assert agenda.items[1].themes == ("Vervoer",)


def test_a_slip_in_a_kind_of_organisation_is_found() -> None:
    [(line, key, values)] = mistakes(SMALL + "organisaties:\n  - {naam: A, soort: gemeent}\n")

    assert (line, key, values["meant"]) == (6, "agenda.unknown_kind", "gemeente")


def test_the_same_slip_twice_on_one_line_is_one_mistake() -> None:
    parties = "organisaties: [{naam: A, soort: zork}, {naam: B, soort: zork}]\n"

    assert len(mistakes(SMALL + parties)) == 1
