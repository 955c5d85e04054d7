"""A whole evening: the real server, a hall full of phones, and the documents afterwards."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import aclosing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from time import perf_counter
from typing import Any

import click
from aiohttp import ClientError

from bot.rehearsal.botapi.pretend import UnableError
from bot.rehearsal.cast import Cast, MessengerStandIn, messenger_for, phones_for
from bot.rehearsal.chat import NoReactionError
from bot.rehearsal.facilitator import Facilitator
from bot.rehearsal.hall import CalmHall, Hall, LivelyHall, StuckError
from bot.rehearsal.line import Line, RequestRefused, connections
from bot.rehearsal.script import Script
from bot.rehearsal.server import NotRunningError, Server, running_server
from bot.rehearsal.shoulders import over_the_shoulder
from bot.rehearsal.timings import Ledger
from bot.unusable import Unusable, reason
from sessions.agenda import Agenda

DOCUMENTS = (
    "minutes.html", "minutes.md", "minutes.docx", "minutes.odt", "minutes.pdf",
    "data.xlsx", "data.ods", "data.csv", "data.json",
)  # fmt: skip


class CannotPlayError(Unusable):
    """What was asked for cannot be played here."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to play: an agenda, with how many phones, from which seed, how, where to, over what."""

    agenda: Agenda
    phones: int
    seed: int
    calm: bool
    out: Path
    over: str = "web"


@dataclass(frozen=True, slots=True)
class Played:
    """What an evening left behind; `wrong` are the keys that were not kept exactly once."""

    timings: Mapping[str, Any]
    wrong: list[str]
    files: Mapping[str, bytes]


async def rehearse_evening(plan: Plan) -> list[str]:
    """Play the evening and write what it left behind; return what to tell.

    Raise `click.ClickException` when an acknowledged answer is not in the record exactly once.
    """
    with _writing_in(plan.out):
        plan.out.mkdir(parents=True, exist_ok=True)
        TemporaryFile(dir=plan.out).close()
    with TemporaryDirectory(prefix="samenspel-") as folder, _plainly_told():
        async with messenger_for(plan.over, Path(folder)) as messenger:
            settings = messenger.settings if messenger else {}
            async with running_server(Path(folder), settings) as server:
                with _blamed_on(server):
                    played = await _play(plan, server, messenger)
    with _writing_in(plan.out):
        for name, content in played.files.items():
            (plan.out / name).write_bytes(content)
    return verdict(plan, played)


@contextmanager
def _writing_in(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CannotPlayError(
            f"In {folder} kan niet worden geschreven ({reason(error)})."
        ) from None


@contextmanager
def _plainly_told() -> Iterator[None]:
    """What can go wrong with a server or in a hall, each in one sentence."""
    try:
        yield
    except NotRunningError as error:
        raise CannotPlayError(f"De server kwam niet op gang. {error.last_words}".strip()) from None
    except NoReactionError as error:
        raise click.ClickException(f"De bot reageerde niet op een telefoon: {error}.") from None
    except UnableError as error:
        raise click.ClickException(f"Een telefoon kon niet verder: {error}.") from None
    except StuckError as error:
        raise click.ClickException(
            f"Onderdeel {error.turn.number} bereikte {error.waiting} telefoon(s) niet."
        ) from None


@contextmanager
def _blamed_on(server: Server) -> Iterator[None]:
    """What the server did wrong, with the last thing it said about it."""
    try:
        yield
    except RequestRefused as error:
        raise click.ClickException(
            f"De server weigerde iets ({error}). {server.last_words}".strip()
        ) from None
    except (ClientError, TimeoutError) as error:
        what = str(error) or type(error).__name__
        raise click.ClickException(
            f"De server gaf geen antwoord meer ({what}). {server.last_words}".strip()
        ) from None


async def _play(plan: Plan, server: Server, messenger: MessengerStandIn | None) -> Played:
    began = perf_counter()
    script, ledger = Script(plan.agenda, plan.seed), Ledger()
    async with connections(server.base) as session:
        facilitator = Facilitator(script, Line(session, ledger, server.token))
        code = await facilitator.make_meeting()
        phones = phones_for(plan, Cast(script, code, ledger, session, messenger))
        async with aclosing((CalmHall if plan.calm else LivelyHall)(phones, script)) as hall:
            await _hold(script, facilitator, hall, ledger)
        record = await facilitator.record()
        wall_s = perf_counter() - began
        files = {name: await facilitator.export(name) for name in DOCUMENTS}
        if messenger:
            files["phones.html"] = over_the_shoulder(phones)
    keys = [str(each["key"]) for each in record["contributions"]]
    timings = ledger.document(phones=plan.phones, recorded=keys, wall_s=wall_s)
    documents = {"record.json": as_json(record), "timings.json": as_json(timings)}
    return Played(timings, ledger.check(keys), files | documents)


def _heading(script: Script, number: int, ledger: Ledger) -> str:
    items = script.agenda.items
    given = f"{len(ledger.acknowledged)} antwoorden"
    return f"{number}/{len(items)} {items[number - 1].title} ({given})"


async def _hold(script: Script, facilitator: Facilitator, hall: Hall, ledger: Ledger) -> None:
    """The evening itself, from the first welcome to the end."""
    await hall.arrive(0)
    numbers = range(1, len(script.agenda.items) + 1)
    steps = sum(len(script.turns(number)) for number in numbers)
    with click.progressbar(length=steps, label=_heading(script, 1, ledger), file=sys.stderr) as bar:
        for number in numbers:
            bar.label = _heading(script, number, ledger)
            bar.render_progress()
            for turn in script.turns(number):
                await facilitator.call_for(turn)
                if turn.part == 1:
                    await hall.arrive(number)
                await hall.respond(turn)
                bar.update(1)
            await facilitator.round_off(number)
    await facilitator.end()


def as_json(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def verdict(plan: Plan, played: Played) -> list[str]:
    """What to tell of an evening; raise when it lost or doubled an answer."""
    if played.wrong:
        raise click.ClickException(
            f"Niet elk antwoord staat precies één keer in het verslag: {len(played.wrong)} fout, "
            f"waaronder {played.wrong[0]}. Zie {plan.out / 'record.json'}."
        )
    found, waits = played.timings, played.timings["ack_ms"]
    return [
        f"Telefoons: {found['phones']}. Antwoorden: {found['sent']}, in {found['wall_s']:.0f} s.",
        f"Bevestigd: {found['acknowledged']}. In het verslag: {found['recorded']}, elk één keer.",
        f"De helft was binnen {waits['p50']} ms bevestigd, 95 % binnen {waits['p95']} ms.",
        f"Geschreven in {plan.out}: {', '.join(played.files)}",
    ]
