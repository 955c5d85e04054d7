"""How what was said is referred to: `B2.3-017`, number 17 of item 3 of meeting 2, and its kin.

The words in them are Dutch, whatever is spoken: a reference stands in documents, and never changes.
"""


def meeting(number: int) -> str:
    """`B2`: the second meeting of the programme."""
    return f"B{number}"


def item(of: int, number: int) -> str:
    """`B2.3`: item 3 of meeting 2."""
    return f"{meeting(of)}.{number}"


def contribution(of: int, about: int, number: int) -> str:
    """`B2.3-017`: number 17 of item 3 of meeting 2."""
    return f"{item(of, about)}-{number:03d}"


def beside(of: int, word: str, number: int) -> str:
    """`B2.besluit-04`: what belongs to no item, counted per word."""
    return f"{meeting(of)}.{word}-{number:02d}"


def question(of: int, number: int) -> str:
    """`B2.vraag-03`: the third question that the bot was asked in meeting 2."""
    return beside(of, "vraag", number)


def reaction(of: int, number: int) -> str:
    """`B2.reactie-01`: what somebody said of the draft of the minutes."""
    return beside(of, "reactie", number)


def addition(of: int, number: int, *, corrects: bool) -> str:
    """`B2.aanvulling-01`, or `B2.verbetering-01`: what was added to the minutes afterwards."""
    return beside(of, "verbetering" if corrects else "aanvulling", number)
