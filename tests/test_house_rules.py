"""The rules of the house that no other tool enforces."""

import ast
import io
import re
import subprocess
import sys
import tokenize
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
import pytest
import yaml
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from bot.cli import main
from bot.conversation.answering import MANNERS
from bot.rehearsal.answering import ANSWERS
from bot.settings import Settings
from bot.web.views import RESULTS as VIEWS
from exports.sections import RESULTS as SECTIONS
from sessions.agenda_words import KIND as KIND_WORDS
from sessions.items import KINDS
from tests.tree import PACKAGES, ROOT, copy_to, kept_files, kept_under

DRAWERS = {"utils", "helpers", "common", "misc"}
LOCKS = ("requirements.txt", "requirements-dev.txt")


def python_files() -> list[Path]:
    return [path for path in kept_files() if path.suffix == ".py"]


def text(path: Path | str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(text(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def comments(path: Path) -> Iterator[str]:
    for token in tokenize.generate_tokens(io.StringIO(text(path)).readline):
        if token.type == tokenize.COMMENT:
            yield token.string


def test_no_file_is_longer_than_400_lines() -> None:
    lengths = {str(path): len(text(path).splitlines()) for path in python_files()}

    assert {path: length for path, length in lengths.items() if length > 400} == {}


def test_no_function_is_longer_than_50_lines() -> None:
    lengths = {
        f"{path}:{function.name}": (function.end_lineno or 0) - function.lineno + 1
        for path in python_files()
        for function in functions(path)
    }

    assert {place: length for place, length in lengths.items() if length > 50} == {}


def test_nothing_is_thrown_in_a_drawer() -> None:
    drawers = [str(path) for path in python_files() if {path.stem, *path.parts} & DRAWERS]

    assert drawers == []


def test_every_module_says_what_it_is() -> None:
    modules = [path for path in kept_under(*PACKAGES, "benchmarks") if path.suffix == ".py"]
    silent = [str(path) for path in modules if not ast.get_docstring(ast.parse(text(path)))]

    assert silent == []


def test_every_exception_to_a_rule_carries_its_reason() -> None:
    bare = [
        f"{path}: {comment}"
        for path in python_files()
        for comment in comments(path)
        if "noqa" in comment and not re.search(r"# noqa: [A-Z0-9, ]+ -- \w", comment)
    ]

    assert bare == []


PREFIX = Settings.model_config["env_prefix"]


def settings_named_in(path: str) -> set[str]:
    return set(re.findall(rf"\b{PREFIX}[A-Z_]*[A-Z]", text(path)))


def test_the_readme_names_every_setting_and_no_other() -> None:
    settings = {PREFIX + name.upper() for name in Settings.model_fields}

    assert settings_named_in("README.md") == settings


def test_the_image_sets_no_setting_that_does_not_exist() -> None:
    used = settings_named_in("docker/Dockerfile") | settings_named_in("docker/compose.yaml")

    assert used - settings_named_in("README.md") == set()


def test_the_readme_names_every_command_and_no_other() -> None:
    assert isinstance(main, click.Group)
    with click.Context(main) as context:
        commands = set(main.list_commands(context))

    assert set(re.findall(r"\bsamenspel ([a-z]+)", text("README.md"))) == commands


CATALOGUES = [path for path in kept_files() if "locale" in path.parts and path.suffix == ".po"]


def messages(path: Path) -> dict[str, Message]:
    with (ROOT / path).open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    return {str(message.id): message for message in catalogue if message.id}


def sentences(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def gaps(message: Message) -> set[str]:
    """What is filled in; one plural form may say "één" where another has a number."""
    return set(re.findall(r"%\(\w+\)|\{\w+", "".join(sentences(message))))


def in_language(path: Path, language: str) -> Path:
    at = path.parts.index("locale") + 1
    return Path(*path.parts[:at], language, *path.parts[at + 1 :])


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=str)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_sentence_exists_in_both_languages(catalogue: Path, language: str) -> None:
    other = messages(in_language(catalogue, language))

    assert {key: gaps(message) for key, message in messages(catalogue).items()} == {
        key: gaps(message) for key, message in other.items()
    }
    assert [key for key, message in other.items() if not all(sentences(message))] == []


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=str)
def test_no_sentence_is_there_twice(catalogue: Path) -> None:
    keys = re.findall(r'^msgid "(.+)"$', text(catalogue), re.MULTILINE)

    assert sorted(key for key, times in Counter(keys).items() if times > 1) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_files_hold_hashes_and_no_addresses(lock: str) -> None:
    entries = re.split(r"\n(?=\S)", re.sub(r"^ *#.*\n", "", text(lock), flags=re.MULTILINE))
    entry = re.compile(r"[\w.-]+==[\w.]+( ; [^\\\n]+)? \\(\n    --hash=sha256:[0-9a-f]{64}( \\)?)+")

    assert [line for line in entries if not entry.fullmatch(line.strip())] == []
    assert re.findall(r"\S+://\S+|\bfile:\S+", text(lock)) == []


def test_no_file_holds_a_path_or_a_host_of_one_machine() -> None:
    trace = re.compile(r"/(?:work|root|home)/\w|python[h]osted|py[p]i\.org|npm[j]s\.")
    found = {
        f"{path}: {match.group()}"
        for path in kept_files()
        for match in trace.finditer((ROOT / path).read_text(encoding="utf-8", errors="ignore"))
    }

    assert found == set()


def test_the_version_is_the_same_everywhere() -> None:
    version = tomllib.loads(text("pyproject.toml"))["project"]["version"]
    newest = re.search(r"^## \[?([\d.]+)", text("CHANGELOG.md"), re.MULTILINE)

    assert newest is not None
    assert newest.group(1) == version
    assert yaml.safe_load(text("publiccode.yml"))["softwareVersion"] == version


ASKING = {kind for kind, model in KINDS.items() if model.bodies is not None}


@pytest.mark.parametrize(
    ("place", "known", "wanted"),
    [
        ("bot/conversation/answering.py", MANNERS, ASKING),
        ("bot/rehearsal/answering.py", ANSWERS, set(KINDS)),
        ("bot/web/views.py", VIEWS, ASKING),
        ("exports/sections", SECTIONS, ASKING),
    ],
)
def test_every_kind_is_asked_rehearsed_shown_and_reported(
    place: str, known: Mapping[str, object], wanted: set[str]
) -> None:
    assert (place, set(known)) == (place, wanted)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_its_partials(kind: str) -> None:
    wanted = [f"exports/templates/items/{kind}.html"]
    if kind in ASKING:
        pages = ("phone/ask_", "projector/", "results/")
        wanted += [f"bot/web/templates/{page}{kind}.html" for page in pages]

    assert [path for path in wanted if not (ROOT / path).exists()] == []


def test_the_agenda_of_the_demo_shows_every_kind() -> None:
    agenda = yaml.safe_load(text("sessions/agendas/boce-start.yaml"))

    assert {KIND_WORDS[next(iter(item))] for item in agenda["onderdelen"]} == set(KINDS)


@pytest.mark.parametrize(
    ("importer", "forbidden"),
    [
        ("exports", "sessions.storage"),
        ("sessions.errors", "knowledge_base"),
        ("bot.conversation", "time"),
        ("bot.desk", "starlette"),
        ("bot.documents", "bot.web"),
        ("bot.desk", "telegram"),
        ("bot.cli", "sqlalchemy"),
    ],
)
def test_an_import_against_the_direction_is_caught(
    importer: str, forbidden: str, tmp_path: Path
) -> None:
    tree = copy_to(tmp_path)
    module = tree / importer.replace(".", "/")
    file = module / "__init__.py" if module.is_dir() else module.with_suffix(".py")
    file.write_text(f"{file.read_text()}\nimport {forbidden}\n")

    linted = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache", "--no-logo"],
        cwd=tree,
        capture_output=True,
        text=True,
        check=False,
    )

    assert linted.returncode == 1
    assert f"{importer} -> {forbidden} (l." in linted.stdout
