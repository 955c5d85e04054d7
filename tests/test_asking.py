"""The commands that ask the knowledge base and look after it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.conversation.faq import LEFT_ALONE
from bot.conversation.voicing import silence
from knowledge_base import calibrating, calibration
from knowledge_base.guards import Reason
from knowledge_base.search import load_base

KEYS = [
    "question", "action", "answer", "entry", "source_file", "confidence", "options", "best",
    "abstained",
]  # fmt: skip


def run(*command: str) -> Result:
    return CliRunner().invoke(main, list(command))


def asked(*command: str) -> list[dict[str, object]]:
    done = run("ask", *command, "--json")
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_an_answer_is_told_with_its_question_and_its_source() -> None:
    done = run("ask", "Wat is een ijktabel?")

    assert done.exit_code == 0
    assert done.stdout.splitlines()[0] == "Wat laat de ijktabel zien?"
    assert done.stdout.splitlines()[-1].startswith("Bron: Combineren van woonopgaven")


def test_one_question_is_one_line_of_json_in_the_shape_that_others_rest_on() -> None:
    (told,) = asked("Hoeveel gemeenten tekenden de woondeal?")

    entry = next(each for each in load_base().entries if each.id == "woondeal")
    assert list(told) == KEYS
    assert told | {"confidence": 0, "options": []} == {
        "question": "Hoeveel gemeenten tekenden de woondeal?",
        "action": "answer",
        "answer": entry.answer,
        "entry": "woondeal",
        "source_file": entry.source.file,
        "confidence": 0,
        "options": [],
        "best": {"entry": "woondeal", "answer": entry.answer, "source_file": entry.source.file},
        "abstained": False,
    }


def test_the_answer_is_dutch_unless_english_is_asked_for() -> None:
    question = "how many municipalities signed the woondeal?"

    assert str(asked(question)[0]["answer"]).startswith("Achttien")
    assert str(asked(question, "--language", "en")[0]["answer"]).startswith("Eighteen")


def test_a_file_is_answered_line_by_line(tmp_path: Path) -> None:
    questions = tmp_path / "questions.txt"
    questions.write_text("Wat is een ijktabel?\n\nbijeenkomsten\n🎉\n", encoding="utf-8")

    told = asked("--batch", str(questions))

    assert [each["action"] for each in told] == ["answer", "suggest", "abstain"]
    assert [len(str(each["answer"])) > 0 for each in told] == [True, False, False]
    assert all(list(each) == KEYS for each in told)
    assert told[2]["options"] == []
    for option in told[1]["options"]:  # type: ignore[attr-defined]  # read from JSON
        assert list(option) == ["entry", "question", "answer", "source_file"]


def test_a_file_of_another_make_is_read_as_well_as_it_can_be(tmp_path: Path) -> None:
    questions = tmp_path / "questions.txt"
    questions.write_bytes("\ufeffijktabel\u2028nee\r\n".encode() + b"caf\xe9\r\n")

    assert [told["question"] for told in asked("--batch", str(questions))] == [
        "ijktabel\u2028nee",
        "caf\ufffd",
    ]


def test_an_empty_question_gets_an_answer_too() -> None:
    assert [told["action"] for told in asked("")] == ["abstain"]


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("hoe doen ze het in Breda", "elsewhere"),
        ("waar woont Bouke Scheerder", "person"),
        ("hoe laat is de pauze", "meeting"),
        ("wat een stomme bot", "unkind"),
        ("goedemorgen", "small talk"),
        ("🎉", "no words"),
        ("<script>alert(1)</script>", "code"),
        ("ما هي رؤية السكن؟", "language"),
        ("wat is een ijktabel, bel mij op 0612345678", "number"),
        ("hoe bak ik een appeltaart", "unknown"),
    ],
)
def test_silence_comes_with_a_kind_sentence(question: str, reason: Reason) -> None:
    way_on = "" if reason in LEFT_ALONE else " Vraag het gerust aan de begeleider."

    assert run("ask", question).stdout == f"{silence(reason, 'nl')}{way_on}\n"


def test_asking_nothing_or_twice_is_refused() -> None:
    assert run("ask").exit_code == 2
    assert run("ask", "wat", "--batch", "wat.txt").exit_code == 2


def test_the_shipped_base_has_no_mistakes() -> None:
    done = run("knowledge", "check")

    assert (done.exit_code, done.output) == (
        0,
        f"{len(load_base().entries)} praktijkvoorbeelden, geen fouten.\n",
    )


def test_the_base_is_listed_with_a_line_an_entry() -> None:
    lines = run("knowledge", "list").stdout.splitlines()

    assert len(lines) == len(load_base().entries)
    assert "woondeal\tArnhem-Nijmegen\tWat is de woondeal van de Groene Metropoolregio?" in lines


def test_a_base_that_changed_since_its_calibration_is_a_mistake(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(calibration, "fingerprint", lambda _: "changed")

    done = run("knowledge", "check")

    assert done.exit_code == 2
    assert "samenspel knowledge calibrate" in done.output


@pytest.mark.slow
def test_calibrating_publishes_figures_and_refuses_worse_ones(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kept = tmp_path / "calibration.yaml"
    monkeypatch.setattr("bot.commands.asking.modes", lambda: ("core",))
    monkeypatch.setattr(calibrating.publish, "__defaults__", (kept,))

    published = run("knowledge", "calibrate")
    text = kept.read_text(encoding="utf-8")
    kept.write_text(text.replace("precision: 1.0", "precision: 1.01"), encoding="utf-8")
    refused = run("knowledge", "calibrate")

    assert published.exit_code == 0, published.output
    assert "antwoordt vanaf" in published.stdout
    assert refused.exit_code == 2
    assert "Niet gepubliceerd" in refused.output
    assert "1.01" in kept.read_text(encoding="utf-8")
