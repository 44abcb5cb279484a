"""What the units of a course teach."""

from collections.abc import Iterable, Iterator
from typing import Final

from attrs import define, frozen

from parlons.domain.exercises.writing import folded
from parlons.domain.learning.catalogue import LessonSummary, UnitReference, UnitView

_SMALL_WORDS: Final = """
a about and can do does for french from how in is it me my of on or say some the to what with
you your au de des du en et la le les l d un une
"""
_SMALL: Final = frozenset(_SMALL_WORDS.split())
_PLURAL: Final = 3


@frozen
class GuidedUnit:
    """A unit with its lessons."""

    view: UnitView
    lessons: tuple[LessonSummary, ...]

    @property
    def reference(self) -> UnitReference:
        """Where it stands in the course."""
        view = self.view
        return UnitReference(
            unit_id=view.id, slug=view.slug, position=view.position, title=view.title
        )

    @property
    def words(self) -> frozenset[str]:
        """The words by which the unit and its lessons say what they are about."""
        view = self.view
        told = [view.title, view.description]
        told += [text for each in self.lessons for text in (each.title, each.objective)]
        return frozenset(stems(" ".join(told)))

    def lessons_about(self, topic: str) -> Iterator[LessonSummary]:
        """Yield the lessons whose title or objective names a topic."""
        wanted = set(stems(topic))
        for lesson in self.lessons:
            if wanted and wanted <= set(stems(f"{lesson.title} {lesson.objective}")):
                yield lesson


@define
class UnitGuide:
    """The units of a course in order."""

    units: tuple[GuidedUnit, ...]

    def at(self, position: int) -> GuidedUnit | None:
        """Return the unit at a position, counted from 1."""
        return next((each for each in self.units if each.view.position == position), None)

    def called(self, title: str) -> GuidedUnit | None:
        """Return the unit of that title, or of that beginning of its title, or of that slug."""
        wanted = folded(title)
        for each in self.units:
            names = folded(each.view.title), folded(each.view.slug)
            if wanted and any(f"{name} ".startswith(f"{wanted} ") for name in names):
                return each
        return None

    def about(self, topic: str) -> tuple[GuidedUnit, ...]:
        """Return the units that name all words of a topic."""
        wanted = set(stems(topic))
        return tuple(each for each in self.units if wanted and wanted <= each.words)

    def nearest(self, text: str, most: int) -> tuple[GuidedUnit, ...]:
        """Return the units that name most of a text's words, at least one of them."""
        wanted = set(stems(text))
        ranked = sorted(self.units, key=lambda each: -len(wanted & each.words))
        return tuple(each for each in ranked[:most] if wanted & each.words)


def stems(text: str) -> Iterable[str]:
    """Return the words of a text that tell something, without the -s of a plural."""
    for word in folded(text).split():
        if word not in _SMALL:
            yield word[:-1] if len(word) > _PLURAL and word.endswith("s") else word
