"""Questions to measure the search with, by kind, and where they are found."""

import json
from pathlib import Path

import yaml

from knowledge_base.measuring import Sample

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
# What lies beside the repository, or beside the folder that the repository lies in.
SHARED = next(
    (folder / "shared" for folder in ROOT.parents if (folder / "shared" / "data").is_dir()),
    ROOT.parent / "shared",
)
DEVELOPMENT = SHARED / "data" / "faq" / "dev_questions.jsonl"

Kinds = dict[str, list[Sample]]


def development_questions() -> Kinds:
    """Those beside the repository; empty where they are absent."""
    if not DEVELOPMENT.is_file():
        return {}
    keys = yaml.safe_load((HERE / "dev_keys.yaml").read_text(encoding="utf-8"))
    entries = {number: frozenset(e.split()) for e, ids in keys.items() for number in ids.split()}
    kinds: Kinds = {}
    for line in DEVELOPMENT.read_text(encoding="utf-8").splitlines():
        read = json.loads(line)
        asked = Sample(read["question"], entries.get(read["id"], frozenset()))
        kinds.setdefault(read["kind"], []).append(asked)
    return kinds


def fresh_questions() -> Kinds:
    """Written from the stories before anything was tuned; nothing may be fitted to them."""
    kinds: Kinds = {}
    for half in yaml.safe_load((HERE / "fresh.yaml").read_text(encoding="utf-8")).values():
        for kind, questions in half.items():
            kinds.setdefault(kind, []).extend(
                Sample(each["ask"], frozenset(each["entries"])) for each in questions
            )
    return kinds


def answerable(kinds: Kinds) -> list[Sample]:
    return [asked for questions in kinds.values() for asked in questions if asked.entries]


def outside(kinds: Kinds) -> list[Sample]:
    return [asked for questions in kinds.values() for asked in questions if not asked.entries]
