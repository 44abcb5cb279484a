"""The named permissions; each use case asks for one."""

from enum import StrEnum


class Permission(StrEnum):
    """What a principal may do, as `<what>:<act>`."""

    REGISTER = "account:register"
    LOG_IN = "account:log-in"
    MANAGE_USERS = "users:manage"
    READ_COURSES = "courses:read"
    MANAGE_COURSES = "courses:manage"
    ANSWER_EXERCISES = "exercises:answer"
    REVIEW_ANSWERS = "answers:review"
    ASK_TUTOR = "tutor:ask"
    MANAGE_PROGRESS = "progress:manage"
    MANAGE_WORK = "work:manage"
    MANAGE_SPENDING = "spending:manage"
