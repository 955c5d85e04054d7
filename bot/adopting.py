"""Adopting minutes: every file is made once and kept, and whoever asks later gets that file."""

from collections.abc import Mapping, Sequence

from bot.documents import make_documents
from exports.document import FORMATS
from exports.editions import Edition
from exports.orders import Order
from sessions.actions import reviewing
from sessions.people import Staff
from sessions.record import Record
from sessions.storage.store import Store


async def adopt_minutes(store: Store, record: Record, staff: Staff) -> None:
    """Both editions in every format; raise `NotMade` or `Clash`, and nothing was adopted."""
    ready = reviewing.as_adopted(record, staff)
    copies: dict[tuple[str, str], bytes] = {}
    for edition in Edition:
        orders = [Order("minutes", form, edition) for form in FORMATS]
        made = await make_documents(ready, orders)
        copies |= {(edition.value, order.form): made[order.name] for order in orders}
    await reviewing.adopt(store, ready, staff, copies)


async def documents_for(
    store: Store, record: Record, orders: Sequence[Order]
) -> Mapping[str, bytes]:
    """The documents of a meeting, the minutes as they were adopted where they were."""
    kept = await reviewing.kept_copies(store, record)
    ready = {o.name: kept.get((o.edition.value, o.form)) for o in orders if o.kind == "minutes"}
    if len(ready) == len(orders) and all(ready.values()):
        return {name: file for name, file in ready.items() if file}
    return await make_documents(record, orders, kept)
