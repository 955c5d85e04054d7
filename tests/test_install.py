"""Installing: the image's own steps in an empty folder, and what the wheel carries."""

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml

from tests.tree import PACKAGES, ROOT, copy_to, kept_under

DOCKERFILE = (ROOT / "docker/Dockerfile").read_text(encoding="utf-8")


def instruction(word: str) -> str:
    """What the Dockerfile's first line with this word says."""
    found = re.search(rf"^{word} (.+)$", DOCKERFILE, re.MULTILINE)
    assert found is not None, word
    return found.group(1)


def run(*command: str | Path, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=cwd,
        env=os.environ | env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def build_context(folder: Path) -> Path:
    """The tree as the image's build sees it: only what .dockerignore admits."""
    copy_to(folder)
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    admitted = {line.removeprefix("!") for line in lines if line.startswith("!")}
    for path in folder.iterdir():
        if path.name not in admitted:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    return folder


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the Dockerfile's step was run; as in the image, only .venv stays."""
    folder = build_context(tmp_path_factory.mktemp("image"))
    done = run(*shlex.split(instruction("RUN")), cwd=folder)
    assert done.returncode == 0, done.stderr
    for path in folder.iterdir():
        if path.is_dir() and path.name in PACKAGES:
            shutil.rmtree(path)
    return folder


@contextmanager
def served(image: Path, data: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The image's own command, on a free port and with its data in a folder of the test."""
    words = [*json.loads(instruction("ENTRYPOINT")), *json.loads(instruction("CMD"))]
    process = subprocess.Popen(
        [image / ".venv/bin" / words[0], *(w.replace("8080", str(port)) for w in words[1:])],
        cwd=data,
        env=os.environ | {"SAMENSPEL_DATABASE": f"sqlite:///{data / 'samenspel.db'}"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=60)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_the_wheel_carries_every_file_of_the_packages(tmp_path: Path) -> None:
    tree = copy_to(tmp_path / "tree")

    built = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "out", cwd=tree)

    assert built.returncode == 0, built.stderr
    [wheel] = (tree / "out").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        carried = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert carried == {path.as_posix() for path in kept_under(*PACKAGES)}


def test_people_and_the_image_install_with_the_same_script() -> None:
    made = run("make", "--dry-run", "--no-print-directory", "setup", cwd=ROOT)

    assert made.stdout.splitlines() == [
        f"{instruction('RUN')} --editable",
        "docker/install.sh requirements-dev.txt --editable",
    ]


def test_the_database_of_the_image_lies_on_the_volume_of_the_compose_file() -> None:
    [volume] = yaml.safe_load((ROOT / "docker/compose.yaml").read_text())["services"]["bot"][
        "volumes"
    ]
    folder = volume.partition(":")[2]

    assert instruction("VOLUME") == folder
    assert f"SAMENSPEL_DATABASE=sqlite:///{folder}/samenspel.db\n" in DOCKERFILE


@pytest.mark.parametrize(
    ("python", "sentence"),
    [
        ("exit 1", "Samenspel needs Python 3.11 or newer, and neither python3.11 nor python3 is"),
        ('case "$2" in *ensurepip*) exit 1; esac', "Python's venv module is missing."),
    ],
)
def test_an_unfit_python_is_refused_with_a_sentence(
    python: str, sentence: str, tmp_path: Path
) -> None:
    tree, programs = copy_to(tmp_path / "tree"), tmp_path / "bin"
    programs.mkdir()
    for name in ("dirname", "sha256sum"):
        (programs / name).symlink_to(str(shutil.which(name)))
    for name in ("python3", "python3.11"):
        (programs / name).write_text(f"#!/bin/sh\n{python}\n")
        (programs / name).chmod(0o755)

    refused = run(tree / "docker/install.sh", "requirements.txt", cwd=tmp_path, PATH=str(programs))

    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith(sentence)


@pytest.mark.slow
def test_the_image_s_steps_install_a_bot_that_runs(image: Path, tmp_path: Path) -> None:
    helped = run(image / ".venv/bin/samenspel", "--help", cwd=tmp_path)

    assert helped.returncode == 0, helped.stderr
    assert helped.stdout.startswith("Usage: samenspel")


@pytest.mark.slow
def test_installing_again_does_nothing(image: Path) -> None:
    again = run(*shlex.split(instruction("RUN")), cwd=image)

    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")


@pytest.mark.slow
def test_the_image_s_command_answers_the_image_s_health_check(image: Path, tmp_path: Path) -> None:
    port = free_port()
    python, *check = json.loads(instruction("HEALTHCHECK").partition("CMD ")[2])
    words = [word.replace("8080", str(port)) for word in check]

    with served(image, tmp_path, port) as server:
        deadline = time.monotonic() + 60
        while (healthy := run(image / ".venv/bin" / python, *words, cwd=tmp_path)).returncode:
            assert server.poll() is None
            assert time.monotonic() < deadline, healthy.stderr
            time.sleep(0.2)
