"""What the letters and digits of a text tell before its words do: a number, a language, code."""

import re
import unicodedata

from knowledge_base.privacy.finding import Sort, find_personal_data

LOOKED_AT = 4_000
"""Characters that are looked at: a question is never longer."""

CODE = (
    re.compile(r"</?[a-z!][\w-]*(?:\s[^<>]*)?/?>", re.IGNORECASE),
    re.compile(r"\{\{.*\}\}|\{%.*%\}|\$\{.*\}", re.DOTALL),
    re.compile(r"\b(?:SELECT|INSERT|DELETE|UPDATE|DROP)\b.*\b(?:FROM|INTO|SET|TABLE)\b", re.DOTALL),
    re.compile(r"\w\([^()]*\)\s*[;{]|\b(?:def|function)\s+\w+\("),
    re.compile(r"==|=>|&&|\|\|"),
)


def holds_personal_data(text: str) -> bool:
    """Whether somebody typed a service number, a phone number, a mail address or an account.

    A question may be about an address: that tells where something is, not who asks.
    """
    return any(each.sort is not Sort.ADDRESS for each in find_personal_data(text[:LOOKED_AT]))


def has_other_letters(text: str) -> bool:
    """Letters that neither Dutch nor English has, as in Arabic, Turkish and Polish."""
    shown = unicodedata.normalize("NFKC", text[:LOOKED_AT].lower())
    return any(sign > "\xff" and sign.isalpha() for sign in shown)


def is_code(text: str) -> bool:
    return any(pattern.search(text[:LOOKED_AT]) for pattern in CODE)
