"""The command that writes documents to a folder."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.adopting import documents_for
from bot.documents import make_visions
from bot.opening import open_store
from bot.unusable import Unusable
from exports.edition import Edition
from exports.orders import EVERY_KIND, DocumentOrder
from sessions.actions import envisioning
from sessions.findings import waiting
from sessions.meeting import plain_code
from sessions.programme_findings import programme_waiting
from sessions.reviewing import has_moved
from sessions.signing import Variant
from sessions.vision import Vision

EVERYDAY = {
    "minutes": "odt,pdf,html,md,docx",
    "agreements": "odt,pdf,html,md,docx,ods,ics",
    "data": "ods,csv,json,xlsx",
    "archive": "zip",
    "vision": "odt,pdf,html,md,docx",
}
"""What is written when nobody says which formats."""

CHANGED_SINCE = {
    "minutes": "Na het vaststellen is de inhoud veranderd. "
    "U krijgt het verslag zoals het is vastgesteld.",
    "archive": "Na het vaststellen is de inhoud veranderd. "
    "Het vastgestelde verslag staat in het archief onder adopted.",
}


@dataclass(frozen=True, slots=True)
class Made:
    """Documents by name, and what whoever takes them along must know."""

    documents: Mapping[str, bytes]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Versions:
    """Which versions of the vision are laid over each other; 0 is the draft as it stands."""

    since: int | None = None
    until: int | None = None

    def check(self, vision: Vision) -> None:
        """Raise `Unusable` for a number that no version has."""
        for number in (self.since, self.until):
            if number and vision.version(number) is None:
                raise Unusable(f"Versie {number} van de visie is er niet. {_kept(vision)}")

    def file_name(self, made: str) -> str:
        """`vision-1-2.odt` is what changed from version 1 to version 2."""
        stem, _, form = made.rpartition(".")
        return made if self.until is None else f"{stem}-{self.since}-{self.until}.{form}"


def _kept(vision: Vision) -> str:
    numbers = [str(version.number) for version in vision.versions]
    if not numbers:
        return "Er is nog geen versie bewaard."
    return f"Bewaard zijn: {', '.join(numbers)}."


NO_VERSIONS = Versions()


async def documents_of(
    code: str, orders: list[DocumentOrder], database: str | None, versions: Versions = NO_VERSIONS
) -> Made:
    """The documents of a meeting, or the vision of the programme that was named."""
    store, _ = open_store(database)
    try:
        if orders[0].kind != "vision":
            record = await store.record(plain_code(code))
            moved = CHANGED_SINCE.get(orders[0].kind, "") if has_moved(record) else ""
            made = await documents_for(store, record, orders)
            return Made(made, _remarks(waiting(record), moved))
        programme = await envisioning.find_programme(store, code)
        dossier = await envisioning.open_dossier(store, programme)
    finally:
        store.close()
    versions.check(dossier.vision)
    made = await make_visions(dossier, orders, versions.since, versions.until)
    made = {versions.file_name(name): document for name, document in made.items()}
    waits = sum(map(waiting, dossier.records)) + programme_waiting(dossier)
    return Made(made, _remarks(waits))


def write_documents(made: Made, out: Path) -> list[Path]:
    out.mkdir(parents=True, exist_ok=True)
    for name, document in made.documents.items():
        (out / name).write_bytes(document)
    return [out / name for name in made.documents]


def _remarks(undecided: int, moved: str = "") -> tuple[str, ...]:
    """Adopted minutes are older than the record; findings of personal data wait for a decision."""
    counted = "1 vondst wacht" if undecided == 1 else f"{undecided} vondsten wachten"
    waits = f"Persoonsgegevens: {counted} op een keuze. De openbare uitgave laat die weg."
    return (*([moved] if moved else []), *([waits] if undecided else []))


def versions_for(kind: str, since: int | None, until: int | None) -> Versions:
    """Which versions somebody named, where that makes sense."""
    if (since is not None or until is not None) and kind != "vision":
        raise Unusable("Versies (--since, --until) heeft alleen de visie: --as vision.")
    if until is not None and since is None:
        raise Unusable("Noem ook de versie waar u mee vergelijkt: --since.")
    return Versions(since, until)


def orders_for(
    kind: str, formats: str | None, edition: str, variant: str | None = None
) -> list[DocumentOrder]:
    """What was asked for, or every format that people use every day."""
    if variant and kind != "agreements":
        raise Unusable("Een vorm (--variant) hebben alleen afspraken: --as agreements.")
    form_of = Variant(variant or Variant.COVENANT)
    forms = [form.strip() for form in (formats or EVERYDAY[kind]).split(",")]
    if unknown := [form for form in forms if form not in EVERY_KIND[kind]]:
        there_are = ", ".join(EVERY_KIND[kind])
        raise Unusable(f"Het formaat {unknown[0]} bestaat niet; kies uit {there_are}.")
    return [DocumentOrder(kind, form, Edition(edition), form_of) for form in dict.fromkeys(forms)]
