"""A small course in a folder, and what reads it."""

from pathlib import Path

from parlons.adapters import courses, documents
from parlons.application.ports.course_source import ICourseSource

COURSE = """\
slug: french-in-a-day
title: French in a Day
description: What gets you through a day in Paris.
source_language: en
target_language: fr
level: A1
"""
UNIT = """\
slug: greetings
title: Greetings
description: First words.
vocabulary:
  - term: bonsoir
    translations: [good evening]
    part_of_speech: interjection
  - term: non
    translations: [no]
    part_of_speech: interjection
lessons:
  - slug: good-evening
    title: Good evening
    objective: Greet people after dark.
    exercises:
      - type: multiple_choice
        slug: after-dark
        prompt: It is eight in the evening. What do you say?
        options: [bonjour, bonsoir]
        correct: bonsoir
      - type: fill_in_blank
        slug: sir
        prompt: Greet him.
        text: ___, monsieur !
        keys:
          - [Bonsoir]
"""
SECOND_UNIT = """\
slug: thanks
title: Thanks
description: More words.
vocabulary:
  - term: merci
    translations: [thank you]
    part_of_speech: interjection
lessons:
  - slug: thank-you
    title: Thank you
    objective: Thank people.
    exercises:
      - type: flashcard
        slug: merci
        prompt: Recall.
        front: thank you
        back: merci
"""


def write_course(
    folder: Path, course: str = COURSE, unit: str = UNIT, second: str = SECOND_UNIT
) -> Path:
    """Write `course.yaml` and two units into the folder, which is made."""
    (folder / "units").mkdir(parents=True)
    (folder / "course.yaml").write_text(course, encoding="utf-8")
    (folder / "units/01-greetings.yaml").write_text(unit, encoding="utf-8")
    (folder / "units/02-thanks.yaml").write_text(second, encoding="utf-8")
    return folder


def yaml_source() -> ICourseSource:
    """Return the source that the container would make."""
    return next(iter(courses.yaml_folder(next(iter(documents.authored_codec())))))
