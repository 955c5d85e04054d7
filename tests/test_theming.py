import json
from pathlib import Path

from click.testing import CliRunner

from bot.cli import main


def test_every_row_of_a_file_is_in_one_theme_or_set_aside(tmp_path: Path) -> None:
    file = tmp_path / "antwoorden.csv"
    file.write_text(
        "soort;text\nbewoners;De bus rijdt niet\nwelzijn;Geen bus\nbewoners;geen idee\n",
        encoding="utf-8",
    )

    ran = CliRunner().invoke(main, ["themes", str(file), "--json"])

    assert ran.exit_code == 0
    told = json.loads(ran.stdout)
    assert sorted(row for theme in told["themes"] for row in theme["rows"]) == [0, 1]
    assert told["outliers"] == [2]
    assert "3 antwoorden gelezen" in ran.stderr


def test_people_read_labels_and_quotes(tmp_path: Path) -> None:
    file = tmp_path / "antwoorden.csv"
    file.write_text("inbreng\nDe buurtbus rijdt niet\n", encoding="utf-8")

    ran = CliRunner().invoke(main, ["themes", str(file), "--column", "inbreng"])

    assert ran.exit_code == 0
    assert "waarvan te bevestigen 1\n  - De buurtbus rijdt niet\n" in ran.stdout


def test_a_file_that_cannot_be_used_gets_one_sentence(tmp_path: Path) -> None:
    absent, other, binary = tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "c.csv"
    other.write_text("naam\nAnna\n", encoding="utf-8")
    binary.write_bytes(b"\xff\xfe\x00text")

    for file, sentence in (
        (absent, "a.csv: dit is er niet."),
        (other, "heeft geen kolom “text”. Er zijn: naam."),
        (binary, "is niet te lezen als tekst in UTF-8."),
    ):
        ran = CliRunner().invoke(main, ["themes", str(file), "--json"])
        assert ran.exit_code == 2
        assert sentence in ran.stderr
        assert ran.stderr.count("\n") <= 2
