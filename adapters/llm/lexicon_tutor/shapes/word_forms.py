"""The plural, the feminine and the other forms of a word."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from parlons.adapters.llm.lexicon_tutor.answer import Answer, answer, unknown
from parlons.adapters.llm.lexicon_tutor.asking.word_forms import ASKED
from parlons.adapters.llm.lexicon_tutor.course.hit import Hit, form_of
from parlons.adapters.llm.lexicon_tutor.reading.pattern import Reading, plainly
from parlons.adapters.llm.lexicon_tutor.reading.question import Question
from parlons.adapters.llm.lexicon_tutor.shapes.desk import Desk
from parlons.adapters.llm.lexicon_tutor.shapes.partners import partner_of
from parlons.adapters.llm.lexicon_tutor.wording.entries import meaning
from parlons.adapters.llm.lexicon_tutor.wording.phrases import Phrases
from parlons.adapters.llm.lexicon_tutor.wording.places import place
from parlons.adapters.llm.lexicon_tutor.wording.replies import echoed, phrases_in
from parlons.domain.learning.vocabulary_entry import Gender
from parlons.domain.learning.word_form import FormKind

MASCULINE: Final = "masculine"
_KINDS: Final = (
    ("before|devant", FormKind.BEFORE_VOWEL),
    ("plur.* femin|femin.* plur", FormKind.FEMININE_PLURAL),
    ("plur", FormKind.PLURAL),
    ("femi|female", FormKind.FEMININE),
)
_INTENTS: Final = (
    (re.compile(r"\b(?:plural|pluriel|more than one|several|plusieurs)\b"), FormKind.PLURAL),
    (
        re.compile(r"\b(?:feminine?|who is a woman|for a woman|to a woman|a female|female"
                   r"|pour une femme|d'une femme|a une femme)\b"),
        FormKind.FEMININE,
    ),
)  # fmt: skip
_GENDERS: Final = {None: Gender.MASCULINE, FormKind.FEMININE: Gender.FEMININE}


def word_form(question: Question, desk: Desk) -> Answer | None:
    """Give the form of a word that is asked for, or the noun of the other gender beside it."""
    missing: Answer | None = None
    for reading in question.readings(ASKED):
        phrases = phrases_in(reading.language)
        kind = _kind(reading)
        hits = desk.find(reading.phrase)
        if found := _answered(reading.language, desk, hits, kind):
            return found
        missing = missing or unknown(reading.language, _missing(phrases, hits, reading, kind))
    for intent, kind in _INTENTS:
        if intent.search(plainly(question.text)):
            hits = desk.focus(question, intent)
            if found := _answered(question.language, desk, hits, kind):
                return found
    return missing


def _answered(
    language: str, desk: Desk, hits: Iterable[Hit], kind: FormKind | None
) -> Answer | None:
    phrases = phrases_in(language)
    told = [(hit, line) for hit in hits for line in _told(phrases, desk, hit, kind)]
    if not told:
        return None
    return answer(language, [line for _, line in told], hits=[hit for hit, _ in told])


def _kind(reading: Reading) -> FormKind | None:
    """Return the kind of form that is named; None for the one that the dictionary lists."""
    named = plainly(reading.groups["kind"])
    return next((kind for name, kind in _KINDS if re.search(name, named)), None)


def _told(phrases: Phrases, desk: Desk, hit: Hit, kind: FormKind | None) -> Iterator[str]:
    entry = hit.entry
    if kind is FormKind.PLURAL and FormKind.FEMININE in hit.kinds:
        kind = FormKind.FEMININE_PLURAL
    form = form_of(entry, kind) if kind else None
    if form is not None and kind is not None:
        word = "** / **".join(form.words)
        yield _line(phrases, hit, phrases.kinds[kind], word)
    elif kind in _GENDERS and (partner := partner_of(desk.book, hit.found, _GENDERS[kind])):
        yield phrases.partner.format(
            gender=phrases.genders[partner.entry.gender or Gender.COMMON],
            term=entry.term,
            meaning=meaning(phrases, entry),
            word=partner.entry.term,
            place=place(phrases, partner.unit),
        )
    elif kind is None and hit.forms:
        yield _line(phrases, hit, phrases.genders[Gender.MASCULINE], entry.term)


def _line(phrases: Phrases, hit: Hit, kind: str, word: str) -> str:
    entry = hit.entry
    line = phrases.kind_of.format(
        kind=kind,
        term=hit.name if hit.forms and hit.kinds != {FormKind.PLURAL} else entry.term,
        meaning=meaning(phrases, entry),
        word=word,
        place=place(phrases, hit.unit),
    )
    same = phrases.same_as_term.format(term=entry.term)
    return f"{line} {same}" if word == entry.term and not hit.forms else line


def _missing(
    phrases: Phrases, hits: tuple[Hit, ...], reading: Reading, kind: FormKind | None
) -> str:
    if not hits:
        return echoed(phrases, reading.phrase)
    named = phrases.kinds[kind] if kind else reading.groups["kind"]
    where = place(phrases, hits[0].unit)
    line = phrases.no_form.format(kind=named, term=hits[0].entry.term, place=where)
    note = hits[0].entry.note
    return f"{line} {phrases.note.format(note=note)}" if note else line
