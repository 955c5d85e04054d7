"""A poll that somebody types in one line, in the middle of an evening."""

BETWEEN = "|/;"
"""What may stand between two options; the bar is hard to find on a phone."""


def question_and_options(line: str) -> tuple[str, list[str]]:
    """`Vraag? | optie | optie`, or `Vraag? optie / optie` with everything after the question mark.

    A bar always wins, so that a question and its options may have any other sign in them.
    """
    if "|" in line:
        title, *options = line.split("|")
    else:
        asked, mark, rest = line.partition("?")
        title, options = asked + mark, _apart(rest)
    return title.strip(), [each.strip() for each in options if each.strip()]


def _apart(rest: str) -> list[str]:
    sign = next((each for each in BETWEEN if each in rest), None)
    return rest.split(sign) if sign else []
