"""What is personal in what all meetings share: the programme, its vision and its examples."""

from dataclasses import replace
from functools import partial

from sessions.dossier import Dossier
from sessions.findings import Found, Placed, found_in, listing, waiting_in
from sessions.typed import NOT_SHOWN, Rewording, Where, over, programme_with, vision_with


def dossier_with(dossier: Dossier, change: Rewording) -> Dossier:
    """The dossier with each text that its meetings share as `change` has it."""
    examples = {
        name: over(each, partial(change, Where.EXAMPLE, name[:40]))
        for name, each in dossier.examples.items()
    }
    return replace(
        dossier,
        vision=vision_with(dossier.vision, change),
        programme=programme_with(dossier.programme, change),
        examples=examples,
        terms=tuple(over(each, partial(change, Where.TERM, "begrippen")) for each in dossier.terms),
    )


def programme_findings(dossier: Dossier) -> tuple[Found, ...]:
    """Each value once per place."""
    return found_in(_texts(dossier), dossier.vision.rulings)


def programme_waiting(dossier: Dossier) -> int:
    """How many findings a person must still decide about, beside those of the meetings."""
    return waiting_in(_texts(dossier), dossier.vision.rulings)


def _texts(dossier: Dossier) -> list[Placed]:
    told: list[Placed] = []
    dossier_with(dossier, listing(told))
    return [text for text in told if text[0] not in NOT_SHOWN]
