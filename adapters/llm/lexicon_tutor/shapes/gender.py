"""Which gender a noun has."""

from parlons.adapters.llm.lexicon_tutor.answer import Answer, answer, unknown
from parlons.adapters.llm.lexicon_tutor.asking.gender import ASKED, EITHER, INTENT
from parlons.adapters.llm.lexicon_tutor.course.hit import Hit, form_of
from parlons.adapters.llm.lexicon_tutor.reading.pattern import plainly
from parlons.adapters.llm.lexicon_tutor.reading.question import Question
from parlons.adapters.llm.lexicon_tutor.shapes.desk import Desk
from parlons.adapters.llm.lexicon_tutor.wording.entries import meaning
from parlons.adapters.llm.lexicon_tutor.wording.phrases import Phrases
from parlons.adapters.llm.lexicon_tutor.wording.places import place
from parlons.adapters.llm.lexicon_tutor.wording.replies import echoed, phrases_in
from parlons.domain.exercises.writing import folded
from parlons.domain.learning.vocabulary_entry import Gender, PartOfSpeech, VocabularyEntry
from parlons.domain.learning.word_form import FormKind


def gender(question: Question, desk: Desk) -> Answer | None:
    """Tell the gender of a noun, with the articles that show it."""
    missing: Answer | None = None
    for reading in question.readings(ASKED):
        language = reading.language if " ou " not in question.text else "fr"
        phrases = phrases_in(language)
        if hits := desk.find(reading.phrase, _has_gender):
            return answer(language, [_line(phrases, hit) for hit in hits], hits=hits)
        others = desk.find(reading.phrase)
        missing = missing or unknown(language, _no_gender(phrases, others, reading.phrase))
    if EITHER.search(plainly(question.text)):
        hits = desk.focus(question, INTENT, _has_gender)
        phrases = phrases_in(question.language)
        if hits:
            return answer(question.language, [_line(phrases, hit) for hit in hits], hits=hits)
    return missing


def _has_gender(entry: VocabularyEntry) -> bool:
    return entry.gender is not None


def _line(phrases: Phrases, hit: Hit) -> str:
    entry = hit.entry
    shown = ", ".join(f"*{each}*" for each in _with_articles(entry))
    line = phrases.is_gender.format(
        term=entry.term,
        meaning=meaning(phrases, entry),
        gender=f"**{phrases.genders[entry.gender or Gender.COMMON]}**",
        articles=f"{phrases.separator}{shown}" if shown else "",
        place=place(phrases, hit.unit),
    )
    return f"{line} {phrases.note.format(note=entry.note)}" if entry.note else line


def _with_articles(entry: VocabularyEntry) -> list[str]:
    """Put un or une before a noun that can be counted, and le or la where no vowel hides them.

    Whether an h is silent is not to be seen, so that nothing is said of le and la before one.
    """
    if entry.part_of_speech is not PartOfSpeech.NOUN or form_of(entry, FormKind.PLURAL) is None:
        return []
    if entry.term.partition(" ")[0] in {"le", "la", "les"} or entry.term.startswith("l'"):
        return []
    open_sound = folded(entry.term)[:1] in set("aeiouyh")
    genders = {
        Gender.MASCULINE: [("un", "le")],
        Gender.FEMININE: [("une", "la")],
        Gender.COMMON: [("un", "le"), ("une", "la")],
    }.get(entry.gender or Gender.NEUTER, [])
    return [
        f"{article} {entry.term}"
        for pair in genders
        for article in (pair[:1] if open_sound else pair)
    ]


def _no_gender(phrases: Phrases, others: tuple[Hit, ...], phrase: str) -> str:
    if not others:
        return echoed(phrases, phrase)
    entry, where = others[0].entry, place(phrases, others[0].unit)
    part = phrases.parts[entry.part_of_speech]
    return phrases.no_gender.format(term=entry.term, part=part, place=where)
