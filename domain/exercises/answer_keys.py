"""Right answers, prepared for the answers that are compared with them."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Final

from parlons.domain.exercises import english
from parlons.domain.exercises.writing import Writing, primary_language

_MAX_MERGED: Final = 2
"""So many words more or less may come of words run together or split."""


class AnswerKeys:
    """The keys of one exercise in one language (a BCP 47 tag), spelt out, the model answer first.

    What differs from a key by its writing alone is looked up; only other answers are compared word
    by word.
    """

    def __init__(self, spelt: Sequence[str], language: str) -> None:
        self.spelt = tuple(spelt)
        self.language = language
        self.known = frozenset(text for text in self.spelt if text.strip())
        self.writings = tuple(Writing(text, language) for text in self.spelt)

    def written(self, form: int, text: str) -> str | None:
        """Return the first key that has this text as that form of its writing."""
        return self._by_form[form].get(text)

    def near(
        self, given: Writing, may_begin: Callable[[str], bool]
    ) -> Iterator[tuple[str, Writing]]:
        """Yield the keys of about as many words whose first word the answer may begin with."""
        words = len(given.words)
        for first, keys in self._by_first_word.items():
            if may_begin(first):
                for key, writing in keys:
                    if abs(len(writing.words) - words) <= _MAX_MERGED:
                        yield key, writing

    def nearest(self, given: Writing) -> str:
        """Return the key that shares most words with the answer, the first of equals."""
        typed = frozenset(given.words)
        shares = [
            len(typed & words) / (len(typed) + len(words) or 1) for words in self._distinct_words
        ]
        return self.spelt[shares.index(max(shares))]

    @cached_property
    def _distinct_words(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(writing.words) for writing in self.writings)

    @cached_property
    def _by_first_word(self) -> Mapping[str, Sequence[tuple[str, Writing]]]:
        groups: dict[str, list[tuple[str, Writing]]] = defaultdict(list)
        for key, writing in zip(self.spelt, self.writings, strict=True):
            groups[(writing.words or [""])[0]].append((key, writing))
        return groups

    @cached_property
    def _by_form(self) -> tuple[Mapping[str, str], ...]:
        written = list(zip(self.spelt, self.writings, strict=True))
        if primary_language(self.language) == "en":
            written += [
                (key, Writing(way, self.language))
                for key in self.spelt
                for way in english.other_ways(key)
            ]
        forms: tuple[dict[str, str], ...] = ({}, {}, {}, {}, {})
        for key, writing in written:
            for keys, form in zip(forms, writing.forms, strict=True):
                keys.setdefault(form, key)
        return forms


@lru_cache(maxsize=4096)
def answer_keys(spelt: tuple[str, ...], language: str) -> AnswerKeys:
    """Return the keys prepared, and remember them."""
    return AnswerKeys(spelt, language)
