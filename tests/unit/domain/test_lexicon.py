"""A course's words: what is known, and what belongs together."""

import pytest

from parlons.domain.exercises.lexicon import Lexicon
from parlons.domain.exercises.text_comparison import compare
from parlons.domain.exercises.translation import Translation
from parlons.domain.exercises.word_comparison import compare_words, is_one_edit
from parlons.domain.learning.course_words import course_words
from parlons.domain.learning.vocabulary_entry import Gender, PartOfSpeech, VocabularyEntry
from parlons.domain.learning.word_form import FormKind, WordForm


def form(kind: str, *words: str) -> WordForm:
    return WordForm(kind=FormKind(kind), words=words)


def noun(term: str, gender: str, *translations: str) -> VocabularyEntry:
    return VocabularyEntry(
        term=term,
        translations=translations,
        part_of_speech=PartOfSpeech.NOUN,
        gender=Gender(gender),
        forms=(form("plural", f"{term}s"),),
    )


def verb(term: str, *forms: WordForm) -> VocabularyEntry:
    return VocabularyEntry(
        term=term, translations=("x",), part_of_speech=PartOfSpeech.VERB, forms=forms
    )


PARTICIPLE = form("past_participle", "levé")
ENTRIES = (
    noun("voisin", "masculine", "neighbour"),
    noun("voisine", "feminine", "neighbour"),
    noun("serveur", "masculine", "waiter"),
    noun("serveuse", "feminine", "waitress"),
    noun("poisson", "masculine", "fish"),
    noun("boisson", "feminine", "drink"),
    noun("port", "masculine", "harbour"),
    verb(
        "parler", form("present", "je parle", "tu parles", "il parle"), form("imperative", "parlez")
    ),
    verb(
        "se lever",
        form("present", "je me lève", "nous nous levons"),
        form("past_participle", "levé"),
    ),
    VocabularyEntry(
        term="du",
        translations=("some",),
        part_of_speech=PartOfSpeech.DETERMINER,
        forms=(form("uncontracted", "de le"), form("feminine", "de la")),
    ),
)
EXERCISE = Translation(
    slug="a", prompt="?", text="The cats sleep.", into="fr", keys=("Les chats [ne ]dorment [pas].",)
)
WORDS = course_words(ENTRIES, [EXERCISE], taught="fr", source="en")
FRENCH, ENGLISH = WORDS.taught, WORDS.source


@pytest.mark.parametrize(
    "word", ["voisin", "voisins", "parles", "leve", "levons", "levees", "chats", "pas", "la", "du"]
)
def test_words_forms_and_sentences_are_known(word: str):
    assert FRENCH.knows(word)


@pytest.mark.parametrize("word", ["voison", "sleep", "parlons", "vois", ""])
def test_other_words_are_not(word: str):
    assert not FRENCH.knows(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("voisin", "voisins"), ("voisin", "voisine"), ("serveur", "serveuse")),
        *(("parler", "parles"), ("parlez", "parle"), ("lever", "leve"), ("leve", "levee")),
        *(("du", "de le"), ("du", "de la"), ("l", "le"), ("j", "je"), ("qu", "que")),
    ],
)
def test_forms_of_one_word_belong_together(one: str, other: str):
    assert FRENCH.are_forms_of_one_word(one, other)
    assert FRENCH.are_forms_of_one_word(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("poisson", "boisson"), ("port", "porte"), ("me", "je"), ("a", "ai"), ("lever", "parler")],
)
def test_other_words_do_not(one: str, other: str):
    assert not FRENCH.are_forms_of_one_word(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("cat", "cats"), ("is", "are"), ("a", "an"), ("child", "children"), ("sleep", "sleeping")],
)
def test_english_needs_no_list_of_forms(one: str, other: str):
    assert ENGLISH.are_forms_of_one_word(one, other)
    assert not FRENCH.are_forms_of_one_word(one, other)


def test_a_regular_form_of_a_known_english_word_is_known():
    assert ENGLISH.knows("sleeps")
    assert not ENGLISH.knows("sleept")


def test_a_language_that_the_course_does_not_speak_has_no_words():
    assert WORDS.in_language("de") == Lexicon("de", {})


def test_a_region_is_of_its_language():
    assert WORDS.in_language("en-GB") is ENGLISH


@pytest.mark.parametrize(
    ("word", "key", "verdict"),
    [
        *(("voison", "voisin", "typo"), ("vosin", "voisin", "typo"), ("voiisn", "voisin", "typo")),
        *(("voisni", "voisin", "typo"), ("poisson", "boisson", "wrong"), ("chat", "chats", "typo")),
        *(
            ("voisins", "voisin", "agreement"),
            ("por", "port", "wrong"),
            ("voson", "voisin", "wrong"),
        ),
        *(("parle", "parler", "agreement"), ("prt", "port", "wrong")),
    ],
)
def test_a_slip_is_one_edit_in_a_long_word_that_makes_no_word(word: str, key: str, verdict: str):
    assert compare_words([word], [key], FRENCH) == verdict


@pytest.mark.parametrize(
    ("one", "other"),
    [("abcde", "abde"), ("abde", "abcde"), ("abcde", "abxde"), ("abcde", "abdce"), ("a", "")],
)
def test_one_edit(one: str, other: str):
    assert is_one_edit(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("abc", "abc"), ("abcde", "abc"), ("abcde", "badce"), ("abcd", "dabc"), ("abcd", "cbad")],
)
def test_no_edit_or_more(one: str, other: str):
    assert not is_one_edit(one, other)


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        ("Jhabite à Lyon", "punctuation"),
        ("jhabite a lyon", "accent"),
        ("Je habite à Lyon", "agreement"),
        ("J'habite àLyon", "typo"),
        ("J' habite à Lyon", "punctuation"),
        ("J'habite", "wrong"),
        ("à J'habite Lyon", "wrong"),
        ("J'habite à Lyon à Lyon à Lyon", "wrong"),
        ("Ј'habite à Lyon", "typo"),  # a Cyrillic letter
        ("😀", "wrong"),
    ],
)
def test_sentences_are_judged_word_by_word(given: str, verdict: str):
    assert compare(given, ["J'habite à Lyon."], lexicon=FRENCH).verdict == verdict


@pytest.mark.parametrize(
    ("given", "key", "verdict"),
    [
        ("à 20h10", "à 20h00", "wrong"),
        ("12500 euros", "12400 euros", "wrong"),
        ("C'est 5 $.", "C'est 5 €.", "wrong"),
        ("C'est 5€.", "C'est 5 €.", "punctuation"),
        ("3 - 2", "3 + 2", "wrong"),
    ],
)
def test_numbers_and_marks_that_are_said_are_no_slips(given: str, key: str, verdict: str):
    assert compare(given, [key], lexicon=FRENCH).verdict == verdict


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ("My name's Paul.", "My name is Paul."),
        ("My name is Paul.", "My name's Paul."),
        ("She's left.", "She has left."),
        ("The train's late.", "The train is late."),
        ("You must not go.", "You mustn't go."),
        ("I shan't go.", "I shall not go."),
    ],
)
def test_english_contractions_equal_their_full_forms(given: str, key: str):
    assert compare(given, [key], lexicon=ENGLISH).verdict == "exact"


def test_a_region_in_an_exercise_is_of_its_language():
    exercise = Translation(
        slug="a", prompt="?", text="Je suis fatigué.", into="en-GB", keys=("I am weary.",)
    )
    words = course_words((), [exercise], taught="fr", source="en")
    assert words.source.knows("weary")
    assert not words.source.knows("fatigue")


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ("We re very happy.", "We're very happy."),
        ("I m sorry", "I'm sorry."),
        ("We can t find it.", "We can't find it."),
        ("It doesn t rain", "It doesn't rain."),
        ("I ll go", "I'll go."),
        ("That s it", "That's it."),
    ],
)
def test_a_space_for_an_apostrophe_is_punctuation(given: str, key: str):
    assert compare(given, [key], lexicon=ENGLISH).verdict == "punctuation"
