"""The table of operations; knows no web framework."""

from typing import Final

from parlons.entrypoints.http.operations import auth, grading, learning, progress, tutoring

OPERATIONS: Final = (
    auth.register,
    auth.log_in,
    auth.view_user,
    learning.list_learning_paths,
    learning.view_learning_path,
    learning.list_units,
    learning.view_unit,
    learning.set_prerequisites,
    learning.list_lessons,
    learning.view_lesson,
    learning.hear_exercise,
    learning.hear_line,
    learning.hear_term,
    grading.answer_exercise,
    grading.report_answer,
    grading.list_answer_reports,
    grading.decide_answer_report,
    progress.complete_activity,
    progress.complete_activities,
    progress.view_progress,
    progress.enrol_in_path,
    progress.view_xp,
    progress.view_streak,
    progress.freeze_day,
    progress.view_achievements,
    progress.follow_news,
    tutoring.ask_tutor,
    tutoring.stream_tutor_reply,
)
