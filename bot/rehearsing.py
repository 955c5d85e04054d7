"""“Oefen met 60 telefoons”: a rehearsal in a process of its own, on a copy that is thrown away."""

import asyncio
import json
import os
import re
import signal
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import structlog

from bot.beside import command, surroundings
from sessions.actions.planning import is_anything_open
from sessions.errors import Clash
from sessions.record import Record
from sessions.storage.store import Store

log = structlog.get_logger()

LOOKS = 0.5
"""Seconds between two looks whether a meeting began: then the rehearsal makes way."""

STEP = re.compile(r"^(\d+)/(\d+) ")
"""How the command says at which item it is."""


@dataclass(slots=True)
class Rehearsal:
    """How far it is; `outcome` holds its figures once it ended well."""

    phones: int
    items: int
    step: int = 0
    ended: bool = False
    made_way: bool = False
    outcome: dict[str, Any] = field(default_factory=dict)
    group: int = 0
    """The group of its processes, while they run."""

    def stop(self) -> None:
        """End it with everything it started."""
        if self.group:
            try:
                os.killpg(self.group, signal.SIGTERM)
            except ProcessLookupError:
                self.group = 0


class Rehearsals:
    """One at a time in a house, and never while an item is open."""

    def __init__(self) -> None:
        self._of: dict[str, Rehearsal] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def of(self, code: str) -> Rehearsal | None:
        """The last one of this meeting, since the house opened."""
        return self._of.get(code)

    async def start(self, store: Store, record: Record, phones: int) -> None:
        """Begin; raise `Clash` while an item is open anywhere, or another rehearsal runs."""
        if await is_anything_open(store):
            raise Clash("rehearsal.item_open")
        if any(not each.ended for each in self._of.values()):
            raise Clash("rehearsal.running")
        rehearsal = Rehearsal(phones, len(record.items))
        self._of[record.meeting.code] = rehearsal
        task = asyncio.create_task(_play(store, record, rehearsal))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def close(self) -> None:
        """The house closes: nothing goes on without it."""
        for each in self._of.values():
            each.stop()


async def _play(store: Store, record: Record, rehearsal: Rehearsal) -> None:
    try:
        with TemporaryDirectory(prefix="samenspel-", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            (folder / "agenda.json").write_text(as_agenda(record), encoding="utf-8")
            process = await _begin(folder, rehearsal)
            watch = asyncio.create_task(_make_way(store, rehearsal))
            said = await _follow(process, rehearsal)
            watch.cancel()
            timings = folder / "out" / "timings.json"
            if process.returncode == 0:
                rehearsal.outcome = json.loads(timings.read_bytes())
            elif not rehearsal.made_way:
                log.error("rehearsal_failed", status=process.returncode, why=said)
    finally:
        rehearsal.stop()
        rehearsal.group, rehearsal.ended = 0, True


async def _begin(folder: Path, rehearsal: Rehearsal) -> asyncio.subprocess.Process:
    """Everything that it leaves behind goes with the folder."""
    process = await asyncio.create_subprocess_exec(
        *command(
            "bot", "rehearse", str(folder / "agenda.json"),
            "--phones", str(rehearsal.phones), "--out", str(folder / "out"),
        ),
        cwd=folder, env=surroundings(TMPDIR=str(folder)), start_new_session=True,
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    rehearsal.group = process.pid
    return process


async def _follow(process: asyncio.subprocess.Process, rehearsal: Rehearsal) -> str:
    """Read how far it is until it ends; return the last thing it said."""
    assert process.stderr is not None
    last = ""
    async for line in process.stderr:
        last = line.decode(errors="replace").strip() or last
        if found := STEP.match(last):
            rehearsal.step = int(found[1])
    await process.wait()
    return last


async def _make_way(store: Store, rehearsal: Rehearsal) -> None:
    while True:
        if await is_anything_open(store):
            rehearsal.made_way = True
            rehearsal.stop()
            return
        await asyncio.sleep(LOOKS)


def as_agenda(record: Record) -> str:
    """The meeting as an agenda file, in the words that every agenda may use; no names in it."""
    meeting, programme = record.meeting, record.programme
    about = {
        "title": meeting.title, "level": meeting.level.value, "language": meeting.language,
        "smallest_group": meeting.smallest_group, "tables": meeting.tables, "goal": meeting.goal,
    }  # fmt: skip
    return json.dumps({
        "programme": programme.title,
        "meeting": about,
        "organisations": [{"name": o.name, "kind": o.kind} for o in programme.organisations],
        "themes": [{"name": t.name, "words": list(t.words)} for t in programme.themes],
        "target_groups": list(programme.target_groups),
        "items": [_written(i.item.model_dump(mode="json", by_alias=True, exclude_defaults=True)
                           | {"kind": i.item.kind}) for i in record.running_order],
    }, ensure_ascii=False)  # fmt: skip


def _written(item: dict[str, Any]) -> dict[str, Any]:
    """An item begins with its kind and its title."""
    kind, title = item.pop("kind"), item.pop("title")
    return {kind: title, **item}
