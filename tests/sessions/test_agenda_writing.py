from pathlib import Path

import pytest

from sessions.agenda import read_agenda
from sessions.agenda_writing import write_agenda
from tests.tree import ROOT

SHIPPED = sorted((ROOT / "sessions" / "agendas").glob("*.yaml"))


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_what_is_written_reads_back_as_the_same_agenda(file: Path) -> None:
    agenda = read_agenda(file.read_text(encoding="utf-8"))

    written = write_agenda(agenda)

    assert read_agenda(written) == agenda
    assert written.startswith("traject: ")
    assert not {"kind:", "show_results:", "options:", "steps:"} & set(written.split())
