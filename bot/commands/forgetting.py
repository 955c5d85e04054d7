"""What the commands tell and erase about one person."""

from typing import Any

from bot.opening import open_store
from bot.unusable import Unusable
from sessions.actions import erasing, mailing, staffing
from sessions.actions.planning import ADMIN
from sessions.meeting import plain_code


def _number(who: str) -> int:
    if not who.isascii() or not who.isdecimal():
        raise Unusable(f"{who}: geef het nummer uit samenspel people list, of een --meeting erbij.")
    return int(who)


async def forget(who: str, meeting: str | None, *, remove: bool, database: str | None) -> str:
    """Forget somebody who runs meetings, or who took part in one."""
    store, _ = open_store(database)
    try:
        if meeting is None:
            gone = await staffing.forget(store, ADMIN, _number(who))
            return f"{gone.name} is gewist. Nummer {gone.id} blijft bezet."
        record = await store.record(plain_code(meeting))
        await erasing.erase_person(store, ADMIN, record, who.upper(), remove=remove)
    finally:
        store.close()
    words = "De inbreng is ook gewist." if remove else "De inbreng blijft, zonder persoon."
    return f"{who.upper()} is gewist. {words}"


async def about(who: str, meeting: str | None, database: str | None) -> dict[str, Any]:
    """All that is kept about somebody."""
    store, _ = open_store(database)
    try:
        if meeting is None:
            return await staffing.about(store, _number(who))
        record = await store.record(plain_code(meeting))
        kept = erasing.about(record, who.upper())
        wish = await mailing.wish_of(store, record.participants[who.upper()])
        return kept | {"mail": wish.address}
    finally:
        store.close()
