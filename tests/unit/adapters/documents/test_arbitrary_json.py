"""No document, however strange, gets anything but an answer."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator
from tests.support.exercise_strategies import ANSWERS, EXERCISES

from parlons.adapters import documents
from parlons.adapters.documents.schema_checker import SchemaChecker
from parlons.application.grading.attempt_book import Submission
from parlons.application.ports.codec import InvalidDocumentError
from parlons.application.ports.reply_decoder import UndecodableReplyError
from parlons.domain.exercises.attempt import ExerciseAttempt
from parlons.domain.exercises.exercise import Answer, Exercise
from parlons.domain.identity.principal import Principal
from parlons.domain.learning.learning_path import LearningPath
from parlons.domain.tutoring.completion import Completion

CODECS = {
    "rows": next(iter(documents.row_codec())),
    "http": next(iter(documents.http_codec())),
    "authored": next(iter(documents.authored_codec())),
}
DECODER = next(iter(documents.reply_decoder(CODECS["authored"])))

NAMES = st.sampled_from(["type", "answer", "text", "pairs", "blanks", "slug", "id", "roles"])
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters())  # halves of surrogate pairs too
    | st.sampled_from(["matching", "flashcard", "2030-01-31T12:00:00Z", "a"])
)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES | st.text(), inner),
    max_leaves=20,
)


@st.composite
def damaged(draw, values):
    """A document that fits, but for one part of it."""
    document = json.loads(json.dumps(CODECS["authored"].encode(draw(values))))
    part = document
    while True:
        steps = list(part) if isinstance(part, dict) else range(len(part))
        step = draw(st.sampled_from(steps))
        if isinstance(part[step], dict | list) and part[step] and draw(st.booleans()):
            part = part[step]
            continue
        part[step] = draw(JSON)
        if draw(st.booleans()):
            del part[step]
        return document


@pytest.mark.parametrize("type_", [Submission, Exercise, LearningPath, Principal, Completion])
@pytest.mark.parametrize("codec", ["rows", "authored"])
@given(document=JSON)
def test_arbitrary_json_is_read_or_refused(codec, type_, document):
    with suppress(InvalidDocumentError):
        CODECS[codec].decode(document, type_)


@pytest.mark.parametrize("codec", CODECS)
@given(document=damaged(ANSWERS))
def test_a_damaged_answer_is_read_or_refused(codec, document):
    with suppress(InvalidDocumentError):
        CODECS[codec].decode({"answer": document}, Submission)


@given(document=damaged(EXERCISES))
def test_a_damaged_exercise_is_read_or_refused(document):
    with suppress(InvalidDocumentError):
        CODECS["authored"].decode(document, Exercise)


@given(document=damaged(ANSWERS) | JSON)
def test_what_passes_the_check_fits_the_schema_published(document):
    schemas = CODECS["http"].schema(Submission, ExerciseAttempt)
    published = Draft202012Validator(
        {"$ref": "#/components/schemas/Submission", "components": {"schemas": schemas}},
        validate_formats=True,
    )
    submission = {"answer": document}
    with suppress(ValueError):  # what JSON does not have
        try:
            CODECS["http"].decode(submission, Submission)
        except InvalidDocumentError:
            assert not published.is_valid(submission)
        else:
            assert published.is_valid(submission)


@given(text=st.text() | JSON.map(json.dumps), type_=st.sampled_from([Answer, Submission, str]))
def test_an_arbitrary_reply_is_decoded_or_refused(text, type_):
    with suppress(UndecodableReplyError):
        DECODER.decode(f"Well, {text}", type_)


def test_a_schema_that_cannot_be_compiled_is_no_fault_of_the_document():
    with pytest.raises(ValueError, match="nonsense"):
        SchemaChecker({"type": "nonsense"})
