"""A street in English order is an address; numbers of every day are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.knowledge_base.privacy.test_streets import found

STREETS = (
    "Church Street", "High Road", "Station Avenue", "Old Mill Lane", "Baker St", "King's Road",
    "St. Mary's Terrace", "Queen Elizabeth Gardens", "Oak Close", "Prins Hendrik Square",
)  # fmt: skip
SENTENCES = (
    "{}", "I live at {}.", "My mother lives at {}, for years now.", "Come to {} in Emmen.",
    "Who goes to {}?", "The kerb at {} is too high.", "Mijn dochter woont op {} en mist een bus.",
    "Send it to {}, London", "We meet near {} because it is warm there",
)  # fmt: skip
COUNTED = (
    "hours", "24-hour shops", "tables", "people", "homes", "new homes", "years", "residents",
    "woningen", "tafels", "jaar",
)  # fmt: skip
LABELS = (
    "Table",
    "Item",
    "bus",
    "Phase",
    "Theme",
    "question",
    "Tafel",
    "onderdeel",
    "Lijn",
    "stap",
)

houses = st.builds(
    lambda number, more: f"{number}{more}",
    st.integers(1, 1_949),
    st.sampled_from(["", "a", "B", "-1950"]),
)


@given(houses, st.sampled_from(STREETS), st.sampled_from(SENTENCES))
def test_a_number_before_a_street_is_an_address(house: str, street: str, sentence: str) -> None:
    assert found(sentence.format(f"{house} {street}")) == [("adres", f"{house} {street}")]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("I moved to 7 church road last year", "7 church road"),
        ("My address: 12a old mill lane", "12a old mill lane"),
        ("Flat 3, 12 Church Street", "Flat 3, 12 Church Street"),
        ("It is no. 12 Church Rd.", "no. 12 Church Rd"),
        ("“12 Church Street” he wrote", "12 Church Street"),
        ("12\u00a0Church Street", "12\u00a0Church Street"),
        ("Between 10 Church Street and the shop", "10 Church Street"),
    ],
)
def test_people_write_it_in_many_ways(text: str, written: str) -> None:
    assert found(text) == [("adres", written)]


@given(st.integers(1, 9_999), st.sampled_from(COUNTED), st.sampled_from(STREETS))
def test_a_number_that_counts_is_no_house(number: int, counted: str, street: str) -> None:
    for text in (
        f"There are {number} {counted} in {street}.",
        f"{number} {counted} {street}",
        f"{number} {counted.title()} {street}.",
        f"In {street} {number} {counted} were added.",
    ):
        assert found(text) == []


@given(st.sampled_from(LABELS), st.integers(1, 99), st.sampled_from(STREETS))
def test_a_number_that_is_a_label_is_no_house(label: str, number: int, street: str) -> None:
    assert found(f"{label} {number} {street}.") == []


@given(st.integers(1950, 2049), st.sampled_from(STREETS), st.sampled_from(SENTENCES))
def test_a_year_is_no_house(year: int, street: str, sentence: str) -> None:
    assert found(sentence.format(f"{year} {street}")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Open 24 hours, on every street and road",
        "3 tables street party, 2 Tables Street Party",
        "We have 12 Church Street lamps and 20 Market Square stalls.",
        "In 2030 Church Street will be closed; by 2040 all of High Road.",
        "Of 60 people 12 live in Church Street",
        "Church Street has 12 homes, the square has 3 benches",
        "A budget of € 12 Church Street, 1.12 Church Street and 40% High Road",
        "At 19:30 Church Street is full, on 11-3 Church Street was empty",
        "Wij zagen 3 straten en 2 pleinen, 12 keer per jaar",
        "We moved 12 chairs to the street, and lived 20 years in the same road",
        "She stayed 3 nights in a nice street",
        "She lived 2 doors from our street, living in 4 blocks around the square",
        "We live at 3 main road crossings, and moved to 2 other streets",
        "Top 5 Street Plans, 4 Streets and 2 Roads",
    ],
)
def test_numbers_of_every_day_stay(text: str) -> None:
    assert found(text) == []
