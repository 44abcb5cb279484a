"""The tables, as the newest migration leaves them."""

from attrs import frozen
from sqlalchemy import MetaData, Table

from parlons.adapters.sql.described import (
    account_tables,
    grading_tables,
    learning_tables,
    progress_tables,
    spending_tables,
    work_tables,
)


@frozen(kw_only=True)
class Tables:
    """The tables of one installation; the names of all they own begin with its prefix."""

    metadata: MetaData
    users: Table
    learning_paths: Table
    learning_units: Table
    vocabulary_entries: Table
    lessons: Table
    exercises: Table
    exercise_attempts: Table
    attempt_regrades: Table
    answer_reports: Table
    llm_spending: Table
    spending_budgets: Table
    spending_caps: Table
    spending_plans: Table
    spending_accounts: Table
    spending_days: Table
    spending_users: Table
    spending_weeks: Table
    rate_limits: Table
    learners: Table
    events: Table
    user_progress: Table
    user_unit_progress: Table
    user_lesson_progress: Table
    user_content_completions: Table
    xp_ledger: Table
    streak_freezes: Table
    user_achievements: Table
    learning_facts: Table
    work_items: Table
    work_failures: Table
    work_schedules: Table


def tables(prefix: str = "") -> Tables:
    """Describe the tables of an installation."""
    metadata = MetaData(naming_convention=naming_convention())
    return Tables(
        metadata=metadata,
        users=account_tables.users(metadata, prefix),
        learning_paths=learning_tables.learning_paths(metadata, prefix),
        learning_units=learning_tables.learning_units(metadata, prefix),
        vocabulary_entries=learning_tables.vocabulary_entries(metadata, prefix),
        lessons=learning_tables.lessons(metadata, prefix),
        exercises=learning_tables.exercises(metadata, prefix),
        exercise_attempts=grading_tables.exercise_attempts(metadata, prefix),
        attempt_regrades=grading_tables.attempt_regrades(metadata, prefix),
        answer_reports=grading_tables.answer_reports(metadata, prefix),
        llm_spending=spending_tables.llm_spending(metadata, prefix),
        spending_budgets=spending_tables.spending_budgets(metadata, prefix),
        spending_caps=spending_tables.spending_caps(metadata, prefix),
        spending_plans=spending_tables.spending_plans(metadata, prefix),
        spending_accounts=spending_tables.spending_accounts(metadata, prefix),
        spending_days=spending_tables.spending_days(metadata, prefix),
        spending_users=spending_tables.spending_users(metadata, prefix),
        spending_weeks=spending_tables.spending_weeks(metadata, prefix),
        rate_limits=spending_tables.rate_limits(metadata, prefix),
        learners=progress_tables.learners(metadata, prefix),
        events=progress_tables.events(metadata, prefix),
        user_progress=progress_tables.user_progress(metadata, prefix),
        user_unit_progress=progress_tables.user_unit_progress(metadata, prefix),
        user_lesson_progress=progress_tables.user_lesson_progress(metadata, prefix),
        user_content_completions=progress_tables.user_content_completions(metadata, prefix),
        xp_ledger=progress_tables.xp_ledger(metadata, prefix),
        streak_freezes=progress_tables.streak_freezes(metadata, prefix),
        user_achievements=progress_tables.user_achievements(metadata, prefix),
        learning_facts=progress_tables.learning_facts(metadata, prefix),
        work_items=work_tables.work_items(metadata, prefix),
        work_failures=work_tables.work_failures(metadata, prefix),
        work_schedules=work_tables.work_schedules(metadata, prefix),
    )


def naming_convention() -> dict[str, str]:
    """Name constraints and indexes by their table, in which the prefix is."""
    return {
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
