"""What every command shares: where the database is, and how a refusal is told."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import click

from bot.unusable import Unusable, reason

T = TypeVar("T")

DATABASE = click.option(
    "--database", metavar="URL", help="Waar alles staat. Standaard: SAMENSPEL_DATABASE."
)


def refusals_told(work: Callable[[], T]) -> T:
    """Run something; say what was refused in the sentence that people get everywhere."""
    from bot.conversation.texts import sentence
    from sessions.errors import Refusal

    try:
        return work()
    except Refusal as refusal:
        raise Unusable(sentence(refusal.key, refusal.values, "nl")) from None
    except OSError as error:
        if error.filename is None:
            raise
        raise Unusable(f"{error.filename}: {reason(error)}.") from None


def run(coroutine: Callable[[], Coroutine[Any, Any, T]]) -> T:
    return refusals_told(lambda: asyncio.run(coroutine()))
