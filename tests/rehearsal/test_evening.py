"""Whole evenings against the real server, in a process of its own."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.rehearsal.characters import person
from bot.rehearsal.evening import DOCUMENTS, Plan, Played, rehearse_evening, verdict
from bot.rehearsal.facilitator import as_written
from bot.rehearsal.script import Script
from sessions.agenda import read_agenda
from tests.exports.test_data import complaints
from tests.rehearsal.scripts import AGENDAS, BOCE

PHONES = 12
FILES = sorted([*DOCUMENTS, "record.json", "timings.json"])


@dataclass(frozen=True, slots=True)
class Evening:
    """What one rehearsal told and wrote."""

    told: list[str]
    out: Path

    @property
    def record(self) -> dict[str, Any]:
        return self.json("record.json")

    def json(self, name: str) -> dict[str, Any]:
        document: dict[str, Any] = json.loads((self.out / name).read_bytes())
        return document

    @property
    def minutes(self) -> str:
        """The minutes without times and pseudonyms."""
        text = (self.out / "minutes.md").read_text(encoding="utf-8")
        return re.sub(
            r"\d{1,2} \w+ \d{4} om \d{1,2}\.\d{2}|\d{1,2}\.\d{2} uur|\bD\d{3}\b", "…", text
        )


def boce(out: Path, *, calm: bool, seed: int = 1) -> Plan:
    return Plan(agenda=BOCE, phones=PHONES, seed=seed, calm=calm, out=out)


async def played(plan: Plan) -> Evening:
    return Evening(await rehearse_evening(plan), plan.out)


def contributions(evening: Evening) -> Counter[str]:
    """What was given, without what time and chance add to it."""
    by_chance = {"reference", "participant", "at", "owner", "slot"}
    return Counter(
        json.dumps({k: v for k, v in each.items() if k not in by_chance}, sort_keys=True)
        for each in evening.record["contributions"]
    )


@pytest.mark.slow
async def test_calmly_the_same_seed_gives_the_same_minutes_and_lively_the_same_answers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    once = await played(boce(tmp_path / "once", calm=True))
    again = await played(boce(tmp_path / "again", calm=True))
    lively = await played(boce(tmp_path / "lively", calm=False))

    assert once.minutes == again.minutes
    assert contributions(once) == contributions(again) == contributions(lively)
    assert_complete(once)
    assert_complete(lively)
    items = [line.split(" (")[0] for line in capsys.readouterr().err.splitlines()]
    titles = [
        f"{place}/{len(BOCE.items)} {item.title}" for place, item in enumerate(BOCE.items, start=1)
    ]
    assert items == 3 * titles


def assert_complete(evening: Evening) -> None:
    """Every acknowledged answer is in the record once, and every item in the minutes."""
    keys = [each["key"] for each in evening.record["contributions"]]
    timings = evening.json("timings.json")
    assert sorted(path.name for path in evening.out.iterdir()) == FILES
    assert len(set(keys)) == len(keys) == timings["acknowledged"] == timings["recorded"]
    assert timings["sent"] == timings["acknowledged"]
    assert timings["phones"] == PHONES
    assert 0 < timings["ack_ms"]["p50"] <= timings["ack_ms"]["p95"] <= timings["ack_ms"]["p99"]
    headings = re.findall(r"^## Onderdeel \d+\. (.*)$", evening.minutes, re.MULTILINE)
    assert headings == [item.title for item in BOCE.items]
    assert evening.told[1].startswith(f"Bevestigd: {len(keys)}.")
    assert complaints(evening.record) == []


@pytest.mark.slow
async def test_an_evening_has_everything_that_an_evening_has(tmp_path: Path) -> None:
    record = (await played(boce(tmp_path, calm=False, seed=2))).record
    given: list[Mapping[str, Any]] = record["contributions"]

    assert {each["origin"] for each in given} == {"browser", "mail", "paper", "plenary"}
    assert {each["round"] for each in given} == {1, 2}
    assert any("recognise" in each["answer"] for each in given)
    assert any(not each["current"] for each in given)
    casus = [each for each in given if each["item"] == 7]
    assert {each["answer"].get("step", "action") for each in casus} == {1, 2, 3, "action"}
    assert {each["table"] for each in casus} >= {1, 2, 3, 4, 5, 6, 7}
    people = [p for p in record["participants"] if not p["entered_by"]]
    assert sorted(p["organisation"] for p in people) == sorted(
        person(Script(BOCE, 2), number).party for number in range(1, PHONES + 1)
    )
    assert [note["kind"] for note in record["notes"]] == ["note", "action", "decision"]
    assert record["asked"]
    assert record["meeting"]["closed_at"]


@pytest.mark.slow
def test_the_command_plays_an_agenda_of_one_item(tmp_path: Path) -> None:
    agenda = tmp_path / "klein.yaml"
    agenda.write_text(
        "traject: Proef\nbijeenkomst: {titel: Proef}\n"
        "onderdelen:\n  - peiling: Thee of koffie?\n    kies: een\n    opties: [Thee, Koffie]\n"
        "    resultaat: nooit\n",
        encoding="utf-8",
    )
    command = ["rehearse", str(agenda), "--phones", "1", "--calm", "--out", str(tmp_path / "uit")]

    done = CliRunner().invoke(main, command)

    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in (tmp_path / "uit").iterdir()) == FILES


async def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("geen map")

    with pytest.raises(click.ClickException) as refused:
        await rehearse_evening(boce(taken, calm=True))

    assert refused.value.exit_code == 2
    assert (
        refused.value.message
        == f"In {taken} kan niet worden geschreven (hier staat al een bestand)."
    )


@pytest.mark.parametrize("phones", ["0", "2001", "veel"])
def test_no_phones_or_too_many_are_refused(phones: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["rehearse", "boce-start.yaml", "--phones", phones])

    assert done.exit_code == 2
    assert "--phones" in done.output


def test_an_evening_that_lost_an_answer_fails_and_says_which(tmp_path: Path) -> None:
    timings = {"phones": 1, "sent": 2, "acknowledged": 2, "recorded": 1, "wall_s": 1.0,
               "ack_ms": {"p50": 1.0, "p95": 1.0, "p99": 1.0}}  # fmt: skip
    good = Played(timings, [], {})

    assert verdict(boce(tmp_path, calm=True), good)[0] == "Telefoons: 1. Antwoorden: 2, in 1 s."
    with pytest.raises(click.ClickException) as failed:
        verdict(boce(tmp_path, calm=True), replace(good, wrong=["phone-1:2:1:0"]))
    assert failed.value.exit_code == 1
    assert failed.value.message.startswith("Niet elk antwoord staat precies één keer")


def test_an_agenda_reads_back_as_it_is_sent() -> None:
    read = {name: read_agenda(json.dumps(as_written(a))) for name, a in AGENDAS.items()}

    assert read == AGENDAS
