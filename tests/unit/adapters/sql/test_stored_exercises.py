"""An exercise is decoded once."""

import json

from attrs import define, field

from parlons.adapters.documents import row_codec
from parlons.adapters.sql.learning.stored_exercises import exercise_reader
from parlons.application.ports.codec import ICodec, Json
from parlons.domain.exercises.translation import TranslationAnswer
from parlons.domain.learning.catalogue import StoredExercise
from parlons.entrypoints.testing import samples


@define
class CountingCodec(ICodec):
    decoded: int = 0
    codec: ICodec = field(factory=lambda: next(row_codec()))

    def encode(self, value: object) -> Json:
        return self.codec.encode(value)

    def decode(self, document, type_):
        self.decoded += 1
        return self.codec.decode(document, type_)

    def schema(self, *types):
        return self.codec.schema(*types)


def content(codec: ICodec, **changes: str) -> str:
    exercise = StoredExercise(id=1, version=1, content=samples.exercise(**changes))
    return json.dumps(codec.encode(exercise)["content"])


def test_a_version_is_decoded_once():
    codec = CountingCodec()
    read = exercise_reader(codec)
    first, again = (read(1, 1, content(codec), "[]", 1) for _ in range(2))
    assert first is again
    assert codec.decoded == 1


def test_another_exercise_version_or_content_is_decoded_by_itself():
    codec = CountingCodec()
    read = exercise_reader(codec)
    read(1, 1, content(codec), "[]", 1)
    assert read(2, 1, content(codec), "[]", 1).id == 2
    assert read(1, 2, content(codec), "[]", 1).version == 2
    # a version that was rolled back comes again with another content
    assert read(1, 2, content(codec, prompt="Other."), "[]", 1).content.prompt == "Other."
    answer = json.dumps([codec.encode(TranslationAnswer("salut"))])
    assert read(1, 1, content(codec), answer, 1).accepted == (TranslationAnswer("salut"),)
    assert codec.decoded == 5
