"""Databases of PostgreSQL for tests are used again, and nothing of one is there for the next."""

import psycopg
import pytest
from sqlalchemy import create_engine, make_url, text

from tests.engines import Cluster, furnish


def does(url: str, *statements: str) -> object:
    """The first value that the last statement gives."""
    engine = create_engine(url)
    with engine.begin() as connection:
        *before, last = map(text, statements)
        for statement in before:
            connection.execute(statement)
        told = connection.execute(last)
        found = told.scalar() if told.returns_rows else None
    engine.dispose()
    return found


MAKES = (
    "INSERT INTO programmes (title, themes, target_groups, planning) "
    "VALUES ('Visie', '[]', '[]', '[]') RETURNING id"
)
COUNTS = "SELECT count(*) FROM programmes"


def test_rows_are_gone_and_numbers_begin_anew(postgresql: Cluster) -> None:
    numbers = []
    for _ in range(3):
        with postgresql.database() as url:
            furnish(url)
            assert does(url, COUNTS) == 0
            numbers.append(does(url, MAKES))

    assert numbers == [1, 1, 1]


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE programmes ADD COLUMN colour text",
        "CREATE TABLE more (id integer)",
        "DROP TABLE programmes CASCADE",
        "CREATE INDEX slower ON programmes (title, id)",
        "ALTER TABLE programmes ADD CONSTRAINT short CHECK (length(title) < 9)",
        "CREATE SCHEMA elsewhere",
    ],
)
def test_what_was_changed_is_not_given_to_the_next(postgresql: Cluster, change: str) -> None:
    with postgresql.database() as url:
        furnish(url)
        does(url, change)

    with postgresql.database() as url:
        furnish(url)
        does(url, change)  # is refused where it was done before
        assert postgresql.has_tables(str(make_url(url).database))


def test_an_empty_one_is_empty_again(postgresql: Cluster) -> None:
    for _ in range(2):
        with postgresql.database() as url:
            does(url, "CREATE TABLE mine (id integer)")


def test_who_is_still_connected_is_shown_out(postgresql: Cluster) -> None:
    with postgresql.database() as url:
        furnish(url)
        name = str(make_url(url).database)
        stays = postgresql.connected(name)
        stays.execute("SELECT 1")

    with pytest.raises(psycopg.OperationalError):
        stays.execute("SELECT 1")
    stays.close()
