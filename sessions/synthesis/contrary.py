"""Answers that speak against something, by the words with which people do so in Dutch."""

import re

AGAINST = re.compile(
    r"\b(?:(?:niet|geen)\s+(?:mee\s+)?eens|oneens|tegen\s+(?:deze|dit|dat|de|het|een)|bezwa(?:ar|ren)"
    r"|bezorgd|zorgen\s+over|wil(?:len)?\s+(?:wij|ik|we)?\s*(?:juist\s+)?niet|moet(?:en)?\s+niet"
    r"|juist\s+(?:niet|geen)|liever\s+(?:niet|geen)|geen\s+goed\s+idee|ten\s+koste\s+van"
    r"|werkt\s+(?:hier\s+|bij\s+ons\s+)?niet|onhaalbaar|onbetaalbaar|maar\s+niet)\b",
    re.IGNORECASE,
)


def speaks_against(text: str) -> bool:
    """Whether a text objects in so many words. It is a hint: a coordinator can say otherwise."""
    return AGAINST.search(text) is not None
