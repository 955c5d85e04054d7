from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from sessions.actions import showing
from sessions.actions.planning import ADMIN, load
from sessions.errors import Clash
from sessions.meeting import Light
from sessions.storage import mail_tables  # noqa: F401 -- nothing else here reads its tables
from sessions.storage.engine import open_migrating
from sessions.storage.migrating import HEAD, alembic_config, migrate, move_to, version_of
from sessions.storage.reviewing import ReviewAct, add_act
from sessions.storage.store import Store
from sessions.storage.tables import metadata
from tests.sessions.storage.hall import agenda


def revisions(url: str) -> list[str]:
    """Every migration from the oldest to the newest, after "base"."""
    engine = open_migrating(url)
    with engine.connect() as connection:
        script = ScriptDirectory.from_config(alembic_config(connection))
    engine.dispose()
    return ["base", *(step.revision for step in reversed(list(script.walk_revisions())))]


def test_each_migration_goes_up_and_down_and_up_again(database_url: str) -> None:
    engine = open_migrating(database_url)
    for lower, higher in pairwise(revisions(database_url)):
        move_to(engine, higher)
        move_to(engine, lower)
        assert version_of(engine) == (None if lower == "base" else lower)
        move_to(engine, higher)
        assert version_of(engine) == higher
    engine.dispose()


def test_going_down_leaves_nothing_behind(database_url: str) -> None:
    engine = open_migrating(database_url)
    move_to(engine, "head")
    move_to(engine, "base")

    assert inspect(engine).get_table_names() == ["alembic_version"]
    engine.dispose()


def test_models_and_migrations_agree(database_url: str) -> None:
    migrate(database_url)
    engine = open_migrating(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        differences = compare_metadata(context, metadata)

    assert differences == []
    engine.dispose()


def test_head_is_the_newest_file(sqlite_url: str) -> None:
    folder = Path(migrate.__code__.co_filename).parent / "migrations" / "versions"
    newest = max(path.name for path in folder.glob("[0-9]*.py"))

    assert revisions(sqlite_url)[-1] == HEAD
    assert newest.startswith(f"{HEAD}_")


async def test_migrating_again_leaves_everything_as_it_was(database_url: str) -> None:
    migrate(database_url)
    store = Store(database_url)
    code = await load(store, ADMIN, agenda())
    before = await store.record(code)

    migrate(database_url)
    store.close()
    store = Store(database_url)

    assert await store.record(code) == before
    store.close()


async def test_a_round_of_before_was_the_first_issue(database_url: str) -> None:
    migrate(database_url)
    store = Store(database_url)
    code = await load(store, ADMIN, agenda())
    meeting = (await store.record(code)).meeting.id
    for day in ("2027-03-18", "2027-03-25"):
        act = ReviewAct(what="opened", by="coordinator:1", word=day)
        await store.writer.run(meeting, partial(add_act, meeting_id=meeting, act=act))
    store.close()
    engine = open_migrating(database_url)
    move_to(engine, "0024")

    move_to(engine, "0025")

    engine.dispose()
    migrate(database_url)
    store = Store(database_url)
    review = (await store.record(code)).review
    store.close()
    assert [(i.number, i.digest, i.by) for i in review.issues] == [(1, "", "coordinator:1")]


async def test_making_a_table_anew_takes_nothing_along(sqlite_url: str) -> None:
    """SQLite changes a table by copying and dropping it; the items must not go with it."""
    migrate(sqlite_url)
    store = Store(sqlite_url)
    code = await load(store, ADMIN, agenda())
    before = await store.record(code)
    store.close()
    engine = open_migrating(sqlite_url)

    with engine.begin() as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("meetings", recreate="always"):
            pass

    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    engine.dispose()
    store = Store(sqlite_url)
    assert await store.record(code) == before
    store.close()


async def test_a_wall_stays_as_dark_as_it_was(database_url: str) -> None:
    """Its word was Dutch before 0026; whoever goes back finds it so again."""
    before = revisions(database_url)[revisions(database_url).index("0026") - 1]
    migrate(database_url)
    store = Store(database_url)
    code = await load(store, ADMIN, agenda())
    await showing.light(store, await store.record(code), ADMIN, Light.DARK)
    store.close()
    engine = open_migrating(database_url)

    move_to(engine, before)
    with engine.connect() as connection:
        earlier = connection.execute(text("SELECT light FROM meetings")).scalars().all()
    move_to(engine, "head")
    engine.dispose()
    store = Store(database_url)
    record = await store.record(code)
    store.close()

    assert earlier == ["donker"]
    assert record.meeting.light == Light.DARK


def test_a_database_that_cannot_be_reached_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Clash) as caught:
        migrate(f"postgresql+psycopg://nobody@/nothing?host={tmp_path}")

    assert caught.value.key == "storage.unreachable"
