"""Documents made in a child process: one at a time, with little memory, and with patience."""

import asyncio
import pickle
import sys
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog

from exports.orders import DocumentOrder, Job, VisionJob
from sessions.dossier import Dossier
from sessions.errors import Refusal, Unknown
from sessions.record import Record
from sessions.storage.copies import Copies

log = structlog.get_logger()

PATIENCE = 180
"""Seconds after which a document has failed; two thousand contributions take a tenth."""

LOOKS = 0.3
"""Seconds between two looks at how many documents are ready."""

Follow = Callable[[int], None]
"""Hears how many documents of a job are ready."""

_one_at_a_time = asyncio.Semaphore(1)


class NotMade(Refusal):
    """A document could not be made; the log says why."""


async def make_documents(
    record: Record,
    orders: Sequence[DocumentOrder],
    kept: Copies | None = None,
    follow: Follow | None = None,
) -> Mapping[str, bytes]:
    """The documents by name (`minutes.pdf`), as the record stands now.

    Adopted minutes are as they were `kept`, also in an archive.
    """
    with TemporaryDirectory(prefix="samenspel-") as folder:
        # A copy without what was counted in between: the child counts for itself.
        job = Job(replace(record), datetime.now(UTC), tuple(orders), Path(folder),
                  kept=kept or {})  # fmt: skip
        async with _one_at_a_time, _followed(job.folder, follow):
            await _work(job)
        return {order.name: (job.folder / order.name).read_bytes() for order in orders}


@asynccontextmanager
async def _followed(folder: Path, follow: Follow | None) -> AsyncIterator[None]:
    """The child writes each document when it is ready: counting them tells how far it is."""

    async def look(tell: Follow) -> None:
        while True:
            tell(_written(folder))
            await asyncio.sleep(LOOKS)

    looking = asyncio.create_task(look(follow)) if follow else None
    try:
        yield
    finally:
        if looking:
            looking.cancel()


def _written(folder: Path) -> int:
    return sum(1 for _ in folder.iterdir())


async def make_visions(
    dossier: Dossier,
    orders: Sequence[DocumentOrder],
    since: int | None = None,
    until: int | None = None,
) -> Mapping[str, bytes]:
    """The vision of a programme by name (`vision.pdf`), as everything stands now.

    What changed is told since the version with this number, else since the one before this text.
    With `until` it is what changed between the two versions that is made.
    """
    if any(number and dossier.vision.version(number) is None for number in (since, until)):
        raise Unknown("vision.no_version")
    with TemporaryDirectory(prefix="samenspel-") as folder:
        fresh = replace(dossier, records=tuple(map(replace, dossier.records)))
        job = VisionJob(fresh, datetime.now(UTC), tuple(orders), Path(folder), since=since,
                        until=until)  # fmt: skip
        async with _one_at_a_time:
            await _work(job)
        return {order.name: (job.folder / order.name).read_bytes() for order in orders}


async def _work(job: Job | VisionJob) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "exports",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        said = await asyncio.wait_for(process.communicate(pickle.dumps(job)), PATIENCE)
    except TimeoutError:
        said = (b"", b"TimeoutError")
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        names = [order.name for order in job.orders]
        why = said[1].decode(errors="replace").strip()[-400:]
        log.error("document_failed", names=names, status=process.returncode, why=why)
        raise NotMade("export.failed", names=", ".join(names))
