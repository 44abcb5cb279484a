"""The forms of a verb with another subject than the one that a course lists."""

from typing import Final

from parlons.domain.learning.vocabulary_entry import VocabularyEntry
from parlons.domain.learning.word_form import FormKind, WordForm

_LISTED: Final = {"elle": "il", "on": "il", "elles": "ils"}
_FIRST: Final = ("je ", "j'")
_AGREEING: Final = 3


def with_subject(entry: VocabularyEntry, form: WordForm, subject: str) -> str | None:
    """Return the words of a tense with elle, elles or on, where they are certain.

    They are as with il or ils, but that the participle of a perfect with être agrees: "elle est
    allée". What is said with no person ("il faut") has no other subject. That of a reflexive verb
    agrees or not ("elles se sont parlé"), and is not told, nor an adjective after être.
    """
    for words in form.words:
        if words.startswith(f"{subject} "):
            return words
    listed = next((each for each in form.words if each.startswith(f"{_LISTED[subject]} ")), None)
    if listed is None or not any(each.startswith(_FIRST) for each in form.words):
        return None
    said = f"{subject} {listed.partition(' ')[2]}"
    if subject == "on":
        return said
    if entry.term.startswith("être "):
        return None
    return _agreeing(said) if form.kind is FormKind.PERFECT else said


def _agreeing(said: str) -> str | None:
    """Let the participle after être agree; that after avoir does not.

    No verb with être has a participle in -s but reflexive ones: that of the plural is its own.
    """
    words = said.split()
    if words[1] in {"a", "ont"}:
        return said
    if len(words) != _AGREEING or words[1] not in {"est", "sont"}:
        return None
    return f"{said}e" if words[1] == "est" else f"{said.removesuffix('s')}es"
