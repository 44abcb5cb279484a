"""Comparison of a typed answer with its keys."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import Any, Final

from attrs import Attribute
from attrs.validators import and_

from parlons.domain import fields
from parlons.domain.exercises.alignment import Words, diff, pairs
from parlons.domain.exercises.answer_keys import AnswerKeys, answer_keys
from parlons.domain.exercises.lexicon import Lexicon
from parlons.domain.exercises.part_grade import DiffOperation, DiffToken, PartGrade
from parlons.domain.exercises.verdict import Verdict, worse
from parlons.domain.exercises.word_comparison import compare_words
from parlons.domain.exercises.writing import Writing

FORGIVING: Final = (
    Verdict.EXACT,
    Verdict.PUNCTUATION,
    Verdict.CASE,
    Verdict.ACCENT,
    Verdict.TYPO,
)
"""The policy of most exercises: a slip of the keyboard is named, and the answer counts."""

_FORMS: Final = (
    Verdict.EXACT,
    Verdict.PUNCTUATION,
    Verdict.CASE,
    Verdict.ACCENT,
    Verdict.TYPO,
)
"""What each form of a writing forgives; letters of another script are a slip like any other."""

_NO_LEXICON: Final = Lexicon("und", {})


def policy() -> Any:
    """Accept the verdicts that count as right: `exact` among them, `wrong` never, none twice."""
    return and_(fields.unique, _exact_but_not_wrong)


def _exact_but_not_wrong(
    _exercise: object, attribute: "Attribute[Any]", value: tuple[Verdict, ...]
) -> None:
    if Verdict.EXACT not in value:
        raise ValueError(f"{attribute.name} must hold {Verdict.EXACT}")
    if Verdict.WRONG in value:
        raise ValueError(f"{attribute.name} must not hold {Verdict.WRONG}")


def compare(
    given: str,
    keys: Sequence[str],
    accept: Collection[Verdict] = FORGIVING,
    lexicon: Lexicon = _NO_LEXICON,
) -> PartGrade:
    """Grade `given` against the key it comes nearest to; the first of equals wins.

    `keys` holds at least one right answer spelt out, the model answer first; `accept` says which
    verdicts count as right; `lexicon` holds the words of the language the answer is in.
    """
    prepared = answer_keys(tuple(keys), lexicon.language)
    if given in prepared.known:
        return _exact(given, given)
    answer = Writing(given, lexicon.language)
    verdict, key = _by_writing(answer, prepared) or _by_words(answer, prepared, lexicon)
    if verdict is Verdict.EXACT:
        return _exact(given, key)
    return PartGrade(verdict, verdict in accept, given, key, diff(given, key))


def _exact(given: str, key: str) -> PartGrade:
    same = DiffToken(DiffOperation.EQUAL, given, given)
    return PartGrade(Verdict.EXACT, accepted=True, given=given, expected=key, diff=(same,))


def _by_writing(given: Writing, keys: AnswerKeys) -> tuple[Verdict, str] | None:
    """Return the first form of the answer that is the same form of a key."""
    for number, form in enumerate(given.each_form()):
        key = keys.written(number, form) if form else None
        if key is not None:
            return _FORMS[number], key
    return None


def _by_words(given: Writing, keys: AnswerKeys, lexicon: Lexicon) -> tuple[Verdict, str]:
    """Return the mildest verdict over all keys and its key, or the key that shares most words."""
    best, nearest = Verdict.WRONG, None
    if not given.words:
        return best, keys.spelt[0]
    for key, writing in keys.near(given, partial(_may_begin, given.words, lexicon)):
        found = _verdict_by_words(given, writing, lexicon)
        if found.severity < best.severity:
            best, nearest = found, key
    return best, nearest if nearest is not None else keys.nearest(given)


def _may_begin(words: Words, lexicon: Lexicon, first: str) -> bool:
    """Say whether the words may be those of a key with this first word, as it is or mistyped."""
    return (
        words[0].startswith(first)
        or first.startswith(words[0])
        or compare_words(words[:1], [first], lexicon) is not Verdict.WRONG
        or lexicon.are_forms_of_one_word(" ".join(words[:2]), first)
    )


def _verdict_by_words(given: Writing, key: Writing, lexicon: Lexicon) -> Verdict:
    """Return the worst verdict of the words that differ."""
    worst = Verdict.PUNCTUATION
    for words, expected in pairs(given.words, key.words, lexicon.are_forms_of_one_word):
        found = _compare(words, expected, key, lexicon)
        if found is Verdict.WRONG:
            return found
        worst = worse(worst, found)
    return worse(worst, _spelling(given, key)) if worst is Verdict.PUNCTUATION else worst


def _compare(words: Words, expected: Words, key: Writing, lexicon: Lexicon) -> Verdict:
    if len(expected) > len(words) == 1:
        unmarked = words[0] in key.words_without_marks
        if unmarked and not lexicon.knows(words[0]):
            return Verdict.PUNCTUATION
    return compare_words(words, expected, lexicon)


def _spelling(given: Writing, key: Writing) -> Verdict:
    """Return what differs besides marks and spaces."""
    for verdict, form, expected in zip(_FORMS, given.forms, key.forms, strict=True):
        if form.replace(" ", "") == expected.replace(" ", ""):
            return verdict
    return Verdict.EXACT
