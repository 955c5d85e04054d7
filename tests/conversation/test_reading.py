import pytest

from bot.conversation.reading import match_option, read_poll
from sessions.items.poll import Poll

TASKS = ("Passende woningen", "Zorg dichtbij huis", "Ontmoeten", "Steun voor mantelzorgers")
OPINIONS = ("Eens", "Oneens", "Helemaal eens", "Weet niet")


def poll(choose: str, options: tuple[str, ...] = TASKS, **more: object) -> Poll:
    return Poll.model_validate({"title": "?", "choose": choose, "options": options, **more})


@pytest.mark.parametrize(
    ("typed", "option"),
    [
        ("Zorg dichtbij huis", 2),
        ("zorg", 2),
        ("ZORG DICHBIJ", 2),
        ("pasende wonigen", 1),
        ("mantelzorg", 4),
        ("ik kies ontmoeten", 3),
        ("niet zorg", None),
        ("voor", None),
        ("iets heel anders", None),
        ("", None),
    ],
)
def test_an_option_is_recognised_only_when_it_is_clear(typed: str, option: int | None) -> None:
    assert match_option(typed, TASKS) == option


@pytest.mark.parametrize(
    ("typed", "option"),
    [("eens", 1), ("oneens", 2), ("oneen", 2), ("niet", None), ("niet eens", None)],
)
def test_an_option_never_becomes_its_opposite(typed: str, option: int | None) -> None:
    assert match_option(typed, OPINIONS) == option


@pytest.mark.parametrize(
    ("typed", "choice"),
    [
        ("2", [2]),
        ("optie 2.", [2]),
        ("2 zorg dichtbij", [2]),
        ("1 zorg dichtbij", None),
        ("9", [9]),
        ("9" * 5_000, None),
        ("2 want dat raakt mij", None),
    ],
)
def test_one_of_several_by_number(typed: str, choice: list[int] | None) -> None:
    assert read_poll(poll("one"), typed) == (choice and {"choice": choice})


def test_an_option_that_is_a_number_wins_from_its_place() -> None:
    assert read_poll(poll("one", ("0", "1", "2")), "2") == {"choice": [3]}


@pytest.mark.parametrize(
    ("typed", "choice"),
    [
        ("1,3", [1, 3]),
        ("1 en 3", [1, 3]),
        ("zorg, ontmoeten", [2, 3]),
        ("zorg en ontmoeten", [2, 3]),
        ("1, ontmoeten", [1, 3]),
        ("zorg, en nog iets", None),
    ],
)
def test_several_by_numbers_or_words(typed: str, choice: list[int] | None) -> None:
    assert read_poll(poll("many"), typed) == (choice and {"choice": choice})


@pytest.mark.parametrize(
    "typed", ["2 1 3", "2, 1, 3", "2-1-3", "2>1>3", "zorg, woningen, ontmoeten"]
)
def test_a_ranking_keeps_the_order_in_which_it_was_typed(typed: str) -> None:
    assert read_poll(poll("rank"), typed) == {"choice": [2, 1, 3]}


@pytest.mark.parametrize(
    ("typed", "points"),
    [
        ("60 40 0 0", {"1": 60, "2": 40, "3": 0, "4": 0}),
        ("60 40", {"1": 60, "2": 40}),
        ("60 30", None),
        ("10 20 30 20 20", None),
        ("zorg 60, ontmoeten 40", {"2": 60, "3": 40}),
        ("2: 60, 3: 40 punten", {"2": 60, "3": 40}),
        ("zorg 60, zorg 40", None),
        ("alles op zorg", None),
    ],
)
def test_points_in_order_or_by_name(typed: str, points: dict[str, int] | None) -> None:
    assert read_poll(poll("points"), typed) == (None if points is None else {"points": points})


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("7", 7),
        ("-3", -3),
        ("een 7", 7),
        ("7/10", 7),
        ("7 van de 10", 7),
        ("zeven", 7),
        ("heel goed", 10),
        ("7,5", None),
        ("best wel", None),
    ],
)
def test_a_value_on_a_scale(typed: str, value: int | None) -> None:
    scale = poll("scale", (), labels=("Heel slecht", "Heel goed"))

    assert read_poll(scale, typed) == (value and {"value": value})


def test_anders_takes_the_words_after_it_where_it_is_an_option() -> None:
    assert read_poll(poll("one", other=True), "anders: vervoer") == {
        "choice": [],
        "other": "vervoer",
    }
    assert read_poll(poll("one"), "anders: vervoer") is None
