"""A question to the tutor."""

import unicodedata

from attrs import field, frozen
from attrs.validators import optional

from parlons.domain import fields


@frozen(kw_only=True)
class TutorQuestion:
    """A question that stands by itself.

    `path_id` names the course it is about (the first one when absent); `language` is the language
    to answer in (the course's source language when absent).
    """

    text: str = field(validator=fields.text(2000))
    path_id: int | None = None
    language: str | None = field(default=None, validator=optional(fields.language_tag()))

    def __attrs_post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("text must hold more than blanks")


def normalised_question(text: str) -> str:
    """Fold what never changes a question's meaning: composed forms, case, spaces, edge marks.

    Normal form is NFKC (Unicode Standard Annex 15). Words and their order are kept.
    """
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return folded.strip("?!. ") or folded
