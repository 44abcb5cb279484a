"""Everything a course says, ordered for looking things up."""

from attrs import frozen

from parlons.adapters.llm.lexicon_tutor.course.glosses import glosses
from parlons.adapters.llm.lexicon_tutor.course.notes import Notes
from parlons.adapters.llm.lexicon_tutor.course.numbers import Numbers, taught_numbers
from parlons.adapters.llm.lexicon_tutor.course.phrasebook import Phrasebook
from parlons.adapters.llm.lexicon_tutor.course.sentences import Sentences
from parlons.adapters.llm.lexicon_tutor.course.topics import Topics
from parlons.adapters.llm.lexicon_tutor.course.unit_guide import GuidedUnit, UnitGuide
from parlons.adapters.llm.lexicon_tutor.languages import primary
from parlons.application.ports.catalogue import ICatalogue
from parlons.domain.learning.catalogue import LexiconEntry, PathSummary


@frozen(kw_only=True)
class CourseBook:
    """The words, notes, numbers and units of one edition of a course."""

    path: PathSummary
    lexicon: tuple[LexiconEntry, ...]
    words: Phrasebook
    sentences: Sentences
    notes: Notes
    topics: Topics
    numbers: Numbers
    guide: UnitGuide

    @property
    def source(self) -> str:
        """The language of the explanations (ISO 639)."""
        return primary(self.path.source_language)

    @property
    def target(self) -> str:
        """The language taught (ISO 639)."""
        return primary(self.path.target_language)


def open_book(catalogue: ICatalogue, path: PathSummary) -> CourseBook:
    """Read a course, with two statements for each of its units."""
    lexicon = catalogue.lexicon(path.id)
    guide = UnitGuide(_units(catalogue, path))
    grammar = Notes()
    for unit in guide.units:
        grammar.add(unit.reference, unit.view.grammar_note)
    french = primary(path.target_language) == "fr"
    return CourseBook(
        path=path,
        lexicon=lexicon,
        words=Phrasebook(primary(path.source_language), primary(path.target_language), lexicon),
        sentences=Sentences(lexicon, [*glosses(grammar.sections)]),
        notes=grammar,
        topics=Topics(grammar.sections),
        numbers=Numbers(taught_numbers(lexicon) if french else {}, grammar.sections),
        guide=guide,
    )


def _units(catalogue: ICatalogue, path: PathSummary) -> tuple[GuidedUnit, ...]:
    summaries = catalogue.units(path.id, 0, max(path.unit_count, 1))
    views = (catalogue.unit(each.id) for each in summaries)
    return tuple(
        GuidedUnit(view, catalogue.lessons(view.id, 0, max(view.lesson_count, 1)))
        for view in views
        if view is not None
    )
