"""Exercises as they are stored."""

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Final, TypeAlias

from parlons.application.ports.codec import ICodec
from parlons.domain.learning.catalogue import StoredExercise

_KEPT: Final = 4096

ExerciseReader: TypeAlias = Callable[[int, int, str, str, int], StoredExercise]
"""Makes an exercise of its columns, its documents as JSON."""

EXERCISE: Final = ("id", "version", "content", "accepted", "task_since")
"""The columns of an exercise."""


def exercise_reader(codec: ICodec) -> ExerciseReader:
    """Return a reader that decodes each version of an exercise once and keeps the latest 4,096.

    The content is part of what is remembered: a version that was rolled back may come again with
    another content.
    """

    @lru_cache(_KEPT)
    def read(
        exercise_id: int, version: int, content: str, accepted: str, task_since: int
    ) -> StoredExercise:
        document = {
            "id": exercise_id,
            "version": version,
            "content": json.loads(content),
            "accepted": json.loads(accepted),
            "task_since": task_since,
        }
        return codec.decode(document, StoredExercise)

    return read
