"""${message}."""

from alembic import context, op
import sqlalchemy as sa
${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    prefix = context.config.attributes["migrator"].prefix
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    prefix = context.config.attributes["migrator"].prefix
    ${downgrades if downgrades else "pass"}
