"""Where Alembic finds the connection and the tables."""

from alembic import context

from sessions.storage import signature_tables as _signature_tables  # noqa: F401 -- as the next one
from sessions.storage import terms_tables as _terms_tables  # noqa: F401 -- as the next one
from sessions.storage import vision_tables as _vision_tables  # noqa: F401 -- on the same metadata
from sessions.storage.curating_tables import entry_versions
from sessions.storage.gaps import gaps
from sessions.storage.tables import metadata

assert entry_versions.metadata is metadata
assert gaps.metadata is metadata  # tables that stand in a module of their own are loaded too

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
