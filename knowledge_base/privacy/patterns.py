"""How numbers, addresses and accounts are written in the Netherlands, and what resembles them.

Every pattern reads plain text (`knowledge_base.privacy.plain`), and each has bounds: without any,
one long text would keep the house busy.
"""

import re

HINT = re.compile(r"[\d@]|\b(?:at|apenstaartje|punt|dot)\b", re.IGNORECASE)
"""What every finding has in it; most texts have none, and are looked through no further."""

_BETWEEN = r"(?: ?[./_-] ?| {1,2})?"
"""What people put between the digits of one number."""
BSN = (
    re.compile(rf"(?<![\d+])(?=(\d(?:{_BETWEEN}\d){{8}})(?!\d))"),
    re.compile(r"(?<![\d+])(?=(\d{8})(?!\d))"),
)
"""Nine digits, also in groups; eight only in one run, because a date has eight as well."""
_BSN = r"(?:b\W{0,2}s\W{0,2}n(?!\w)|bsn|burger\W{0,2}service|sofi|persoonsnummer)"
"""However people spell it."""
BSN_SAID = re.compile(rf"{_BSN}[^\d]{{0,24}}$", re.IGNORECASE)
"""Whoever says so before it means a BSN, whatever else it could be."""
BSN_WORD = re.compile(_BSN, re.IGNORECASE)
BSN_SAID_AFTER = re.compile(
    rf"[^\d.;!?\n]{{0,24}}{_BSN}\w*(?![^\d.;!?\n]{{0,24}}\d)", re.IGNORECASE
)
"""So does whoever says it behind, unless that announces the next number."""
OTHER_NUMBER_SAID = re.compile(
    r"(?<!\w)(?:zaak|factuur|order|document|besluit|inkoop|offerte)[ -]?(?:nummers?|nrs?\.?)"
    r"(?: (?:is|was|luidt))?[ :=#]{1,3}$",
    re.IGNORECASE,
)
"""What a number is said to be of, right before it; a file, a client or a patient may have a BSN."""
CALLED = re.compile(
    r"(?<!\w)(?:tel(?:efoon)?(?:nummer|nr)?|mobiel(?:nummer|nr)?|gsm|sms|whatsapp"
    r"|bel(?: (?:mij|me|ons))?)\.?(?: (?:op|is|naar|via))?[ :]{1,3}$",
    re.IGNORECASE,
)
MOBILE = re.compile(r"6(?:[ .-]?\d){8}")
BARE_MOBILE = re.compile(rf"(?<![\d+]){MOBILE.pattern}(?!\d)")
"""Without its 0: of somebody who says to call it this is a phone number, and masked as one."""

IBAN = re.compile(r"(?<!\w)[A-Za-z]{2}\d{2}(?:[ .-]?[A-Za-z0-9]){11,30}(?!\w)")
SHORTEST = 15
"""Signs in the shortest IBAN, that of Norway."""

MAIL = re.compile(r"[\w.%+'-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.[^\W\d_]{2,}")
_COMMON = "nl|com|org|net|eu|info|frl|amsterdam|gov|edu|email"
_AT = r"(?: ?[(\[{<] ?(?:at|apenstaartje|@) ?[)\]}>] ?| ?@ ?| (?:at|apenstaartje) )"
_DOT = r"(?: ?[(\[{<] ?(?:dot|punt|\.) ?[)\]}>] ?| ?\. ?| (?:dot|punt) )"
SPELLED_MAIL = re.compile(
    rf"(?<!\w)[\w+'-]{{1,64}}(?:{_DOT}[\w+'-]{{1,64}}){{0,3}}{_AT}"
    rf"[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{0,3}}{_DOT}(?:{_COMMON})(?!\w)",
    re.IGNORECASE,
)
"""“jan at voorbeeld punt nl”: only with an ending that is no word of its own."""
LOOK_AT = frozenset({
    "available", "find", "found", "here", "information", "is", "it", "look", "looking", "more",
    "published", "read", "see", "them", "us", "website",
})  # fmt: skip
"""English words before “at” that make no mail address of the site behind it."""

_GAP = r"[ ./()_-]{0,3}"
PHONE = re.compile(
    rf"(?<![\d+])(?:(?:\+|00|\b(?=31{_GAP}6)) ?31{_GAP}(?:\(?0\)?{_GAP})?"
    rf"[1-9](?:{_GAP}\d){{8}}(?!\d)"
    rf"|(?:\+|00) ?[1-9]\d?[ .-]?(?:\(0\)[ .-]?)?[1-9](?:{_GAP}\d){{6,10}}(?!\d)"
    rf"|\(?0{_GAP}[1-9](?:{_GAP}\d){{8}}(?!\d)"
    rf"|06(?:{_GAP}\d){{7}}(?!\d))"
)
"""Of a mobile number also one digit too few: whoever mistypes it is found all the same."""

POSTCODE = re.compile(r"(?<!\w)[1-9]\d{3} {0,2}(?!SA|SD|SS)[A-Z]{2}(?!\w)", re.IGNORECASE)
SMALL_WORDS = frozenset({
    "al", "ca", "cm", "de", "en", "er", "fl", "gb", "ha", "ik", "in", "is", "ja", "je", "kg", "km",
    "kw", "mb", "ml", "mm", "na", "nr", "nu", "of", "om", "op", "pk", "pp", "st", "te", "to", "uw",
    "vd", "we", "ze", "zn", "zo", "an", "at", "by", "if", "it", "my", "no", "on", "or", "so",
})  # fmt: skip
"""Two letters behind a year or a number that make no postcode of it, unless in capitals."""
_NUMBER = r"\d{1,5}(?:[ -]?[a-zA-Z]{1,2}(?![a-zA-Z])|[ -]\d{1,4}(?!\d))?"
NUMBER_BEFORE = re.compile(
    rf"\b{_NUMBER}(?:[ ,;(\n]{{1,3}}|,? (?:in|te) (?:[A-Z][\w'-]{{1,20}}[ ,(]{{1,3}})?)$"
)
NUMBER_AFTER = re.compile(
    rf"^[ ,;:)-]{{0,3}}(?:(?:en|met|op) )?(?:huis(?:nummer|nr\.?)|nummer|nr\.?|no\.?)?"
    rf"[ :]{{0,2}}{_NUMBER}\b",
    re.IGNORECASE,
)
STREET = re.compile(r"(?:(?:[A-Z][\w.'-]*|van|de|der|den|het|ter|ten) ){1,5}$")
REACH = 48
"""Characters around a postcode in which its house number stands."""

_YEAR = r"(?:19|20)\d\d"
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_NO_MORE = r"(?![-./]?\d)"
NO_NUMBER = re.compile(
    rf"(?<!\d){_DAY}(?P<a>[-./]){_MONTH}(?P=a){_YEAR}{_NO_MORE}"
    rf"|(?<!\d){_YEAR}(?P<b>[-./]){_MONTH}(?P=b){_DAY}{_NO_MORE}"
    rf"|(?<!\d){_YEAR}(?:(?: ?[-/,] ?| ){_YEAR})+{_NO_MORE}"
    rf"|(?<![A-Za-z])[A-Za-z]{{1,5}}[-/]?{_YEAR}[-/.]\d{{2,7}}{_NO_MORE}"
    r"|(?:€|EUR|euro) ?\d{1,3}(?:[. ]\d{3})+(?!\d)"
    r"|(?<!\d)\d{1,3}(?:\.\d{3})+(?= ?(?:€|euro|eur|miljoen|woningen|inwoners|huishoudens|m2)\b)",
    re.IGNORECASE,
)
"""Dates, rows of years, case numbers (Z-2027-0113) and amounts: digits that lead to nobody."""
DAY_IN_ONE_RUN = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d"
)
