"""What may stand between us and a database, each as a refusal that says so."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError, OperationalError

from sessions.errors import Clash

NO_DATABASE = "file is not a database"
"""What SQLite says of a file that something else wrote."""


@contextmanager
def reached(engine: Engine) -> Iterator[None]:
    """Raise `Clash` where the database does not answer, or is a file of something else."""
    try:
        yield
    except OperationalError:
        raise Clash("storage.unreachable", engine=engine.dialect.name) from None
    except DatabaseError as error:
        if NO_DATABASE not in str(error.orig):
            raise
        raise Clash("storage.no_database") from None
