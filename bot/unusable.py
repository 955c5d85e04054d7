"""Input that a command cannot use: what there is to say, on standard error, and exit status 2."""

import errno
from pathlib import Path

import click


class Unusable(click.ClickException):
    """Says only its sentences; nobody needs the word "Error" in front of them."""

    exit_code = 2

    def show(self, file: object = None) -> None:  # noqa: ARG002 -- click's signature
        click.echo(self.message, err=True)


REASONS = {
    errno.ENOENT: "dit is er niet",
    errno.EEXIST: "hier staat al een bestand",
    errno.EISDIR: "dit is een map en geen bestand",
    errno.ENOTDIR: "een deel van dit pad is geen map",
    errno.EACCES: "wij mogen hier niet bij",
    errno.EPERM: "wij mogen hier niet bij",
    errno.EROFS: "hier kan alleen worden gelezen",
    errno.ENOSPC: "de schijf is vol",
    errno.ENAMETOOLONG: "deze naam is te lang",
}


def reason(error: OSError) -> str:
    """Why a file or folder cannot be used; what is not in our list stays as the system says it."""
    return REASONS.get(error.errno or 0) or str(error.strerror)


def read_at_most(path: Path, size: int) -> bytes:
    """A whole file; a device or a pipe without an end is too large as well."""
    try:
        with path.open("rb") as file:
            content = file.read(size + 1)
    except OSError as error:
        raise Unusable(f"{path}: {reason(error)}.") from None
    if len(content) > size:
        raise Unusable(f"{path}: dit bestand is te groot.")
    return content
