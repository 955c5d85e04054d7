"""A street with a house number, as people write it, and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge_base.privacy.finding import find_personal_data

STREETS = (
    "Kerkstraat", "Dorpsweg", "Laan van Meerdervoort", "Van der Duynlaan", "Korte Kerkstraat",
    "Burgemeester Tijmesstraat", "Weg naar de Es", "Grote Markt", "Van Echtenskanaal", "Havenkade",
    "Begijnhof", "Beukensingel", "'s-Gravenweg", "J.P. Coendreef", "Straat van Ormoes",
)  # fmt: skip
SENTENCES = (
    "{}", "Ik woon op {}.", "Mijn moeder woont aan de {}, al jaren.", "Kom naar {} in Emmen.",
    "Bij {} ligt een drempel", "Wie gaat er naar {}?", "Ook op {} is de stoep te smal.",
)  # fmt: skip
NO_STREETS = (
    "artikel", "Artikel", "tafel", "Tafel", "route", "Programma", "programma", "fase", "Wijk",
    "bijlage", "onderdeel", "snelweg", "hoofdstuk", "bouwsteen", "Onderweg", "fietspad", "punt",
)  # fmt: skip
COUNTED = ("woningen", "jaar", "mensen", "keer", "huizen", "nieuwe woningen", "kinderen", "meter")

houses = st.builds(
    lambda number, more: f"{number}{more}",
    st.integers(1, 1_949),
    st.sampled_from(["", "a", " b", "-2", "bis", "-A"]),
)


def found(text: str) -> list[tuple[str, str]]:
    return [(each.sort.value, text[each.start : each.end]) for each in find_personal_data(text)]


@given(st.sampled_from(STREETS), houses, st.sampled_from(SENTENCES))
def test_a_street_with_its_number_is_an_address(street: str, house: str, sentence: str) -> None:
    told = found(sentence.format(f"{street} {house}"))

    assert [sort for sort, _ in told] == ["adres"]
    assert told[0][1].endswith(house)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Ik woon op Brink 3.", "Brink 3"),
        ("Ons adres is Noordeinde 5b, bel gerust aan.", "Noordeinde 5b"),
        ("mijn tante in de kerkstraat 12, zij is 84", "kerkstraat 12"),
        ("laan van meerdervoort 100", "laan van meerdervoort 100"),
        ("Aan de Stationsweg 20 staat een flat.", "Stationsweg 20"),
        ("Dorpsstraat nr. 12", "Dorpsstraat nr. 12"),
        ("Kerkstraat\u00a012", "Kerkstraat\u00a012"),
        ("Van Houtenlaan 5, 7811 AB Emmen", "Van Houtenlaan 5, 7811 AB"),
    ],
)
def test_people_write_it_in_many_ways(text: str, written: str) -> None:
    assert found(text) == [("adres", written)]


@given(st.sampled_from(NO_STREETS), st.integers(1, 9_999), st.sampled_from(SENTENCES))
def test_what_has_a_number_is_not_yet_a_street(word: str, number: int, sentence: str) -> None:
    assert found(sentence.format(f"{word} {number}")) == []


@given(st.sampled_from(STREETS), st.integers(1, 999), st.sampled_from(COUNTED))
def test_a_number_that_counts_is_no_house(street: str, number: int, counted: str) -> None:
    assert found(f"Er komen aan de {street} {number} {counted} bij.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Programma 2030 en visie Dorpsstraat 2040",
        "De Dorpsstraat 8:30 uur, en de Kerkstraat 3e fase",
        "Wij wonen al 12 jaar in Emmen. Wij wonen in Emmen 12 jaar.",
        "route 66, de A28, de N34 en snelweg 28",
        "De straat 12 keer vegen, elke weg 3 borden",
        "Onze school aan de Esweg, 12 kinderen in de klas",
        "Kerkstraat 1.250.000 euro, of Kerkstraat 40% goedkoper",
    ],
)
def test_numbers_of_every_day_stay(text: str) -> None:
    assert found(text) == []
