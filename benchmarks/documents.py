"""Minutes in all five formats, and the data in all of theirs: time, memory, and how both grow.

Each set is made as the bot makes it: in a child process, one after another. CPU is that of the
child and of pandoc below it, starting Python included; memory is what they hold together at their
peak. Half of the contributions are texts, the rest are votes, steps and actions.
"""

import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import NamedTuple

from benchmarks.row import Row
from exports.document import FORMATS
from exports.edition import Edition
from exports.orders import KINDS, DocumentOrder, Job, VisionJob
from sessions.composing import decide
from sessions.dossier import Dossier
from sessions.record import Record
from sessions.synthesis.building_blocks import propose
from sessions.vision import Vision
from tests.exports.records import MADE_AT, PARTIES, Evening, casus, notice, poll, question
from tests.sessions.visions import after

SIZES = (60, 600, 2_000)
VISIONS = (200, 2_000)
SECONDS = {60: 3.0, 2_000: 20.0}
MEGABYTES = 512
VOCABULARY = (
    "wij willen meer samen doen in de wijk met ouderen en zorg dichtbij huis omdat het nu vaak te "
    "laat is voor mensen die hulp vragen bij de huisarts of de buurvrouw"
)
PAUSE = 0.02


class Made(NamedTuple):
    """What one set of documents took."""

    seconds: float
    megabytes: float


def rows() -> list[Row]:
    minutes = [DocumentOrder("minutes", form, Edition.PUBLIC) for form in FORMATS]
    sheets = [DocumentOrder("data", form, Edition.PUBLIC) for form in KINDS["data"]]
    found = {size: make(evening(size), minutes) for size in SIZES}
    data = {size: make(evening(size), sheets) for size in SIZES}
    return [
        *(_time_row(size, found) for size in SIZES),
        *(_memory_row(size, found) for size in SIZES[-1:]),
        *(_data_row(size, data) for size in SIZES[-1:]),
        *_vision_rows(),
    ]


def _vision_rows() -> list[Row]:
    """The vision of a programme with everything that is proposed, beside one ten times smaller."""
    orders = [DocumentOrder("vision", form, Edition.PUBLIC) for form in FORMATS]
    small, large = (make_vision(dossier(size), orders) for size in VISIONS)
    return [
        Row(
            what=f"vision of {VISIONS[1]:,} contributions in {len(FORMATS)} formats",
            measured=f"{large.seconds:.1f} CPU s, {large.megabytes:.0f} MB",
            beside=f"{large.seconds / small.seconds:.1f} × as long for "
            f"{VISIONS[1] // VISIONS[0]} × as many",
            aim=f"under {MEGABYTES} MB, at most linear",
            reached=large.megabytes < MEGABYTES
            and large.seconds / small.seconds <= VISIONS[1] / VISIONS[0],
        )
    ]


def dossier(size: int) -> Dossier:
    """A programme of one meeting, with every proposal accepted."""
    record = evening(size)
    vision = after(Vision(), *(decide(p.key, p.chapter) for p in propose([record])))
    return Dossier(record.programme, (record,), vision)


def make_vision(whole: Dossier, orders: list[DocumentOrder]) -> Made:
    return _make(lambda folder: VisionJob(whole, MADE_AT, tuple(orders), folder))


def _time_row(size: int, found: dict[int, Made]) -> Row:
    aim, growth = SECONDS.get(size), _growth(size, found)
    return Row(
        what=f"minutes of {size:,} contributions in {len(FORMATS)} formats",
        measured=f"{found[size].seconds:.1f} CPU s",
        beside=growth,
        aim=f"under {aim:.0f} s" if aim else "",
        reached=aim is None or found[size].seconds < aim,
    )


def _growth(size: int, found: dict[int, Made]) -> str:
    """How the time grows from the smallest, beside how the contributions do."""
    first = SIZES[0]
    if size == first:
        return ""
    return (
        f"{found[size].seconds / found[first].seconds:.1f} × as long for {size // first} × as many"
    )


def _memory_row(size: int, found: dict[int, Made]) -> Row:
    return Row(
        what=f"memory for the minutes of {size:,} contributions, pandoc included",
        measured=f"{found[size].megabytes:.0f} MB",
        beside=f"{found[SIZES[0]].megabytes:.0f} MB for {SIZES[0]}",
        aim=f"under {MEGABYTES} MB",
        reached=found[size].megabytes < MEGABYTES,
    )


def _data_row(size: int, data: dict[int, Made]) -> Row:
    return Row(
        what=f"data of {size:,} contributions in {len(KINDS['data'])} formats",
        measured=f"{data[size].seconds:.1f} CPU s, {data[size].megabytes:.0f} MB",
        beside=_growth(size, data),
    )


def make(record: Record, orders: list[DocumentOrder]) -> Made:
    return _make(lambda folder: Job(record, MADE_AT, tuple(orders), folder))


def _make(job_in: Callable[[Path], Job | VisionJob]) -> Made:
    before = _cpu()
    with TemporaryDirectory() as folder:
        job = job_in(Path(folder))
        process = subprocess.Popen([sys.executable, "-m", "exports"], stdin=subprocess.PIPE)
        watch = Watch(process.pid)
        process.communicate(pickle.dumps(job))
        peak = watch.stop()
        assert process.returncode == 0
        assert len(list(Path(folder).iterdir())) == len(job.orders)
    return Made(_cpu() - before, peak)


def _cpu() -> float:
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Watch(Thread):
    """Looks often at what a process and those below it hold together."""

    def __init__(self, pid: int) -> None:
        super().__init__()
        self._pid, self._peak, self._done = pid, 0, Event()
        self.start()

    def run(self) -> None:
        while not self._done.wait(PAUSE):
            self._peak = max(self._peak, sum(_held(pid) for pid in _family(self._pid)))

    def stop(self) -> float:
        """The peak in megabytes."""
        self._done.set()
        self.join()
        return self._peak / 1_024


def _family(pid: int) -> Iterator[int]:
    yield pid
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in _read(path).split():
            yield from _family(int(child))


def _held(pid: int) -> int:
    """Kilobytes, what is shared divided among those who share it."""
    lines = _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _read(path: Path) -> str:
    """Nothing of a process that has just ended."""
    try:
        return path.read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def evening(size: int) -> Record:
    """A meeting with so many contributions, the same each time."""
    chance = Random(1)
    evening = Evening(
        notice(), poll(rounds=2, other=True, open="per_kind"), question(), casus(), question("Nog?")
    )
    people = [
        evening.joins(PARTIES[n % 5].name, PARTIES[n % 5].kind, table=1 + n % 7)
        for n in range(max(size // 10, 10))
    ]
    turn = 0
    while len(evening.rows) < size:
        _say(evening, people[turn % len(people)], turn, chance)
        turn += 1
    return evening.record()


def _say(evening: Evening, who: str, turn: int, chance: Random) -> None:
    words = " ".join(chance.choices(VOCABULARY.split(), k=chance.randrange(4, 30)))
    match turn % 10:
        case 0 | 1:
            evening.says(who, 2, choice=[chance.randrange(1, 4)], round=1 + turn % 10)
        case 2:
            evening.says(who, 4, step=1, perspective="bewoner", text=words)
        case 3:
            evening.says(who, 4, action=words, owner="Gemeente Emmen", by="2027-05-01")
        case other:
            evening.says(who, 3 if other % 2 else 5, text=words)
