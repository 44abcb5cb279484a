"""The example sentences of a course."""

from collections.abc import Iterable, Iterator

from attrs import define, field, frozen

from parlons.adapters.llm.lexicon_tutor.course.glosses import Gloss
from parlons.domain.exercises.writing import canonical, folded, without_punctuation
from parlons.domain.learning.catalogue import LexiconEntry, UnitReference


@frozen
class Sentence:
    """Words of the language taught, what they mean and where they stand."""

    taught: str
    meaning: str
    unit: UnitReference


@define
class Sentences:
    """Finds sentences by what they say, and examples by the words in them."""

    lexicon: Iterable[LexiconEntry] = field(repr=False)
    glosses: Iterable[Gloss] = field(default=(), repr=False)
    _whole: dict[str, Sentence] = field(factory=dict, init=False, repr=False)
    _words: list[tuple[str, LexiconEntry]] = field(factory=list, init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        for each in self.lexicon:
            if each.entry.example is not None:
                self._words.append((_spaced(each.entry.example), each))
                meaning = each.entry.example_translation or ""
                self._add(Sentence(each.entry.example, meaning, each.unit))
        for gloss in self.glosses:
            self._add(Sentence(gloss.taught, gloss.meaning, gloss.passage.unit))

    def _add(self, sentence: Sentence) -> None:
        for text in (sentence.taught, sentence.meaning):
            self._whole.setdefault(folded(text), sentence)

    def saying(self, text: str) -> Sentence | None:
        """Return the sentence that says this, in either language."""
        wanted = folded(text)
        return self._whole.get(wanted) if len(wanted.split()) > 1 else None

    def with_words(self, text: str) -> Iterator[LexiconEntry]:
        """Yield the entries in whose examples the words stand, spelt as they are."""
        wanted = _spaced(text)
        yield from (each for sentence, each in self._words if wanted in sentence)


def _spaced(text: str) -> str:
    return f" {without_punctuation(canonical(text)).casefold()} "
