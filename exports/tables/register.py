"""The register of actions: what, who, with whom, by when, and what was agreed about it."""

from exports.tables.sheet import Sheet, column, sheet
from exports.tables.source import SheetSource

COLUMNS = ("reference", "action", "owner", "with", "by", "binding", "agreed_means", "measure")


def register_sheet(source: SheetSource) -> Sheet:
    """Every action of the minutes, those without an owner among them."""
    words = source.words
    rows = (
        {
            "reference": each.reference,
            "action": words(f"withheld.{each.withheld}") if each.withheld else each.what,
            "owner": each.owner or (words("action.owner_hidden") if each.owner_hidden else ""),
            "with": each.partners,
            "by": each.by,
            "binding": each.terms.binding and words(f"agreements.binding.{each.terms.binding}"),
            "agreed_means": each.terms.means,
            "measure": each.terms.measure,
        }
        for each in source.minutes.actions
    )
    return sheet("register", words, [column(name, words) for name in COLUMNS], rows)
