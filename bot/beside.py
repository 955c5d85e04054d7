"""A process of its own beside the house: with less right to the processor, without its settings."""

import os
import shutil
import sys
from pathlib import Path

import bot


def command(module: str, *words: str) -> list[str]:
    """How to start a module of ours so that it makes way for the house."""
    gently = [nice, "-n", "10"] if (nice := shutil.which("nice")) else []
    return [*gently, sys.executable, "-m", module, *words]


def surroundings(**more: str) -> dict[str, str]:
    """This code from any folder, and nothing of the settings of the house."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("SAMENSPEL_")}
    home = str(Path(bot.__file__).parent.parent)
    path = os.pathsep.join(filter(None, (home, kept.get("PYTHONPATH"))))
    return kept | {"PYTHONPATH": path} | more
