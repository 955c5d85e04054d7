"""What somebody at the command line asks for, before anything is made."""

import pytest

from bot.exporting import EVERYDAY, orders_for
from bot.unusable import Unusable


def test_a_covenant_is_written_when_nobody_names_a_variant() -> None:
    names = [order.name for order in orders_for("agreements", None, "public")]

    assert names == [f"agreements.{form}" for form in EVERYDAY["agreements"].split(",")]


def test_the_other_forms_get_names_of_their_own_and_share_the_register() -> None:
    orders = orders_for("agreements", "odt,ods", "internal", "ambition")

    assert [order.name for order in orders] == ["agreements-ambition.odt", "agreements.ods"]


def test_only_agreements_have_a_variant() -> None:
    with pytest.raises(Unusable, match="--as agreements"):
        orders_for("minutes", None, "public", "performance")
