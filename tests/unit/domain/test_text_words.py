"""The words of a text as they stand in it."""

import pytest

from parlons.domain.learning.text_words import small_words, words_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Qu’est-ce que c’est ?", "qu est ce que c est"),
        ("Y a-t-il un tee-shirt à 8h30 ?", "y a il un tee shirt à 8h30"),
        ("l'Œuf, ÉTÉ", "l œuf été"),
        ("— … !", ""),
    ],
)
def test_words_end_at_every_mark_and_keep_their_accents(text, words):
    assert " ".join(small_words(text)) == words


def test_it_is_known_which_words_open_a_sentence():
    text = "— Non. Oui ! Dis : va, Zoé (là) Et « si » moi - toi tee-shirt"
    opening = [word.text for word in words_in(text) if word.opens_sentence]
    assert opening == ["non", "oui", "dis", "va", "là", "si", "moi", "toi"]


def test_capitals_elisions_and_numbers_are_known():
    words = {word.text: word for word in words_in("J'ai 3 amis à Lyon")}
    assert [text for text, word in words.items() if word.is_capitalised] == ["j", "lyon"]
    assert [text for text, word in words.items() if word.is_elided] == ["j"]
    assert [text for text, word in words.items() if word.is_number] == ["3"]
