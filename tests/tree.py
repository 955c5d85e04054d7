"""The files of this repository, as git sees them."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "sessions", "knowledge_base", "exports")


def kept_files() -> list[Path]:
    """What git keeps, or would keep with the next commit; relative to the root."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    names = sorted(filter(None, listed.stdout.split("\0")))
    return [Path(name) for name in names if (ROOT / name).is_file()]


def kept_under(*folders: str) -> list[Path]:
    return [path for path in kept_files() if path.parts[0] in folders]


def copy_to(folder: Path) -> Path:
    """Lay the tree anew in an empty folder: what a fresh clone of it would hold."""
    for path in kept_files():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((ROOT / path).read_bytes())
        target.chmod((ROOT / path).stat().st_mode)
    return folder
