"""What is asked about events, and what stores one."""

from collections.abc import Mapping

from attrs import frozen
from sqlalchemy import Insert, Text, Update, and_, bindparam, func, literal_column, or_, select

from parlons.adapters.sql.columns import Number
from parlons.adapters.sql.prepared import Prepared
from parlons.adapters.sql.progress.learner_row import LearnerQueries, only
from parlons.adapters.sql.progress.stored_events import EVENT, event_reader
from parlons.adapters.sql.query import Query
from parlons.adapters.sql.rows import AnySelect
from parlons.adapters.sql.sql_database import SqlDatabase
from parlons.adapters.sql.tables import Tables
from parlons.application.ports.codec import ICodec
from parlons.domain.progress.event import Event

_LIMIT = bindparam("limit", type_=Number())
_ONCE = ("user_id", "key")


@frozen(kw_only=True)
class EventQueries:
    """One statement for each question; `announce` needs the learner's row, and does not count."""

    codec: ICodec
    tables: Tables
    learners: LearnerQueries
    add: Prepared
    announce: Prepared
    recount_news: Prepared
    by_id: Query[Event]
    by_key: Query[Event]
    of_user: AnySelect
    of_kind: AnySelect
    users: Query[str]

    @classmethod
    def on(cls, database: SqlDatabase, codec: ICodec) -> "EventQueries":
        """Prepare the statements for a database."""
        tables, prepare, read = database.tables, database.prepare, event_reader(codec)
        stored, events = _stored(tables), tables.events
        of_id = stored.where(events.c.id == bindparam("id", type_=events.c.id.type))
        of_user = stored.where(events.c.user_id == bindparam("user_id"))
        of_key = of_user.where(events.c.key == bindparam("key"))
        return cls(
            codec=codec,
            tables=tables,
            learners=LearnerQueries.on(database),
            add=prepare(_add(database)),
            announce=prepare(_announce(database)),
            recount_news=prepare(_recount_news(tables)),
            by_id=Query(prepare(of_id), read),
            by_key=Query(prepare(of_key), read),
            of_user=_page(of_user, tables),
            of_kind=_page(stored, tables),
            users=Query(prepare(_users(tables)), only),
        )

    def news(self, after: Mapping[str, int], limit: int) -> AnySelect:
        """Make the statement for so many users: each is looked up in the index by itself.

        Since numbers have no gaps, so many news are those with so many numbers.
        """
        events = self.tables.events
        later = (
            and_(
                events.c.user_id == user_id,
                events.c.number > number,
                events.c.number <= number + limit,
            )
            for user_id, number in after.items()
        )
        found = _stored(self.tables).where(or_(*later))
        return found.order_by(events.c.user_id, events.c.number)


def _stored(tables: Tables) -> AnySelect:
    return select(*(tables.events.c[name] for name in EVENT))


def _add(database: SqlDatabase) -> Insert:
    return database.insert(database.tables.events).on_conflict_do_nothing(index_elements=_ONCE)


def _announce(database: SqlDatabase) -> Insert:
    events, learners = database.tables.events, database.tables.learners
    mine = learners.c.user_id == bindparam("user_id", type_=Text())
    number = select(learners.c.last_number + literal_column("1")).where(mine)
    binds = {each.name: bindparam(each.name, type_=each.type) for each in events.c}
    values = {**binds, "number": number.scalar_subquery()}
    return database.insert(events).values(values).on_conflict_do_nothing(index_elements=_ONCE)


def _recount_news(tables: Tables) -> Update:
    events, learners = tables.events, tables.learners
    highest = select(func.coalesce(func.max(events.c.number), literal_column("0")))
    of_user = bindparam("of_user", type_=Text())
    number = highest.where(events.c.user_id == of_user).scalar_subquery()
    return learners.update().where(learners.c.user_id == of_user).values(last_number=number)


def _page(found: AnySelect, tables: Tables) -> AnySelect:
    events = tables.events
    return (
        found.where(events.c.type.in_(bindparam("types", expanding=True)))
        .where(events.c.id > bindparam("after", type_=events.c.id.type))
        .order_by(events.c.id)
        .limit(_LIMIT)
    )


def _users(tables: Tables) -> AnySelect:
    user_id = tables.events.c.user_id
    later = select(user_id).distinct().where(user_id > bindparam("after"))
    return later.order_by(user_id).limit(_LIMIT)
