"""Run the benchmarks and print them as one table; exit 1 when an aim was missed."""

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pkgutil import iter_modules

import benchmarks
from benchmarks.row import Row

COLUMNS = ("what", "measured", "beside", "aim", "reached")


def main() -> int:
    """Run those that are named, or all."""
    found = _found()
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(found))
    names = parser.parse_args().names or list(found)
    if unknown := [name for name in names if name not in found]:
        parser.error(f"no such benchmark: {', '.join(unknown)} (there are: {', '.join(found)})")
    rows: list[Row] = []
    for place, name in enumerate(names, start=1):
        print(f"{place}/{len(names)} {name} …", file=sys.stderr, flush=True)
        rows += found[name]()
    print(table(rows))
    return 0 if all(row.reached for row in rows) else 1


def _found() -> dict[str, Callable[[], list[Row]]]:
    names = [module.name for module in iter_modules(benchmarks.__path__)]
    modules = {name: import_module(f"benchmarks.{name}") for name in names if name != "__main__"}
    return {name: module.rows for name, module in modules.items() if hasattr(module, "rows")}


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table, aligned, so that it can be pasted where it is discussed."""
    lines = [
        list(COLUMNS),
        *([r.what, r.measured, r.beside, r.aim, _verdict(r)] for r in rows),
    ]
    widths = [max(len(line[column]) for line in lines) for column in range(len(COLUMNS))]
    lines.insert(1, ["-" * width for width in widths])
    return "\n".join(
        f"| {' | '.join(cell.ljust(w) for cell, w in zip(line, widths, strict=True))} |"
        for line in lines
    )


def _verdict(row: Row) -> str:
    if not row.aim:
        return ""
    return "yes" if row.reached else "NO"


if __name__ == "__main__":
    sys.exit(main())
