"""The command that writes documents to a folder."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.agendas import open_store
from bot.documents import make_documents, make_visions
from bot.unusable import Unusable
from exports.editions import Edition
from exports.orders import EVERY_KIND, Order
from sessions.actions import envisioning
from sessions.findings import waiting
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


@dataclass(frozen=True, slots=True)
class Made:
    """Documents by name, and how many findings of personal data nobody decided about yet."""

    documents: Mapping[str, bytes]
    waiting: int


async def documents_of(
    code: str, orders: list[Order], database: str | None, since: int | None = None
) -> Made:
    """The documents of a meeting, or the vision of the programme that was named."""
    if orders[0].kind != "vision":
        record = await find_record(code, database)
        return Made(await make_documents(record, orders), waiting(record))
    store, _ = open_store(database)
    try:
        programme = await envisioning.find_programme(store, code)
        dossier = await envisioning.open_dossier(store, programme)
    finally:
        store.close()
    return Made(await make_visions(dossier, orders, since), sum(map(waiting, dossier.records)))


def write_documents(made: Made, out: Path) -> list[Path]:
    out.mkdir(parents=True, exist_ok=True)
    for name, document in made.documents.items():
        (out / name).write_bytes(document)
    return [out / name for name in made.documents]


def still_waiting(made: Made) -> str:
    """What whoever takes documents along must know; empty when everything was decided."""
    if not made.waiting:
        return ""
    counted = "1 vondst wacht" if made.waiting == 1 else f"{made.waiting} vondsten wachten"
    return f"Persoonsgegevens: {counted} op een keuze. De openbare uitgave laat die weg."


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
