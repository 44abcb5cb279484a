"""Exercises and answers of every kind, as hypothesis makes them."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from parlons.domain.exercises.answer_pattern import literal
from parlons.domain.exercises.exercise import Answer, Exercise
from parlons.domain.exercises.fill_in_blank import BLANK, FillInBlank, FillInBlankAnswer
from parlons.domain.exercises.flashcard import Flashcard, FlashcardAnswer
from parlons.domain.exercises.listening import Listening, ListeningAnswer
from parlons.domain.exercises.matching import Matching, MatchingAnswer, Pair
from parlons.domain.exercises.multiple_choice import MultipleChoice, MultipleChoiceAnswer
from parlons.domain.exercises.ordering import Ordering, OrderingAnswer
from parlons.domain.exercises.speaking import Speaking, SpeakingAnswer
from parlons.domain.exercises.translation import Translation, TranslationAnswer
from parlons.domain.exercises.verdict import Verdict

_CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n\r\x80")

_SEEN = st.characters(categories=["L", "M", "N", "P", "S"])


def texts(max_length: int, min_length: int = 1) -> st.SearchStrategy[str]:
    """Texts that are not of blanks alone unless they may be empty."""
    if not min_length:
        return st.text(_CHARACTERS, max_size=min(max_length, 20))
    more = st.text(_CHARACTERS, min_size=min_length - 1, max_size=min(max_length, 20) - 1)
    return st.builds(str.__add__, _SEEN, more) | st.builds(str.__add__, more, _SEEN)


def literals(max_length: int) -> st.SearchStrategy[str]:
    """Patterns that stand for a text as it is."""
    return texts(max_length).map(literal).filter(str.strip)


def tuples(of: st.SearchStrategy[Any], low: int, high: int, **options: Any) -> Any:
    return st.lists(of, min_size=low, max_size=min(high, low + 3), **options).map(tuple)


SLUGS = st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True)
POLICIES = st.permutations(
    [Verdict.PUNCTUATION, Verdict.CASE, Verdict.ACCENT, Verdict.TYPO]
).flatmap(lambda slips: st.integers(0, 4).map(lambda count: (Verdict.EXACT, *slips[:count])))
PAIRS = st.builds(Pair, texts(200), texts(200))


def _exercise(kind: Callable[..., Any], **fields: st.SearchStrategy[Any]) -> Any:
    return st.builds(
        kind,
        slug=SLUGS,
        prompt=texts(500),
        hint=st.none() | texts(500),
        explanation=st.none() | texts(2000),
        **fields,
    )


@st.composite
def _multiple_choices(draw: st.DrawFn) -> MultipleChoice:
    options = draw(tuples(texts(200), 2, 8, unique=True))
    return draw(
        _exercise(MultipleChoice, options=st.just(options), correct=st.sampled_from(options))
    )


@st.composite
def _fill_in_blanks(draw: st.DrawFn) -> FillInBlank:
    keys = draw(tuples(tuples(literals(200), 1, 20), 1, 8))
    text = st.just(" ".join(["word", *[BLANK] * len(keys)]).replace(f"{BLANK} ", f"{BLANK}, "))
    return draw(
        _exercise(
            FillInBlank,
            text=text,
            keys=st.just(keys),
            translation=st.none() | texts(500),
            accept=POLICIES,
        )
    )


@st.composite
def _orderings(draw: st.DrawFn) -> Ordering:
    tokens = draw(tuples(texts(100), 2, 20))
    orders = draw(tuples(st.permutations(tokens).map(tuple), 1, 10))
    shown = tuple(sorted(orders[0], key=str.casefold))
    extra = tuples(texts(100), 1 if shown in orders else 0, 10)
    return draw(_exercise(Ordering, orders=st.just(orders), extra=extra))


EXERCISES: st.SearchStrategy[Exercise] = st.one_of(
    _multiple_choices(),
    _fill_in_blanks(),
    _exercise(
        Matching,
        pairs=tuples(PAIRS, 2, 12, unique_by=(lambda pair: pair.left, lambda pair: pair.right)),
    ),
    _orderings(),
    _exercise(
        Translation,
        text=texts(500),
        into=st.sampled_from(["fr", "pt-BR", "sr-Latn"]),
        keys=tuples(literals(500), 1, 100, unique=True),
        accept=POLICIES,
    ),
    _exercise(Listening, transcript=texts(500), variants=tuples(literals(500), 0, 20)),
    _exercise(Speaking, text=texts(500), variants=tuples(literals(500), 0, 20)),
    _exercise(Flashcard, front=texts(500), back=texts(500)),
)

ANSWERS: st.SearchStrategy[Answer] = st.one_of(
    st.builds(MultipleChoiceAnswer, texts(200)),
    st.builds(FillInBlankAnswer, tuples(texts(200, 0), 1, 8)),
    st.builds(MatchingAnswer, tuples(PAIRS, 1, 12)),
    st.builds(OrderingAnswer, tuples(texts(100), 1, 30)),
    st.builds(TranslationAnswer, texts(500)),
    st.builds(ListeningAnswer, texts(500)),
    st.builds(SpeakingAnswer, texts(500)),
    st.builds(FlashcardAnswer, st.booleans()),
)
