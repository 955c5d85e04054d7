"""Makes documents in a process of its own, so that a bad one takes nobody along.

Reads a `Job` from standard input and writes a file per order into the folder of the job. Memory
is capped: a document that wants more fails, and the bot goes on.
"""

import os
import pickle
import resource
import sys
from pathlib import Path
from traceback import extract_tb

from exports.orders import Job, VisionJob

POLITE = 10
"""Documents can wait; whoever answers in the hall cannot."""


def main() -> int:
    try:
        work(pickle.load(sys.stdin.buffer))  # noqa: S301 -- our own parent wrote it
    except Exception as error:  # noqa: BLE001 -- whatever it was, it ends here
        sys.stderr.write(plainly(error))
        return 1
    return 0


def work(job: Job | VisionJob) -> None:
    """Pandoc first: it runs beside this process, and what typst used is not given back."""
    resource.setrlimit(resource.RLIMIT_DATA, (job.memory, job.memory))
    os.nice(POLITE)
    workshops = {order.edition: job.workshop(order.edition) for order in job.orders}
    for order in sorted(job.orders, key=lambda order: order.form == "pdf"):
        made = workshops[order.edition].make(order)
        (job.folder / order.name).write_bytes(made)


def plainly(error: Exception) -> str:
    """What went wrong and where in our code; never the error's own text, which may quote people."""
    where = [f"{Path(f.filename).name}:{f.lineno}" for f in extract_tb(error.__traceback__)]
    return f"{type(error).__name__} {' '.join(where)}"


if __name__ == "__main__":
    sys.exit(main())
