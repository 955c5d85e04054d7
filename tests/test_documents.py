"""Documents made apart: what comes back, and what is said when it fails."""

import asyncio
import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.conversation.texts import sentence
from bot.documents import NotMade, make_documents
from exports.document import FORMATS
from exports.edition import Edition
from exports.orders import DocumentOrder, Job, known
from sessions.errors import Unknown
from tests.exports.reading import text_of
from tests.exports.records import MADE_AT, Evening, full_evening, question


def order(name: str, edition: Edition = Edition.PUBLIC) -> DocumentOrder:
    kind, _, form = name.partition(".")
    return DocumentOrder(kind, form, edition)


async def test_every_document_there_is_comes_out_at_once() -> None:
    names = [name for name in known() if not name.startswith("vision.")]  # of a programme
    orders = [order(name) for name in names]

    made = await make_documents(full_evening().record(), orders)

    assert list(made) == names
    assert [name for name, document in made.items() if not document] == []
    for form in FORMATS:
        assert "De koffie op dinsdag." in text_of(made[f"minutes.{form}"], form)


async def test_both_editions_can_be_made_of_one_record() -> None:
    record = full_evening().record()

    [inside] = (await make_documents(record, [order("minutes.md", Edition.INTERNAL)])).values()
    [outside] = (await make_documents(record, [order("minutes.md")])).values()

    assert "Interne uitgave" in inside.decode()
    assert "Openbare uitgave" in outside.decode()


@pytest.mark.parametrize("name", ["minutes.doc", "vision.zip", "archive.odt", "data.docx"])
def test_a_document_there_is_not_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(Unknown) as refused:
        order(name)

    assert "minutes.odt" in sentence(refused.value.key, refused.value.values, "nl")


async def test_a_document_that_fails_is_told_in_a_sentence_and_logged_without_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    record = full_evening().record()
    nothing: Any = None

    with pytest.raises(NotMade) as failed:
        await make_documents(replace(record, programme=nothing), [order("minutes.odt")])

    logged = capsys.readouterr().out
    assert sentence(failed.value.key, failed.value.values, "nl") == (
        "Dit document maken lukte niet: minutes.odt. "
        "Probeer een ander formaat, of probeer het straks nog eens."
    )
    assert "document_failed" in logged
    assert "Error" in logged
    assert "koffie" not in logged


async def test_after_a_failure_the_next_document_comes_out() -> None:
    record = Evening(question()).record()
    nothing: Any = None

    results = await asyncio.gather(
        make_documents(replace(record, programme=nothing), [order("minutes.html")]),
        make_documents(record, [order("minutes.html")]),
        return_exceptions=True,
    )

    assert isinstance(results[0], NotMade)
    assert not isinstance(results[1], BaseException)


def test_a_document_that_wants_too_much_memory_ends_its_own_process_alone(tmp_path: Path) -> None:
    few = 24 << 20
    job = Job(full_evening().record(), MADE_AT, (order("minutes.pdf"),), tmp_path, memory=few)

    ended = subprocess.run(
        [sys.executable, "-m", "exports"],
        input=pickle.dumps(job),
        capture_output=True,
        check=False,
    )

    assert ended.returncode != 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["minutes.odt", "minutes.pdf", "data.ods", "data.json", "archive.zip"]
)
async def test_a_meeting_with_one_participant_and_a_text_of_spaces_has_its_documents(
    name: str,
) -> None:
    evening = Evening(question())
    evening.says(evening.joins(), 1, text="x")
    evening.rows[0] = replace(evening.rows[0], answer={"text": "   "})

    made = await make_documents(evening.record(), [order(name)])

    assert len(made[name]) > 500


@pytest.mark.parametrize("start", ["bot.cli", "bot.house", "bot.web.app"])
def test_nothing_heavy_is_loaded_before_it_is_used(start: str) -> None:
    heavy = {
        "aiogram", "aiohttp", "aiosmtpd", "numpy", "pandas", "pypandoc", "smtplib", "telegram",
        "typst", "webauthn", "xlsxwriter",
    }  # fmt: skip
    program = f"import {start}, sys; print(sorted({heavy} & set(sys.modules)))"

    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert loaded.stdout == "[]\n"


@pytest.mark.slow
async def test_two_thousand_contributions_come_out_whole_in_every_format() -> None:
    evening = Evening(question())
    people = [evening.joins("Gemeente Emmen", "gemeente") for _ in range(100)]
    for number in range(2_000):
        evening.says(people[number % 100], 1, text=f"Inbreng nummer {number}.")

    made = await make_documents(evening.record(), [order(f"minutes.{form}") for form in FORMATS])

    for form in FORMATS:
        text = text_of(made[f"minutes.{form}"], form)
        assert [n for n in range(2_000) if f"‘Inbreng nummer {n}.’" not in text] == []
        assert "B1.1-2000" in text
