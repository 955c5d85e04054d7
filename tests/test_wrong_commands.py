"""What somebody types wrong at the command line: one Dutch sentence each time, and no traceback."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main

ENGLISH = ("Error", "Usage", "Invalid", "Missing", "No such", "is not", "Traceback", "directory")


def types(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


def refused(*arguments: str | Path) -> str:
    """What a command says that does nothing; `SystemExit` is how it ends when it knows why."""
    done = types(*arguments)
    assert done.exit_code == 2, (arguments, done.output, done.exception)
    assert isinstance(done.exception, SystemExit), (arguments, done.exception)
    assert not [word for word in ENGLISH if word in done.stderr], done.stderr
    assert done.stdout == ""
    return done.stderr.strip()


@pytest.mark.parametrize(
    ("typed", "told", "explained"),
    [
        ("check", "Hier ontbreekt nog iets: AGENDA.", "check"),
        ("move", "Hier ontbreekt nog iets: --to.", "move"),
        ("chek x", "De opdracht chek is er niet. Bedoelt u check?", ""),
        ("people lst", "De opdracht lst is er niet. Bedoelt u list?", "people"),
        ("check --nope a", "De optie --nope is er niet.", "check"),
        ("check a b", "Hier staat meer dan deze opdracht kan gebruiken.", "check"),
        ("load a --replace", "De optie --replace is niet af, of krijgt iets te veel.", ""),
        ("ask x --language de", "--language: kies uit nl, en.", "ask"),
        ("serve --port 99999", "--port: geef een getal van 0 tot en met 65535.", "serve"),
        ("export 1 --since 0", "--since: geef een getal van 1 of hoger.", "export"),
        ("people role x", "NUMMER: geef een getal.", "people role"),
        (f"knowledge export {__file__}", "DIR: dit is geen map.", "knowledge export"),
        (
            "ask --batch weg.csv",
            "--batch: dit bestand is er niet, of wij mogen het niet lezen.",
            "ask",
        ),
    ],
)
def test_a_command_typed_wrong_is_told_in_one_line(typed: str, told: str, explained: str) -> None:
    command = f"samenspel {explained}".strip()

    assert refused(*typed.split()) == f"{told} Uitleg: {command} --help"


def test_without_anything_a_command_shows_its_help() -> None:
    done = types("people")

    assert "Wie bijeenkomsten leidt" in done.output


@pytest.mark.parametrize("command", [("check",), ("themes",), ("ask", "--batch")])
def test_a_file_without_an_end_is_too_large(command: tuple[str, ...]) -> None:
    assert refused(*command, "/dev/zero") == "/dev/zero: dit bestand is te groot."


def test_a_file_that_cannot_be_used_is_named_with_its_reason(tmp_path: Path) -> None:
    empty = tmp_path / "leeg.csv"
    empty.touch()

    assert refused("check", tmp_path) == f"{tmp_path}: dit is een map en geen bestand."
    assert refused("themes", empty) == f"{empty} is leeg."
    assert refused("ask", "--batch", empty) == f"{empty}: hier staan geen vragen in."
    assert refused("restore", tmp_path / "weg.zip") == (
        f"{tmp_path / 'weg.zip'} is er niet, of is geen bestand."
    )
    assert refused("restore", "/dev/zero") == "/dev/zero is er niet, of is geen bestand."


def test_answers_of_an_old_spreadsheet_are_told_how_to_be_saved(tmp_path: Path) -> None:
    file = tmp_path / "antwoorden.csv"
    file.write_bytes("text\nEen café in de wijk\n".encode("cp1252"))

    assert refused("themes", file) == (
        f"{file} is niet te lezen als tekst in UTF-8. Bewaar het in het rekenblad als “CSV UTF-8”."
    )


@pytest.mark.parametrize(
    "command",
    [("migrate",), ("people", "list"), ("backup", "kopie.zip"), ("serve", "--port", "0")],
)
def test_a_file_of_something_else_is_no_database(command: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "antwoorden.csv"
    file.write_text("text\nDe bus rijdt niet\n" * 100, encoding="utf-8")

    assert refused(*command, "--database", f"sqlite:///{file}") == (
        "Dit bestand is geen database. Kijk of het adres klopt."
    )
    assert file.read_text(encoding="utf-8").startswith("text\n")


def test_a_database_where_no_folder_can_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bestand").touch()

    told = refused("people", "list", "--database", f"sqlite:///{tmp_path}/bestand/map/x.db")

    assert told.endswith(": een deel van dit pad is geen map.")


def test_documents_go_nowhere_but_in_a_folder(sqlite_url: str, tmp_path: Path) -> None:
    loaded = types("load", "boce-start.yaml", "--database", sqlite_url)
    code = loaded.output.partition("code ")[2][:7].replace(" ", "")
    taken = tmp_path / "bestand"
    taken.touch()

    told = refused("export", code, "--format", "md", "--out", taken, "--database", sqlite_url)
    below = refused("knowledge", "export", taken / "map", "--database", sqlite_url)

    assert told == f"{taken}: hier staat al een bestand."
    assert below.endswith(": een deel van dit pad is geen map.")


def test_nobody_without_a_name_is_invited(sqlite_url: str) -> None:
    for name in ("", "   ", "x" * 121):
        assert refused("people", "invite", name, "--database", sqlite_url) == (
            "Geef een naam van hooguit 120 tekens."
        )
    assert types("people", "list", "--database", sqlite_url).stderr == (
        "Er is nog niemand. Begin met: samenspel people invite\n"
    )


def test_a_setting_that_is_wrong_is_named_and_its_value_is_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "samenspel.toml"
    monkeypatch.setenv("SAMENSPEL_RETENTION_DAYS", "geheim")
    assert refused("people", "list") == (
        "SAMENSPEL_RETENTION_DAYS (of retention_days in samenspel.toml) klopt niet. "
        "Hier hoort een getal."
    )
    monkeypatch.delenv("SAMENSPEL_RETENTION_DAYS")

    file.write_text("onzin = 1\n", encoding="utf-8")
    assert refused("doctor") == "De instelling onzin in samenspel.toml kennen wij niet."
    file.write_bytes("public_url = café".encode("cp1252"))
    assert refused("migrate").startswith("samenspel.toml is niet te lezen als TOML in UTF-8.")
    assert list(tmp_path.iterdir()) == [file]
