"""Run by Alembic; the migrator hands over what it needs."""

from alembic import context

given = context.config.attributes
context.configure(
    connection=given["connection"],
    target_metadata=given["migrator"].metadata,
    version_table=given["migrator"].version_table,
)
context.run_migrations()
