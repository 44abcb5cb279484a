"""What every `ICatalogue` promises."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest

from parlons.application.ports.catalogue import ICatalogue
from parlons.application.ports.unit_of_work import IUnitOfWork
from parlons.domain.exercises.exercise import Exercise
from parlons.domain.exercises.fill_in_blank import FillInBlank
from parlons.domain.exercises.flashcard import Flashcard
from parlons.domain.exercises.listening import Listening
from parlons.domain.exercises.matching import Matching, Pair
from parlons.domain.exercises.multiple_choice import MultipleChoice
from parlons.domain.exercises.ordering import Ordering
from parlons.domain.exercises.speaking import Speaking
from parlons.domain.exercises.verdict import Verdict
from parlons.domain.learning.catalogue import (
    CourseEdition,
    LessonSummary,
    PathSummary,
    UnitSummary,
    UnitView,
)
from parlons.domain.learning.cefr_level import CefrLevel
from parlons.domain.learning.lesson import DialogueLine
from parlons.domain.learning.prerequisites import AllOf, AnyOf, AtLeast, UnitCompleted, UnitScore
from parlons.domain.learning.unit_role import UnitRole
from parlons.domain.learning.vocabulary_entry import Gender, PartOfSpeech
from parlons.domain.learning.word_form import FormKind, WordForm
from parlons.entrypoints.testing import samples
from parlons.entrypoints.testing.contracts.store import StoreContract, publish

TEXT = samples.ANY_TEXT
EXERCISES: tuple[Exercise, ...] = (
    MultipleChoice(slug="choice", prompt=TEXT, options=("yes", TEXT), correct=TEXT),
    FillInBlank(slug="blanks", prompt="Fill.", text="___ or ___", keys=((TEXT, "b"), ("c",))),
    Matching(slug="pairs", prompt="Match.", pairs=(Pair("b", TEXT), Pair("a", "y"))),
    Ordering(slug="order", prompt="Order.", orders=(("b", "a"),), extra=(TEXT[:90],)),
    samples.exercise("translation", explanation=TEXT, hint=TEXT, accept=(Verdict.EXACT,)),
    Listening(slug="listening", prompt="Listen.", transcript=TEXT),
    Speaking(slug="speaking", prompt="Speak.", text=TEXT, variants=("a", "b")),
    Flashcard(slug="card", prompt="Turn.", front=TEXT, back="back"),
)
WORDS = (
    samples.word("zut"),
    samples.word(
        TEXT[:100],
        translations=("b", "a"),
        part_of_speech=PartOfSpeech.NOUN,
        gender=Gender.FEMININE,
        level=CefrLevel.A2,
        pronunciation=TEXT[:100],
        variants=("v", TEXT[:100]),
        forms=(
            WordForm(kind=FormKind.PLURAL, words=(TEXT[:50],)),
            WordForm(kind=FormKind.PRESENT, words=("je suis", "tu es")),
        ),
        example=TEXT,
        example_translation=TEXT,
        note=TEXT,
    ),
    samples.word("zut", part_of_speech=PartOfSpeech.NOUN),
)
DIALOGUE = (
    DialogueLine(speaker="Inès", text=TEXT, translation=TEXT),
    DialogueLine(speaker="Marc", text="Oui.", translation="Yes."),
)
DONE = UnitCompleted(unit="first")
CONDITION = AllOf(
    conditions=(
        UnitScore(unit="first", minimum=80),
        AnyOf(conditions=(DONE, AtLeast(count=1, conditions=(DONE, DONE)))),
    )
)
_Member = PathSummary | UnitSummary | LessonSummary
NOWHERE = (0, -1, 999, 2**31, 2**63 - 1, 2**63, 10**30, -(10**30))


class CatalogueContract(StoreContract):
    """What was put on the shelf is found, page by page and without loss."""

    def test_a_path_is_shown_with_its_counts(self, unit_of_work: IUnitOfWork) -> None:
        lessons = [samples.lesson(f"lesson-{number}") for number in range(3)]
        path = samples.path(
            "french",
            samples.unit("one", *lessons[:2]),
            samples.unit("two", lessons[2]),
            title=TEXT,
            description=TEXT,
            source_language="pt-BR",
            level=CefrLevel.B2,
        )
        path_id = publish(unit_of_work, path)
        with unit_of_work.read() as session:
            found = session.catalogue.path(path_id)
            assert session.catalogue.paths(0, 10) == (found,)
        assert found is not None
        assert (found.id, found.slug, found.title) == (path_id, "french", TEXT)
        assert (found.description, found.source_language) == (TEXT, "pt-BR")
        assert (found.target_language, found.level) == ("fr", CefrLevel.B2)
        assert (found.unit_count, found.lesson_count, found.version) == (2, 3, 1)
        assert (found.updated_at, found.updated_at.utcoffset()) == (samples.NOON, timedelta())

    def test_a_unit_is_shown_in_its_path(self, unit_of_work: IUnitOfWork) -> None:
        lessons = [samples.lesson("one"), samples.lesson("two")]
        unit = samples.unit("greetings", *lessons, title=TEXT, description=TEXT)
        path_id = publish(unit_of_work, samples.path("french", unit))
        with unit_of_work.read() as session:
            (found,) = session.catalogue.units(path_id, 0, 10)
        assert (found.slug, found.position, found.lesson_count) == ("greetings", 1, 2)
        assert (found.title, found.description) == (TEXT, TEXT)

    def test_a_unit_is_shown_with_its_role_and_what_it_waits_for(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        first = samples.unit("first")
        second = samples.unit(
            "second", samples.lesson("s"), role=UnitRole.REVIEW, prerequisites=CONDITION
        )
        path_id = publish(unit_of_work, samples.path("french", first, second))
        with unit_of_work.read() as session:
            summaries = session.catalogue.units(path_id, 0, 10)
            views = [session.catalogue.unit(unit.id) for unit in summaries]
        for found in (summaries, views):
            assert [unit and unit.role for unit in found] == [UnitRole.REQUIRED, UnitRole.REVIEW]
            assert [unit and unit.prerequisites for unit in found] == [None, CONDITION]

    def test_a_unit_is_opened_with_its_grammar_and_its_words(
        self, unit_of_work: IUnitOfWork
    ) -> None:
        lessons = [samples.lesson("one"), samples.lesson("two")]
        shown: dict[str, Any] = {
            "title": TEXT,
            "description": TEXT,
            "grammar_note": TEXT,
            "culture_note": TEXT,
            "vocabulary": WORDS,
        }
        other = samples.unit("other", samples.lesson("o"), vocabulary=(samples.word("autre"),))
        path = samples.path("french", other, samples.unit("meant", *lessons, **shown))
        path_id = publish(unit_of_work, path)
        with unit_of_work.read() as session:
            (summary,) = session.catalogue.units(path_id, 1, 10)
            found = session.catalogue.unit(summary.id)
        assert found == UnitView(
            id=summary.id, slug="meant", path_id=path_id, position=2, lesson_count=2, **shown
        )

    def test_a_unit_needs_neither_grammar_nor_words(self, unit_of_work: IUnitOfWork) -> None:
        taught = samples.unit(vocabulary=(samples.word(),), grammar_note="Note.")
        path_id = publish(unit_of_work, samples.path("french", taught))
        publish(unit_of_work, samples.path("french", samples.unit()))
        with unit_of_work.read() as session:
            found = session.catalogue.unit(session.catalogue.units(path_id, 0, 1)[0].id)
        assert found is not None
        assert (found.grammar_note, found.vocabulary) == (None, ())

    def test_a_lesson_is_shown_with_its_exercises(self, unit_of_work: IUnitOfWork) -> None:
        texts = {"introduction": TEXT, "title": TEXT, "objective": TEXT}
        lesson = samples.lesson("all", *EXERCISES, dialogue=DIALOGUE, **texts)
        path_id = publish(unit_of_work, samples.path("french", samples.unit("one", lesson)))
        with unit_of_work.read() as session:
            (unit,) = session.catalogue.units(path_id, 0, 10)
            (summary,) = session.catalogue.lessons(unit.id, 0, 10)
            found = session.catalogue.lesson(summary.id)
        assert (summary.slug, summary.position, summary.exercise_count) == ("all", 1, 8)
        assert (summary.title, summary.objective) == (TEXT, TEXT)
        assert found is not None
        assert (found.id, found.slug, found.unit_id) == (summary.id, "all", unit.id)
        assert (found.path_id, found.introduction, found.title) == (path_id, TEXT, TEXT)
        assert found.dialogue == DIALOGUE
        assert tuple(each.content for each in found.exercises) == EXERCISES
        assert {each.version for each in found.exercises} == {1}

    def test_an_exercise_is_found_by_itself(self, unit_of_work: IUnitOfWork) -> None:
        lesson = samples.lesson("all", *EXERCISES)
        with unit_of_work.write() as session:
            path_id = session.courses.put_path(samples.path(), samples.NOON).id
            unit_id = session.courses.put_unit(path_id, 1, samples.unit()).id
            lesson_id = session.courses.put_lesson(unit_id, 1, lesson).id
        with unit_of_work.read() as session:
            found = session.catalogue.lesson(lesson_id)
            assert found is not None
            for exercise in found.exercises:
                assert session.catalogue.exercise(exercise.id) == exercise

    def test_a_path_has_its_exercises_in_order(self, unit_of_work: IUnitOfWork) -> None:
        lessons = [
            samples.lesson(name, *(samples.exercise(f"{name}-{n}") for n in range(2)))
            for name in ("d", "c", "b", "a")
        ]
        publish(unit_of_work, samples.path("other"))
        units = samples.unit("z", *lessons[:2]), samples.unit("y", *lessons[2:])
        path_id = publish(unit_of_work, samples.path("french", *units))
        publish(unit_of_work, samples.path("french", units[0], samples.unit("y", lessons[3])))
        with unit_of_work.read() as session:
            found = session.catalogue.exercises(path_id)
            assert found[0] == session.catalogue.exercise(found[0].id)
        slugs = [exercise.content.slug for exercise in found]
        assert slugs == ["d-0", "d-1", "c-0", "c-1", "a-0", "a-1"]

    def test_an_exercise_knows_its_course(self, unit_of_work: IUnitOfWork) -> None:
        publish(unit_of_work, samples.path("other", samples.unit("o", samples.lesson("o"))))
        path_id = publish(unit_of_work, samples.path(source_language="de"))
        with unit_of_work.write() as session:
            session.courses.touch_path(path_id, samples.NOON)
        with unit_of_work.read() as session:
            (exercise,) = session.catalogue.exercises(path_id)
            course = session.catalogue.course_of(exercise.id)
            path = session.catalogue.path(path_id)
        assert path is not None
        assert course == CourseEdition(
            path_id=path_id,
            version=2,
            updated_at=path.updated_at,
            source_language="de",
            target_language="fr",
        )

    def test_what_there_is_not_is_none(self, unit_of_work: IUnitOfWork) -> None:
        publish(unit_of_work, samples.path())
        with unit_of_work.read() as session:
            for number in NOWHERE:
                assert session.catalogue.path(number) is None
                assert session.catalogue.unit(number) is None
                assert session.catalogue.lesson(number) is None
                assert session.catalogue.exercise(number) is None
                assert session.catalogue.exercises(number) == ()
                assert session.catalogue.course_of(number) is None
                assert session.catalogue.units(number, 0, 10) == ()
                assert session.catalogue.lessons(number, 0, 10) == ()
                assert session.catalogue.lexicon(number) == ()

    def test_paths_of_one_language_or_level_only(self, unit_of_work: IUnitOfWork) -> None:
        publish(unit_of_work, samples.path("a", target_language="fr", level=CefrLevel.A1))
        publish(unit_of_work, samples.path("b", target_language="fr", level=CefrLevel.A2))
        publish(unit_of_work, samples.path("c", target_language="es", level=CefrLevel.A1))
        with unit_of_work.read() as session:
            list_paths = session.catalogue.paths
            assert _slugs(list_paths(0, 10, target_language="fr")) == ["a", "b"]
            assert _slugs(list_paths(0, 10, level=CefrLevel.A1)) == ["a", "c"]
            assert _slugs(list_paths(0, 1, target_language="es", level=CefrLevel.A1)) == ["c"]
            assert list_paths(0, 10, target_language="es", level=CefrLevel.A2) == ()

    @pytest.mark.parametrize("listing", ["paths", "units", "lessons"])
    def test_a_list_goes_on_after_its_last_member(
        self, unit_of_work: IUnitOfWork, listing: str
    ) -> None:
        _publish_five(unit_of_work, listing)
        with unit_of_work.read() as session:
            fetch = _fetcher(session.catalogue, listing)
            members = fetch(0, 10)
            assert _slugs(members) == ["s0", "s1", "s2", "s3", "s4"]
            keys = [getattr(each, "position", each.id) for each in members]
            assert fetch(0, 2) == members[:2]
            assert fetch(keys[1], 2) == members[2:4]
            assert fetch(keys[3], 2) == members[4:]
            assert fetch(keys[4], 2) == ()
            assert fetch(2**63 - 1, 2) == ()

    def test_great_positions_are_positions(self, unit_of_work: IUnitOfWork) -> None:
        places = {"first": 1, "second": 2**40, "third": 2**63 - 2}
        with unit_of_work.write() as session:
            path_id = session.courses.put_path(samples.path(), samples.NOON).id
            for slug, position in reversed(places.items()):
                unit_id = session.courses.put_unit(path_id, position, samples.unit(slug)).id
                session.courses.put_lesson(unit_id, position, samples.lesson(slug))
        with unit_of_work.read() as session:
            units = session.catalogue.units(path_id, 0, 10)
            assert [(unit.slug, unit.position) for unit in units] == list(places.items())
            assert session.catalogue.units(path_id, 2**40, 10) == units[2:]
            (lesson,) = session.catalogue.lessons(units[2].id, 2**40, 10)
            assert lesson.position == 2**63 - 2

    @pytest.mark.parametrize("listing", ["units", "lessons"])
    def test_positions_are_found_by_ids(self, unit_of_work: IUnitOfWork, listing: str) -> None:
        _publish_five(unit_of_work, listing)
        with unit_of_work.read() as session:
            catalogue = session.catalogue
            members = _fetcher(catalogue, listing)(0, 10)
            path_id = catalogue.paths(0, 1)[0].id
            unit_id = catalogue.units(path_id, 0, 1)[0].id
            whole, find = {
                "units": (path_id, catalogue.positions_of_units),
                "lessons": (unit_id, catalogue.positions_of_lessons),
            }[listing]
            second, fourth = members[1].id, members[3].id
            assert find(whole, [fourth, second, 999, 2**63 - 1]) == {second: 2, fourth: 4}
            assert find(whole, []) == {}
            assert find(whole + 1, [second]) == {}
        first = samples.unit("unit" if listing == "lessons" else "s0", samples.lesson("s0"))
        publish(unit_of_work, samples.path("french", first))
        with unit_of_work.read() as session:
            find = getattr(session.catalogue, f"positions_of_{listing}")
            assert find(whole, [members[0].id, second]) == {members[0].id: 1}

    def test_the_lexicon_is_in_the_order_of_teaching(self, unit_of_work: IUnitOfWork) -> None:
        units = (
            samples.unit("one", vocabulary=WORDS[:2]),
            samples.unit("two", samples.lesson("two"), vocabulary=WORDS[2:], title="Two"),
        )
        path_id = publish(unit_of_work, samples.path("french", *units))
        with unit_of_work.read() as session:
            lexicon = session.catalogue.lexicon(path_id)
            stored = session.catalogue.units(path_id, 0, 10)
        assert tuple(each.entry for each in lexicon) == WORDS
        assert [each.unit.unit_id for each in lexicon] == [
            stored[0].id,
            stored[0].id,
            stored[1].id,
        ]
        last = lexicon[2].unit
        assert (last.slug, last.position, last.title) == ("two", 2, "Two")


def _slugs(members: Sequence[_Member]) -> list[str]:
    return [member.slug for member in members]


def _publish_five(unit_of_work: IUnitOfWork, listing: str) -> None:
    slugs = [f"s{number}" for number in range(5)]
    if listing == "paths":
        for slug in slugs:
            publish(unit_of_work, samples.path(slug))
    elif listing == "units":
        units = [samples.unit(slug, samples.lesson(slug)) for slug in slugs]
        publish(unit_of_work, samples.path("french", *units))
    else:
        unit = samples.unit("unit", *map(samples.lesson, slugs))
        publish(unit_of_work, samples.path("french", unit))


def _fetcher(catalogue: ICatalogue, listing: str) -> Callable[[int, int], tuple[_Member, ...]]:
    path = catalogue.paths(0, 1)[0]
    unit = catalogue.units(path.id, 0, 1)[0]
    fetchers: dict[str, Callable[[int, int], tuple[_Member, ...]]] = {
        "paths": catalogue.paths,
        "units": lambda after, limit: catalogue.units(path.id, after, limit),
        "lessons": lambda after, limit: catalogue.lessons(unit.id, after, limit),
    }
    return fetchers[listing]
