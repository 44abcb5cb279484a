"""A question to the tutor."""

import unicodedata

from attrs import field, frozen
from attrs.validators import optional

from parlons.domain import fields
from parlons.domain.exercises.writing import with_plain_marks


@frozen(kw_only=True)
class TutorQuestion:
    """A question that stands by itself.

    `path_id` names the course it is about (the first one when absent); `language` is the language
    that a model is to answer in (the course's source language when absent). The course's own tutor
    answers in the language of the question, English or French.
    """

    text: str = field(validator=fields.text(2000))
    path_id: int | None = None
    language: str | None = field(default=None, validator=optional(fields.language_tag()))


def normalised_question(text: str) -> str:
    """Fold what hardly ever changes a question's meaning: the form of quotes, dashes and blanks,
    composed accents, marks at the edges, and whether the question begins with a capital.

    Capitals elsewhere tell "Sie" from "sie". Normal form is NFC (Unicode Standard Annex 15), which
    keeps "2²" apart from "22".
    """
    plain = " ".join(with_plain_marks(unicodedata.normalize("NFC", text)).split())
    bare = plain.strip("?!. ") or plain
    return unicodedata.normalize("NFC", bare[:1].lower() + bare[1:])
