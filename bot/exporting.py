"""The command that writes documents to a folder."""

import sys
from collections.abc import Mapping
from pathlib import Path

from bot.adopting import documents_for
from bot.agendas import open_store
from bot.documents import make_visions
from bot.unusable import Unusable
from exports.editions import Edition
from exports.orders import EVERY_KIND, Order
from sessions.actions import envisioning
from sessions.meeting import plain_code
from sessions.reviewing import has_moved

EVERYDAY = {
    "minutes": "odt,pdf,html,md,docx",
    "agreements": "odt,pdf,html,md,docx,ods,ics",
    "data": "ods,csv,json,xlsx",
    "archive": "zip",
    "vision": "odt,pdf,html,md,docx",
}
"""What is written when nobody says which formats."""

CHANGED_SINCE = (
    "Na het vaststellen is de inhoud veranderd. U krijgt het verslag zoals het is vastgesteld.\n"
)


async def documents_of(code: str, orders: list[Order], database: str | None) -> Mapping[str, bytes]:
    """The documents of a meeting, or the vision of the programme that was named, by name."""
    store, _ = open_store(database)
    try:
        if orders[0].kind != "vision":
            record = await store.record(plain_code(code))
            if orders[0].kind == "minutes" and has_moved(record):
                sys.stderr.write(CHANGED_SINCE)
            return await documents_for(store, record, orders)
        programme = await envisioning.find_programme(store, code)
        dossier = await envisioning.open_dossier(store, programme)
    finally:
        store.close()
    return await make_visions(dossier, orders)


def write_documents(made: Mapping[str, bytes], out: Path) -> list[Path]:
    out.mkdir(parents=True, exist_ok=True)
    for name, document in made.items():
        (out / name).write_bytes(document)
    return [out / name for name in made]


def orders_for(kind: str, formats: str | None, edition: str) -> list[Order]:
    """What was asked for, or every format that people use every day."""
    forms = [form.strip() for form in (formats or EVERYDAY[kind]).split(",")]
    if unknown := [form for form in forms if form not in EVERY_KIND[kind]]:
        there_are = ", ".join(EVERY_KIND[kind])
        raise Unusable(f"Het formaat {unknown[0]} bestaat niet; kies uit {there_are}.")
    return [Order(kind, form, Edition(edition)) for form in dict.fromkeys(forms)]
