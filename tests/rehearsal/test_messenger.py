"""An evening over Telegram: the same answers, the same minutes, in one meeting with browsers."""

import re
from pathlib import Path
from typing import Any

import pytest

from bot.rehearsal.evening import Plan
from tests.rehearsal.scripts import BOCE
from tests.rehearsal.test_evening import Evening, played

PHONES = 8

BY_CHANCE = re.compile(
    r"\d{1,2} \w+ \d{4} om \d{1,2}\.\d{2}|\d{1,2}\.\d{2} uur|\bD\d{3}\b"
    r"|,? ?(\d+ )?(met de browser|met Telegram)"
    r"| \([^()]*\)(?=[ |-]+(?:niet )?akkoord)"
)
"""Times, pseudonyms, by which door words came in, and the function that only the page asks for."""


def boce(out: Path, *, calm: bool, over: str) -> Plan:
    return Plan(agenda=BOCE, phones=PHONES, seed=1, calm=calm, out=out, over=over)


def minutes(evening: Evening) -> str:
    """What is left of them, whatever the width of a table's columns.

    The appendix lists votes by the door they came in by; `given` compares what it lists.
    """
    text = (evening.out / "minutes.md").read_text(encoding="utf-8").partition("\n## Bijlage")[0]
    return re.sub(r"[ |-]+", " ", BY_CHANCE.sub("", text))


def without_function(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: said for name, said in answer.items() if name != "mandate"}


def given(evening: Evening) -> list[tuple[str, str, bool]]:
    """Every contribution by its reference, whatever its door; only the page asks for a function."""
    return sorted(
        (each["reference"], str(without_function(each["answer"])), each["current"])
        for each in evening.record["contributions"]
    )


@pytest.mark.slow
async def test_calmly_over_both_gives_the_minutes_of_the_web(tmp_path: Path) -> None:
    web = await played(boce(tmp_path / "web", calm=True, over="web"))
    both = await played(boce(tmp_path / "both", calm=True, over="both"))

    assert minutes(both) == minutes(web)
    assert given(both) == given(web)
    origins = {each["origin"] for each in both.record["contributions"]}
    assert origins >= {"browser", "telegram"}


@pytest.mark.slow
async def test_at_once_over_telegram_every_thank_you_is_in_the_record_once(tmp_path: Path) -> None:
    evening = await played(boce(tmp_path, calm=False, over="telegram"))

    keys = [each["key"] for each in evening.record["contributions"]]
    timings = evening.json("timings.json")
    assert len(set(keys)) == len(keys) == timings["acknowledged"] == timings["recorded"]
    assert timings["sent"] == timings["acknowledged"]
    chats = (tmp_path / "phones.html").read_text(encoding="utf-8")
    assert chats.count("<section>") == PHONES
    assert "Opgeslagen als B1." in chats
