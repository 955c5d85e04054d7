"""The words of an agenda file: Dutch as coordinators write, the English word accepted."""

TOP = {
    "traject": "programme",
    "bijeenkomst": "meeting",
    "organisaties": "organisations",
    "themas": "themes",
    "doelgroepen": "target_groups",
    "planning": "planning",
    "onderdelen": "items",
}
MEETING = {
    "titel": "title",
    "niveau": "level",
    "nummer": "number",
    "datum": "date",
    "aanvang": "starts",
    "plaats": "place",
    "voorzitter": "chair",
    "zaaknummer": "case_number",
    "taal": "language",
    "kleinste_groep": "smallest_group",
    "tafels": "tables",
    "plaatsen": "places",
    "doel": "goal",
    "besluit": "rule",
}
ORGANISATION = {"naam": "name", "soort": "kind"}
THEME = {"naam": "name", "woorden": "words"}
PLANNED = {"datum": "date", "wat": "what", "wie": "who"}
KIND = {
    "mededeling": "notice",
    "peiling": "poll",
    "vraag": "question",
    "casus": "casus",
    "voorstel": "proposal",
}
ITEM = {
    "tekst": "text",
    "minuten": "minutes",
    "telefoonminuten": "phone_minutes",
    "resultaat": "show_results",
    "openbaar": "open",
    "doelgroepen": "target_groups",
    "themas": "themes",
    "notities": "notes",
    "tafels": "tables",
}
POLL = {
    "kies": "choose",
    "opties": "options",
    "hoogstens": "max",
    "van": "from",
    "tot": "to",
    "labels": "labels",
    "totaal": "total",
    "anders": "other",
    "rondes": "rounds",
}
CASUS = {"brillen": "perspectives", "stappen": "steps"}
PROPOSAL = {"besluit": "rule"}
STEP = {"vraag": "ask", "vanuit": "from", "aan": "to", "les": "lesson"}

OWN_KEYS = {"poll": POLL, "question": {}, "casus": CASUS, "proposal": PROPOSAL, "notice": {}}

VALUES: dict[str, dict[str, str]] = {
    "level": {"uitvoerend": "operational", "bestuurlijk": "governing"},
    "language": {"nl": "nl", "nederlands": "nl", "en": "en", "engels": "en"},
    "show_results": {"direct": "live", "na": "after", "nooit": "never"},
    "open": {
        "anoniem": "anonymous",
        "per soort": "per_kind",
        "per organisatie": "per_organisation",
        "op naam": "by_name",
    },
    "choose": {
        "een": "one",
        "één": "one",
        "meer": "many",
        "schaal": "scale",
        "rangorde": "rank",
        "punten": "points",
    },
    "other": {"ja": "true", "nee": "false"},
    "from": {"bril": "glasses", "eigen": "own"},
    "to": {"partij": "party"},
    "lesson": {"ja": "true", "nee": "false"},
    "rule": {
        "niemand tegen": "nobody_against",
        "meerderheid": "majority",
        "iedereen akkoord": "unanimous",
    },
}

ALSO_SAID = {
    "keuzes": "opties",
    "antwoorden": "opties",
    "mogelijkheden": "opties",
    "keuze": "kies",
    "soort peiling": "kies",
    "tijd": "minuten",
    "duur": "minuten",
    "maximaal": "hoogstens",
    "maximum": "hoogstens",
    "perspectieven": "brillen",
    "rollen": "brillen",
    "stap": "stappen",
    "zichtbaar": "openbaar",
    "uitslag": "resultaat",
    "tijdstip": "aanvang",
    "begin": "aanvang",
    "locatie": "plaats",
    "partijen": "organisaties",
    "agenda": "onderdelen",
    "programma": "onderdelen",
    "uitleg": "tekst",
    "omschrijving": "tekst",
    "poll": "peiling",
    "stelling": "peiling",
    "pauze": "mededeling",
    "open vraag": "vraag",
    "besluitregel": "besluit",
    "standpunt": "voorstel",
    "besluitpunt": "voorstel",
}
"""Other words that people write for a key, and the key they mean."""
