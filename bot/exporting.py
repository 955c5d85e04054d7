"""The command that writes documents to a folder."""

from collections.abc import Mapping
from pathlib import Path

from bot.agendas import open_store
from bot.documents import make_documents, make_visions
from bot.unusable import Unusable
from exports.editions import Edition
from exports.orders import EVERY_KIND, Order
from sessions.actions import envisioning
from sessions.meeting import plain_code
from sessions.record import Record
from sessions.signing import Variant

EVERYDAY = {
    "minutes": "odt,pdf,html,md,docx",
    "agreements": "odt,pdf,html,md,docx,ods,ics",
    "data": "ods,csv,json,xlsx",
    "archive": "zip",
    "vision": "odt,pdf,html,md,docx",
}
"""What is written when nobody says which formats."""


async def documents_of(code: str, orders: list[Order], database: str | None) -> Mapping[str, bytes]:
    """The documents of a meeting, or the vision of the programme that was named, by name."""
    if orders[0].kind != "vision":
        return await make_documents(await find_record(code, database), orders)
    store, _ = open_store(database)
    try:
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


async def find_record(code: str, database: str | None) -> Record:
    """The meeting with this code."""
    store, _ = open_store(database)
    try:
        return await store.record(plain_code(code))
    finally:
        store.close()


def orders_for(
    kind: str, formats: str | None, edition: str, variant: str | None = None
) -> list[Order]:
    """What was asked for, or every format that people use every day."""
    if variant and kind != "agreements":
        raise Unusable("Een vorm (--variant) hebben alleen afspraken: --as agreements.")
    form_of = Variant(variant or Variant.COVENANT)
    forms = [form.strip() for form in (formats or EVERYDAY[kind]).split(",")]
    if unknown := [form for form in forms if form not in EVERY_KIND[kind]]:
        there_are = ", ".join(EVERY_KIND[kind])
        raise Unusable(f"Het formaat {unknown[0]} bestaat niet; kies uit {there_are}.")
    return [Order(kind, form, Edition(edition), form_of) for form in dict.fromkeys(forms)]
