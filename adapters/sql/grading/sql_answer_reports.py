"""Reports of answers in SQL."""

import json
from functools import partial
from typing import Any
from uuid import UUID

import attrs
from attrs import frozen
from sqlalchemy import bindparam, or_, select

from parlons.adapters.sql.prepared import Prepared
from parlons.adapters.sql.query import BEFORE_ALL, Query, reader_of
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.sql_transaction import SqlTransaction
from parlons.adapters.sql.tables import Tables
from parlons.application.ports.answer_reports import IAnswerReports
from parlons.application.ports.codec import ICodec
from parlons.application.ports.unit_of_work import DuplicateError, StaleRevisionError
from parlons.domain.exercises.answer_report import AnswerReport, ReportStatus


@frozen(kw_only=True)
class ReportQueries:
    """What is asked about reports, and what adds one."""

    codec: ICodec
    tables: Tables
    add: Prepared
    about: Query[AnswerReport]
    page: Query[AnswerReport]

    @classmethod
    def on(cls, database: SqlDatabase, codec: ICodec) -> "ReportQueries":
        """Prepare the statements for a database."""
        reports, prepare = database.tables.answer_reports, database.prepare
        status = bindparam("status", type_=reports.c.status.type)
        page = (
            select(reports)
            .where(reports.c.attempt_id > bindparam("after", type_=reports.c.attempt_id.type))
            .where(or_(status.is_(None), reports.c.status == status))
            .order_by(reports.c.attempt_id)
            .limit(bindparam("limit"))
        )
        about = select(reports).where(
            reports.c.attempt_id == bindparam("id", type_=reports.c.attempt_id.type)
        )
        read = reader_of(partial(_report, codec), reports.c.keys())
        return cls(
            codec=codec,
            tables=database.tables,
            add=prepare(database.insert(reports).on_conflict_do_nothing()),
            about=Query(prepare(about), read),
            page=Query(prepare(page), read),
        )


@frozen
class SqlAnswerReports(IAnswerReports):
    """The reports of a session."""

    transaction: SqlTransaction
    queries: ReportQueries

    def add(self, report: AnswerReport) -> None:
        document = self.queries.codec.encode(report)
        values = attrs.asdict(report, recurse=False) | {"answer": document["answer"]}
        if not self.transaction.add(self.queries.add, values):
            raise DuplicateError("the attempt has been reported already")

    def about(self, attempt_id: UUID) -> AnswerReport | None:
        return self.queries.about.first(self.transaction, {"id": attempt_id})

    def page(
        self, after: UUID | None, limit: int, *, status: ReportStatus | None = None
    ) -> tuple[AnswerReport, ...]:
        values = {"after": after or BEFORE_ALL, "limit": limit, "status": status}
        return self.queries.page.all(self.transaction, values)

    def decide(self, report: AnswerReport) -> None:
        reports = self.queries.tables.answer_reports
        still_open = reports.c.status == ReportStatus.OPEN
        update = reports.update().where(reports.c.attempt_id == report.attempt_id, still_open)
        names = ("status", "decided_by", "decided_at")
        values = {name: getattr(report, name) for name in names}
        if not self.transaction.change(update, values).rowcount:
            raise StaleRevisionError("the report was decided in the meantime")


def _report(codec: ICodec, **values: Any) -> AnswerReport:
    decided_at = values["decided_at"]
    document = {
        **values,
        "answer": json.loads(values["answer"]),
        "attempt_id": str(values["attempt_id"]),
        "reported_at": values["reported_at"].isoformat(),
        "decided_at": decided_at and decided_at.isoformat(),
    }
    return codec.decode(document, AnswerReport)
