"""The forms of a verb."""

import re
from collections.abc import Sequence
from typing import Final

from attrs import evolve

from parlons.adapters.llm.lexicon_tutor.answer import Answer, answer, unknown
from parlons.adapters.llm.lexicon_tutor.course.hit import Hit, form_of
from parlons.adapters.llm.lexicon_tutor.course.word_names import PERSONAL
from parlons.adapters.llm.lexicon_tutor.french.subjects import with_subject
from parlons.adapters.llm.lexicon_tutor.reading.question import Question
from parlons.adapters.llm.lexicon_tutor.reading.verb_question import VerbQuestion, verb_question
from parlons.adapters.llm.lexicon_tutor.shapes.desk import Desk
from parlons.adapters.llm.lexicon_tutor.wording.entries import meaning
from parlons.adapters.llm.lexicon_tutor.wording.phrases import Phrases
from parlons.adapters.llm.lexicon_tutor.wording.places import place
from parlons.adapters.llm.lexicon_tutor.wording.replies import echoed, phrases_in
from parlons.domain.learning.vocabulary_entry import VocabularyEntry
from parlons.domain.learning.word_form import FormKind, WordForm

_NOTHING: Final = re.compile(r"(?!)")
_VERBAL: Final = PERSONAL | {FormKind.IMPERATIVE, FormKind.PAST_PARTICIPLE}


def conjugation(question: Question, desk: Desk) -> Answer | None:
    """Give the forms of a verb, those of one tense or person where one is named."""
    asked = verb_question(question)
    if asked is None:
        return None
    phrases = phrases_in(asked.language)
    rest = evolve(question, text=asked.rest)
    hits = desk.find(asked.verb, _is_verb) or desk.focus(rest, _NOTHING, _is_verb)
    if not hits:
        return unknown(asked.language, echoed(phrases, asked.verb)) if asked.sure else None
    told = [_forms(phrases, hit, asked) for hit in hits]
    found = [lines for lines in told if lines]
    if found:
        return answer(asked.language, [line for lines in found for line in lines], hits=hits)
    return unknown(asked.language, *_missing(phrases, hits[0], asked))


def _is_verb(entry: VocabularyEntry) -> bool:
    return any(form.kind in _VERBAL for form in entry.forms)


def _forms(phrases: Phrases, hit: Hit, asked: VerbQuestion) -> list[str]:
    entry = hit.entry
    lines = [_line(phrases, entry, form, asked) for form in _wanted(entry, asked)]
    lines = [line for line in lines if line]
    head = phrases.conjugated.format(
        term=entry.term, meaning=meaning(phrases, entry), place=place(phrases, hit.unit)
    )
    note = [phrases.note.format(note=entry.note)] if entry.note else []
    return [head, "\n".join(lines), *note] if lines else []


def _wanted(entry: VocabularyEntry, asked: VerbQuestion) -> Sequence[WordForm]:
    if asked.tense is not None:
        kind = form_of(entry, asked.tense) if isinstance(asked.tense, FormKind) else None
        return [kind] if kind else []
    if asked.pronouns:
        return [form for form in entry.forms if form.kind in PERSONAL]
    return [form for form in entry.forms if form.kind in _VERBAL]


def _line(phrases: Phrases, entry: VocabularyEntry, form: WordForm, asked: VerbQuestion) -> str:
    told = ", ".join(f"**{word}**" for word in _words(entry, form, asked))
    return f"- {phrases.kinds[form.kind]}{phrases.separator}{told}" if told else ""


def _words(entry: VocabularyEntry, form: WordForm, asked: VerbQuestion) -> Sequence[str]:
    if form.kind not in PERSONAL:
        return form.words
    if asked.subject:
        said = with_subject(entry, form, asked.subject)
        return [said] if said else []
    if asked.pronouns:
        return [word for word in form.words if word.startswith(asked.pronouns)]
    return form.words


def _missing(phrases: Phrases, hit: Hit, asked: VerbQuestion) -> list[str]:
    tense = asked.tense
    kind = phrases.kinds[tense] if isinstance(tense, FormKind) else tense or asked.person
    if isinstance(tense, FormKind) and asked.person and form_of(hit.entry, tense):
        kind = asked.person
    kinds = ", ".join(phrases.kinds[form.kind] for form in hit.entry.forms)
    where = place(phrases, hit.unit)
    return [
        phrases.no_form.format(kind=kind, term=hit.entry.term, place=where),
        phrases.no_form_yet.format(kinds=kinds),
    ]
