"""What somebody at the command line asks for, before anything is made."""

import pytest

from bot.commands.exporting import EVERYDAY, Versions, orders_for, versions_for
from bot.unusable import Unusable
from sessions.vision import Vision
from tests.exports.test_vision import version


def test_a_covenant_is_written_when_nobody_names_a_variant() -> None:
    names = [order.name for order in orders_for("agreements", None, "public")]

    assert names == [f"agreements.{form}" for form in EVERYDAY["agreements"].split(",")]


def test_the_other_forms_get_names_of_their_own_and_share_the_register() -> None:
    orders = orders_for("agreements", "odt,ods", "internal", "ambition")

    assert [order.name for order in orders] == ["agreements-ambition.odt", "agreements.ods"]


def test_only_agreements_have_a_variant() -> None:
    with pytest.raises(Unusable, match="--as agreements"):
        orders_for("minutes", None, "public", "performance")


def test_only_the_vision_has_versions_and_two_are_needed_to_compare() -> None:
    with pytest.raises(Unusable, match="--as vision"):
        versions_for("minutes", 1, None)
    with pytest.raises(Unusable, match="--since"):
        versions_for("vision", None, 2)
    assert versions_for("minutes", None, None) == Versions()


@pytest.mark.parametrize(
    ("kept", "asked", "said"),
    [
        ((1, 2), Versions(1, 7), "Versie 7 van de visie is er niet. Bewaard zijn: 1, 2."),
        ((1,), Versions(3, 1), "Versie 3 van de visie is er niet. Bewaard zijn: 1."),
        ((), Versions(1), "Versie 1 van de visie is er niet. Er is nog geen versie bewaard."),
    ],
)
def test_a_version_that_is_not_there_is_named_with_those_that_are(
    kept: tuple[int, ...], asked: Versions, said: str
) -> None:
    vision = Vision(versions=tuple(version(number, "Stap", ()) for number in kept))

    with pytest.raises(Unusable) as refused:
        asked.check(vision)

    assert refused.value.message == said


def test_today_can_be_compared_with_and_is_no_version() -> None:
    asked = versions_for("vision", 1, 0)

    asked.check(Vision(versions=(version(1, "Stap", ()),)))

    assert asked.file_name("vision.odt") == "vision-1-0.odt"
    assert Versions(1).file_name("vision.odt") == "vision.odt"
