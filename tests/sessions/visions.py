"""A vision as it is after what a coordinator did, without a database."""

from datetime import UTC, datetime

from sessions.composing import Edit
from sessions.vision import ChangeMade, Vision

AT = datetime(2027, 4, 1, 9, 0, tzinfo=UTC)


def after(vision: Vision, *edits: Edit) -> Vision:
    """One change after another, as storage would have kept them."""
    for edit in edits:
        changes = edit(vision)
        entries = {**vision.entries, **{s: e for s, e in changes.items() if e is not None}}
        for subject, entry in changes.items():
            if entry is None:
                del entries[subject]
        number = len(vision.acts) + 1
        act = ChangeMade(number, "change", tuple(changes), "coordinator:1", AT)
        vision = Vision(entries, (*vision.acts, act), vision.versions)
    return vision
