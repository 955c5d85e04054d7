"""What the letters and digits of a text tell before its words do: a number, a language, code."""

import re
import unicodedata

LOOKED_AT = 4_000
"""Characters that are looked at: a question is never longer."""

RUN = re.compile(r"(?<![\w.])(?:\+|\(0)?\d(?:[ ./()-]{0,3}\d){7,}(?!\w)")
"""Digits that may be one number, however somebody groups them."""

MAIL = re.compile(r"[\w.%+'-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
ACCOUNT = re.compile(r"(?<!\w)[A-Za-z]{2}\d{2}(?:[ .-]?[A-Za-z0-9]){11,30}(?!\w)")
SERVICE_NUMBER = 9
PHONE = range(10, 14)

CODE = (
    re.compile(r"</?[a-z!][\w-]*(?:\s[^<>]*)?/?>", re.IGNORECASE),
    re.compile(r"\{\{.*\}\}|\{%.*%\}|\$\{.*\}", re.DOTALL),
    re.compile(r"\b(?:SELECT|INSERT|DELETE|UPDATE|DROP)\b.*\b(?:FROM|INTO|SET|TABLE)\b", re.DOTALL),
    re.compile(r"\w\([^()]*\)\s*[;{]|\b(?:def|function)\s+\w+\("),
    re.compile(r"==|=>|&&|\|\|"),
)


def holds_personal_data(text: str) -> bool:
    """Whether somebody typed a service number, a phone number, a mail address or an account."""
    shown = unicodedata.normalize("NFKC", text[:LOOKED_AT])
    if MAIL.search(shown) or any(map(is_account, ACCOUNT.findall(shown))):
        return True
    return any(is_somebodys(run) for run in RUN.findall(shown))


def is_somebodys(run: str) -> bool:
    digits = "".join(str(unicodedata.digit(sign)) for sign in run if sign.isdigit())
    if len(digits) in PHONE and (run.startswith("+") or digits.startswith("0")):
        return True
    return len(digits) == SERVICE_NUMBER and (digits.startswith("06") or is_service_number(digits))


def is_service_number(digits: str) -> bool:
    """The check of eleven: nine digits by their weight, the last one negative."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 11 == 0


def is_account(written: str) -> bool:
    """The check of an IBAN: the rest after dividing by 97 is one."""
    plain = re.sub(r"[ .-]", "", written).upper()
    if not plain.isascii():
        return False
    return int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97 == 1


def has_other_letters(text: str) -> bool:
    """Letters that neither Dutch nor English has, as in Arabic, Turkish and Polish."""
    shown = unicodedata.normalize("NFKC", text[:LOOKED_AT].lower())
    return any(sign > "\xff" and sign.isalpha() for sign in shown)


def is_code(text: str) -> bool:
    return any(pattern.search(text[:LOOKED_AT]) for pattern in CODE)
