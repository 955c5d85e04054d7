"""Whose a contribution is: a person's, a table's or an organisation's, as one word for each.

A person's owner is `person:D017`, a table's `table:4`, an organisation's `party:Gemeente Emmen`.
They are written and read here, so that nobody else needs to know how they are spelt.
"""

_PERSON = "person:"
_TABLE = "table:"
_PARTY = "party:"


def person(pseudonym: str) -> str:
    """The owner of what one participant gives for themselves."""
    return f"{_PERSON}{pseudonym}"


def table(number: int) -> str:
    """The owner of what a table writes together, by whoever holds its pen."""
    return f"{_TABLE}{number}"


def party(organisation: str) -> str:
    """The owner of a position: it belongs to the organisation, not to who gave it."""
    return f"{_PARTY}{organisation}"


def is_person(owner: str) -> bool:
    return owner.startswith(_PERSON)


def is_table(owner: str) -> bool:
    return owner.startswith(_TABLE)


def is_party(owner: str) -> bool:
    return owner.startswith(_PARTY)


def table_of(owner: str) -> int | None:
    """The number of the table; None for what is no table's, also for a card at a table."""
    number = owner.removeprefix(_TABLE)
    return int(number) if is_table(owner) and number.isdecimal() else None


def party_of(owner: str) -> str:
    """The organisation whose position it is; only for what `is_party`."""
    return owner.removeprefix(_PARTY)
