"""The table of operations; knows no web framework."""

from typing import Final

from parlons.entrypoints.http.operations import auth, learning, tutoring

OPERATIONS: Final = (
    auth.register,
    auth.log_in,
    auth.view_user,
    learning.list_learning_paths,
    learning.view_learning_path,
    learning.view_unit,
    learning.list_lessons,
    learning.view_lesson,
    learning.answer_exercise,
    tutoring.ask_tutor,
    tutoring.stream_tutor_reply,
)
