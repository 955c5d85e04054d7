"""The parts of what somebody types in one line, such as who, what and when of an action."""

SLASH = " / "
"""With room around it, so that “en/of” and “1/5” stay whole; the bar is hard to find on a phone."""


def parts_of(line: str, most: int) -> list[str]:
    """At most so many parts; a bar wins, and without any sign there is one."""
    sign = "|" if "|" in line else SLASH
    return [part.strip() for part in line.split(sign, maxsplit=most - 1)]
