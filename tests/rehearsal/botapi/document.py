"""Where the machine-readable Bot API lies: beside the repository, which does not hold it."""

from pathlib import Path

from tests.tree import ROOT

NAME = "shared/data/telegram/bot-api-10.1.json"


def bot_api_document() -> Path | None:
    beside = (folder / NAME for folder in ROOT.parents)
    return next((path for path in beside if path.exists()), None)
