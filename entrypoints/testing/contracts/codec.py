"""What every `ICodec` promises."""

import json
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Final
from uuid import UUID

import pytest

from parlons.application.grading.attempt_book import Submission
from parlons.application.identity.account import Account
from parlons.application.ports.codec import ICodec, InvalidDocumentError, Json
from parlons.domain.exercises.attempt import ExerciseAttempt
from parlons.domain.exercises.exercise import Answer
from parlons.domain.exercises.fill_in_blank import FillInBlankAnswer
from parlons.domain.exercises.flashcard import FlashcardAnswer
from parlons.domain.exercises.grade import Grade
from parlons.domain.exercises.listening import ListeningAnswer
from parlons.domain.exercises.matching import MatchingAnswer, Pair
from parlons.domain.exercises.multiple_choice import MultipleChoiceAnswer
from parlons.domain.exercises.ordering import OrderingAnswer
from parlons.domain.exercises.part_grade import DiffToken, PartGrade
from parlons.domain.exercises.speaking import SpeakingAnswer
from parlons.domain.exercises.text_comparison import compare
from parlons.domain.exercises.translation import TranslationAnswer
from parlons.domain.identity.principal import Principal
from parlons.domain.identity.role import Role
from parlons.domain.learning.catalogue import UnitReference
from parlons.domain.tutoring.question import TutorQuestion
from parlons.domain.tutoring.reply import ReplySource, TutorReply
from parlons.domain.tutoring.usage import TokenUsage

NOON: Final = datetime(2030, 1, 31, 12, tzinfo=UTC)

ANSWERS: Final = (
    MultipleChoiceAnswer("oui"),
    FillInBlankAnswer(("", "suis")),
    MatchingAnswer((Pair("chat", "cat"), Pair("chien", "dog"))),
    OrderingAnswer(("je", "suis", "là")),
    TranslationAnswer("Bonsoir !"),
    ListeningAnswer("مساء الخير"),
    SpeakingAnswer("e\u0301te\u0301"),
    FlashcardAnswer(recalled=False),
)

VALUES: Final = (
    ExerciseAttempt(
        id=UUID("0190163d-8694-739b-aea5-966c26f8ad91"),
        user_id="ada",
        exercise_id=1,
        exercise_version=2,
        answer=TranslationAnswer("Bonsoir"),
        grade=Grade.of([compare("Bonsoir", ["bonsoir"])], "In the evening."),
        answered_at=NOON,
        zone="Pacific/Kiritimati",
        local_date=date(2030, 2, 1),
    ),
    Account(
        id=UUID("0190163d-8694-739b-aea5-966c26f8ad90"),
        email="ada@example.org",
        display_name="Ada",
        roles=(Role.LEARNER, Role.EDUCATOR),
        plan="free",
        zone="Europe/Paris",
    ),
    Principal("ada", frozenset(Role)),
    Grade.of([compare("je suis la", ["je suis là", "me voilà"])], None),
    TutorReply(text="**Bonsoir**", source=ReplySource.COURSE, model="course"),
    TutorReply(
        text="Bonsoir",
        source=ReplySource.MODEL,
        model="a-model",
        usage=TokenUsage(input_tokens=7, output_tokens=2**40, estimated=True),
        references=(UnitReference(unit_id=1, slug="greetings", position=1, title="Saluer"),),
        reason="because",
    ),
    *(Submission(answer=answer, duration_ms=4200) for answer in ANSWERS),
)

NO_SUBMISSIONS: Final[tuple[Json, ...]] = (
    *(None, True, 0, -1.5, "", "answer", [], [[]], {}, {"answer": None}, {"answer": []}),
    *({"answer": {"type": tag}} for tag in ("", "essay", "matching")),
    {"answer": {"type": "translation", "text": {"text": "Bonsoir"}}},
    {"answer": {"type": "translation", "text": None}},
    {"answer": {"type": "matching", "pairs": {"left": "right"}}},
    {"answer": {"type": "matching", "pairs": [None]}},
    {"answer": {"type": "fill_in_blank", "blanks": ""}},
)


class CodecContract:
    """A value comes back from JSON as it was; a document that does not fit is told why."""

    @pytest.fixture
    def codec(self) -> ICodec:
        """A codec."""
        raise NotImplementedError

    @pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
    def test_a_value_comes_back_as_it_was(self, codec: ICodec, value: Any) -> None:
        written = json.loads(json.dumps(codec.encode(value)))
        assert codec.decode(written, type(value)) == value

    @pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
    def test_what_is_written_is_json_through_and_through(self, codec: ICodec, value: Any) -> None:
        assert foreign_types(codec.encode(value)) == set()

    @pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.TYPE)
    def test_the_type_tells_the_members_of_a_union_apart(self, codec: ICodec, answer: Any) -> None:
        written = codec.encode(answer)
        assert written["type"] == answer.TYPE
        union: Any = Answer
        assert codec.decode(written, union) == answer
        assert codec.decode(written, type(answer)) == answer

    def test_a_member_of_a_union_is_not_taken_for_another(self, codec: ICodec) -> None:
        with pytest.raises(InvalidDocumentError) as refusal:
            codec.decode(codec.encode(ListeningAnswer("Bonsoir")), TranslationAnswer)
        assert pointers(refusal.value) == ["/type"]

    def test_what_has_a_default_may_be_left_out(self, codec: ICodec) -> None:
        document = {"text": "Bonsoir", "source": "model", "model": "a-model"}
        assert codec.decode(document, TutorReply) == TutorReply(
            text="Bonsoir", source=ReplySource.MODEL, model="a-model"
        )

    def test_an_instant_is_written_with_its_offset(self, codec: ICodec) -> None:
        in_paris = NOON.astimezone(timezone(timedelta(hours=1)))
        assert codec.encode(in_paris) in ("2030-01-31T12:00:00+00:00", "2030-01-31T12:00:00Z")

    @pytest.mark.parametrize(
        "text",
        [
            "2030-01-31T12:00:00Z",
            "2030-01-31t12:00:00z",
            "2030-01-31T12:00:00.000+00:00",
            "2030-01-31T13:30:00+01:30",
        ],
    )
    def test_an_instant_is_read_in_any_offset(self, codec: ICodec, text: str) -> None:
        assert codec.decode(text, datetime) == NOON

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "noon",
            "2030-01-31",
            "2030-01-31T12:00:00",
            "2030-02-31T12:00:00Z",
            "0000-01-01T00:00:00Z",
        ],
    )
    def test_a_text_that_is_no_instant_is_refused(self, codec: ICodec, text: str) -> None:
        with pytest.raises(InvalidDocumentError):
            codec.decode(text, datetime)

    def test_a_time_without_zone_cannot_be_written(self, codec: ICodec) -> None:
        with pytest.raises(ValueError, match="time zone"):
            codec.encode(NOON.replace(tzinfo=None))

    def test_a_date_is_written_as_year_month_and_day(self, codec: ICodec) -> None:
        assert codec.encode(date(987, 1, 31)) == "0987-01-31"
        assert codec.decode("0987-01-31", date) == date(987, 1, 31)

    @pytest.mark.parametrize(
        "given",
        ["", "today", "20300131", "2030-W05-4", "2030-02-30", "2030-01-31T12:00:00Z", 20300131],
    )
    def test_what_is_no_date_is_refused(self, codec: ICodec, given: Json) -> None:
        with pytest.raises(InvalidDocumentError):
            codec.decode(given, date)

    def test_a_set_is_written_in_order(self, codec: ICodec) -> None:
        roles = codec.encode(Principal("ada", frozenset(Role)))["roles"]
        assert roles == ["admin", "educator", "learner", "visitor"]

    def test_every_fault_is_told_with_its_place(self, codec: ICodec) -> None:
        document = codec.encode(Submission(answer=MatchingAnswer((Pair("a", "b"), Pair("c", "d")))))
        document["answer"]["pairs"][0]["left"] = 7
        del document["answer"]["pairs"][1]["right"]
        with pytest.raises(InvalidDocumentError) as refusal:
            codec.decode(document, Submission)
        assert pointers(refusal.value) == ["/answer/pairs/0/left", "/answer/pairs/1/right"]

    @pytest.mark.parametrize("tag", ["essay", "", None, 1, ["matching"]])
    def test_an_unknown_type_is_one_fault_that_names_those_known(
        self, codec: ICodec, tag: Json
    ) -> None:
        with pytest.raises(InvalidDocumentError) as refusal:
            codec.decode({"answer": {"type": tag, "text": 1}}, Submission)
        (fault,) = refusal.value.faults
        assert fault.pointer == "/answer/type"
        assert all(answer.TYPE in fault.message for answer in ANSWERS)

    def test_a_missing_type_is_one_fault(self, codec: ICodec) -> None:
        with pytest.raises(InvalidDocumentError) as refusal:
            codec.decode({"answer": {"text": "Bonsoir"}}, Submission)
        assert pointers(refusal.value) == ["/answer/type"]

    def test_a_rule_of_the_class_is_a_fault_too(self, codec: ICodec) -> None:
        with pytest.raises(InvalidDocumentError) as refusal:
            codec.decode({"text": " "}, TutorQuestion)
        assert pointers(refusal.value) == ["/text"]

    @pytest.mark.parametrize("given", [7, 1.5, True, None, ["a"], {}, "half a pair: \ud800"])
    def test_nothing_is_made_into_a_text(self, codec: ICodec, given: Json) -> None:
        with pytest.raises(InvalidDocumentError):
            codec.decode(given, str)

    @pytest.mark.parametrize("given", ["7", 1.5, True, None, 2**53, 10**30])
    def test_an_integer_is_one_that_every_reader_of_json_keeps(
        self, codec: ICodec, given: Json
    ) -> None:
        with pytest.raises(InvalidDocumentError):
            codec.decode(given, int)

    @pytest.mark.parametrize("document", NO_SUBMISSIONS, ids=repr)
    def test_a_document_that_does_not_fit_is_refused(self, codec: ICodec, document: Json) -> None:
        with pytest.raises(InvalidDocumentError) as refusal:
            codec.decode(document, Submission)
        assert refusal.value.faults

    def test_reading_leaves_the_document_as_it_was(self, codec: ICodec) -> None:
        document = codec.encode(Submission(answer=ANSWERS[2]))
        before = deepcopy(document)
        codec.decode(document, Submission)
        assert document == before

    def test_threads_share_a_codec(self, codec: ICodec) -> None:
        with ThreadPoolExecutor(8) as pool:
            came_back = pool.map(
                lambda value: codec.decode(codec.encode(value), type(value)), VALUES * 8
            )
            assert tuple(came_back) == VALUES * 8

    def test_schemas_come_by_name_with_all_they_refer_to(self, codec: ICodec) -> None:
        schemas = codec.schema(Grade, Account)
        assert next(iter(schemas)) == "Grade"
        assert {"Account", "Role", DiffToken.__name__, PartGrade.__name__} <= schemas.keys()
        assert references(schemas) <= schemas.keys()

    def test_the_schema_of_a_union_tells_its_members_by_type(self, codec: ICodec) -> None:
        schemas = codec.schema(Answer)
        union = next(iter(schemas.values()))
        assert [each["$ref"] for each in union["oneOf"]] == list(
            union["discriminator"]["mapping"].values()
        )
        assert list(union["discriminator"]["mapping"]) == [answer.TYPE for answer in ANSWERS]


def pointers(error: InvalidDocumentError) -> list[str]:
    """Where the faults are."""
    return [fault.pointer for fault in error.faults]


def references(schema: object) -> set[str]:
    """The names of all schemas that a schema refers to."""
    match schema:
        case {"$ref": str(reference)}:
            return {reference.rpartition("/")[2]}
        case dict():
            return set().union(*map(references, schema.values()))
        case list():
            return set().union(*map(references, schema))
    return set()


def foreign_types(document: Json) -> set[type]:
    """The types in a document that `json.loads` never returns."""
    if type(document) is dict:
        return foreign_types([*document, *document.values()])
    if type(document) is list:
        return set().union(*map(foreign_types, document))
    return {type(document)} - {str, int, float, bool, type(None)}
