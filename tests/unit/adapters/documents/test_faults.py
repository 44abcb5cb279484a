"""What somebody whose document does not fit is told."""

import math
import sys

import pytest
from attrs import frozen

from parlons.adapters import documents
from parlons.application.grading.attempt_book import Submission
from parlons.application.identity.register_user import Registration
from parlons.application.paging import PageRequest
from parlons.application.ports.codec import InvalidDocumentError
from parlons.domain.exercises.attempt import ExerciseAttempt
from parlons.domain.exercises.exercise import Answer, Exercise
from parlons.domain.exercises.fill_in_blank import FillInBlankAnswer
from parlons.domain.exercises.part_grade import DiffToken
from parlons.domain.identity.principal import Principal
from parlons.domain.learning.catalogue import LessonView, LexiconEntry
from parlons.domain.learning.lesson import Lesson
from parlons.entrypoints.http.operations.learning import PathsQuery

ROWS = next(iter(documents.row_codec()))
HTTP = next(iter(documents.http_codec()))
AUTHORED = next(iter(documents.authored_codec()))

KINDS = ", ".join(kind.TYPE for kind in Exercise.__args__)
DATE = "must be a date, as 2030-01-31 (RFC 3339)"
INSTANT = "must be a date and time with its offset, as 2030-01-31T12:00:00Z (RFC 3339)"

ATTEMPT = {
    "id": "0190163d-8694-739b-aea5-966c26f8ad90",
    "userId": "ada",
    "exerciseId": 1,
    "exerciseVersion": 1,
    "answer": {"type": "flashcard", "recalled": True},
    "grade": {"verdict": "exact", "accepted": True, "parts": []},
    "answeredAt": "2030-01-31T12:00:00Z",
    "zone": "UTC",
    "localDate": "2030-01-31",
}
CHOICE = {"type": "multiple_choice", "slug": "a", "prompt": "a", "options": ["a", "b"]}
REGISTRATION = {"email": "ada@example.org", "password": "correct horse", "displayName": "Ada"}


def faults(codec, document, type_):
    with pytest.raises(InvalidDocumentError) as refusal:
        codec.decode(document, type_)
    return {fault.pointer: fault.message for fault in refusal.value.faults}


@pytest.mark.parametrize(
    ("document", "type_", "expected"),
    [
        ([], Submission, {"": "must be an object, not an array"}),
        ("{}", Submission, {"": "must be an object, not a string"}),
        ({}, Submission, {"/answer": "is missing"}),
        ({"answer": 7}, Submission, {"/answer": "must be an object, not 7"}),
        ({"answer": {}}, Submission, {"/answer/type": "is missing"}),
        (
            {"answer": {"type": "essay", "text": 1, "mood": 2}},
            Submission,
            {"/answer/type": f"must be one of {KINDS}"},
        ),
        (
            {
                "answer": {"type": "flashcard", "recalled": "yes"},
                "durationMs": -1,
                "duration_ms": 1,
            },
            Submission,
            {
                "/answer/recalled": "must be a boolean, not a string",
                "/durationMs": "-1 is less than the minimum of 0",
                "/duration_ms": "is not a known field",
            },
        ),
        (
            {"answer": {"type": "flashcard", "recalled": None}, "durationMs": 86_400_001},
            Submission,
            {
                "/answer/recalled": "must be a boolean, not null",
                "/durationMs": "86400001 is greater than the maximum of 86400000",
            },
        ),
        ({"limit": "5"}, PageRequest, {"/limit": "must be an integer, not a string"}),
        ({"limit": 1.5}, PageRequest, {"/limit": "must be an integer, not 1.5"}),
        ({"cursor": 5}, PageRequest, {"/cursor": "must be a string or null, not 5"}),
        ({"a/b~c": 1}, PageRequest, {"/a~1b~0c": "is not a known field"}),
        (
            {"type": "fill_in_blank", "blanks": []},
            FillInBlankAnswer,
            {"/blanks": "must have at least 1 item"},
        ),
        (
            {"type": "fill_in_blank", "blanks": ["a"] * 8 + ["b" * 201]},
            FillInBlankAnswer,
            {"/blanks": "must have at most 8 items"},
        ),
        (
            {"type": "fill_in_blank", "blanks": ["a"] * 7 + ["b" * 201]},
            FillInBlankAnswer,
            {"/blanks/7": "must have at most 200 characters"},
        ),
        (
            {"type": "matching", "blanks": ["a\0b"]},
            FillInBlankAnswer,
            {
                "/type": "must be fill_in_blank",
                "/blanks/0": "must not contain control characters",
            },
        ),
        (
            {"operation": "none", "given": "", "expected": ""},
            DiffToken,
            {"/operation": "must be one of equal, replace, insert, delete"},
        ),
        (
            {**REGISTRATION, "email": "ada", "password": "secret"},
            Registration,
            {
                "/email": "must be an address, such as ada@example.org",
                "/password": "must have at least 8 characters",
            },
        ),
        (
            {**REGISTRATION, "password": " " * 8, "displayName": "A\0"},
            Registration,
            {
                "/password": "must hold more than blanks, and no control characters",
                "/displayName": "must hold more than blanks, and no control characters",
            },
        ),
        (
            {**REGISTRATION, "displayName": ""},
            Registration,
            {"/displayName": "must have at least 1 character"},
        ),
        (
            {"targetLanguage": "French"},
            PathsQuery,
            {"/targetLanguage": "must be a language tag, such as fr or pt-BR"},
        ),
        (
            {"userId": "ada", "plan": "No Slug"},
            Principal,
            {"/plan": "must be lower-case letters and digits, in words joined by hyphens"},
        ),
        (
            {**ATTEMPT, "id": "1", "answeredAt": "2030-01-31T12:00:00"},
            ExerciseAttempt,
            {"/id": "must be a UUID", "/answeredAt": INSTANT},
        ),
        (
            {**ATTEMPT, "answeredAt": "2030-12-31T23:59:60Z"},
            ExerciseAttempt,
            {"/answeredAt": INSTANT},
        ),
        *(
            ({**ATTEMPT, "localDate": no_date}, ExerciseAttempt, {"/localDate": DATE})
            for no_date in ("today", "20300131", "2030-W05-4", "2030-02-30", ATTEMPT["answeredAt"])
        ),
        (
            {**ATTEMPT, "exerciseId": 2**53},
            ExerciseAttempt,
            {"/exerciseId": "must lie between -2**53 and 2**53"},
        ),
        (
            {"userId": "ada", "roles": ["admin", "admin"]},
            Principal,
            {"/roles": "must not repeat an item"},
        ),
    ],
)
def test_a_client_is_told_every_fault(document, type_, expected):
    assert faults(HTTP, document, type_) == expected


def test_a_rule_of_one_field_leads_to_that_field_by_its_name_in_json():
    @frozen
    class Trip:
        start_day: int

        def __attrs_post_init__(self):
            raise ValueError("start_day must not be in the past")

    assert faults(HTTP, {"startDay": 1}, Trip) == {"/startDay": "must not be in the past"}


def test_a_validator_without_a_keyword_leads_to_its_field():
    found = faults(HTTP, {**REGISTRATION, "zone": "Mars"}, Registration)
    assert found == {"/zone": "is no IANA time zone: 'Mars'"}


def test_what_may_be_null_and_is_not_is_told_its_own_faults():
    @frozen
    class Draft:
        answer: Answer | None
        token: DiffToken | None

    document = {"answer": {"type": "flashcard", "recalled": 1}, "token": {"given": ""}}
    assert faults(HTTP, document, Draft) == {
        "/answer/recalled": "must be a boolean, not 1",
        "/token/operation": "is missing",
        "/token/expected": "is missing",
    }
    assert HTTP.decode({"answer": None, "token": None}, Draft) == Draft(None, None)


def test_a_rule_across_fields_is_told_where_the_object_stands():
    exercise = {**CHOICE, "correct": "a"}
    lesson = {"slug": "a", "title": "a", "objective": "a", "exercises": [exercise, exercise]}
    assert faults(AUTHORED, lesson, Lesson) == {"": "exercise used twice: a"}


def test_an_author_is_told_where_in_a_lesson_an_exercise_is_wrong():
    exercises = [{**CHOICE, "correct": "c"}, {**CHOICE, "slug": "b", "correct": "a"}]
    lesson = {"slug": "a", "title": "a", "objective": "a", "exercises": exercises}
    assert faults(AUTHORED, lesson, Lesson) == {
        "/exercises/0/correct": "must be one of the options, not 'c'"
    }


def test_an_author_has_to_give_the_key():
    assert faults(AUTHORED, CHOICE, Exercise) == {"/correct": "is missing"}


def test_a_stored_document_that_is_damaged_is_told_too():
    damaged = {"type": "fill_in_blank", "blanks": ["a", 7, None]}
    assert faults(ROWS, damaged, FillInBlankAnswer) == {
        "/blanks/1": "must be a string",
        "/blanks/2": "must be a string",
    }


def test_texts_are_not_repeated_to_whoever_sent_them():
    found = faults(HTTP, {**REGISTRATION, "password": "secret", "email": 5}, Registration)
    assert not any("secret" in message for message in found.values())


def test_a_hundred_faults_are_enough():
    assert len(faults(HTTP, {f"field{number}": 1 for number in range(1000)}, PageRequest)) == 100
    blanks = {"type": "fill_in_blank", "blanks": [7] * 1000}
    assert len(faults(ROWS, blanks, FillInBlankAnswer)) == 100


def test_what_a_fault_repeats_is_cut_short_and_can_be_written():
    found = faults(HTTP, {"x" * 10_000: 1, "limit": 10**4000}, PageRequest)
    assert all(len(pointer) <= 500 and len(message) <= 500 for pointer, message in found.items())
    assert faults(HTTP, {"\ud800": 1}, PageRequest) == {"/\\ud800": "is not a known field"}


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (
            {"cursor": "\ud800"},
            {"/cursor": "must be valid Unicode, without halves of surrogate pairs"},
        ),
        ({"limit": 10**5000}, {"/limit": "is too great a number"}),
        ({"limit": math.nan}, {"/limit": "is nan, which JSON does not have"}),
        ({1: 2}, {"": "has a name of the type int, not string"}),
        ({"cursor": b"a"}, {"/cursor": "is of the type bytes, which JSON does not have"}),
        ({"cursor": [{"a": {1}}]}, {"/cursor/0/a": "is of the type set, which JSON does not have"}),
    ],
    ids=["surrogate", "digits", "nan", "number as name", "bytes", "set"],
)
def test_what_json_does_not_have_is_refused_with_its_place(document, expected):
    assert faults(AUTHORED, document, PageRequest) == expected


def test_a_document_that_holds_itself_is_refused():
    endless = []
    endless.append(endless)
    found = faults(AUTHORED, {"cursor": endless}, PageRequest)
    assert list(found.values()) == ["is nested too deeply"]


def test_a_class_whose_fields_are_hidden_cannot_be_read_back():
    with pytest.raises(TypeError, match=r"MultipleChoice, .*written only"):
        HTTP.decode({}, LessonView)


def test_a_class_around_it_can_when_nothing_is_hidden():
    assert "/entry" in faults(HTTP, {}, LexiconEntry)


def test_only_checks_need_the_library_for_schemas(monkeypatch):
    monkeypatch.setitem(sys.modules, "jsonschema_rs", None)
    (rows,), (checked,) = documents.row_codec(), documents.http_codec()
    assert rows.decode({"limit": 5}, PageRequest) == PageRequest(limit=5)
    assert "PageRequest" in checked.schema(PageRequest)
    with pytest.raises(ImportError, match=r"parlons\[json\]"):
        checked.decode({"limit": 5}, PageRequest)
