"""The parts of what somebody types in one line, such as who, what and when of an action."""

import re

BAR = re.compile(r"\|")
SLASH = re.compile(r"(?:^|\s)/(?=\s|$)")
"""With room around it, so that “en/of” and “1/5” stay whole; the bar is hard to find on a phone.

The room behind it is left where it is: between two in a row stands an empty part.
"""


def parts_of(line: str, most: int) -> list[str]:
    """At most so many parts; a bar wins, and without any sign there is one."""
    if most == 1:
        return [line.strip()]
    sign = BAR if "|" in line else SLASH
    return [part.strip() for part in sign.split(line, maxsplit=most - 1)]
