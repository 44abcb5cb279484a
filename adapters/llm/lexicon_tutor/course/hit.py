"""A word that was found."""

from attrs import frozen

from parlons.adapters.llm.lexicon_tutor.reading.word_question import Direction
from parlons.domain.learning.catalogue import LexiconEntry, UnitReference
from parlons.domain.learning.vocabulary_entry import VocabularyEntry
from parlons.domain.learning.word_form import FormKind, WordForm


@frozen
class FoundForm:
    """A form and those of its words that were asked for, such as "je mange" and "il mange"."""

    kind: FormKind
    words: tuple[str, ...]


@frozen(kw_only=True)
class Hit:
    """An entry, the name by which it was found, and the way it was looked up.

    `forms` are the forms that were found, none where the entry itself was. `slip` tells that the
    learner wrote the name a little differently.
    """

    name: str
    direction: Direction
    found: LexiconEntry
    forms: tuple[FoundForm, ...] = ()
    slip: bool = False

    @property
    def entry(self) -> VocabularyEntry:
        """The entry itself."""
        return self.found.entry

    @property
    def unit(self) -> UnitReference:
        """Where it is taught."""
        return self.found.unit

    @property
    def kinds(self) -> frozenset[FormKind]:
        """The kinds of form that were found."""
        return frozenset(form.kind for form in self.forms)


def form_of(entry: VocabularyEntry, kind: FormKind) -> WordForm | None:
    """Return a form of an entry, where it has it."""
    return next((form for form in entry.forms if form.kind is kind), None)
