"""What there is to be said in each language."""

from collections.abc import Mapping

from attrs import frozen

from parlons.domain.learning.vocabulary_entry import Gender, PartOfSpeech
from parlons.domain.learning.word_form import FormKind


@frozen(kw_only=True)
class Phrases:
    """Sentences with places to be filled, named alike in every language.

    `unknown` is the first sentence of every reply without an answer, and of no other.
    """

    language: str
    kinds: Mapping[FormKind, str]
    genders: Mapping[Gender, str]
    parts: Mapping[PartOfSpeech, str]
    separator: str
    quoted: str
    either: str
    unit: str

    unknown: str
    assumed: str
    covers: str
    more_units: str
    near_topics: str
    near_words: str
    invitation: str
    no_language: str
    no_word: str
    nothing_found: str

    into_target: str
    into_source: str
    form_of: str
    example: str
    note: str
    example_sentence: str

    conjugated: str
    no_form: str
    no_form_yet: str
    is_gender: str
    no_gender: str
    kind_of: str
    partner: str
    same_as_term: str

    tells_apart: str
    side_by_side: str
    not_compared: str
    notes_say: str
    no_topic: str

    pronounced: str
    hear: str
    form_heard: str
    no_pronunciation: str
    used: str
    no_example: str

    number_is: str
    number_means: str
    number_rule: str
    no_number: str
    count: str
    time_is: str
    time_means: str
    time_official: str
    no_time: str
    days: str
    months: str
    seasons: str
    no_list: str

    unit_teaches: str
    unit_lessons: str
    unit_words: str
    unit_grammar: str
    no_unit: str
    section_in: str
    taught_in: str
    lessons_about: str
    no_place: str
    course_teaches: str
