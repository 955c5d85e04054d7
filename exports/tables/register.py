"""The register of actions: what, who, with whom, by when."""

from exports.tables.sheet import Sheet, column, sheet
from exports.tables.source import Source

COLUMNS = ("reference", "action", "owner", "with", "by")


def register_sheet(source: Source) -> Sheet:
    """Every action of the minutes, those without an owner among them."""
    words = source.words
    rows = (
        {
            "reference": each.reference,
            "action": words(f"withheld.{each.withheld}") if each.withheld else each.what,
            "owner": each.owner or (words("action.owner_hidden") if each.owner_hidden else ""),
            "with": each.partners,
            "by": each.by,
        }
        for each in source.minutes.actions
    )
    return sheet("register", words, [column(name, words) for name in COLUMNS], rows)
