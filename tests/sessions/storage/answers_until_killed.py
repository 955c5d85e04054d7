"""A process of its own that answers until it is killed: `? key` before, `! key` after."""

import asyncio
import os
import sys
from itertools import count

from sessions.storage.store import Store
from tests.sessions.storage.hall import QUESTION, Hall


def tell(sign: str, key: str, who: str) -> None:
    """In one piece: the next line may be the last."""
    os.write(sys.stdout.fileno(), f"{sign} {key} {who}\n".encode())


async def answer_for_ever(url: str, code: str, prefix: str) -> None:
    hall = Hall(Store(url), code)

    async def phone(who: str) -> None:
        for n in count():
            key = f"{prefix}-{who}-{n}"
            tell("?", key, who)
            await hall.says(who, QUESTION, key, text="Koffie in het buurthuis")
            tell("!", key, who)

    await asyncio.gather(*map(phone, (await hall.record()).participants))


if __name__ == "__main__":
    asyncio.run(answer_for_ever(*sys.argv[1:]))
