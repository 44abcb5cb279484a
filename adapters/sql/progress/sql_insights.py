"""Insights in SQL."""

from uuid import UUID

from attrs import asdict, frozen
from sqlalchemy import bindparam, select

from parlons.adapters.sql.prepared import Prepared
from parlons.adapters.sql.query import BEFORE_ALL, Query, columns_of, names_of, reader_of
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_transaction import SqlTransaction
from parlons.application.ports.insights import IInsights, LearningFact


@frozen(kw_only=True)
class InsightQueries:
    """What is asked about facts, and what adds one."""

    add: Prepared
    of_user: Query[LearningFact]

    @classmethod
    def on(cls, database: SqlDatabase) -> "InsightQueries":
        """Prepare the statements for a database."""
        facts, prepare = database.tables.learning_facts, database.prepare
        of_user = (
            select(*columns_of(LearningFact, facts))
            .where(facts.c.user_id == bindparam("user_id"))
            .where(facts.c.event_id > bindparam("after", type_=facts.c.event_id.type))
            .order_by(facts.c.event_id)
            .limit(bindparam("limit"))
        )
        return cls(
            add=prepare(database.insert(facts).on_conflict_do_nothing()),
            of_user=Query(prepare(of_user), reader_of(LearningFact, names_of(LearningFact))),
        )


@frozen
class SqlInsights(IInsights):
    """Insights of a session."""

    transaction: SqlTransaction
    queries: InsightQueries

    def add(self, fact: LearningFact) -> bool:
        return self.transaction.add(self.queries.add, asdict(fact, recurse=False)) > 0

    def of_user(self, user_id: str, after: UUID | None, limit: int) -> tuple[LearningFact, ...]:
        values = {"user_id": user_id, "after": after or BEFORE_ALL, "limit": limit}
        return self.queries.of_user.all(self.transaction, values)
