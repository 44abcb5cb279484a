"""Links to what the course's server shows."""

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote

from parlons.adapters.llm.lexicon_tutor.wording.phrases import Phrases
from parlons.domain.learning.catalogue import LessonSummary, UnitReference

_MARKUP: Final = re.compile(r"[\\`*_{}\[\]<>#|~]")


def place(phrases: Phrases, unit: UnitReference) -> str:
    """Name a unit by its position and title, as a link to it."""
    name = phrases.unit.format(position=unit.position, title=as_text(unit.title))
    return f"[{name}](/api/units/{unit.unit_id})"


def places(phrases: Phrases, units: Iterable[UnitReference]) -> str:
    """Name several units."""
    return "; ".join(place(phrases, unit) for unit in units)


def lesson_link(lesson: LessonSummary) -> str:
    """Name a lesson, as a link to it."""
    return f"[{as_text(lesson.title)}](/api/lessons/{lesson.id})"


def sound_address(path_id: int, term: str) -> str:
    """Return where a term of a course can be heard."""
    return f"/api/learning-paths/{path_id}/pronunciation?term={quote(term, safe='')}"


def as_text(text: str) -> str:
    """Take from what a learner or an author wrote what Markdown would make of it."""
    return _MARKUP.sub(r"\\\g<0>", text)
