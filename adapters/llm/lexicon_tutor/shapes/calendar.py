"""The days of the week, the months and the seasons."""

from collections.abc import Sequence
from typing import Final

from parlons.adapters.llm.lexicon_tutor.answer import Answer, answer, unknown
from parlons.adapters.llm.lexicon_tutor.french.calendar import DAYS, MONTHS, SEASONS
from parlons.adapters.llm.lexicon_tutor.reading.pattern import patterns, plainly
from parlons.adapters.llm.lexicon_tutor.reading.question import Question
from parlons.adapters.llm.lexicon_tutor.shapes.desk import Desk
from parlons.adapters.llm.lexicon_tutor.wording.phrases import Phrases
from parlons.adapters.llm.lexicon_tutor.wording.places import places
from parlons.adapters.llm.lexicon_tutor.wording.replies import phrases_in
from parlons.domain.learning.catalogue import LexiconEntry
from parlons.domain.learning.vocabulary_entry import PartOfSpeech

_ASKED: Final = patterns(
    en=(
        (
            r"^(?!how many|why|when|where)(?:.*\b(?:what|which|list|name|give|tell|say|know"
            r"|teach|learn"
            r"|write|translate|are|recite)\b.*? )?(?:all )?(?:of )?(?:the |your )?"
            r"(?:four |seven |twelve |french )*(?:names? (?:of|for) (?:the )?)?"
            r"(?P<list>days of the week|days in a week|week ?days|days|months|seasons)"
            r"(?: (?:of|in) (?:the |a )?(?:week|year))?(?: called)?(?: in french"
            r"| called in french)?$"
        ),
    ),
    fr=(
        (
            r"^(?!combien|pourquoi|quand|ou )(?:.*\b(?:quels?|quelles?|liste|nomme|cite|donne"
            r"|dis|dit-on"
            r"|dire|enumere|sont|connais|recite|apprends|ecris)\b(?:-moi)?.*? )?(?:tous |toutes )?"
            r"(?:les |des )?(?:quatre |sept |douze )?(?:noms? des )?"
            r"(?P<list>jours de la semaine|jours|mois|saisons)(?: de (?:la |l')?(?:semaine|annee))?"
            r"(?: en francais)?$"
        ),
    ),
)


def calendar(question: Question, desk: Desk) -> Answer | None:
    """List the days, months or seasons that the course teaches."""
    for reading in question.readings(_ASKED):
        if reading.groups["list"].count(" ") == 0 and question.text == reading.groups["list"]:
            continue
        phrases = phrases_in(reading.language)
        template, terms = _list(phrases, reading.groups["list"])
        found = _taught(desk, terms)
        if not found:
            return unknown(reading.language, phrases.no_list)
        units = tuple(dict.fromkeys(each.unit for each in found))
        told = ", ".join(f"**{each.entry.term}** ({each.entry.translations[0]})" for each in found)
        line = template.format(place=places(phrases, units), words=told)
        return answer(reading.language, [line], units=units)
    return None


def _list(phrases: Phrases, name: str) -> tuple[str, Sequence[str]]:
    plain = plainly(name)
    if "month" in plain or "mois" in plain:
        return phrases.months, MONTHS
    if "season" in plain or "saison" in plain:
        return phrases.seasons, SEASONS
    return phrases.days, DAYS


def _taught(desk: Desk, terms: Sequence[str]) -> list[LexiconEntry]:
    nouns = {
        each.entry.term: each
        for each in desk.book.lexicon
        if each.entry.part_of_speech is PartOfSpeech.NOUN
    }
    return [nouns[term] for term in terms if term in nouns] if desk.book.target == "fr" else []
