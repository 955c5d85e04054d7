"""A street with a house number: it leads to a door, also where nobody wrote a postcode."""

import re
from collections.abc import Iterator

from knowledge_base.privacy.english_streets import find_english_streets

_HOUSE = (
    r"(?:(?:nr\.?|nummer|huisnummer) ?)?(?!(?:19[5-9]|20[0-4])\d(?!\d))[1-9]\d{0,3}"
    r"(?: ?-? ?(?!e [a-z])[a-zA-Z](?![\w'])|-?(?:bis|hs|I{1,3})(?!\w)|-\d{1,4}(?!\d))?"
    r"(?![\w%€°]|[.,:/-]\d)"
)
"""Of at most four digits, and no year of our time: `Dorpsweg 2030` is a plan."""

_COUNTED = (
    r"(?! ?(?:jaar|jr|maand|week|weken|dag|uur|minu|keer|maal|mensen|man\b|bewoner|inwoner|ouder"
    r"|kind|leerling|student|cli[eë]nt|bedden|senior|jonger|won|huizen|huishoud|appart|kamer|flat|plek|plaats|partij|organis|bomen|bank"
    r"|auto|winkel|meter|km\b|m2\b|kilomet|euro|procent|gemeent|van de\b|op de\b|miljoen|x\b"
    r"|(?:nieuwe|extra|lege|oude|kleine|grote|goede|sociale) ))"
)
"""What follows a number that counts something: `in de Kerkstraat 12 woningen`."""

_SMALL = "(?:van|naar|der|den|de|het|'t|ter|ten|op|over|achter|aan|in|la|le)"
_NAME = r"[A-ZÀ-Ý][\w'’.-]{0,30}"
_ENDS = "straat|laan|weg|gracht|kade|dreef|singel|steeg|plantsoen"
_ENDS_OF_NAMES = f"{_ENDS}|plein|dijk|pad|hof|park|wal|brink|allee|boulevard|kanaal|diep|oever|erf"
_BEFORE_IT = rf"(?:(?:{_NAME}|{_SMALL}) ){{0,4}}"
_NUMBERED = rf"(?:,? {{1,2}}(?=n|huis)| {{1,2}}){_HOUSE}"

STREETS = (
    re.compile(rf"(?<![\w-]){_BEFORE_IT}(?:['’]s-)?[A-ZÀ-Ý][\w'’-]{{0,40}}?"
               rf"(?:{_ENDS_OF_NAMES}){_NUMBERED}{_COUNTED}"),
    re.compile(rf"(?<![\w-])(?:{_NAME} ){{1,3}}(?i:{_ENDS_OF_NAMES}|markt|haven|voorhout|werf)"
               rf"{_NUMBERED}{_COUNTED}"),
    re.compile(rf"(?<![\w-])(?i:laan|weg|plein|straat|hof|kade|pad|dijk|singel|gracht|park) "
               rf"(?:{_SMALL} ){{1,3}}{_NAME}(?: {_NAME}){{0,2}}{_NUMBERED}{_COUNTED}"),
    re.compile(r"(?<![\w-])laan van (?:(?:de|der|den|het|nieuw|oud) )?[^\W\d]{4,30}"
               rf"{_NUMBERED}{_COUNTED}"),
    re.compile(rf"(?<![\w-])[^\W\d_]{{2,30}}(?:{_ENDS}){_NUMBERED}"
               r"(?=\s*(?:$|[.,;:!?)\n]|(?:in|te|en|of|is|was|bij|met|heeft|woont|woon|staat|komt|kan"
               r"|wil|moet|nog|maar|want|daar|waar|als|om)\b))"),
)  # fmt: skip
"""Names with a capital; a laan van something; and names in small letters, where nothing is
counted behind them."""

AT_HOME = re.compile(
    r"\b(?i:woon(?:t|de|den)?|wonen|woonachtig|(?:ons|mijn|haar|zijn|het|hun) (?:huis|adres)|adres)"
    r"(?: (?:ik|wij|we|zij|hij|zelf|nu|al|daar|sinds kort|is|staat|aan|op|in|bij|de|het|'t)){0,6}"
    rf":? (?P<place>(?:[Dd]e |[Hh]et |'t )?{_NAME}(?: {_NAME}){{0,2}}"
    rf"{_NUMBERED}{_COUNTED})"
)
"""Whoever says that somebody lives there names a street, whatever its name ends in."""

NO_STREETS = frozenset({
    "aanpak", "afspraak", "agenda", "appartement", "artikel", "bijlage", "bijeenkomst", "bladzijde",
    "blok", "bouwsteen", "complex", "deel", "fase", "fietspad", "fietsstraat", "gebied",
    "gemeente", "groep", "hoofdstuk", "kamer", "kern", "leerpad", "leerplein", "lijn", "onderdeel",
    "onderweg", "omweg", "pagina", "plan", "programma", "project", "punt", "rijksweg", "route",
    "ronde", "scenario", "schoolplein", "snelweg", "autosnelweg", "autoweg", "spoorweg", "stap",
    "straat", "tabel", "tafel", "thema", "uitweg", "vaarweg", "verdieping", "vraag", "voetpad",
    "wandelpad", "waterweg", "wijk", "woonstraat", "winkelstraat", "zandpad", "zone", "zorgpad",
})  # fmt: skip
"""Words that have a number and are no street."""

LAST_WORD = re.compile(r"[^\W\d_]+(?=,? {1,2}(?:(?:nr\.?|nummer|huisnummer) ?)?\d)")
LEAD = re.compile(r"(?i:in|op|aan|naar|bij|over|achter|uit|met|tot|kom) |(?:de|het|van|der|den) ")
"""Small words before a name belong to the sentence; “Van” and “De” may begin the name itself."""


def find_streets(text: str) -> Iterator[tuple[int, int]]:
    """Where each street with its number stands, the longest first; they may overlap."""
    found = {span for pattern in STREETS for span in _spans(pattern, text)}
    found |= {m.span("place") for m in AT_HOME.finditer(text) if _is_street(m["place"])}
    found |= set(find_english_streets(text))
    yield from sorted(found, key=lambda span: (span[0] - span[1], span))


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(text):
        if _is_street(match[0]):
            start, end = match.span()
            while lead := LEAD.match(text, start, end):
                start = lead.end()
            yield start, end


def _is_street(written: str) -> bool:
    words = [word.casefold() for word in LAST_WORD.findall(written)]
    return bool(words) and words[-1] not in NO_STREETS
