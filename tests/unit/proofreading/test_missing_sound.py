"""Texts that learners should hear and cannot."""

from tests.support.course_parts import course, say, unit, word

from parlons.domain.proofreading.missing_sound import missing_sound

PATH = course(
    unit("one", [word("oui", example="Oui, toi.")], say("a", "Oui."), dialogue=["Non !"]),
    unit("two", [word("non")], say("b", "Non  !"), say("c", "oui")),
)


def test_each_text_without_sound_is_told_once_where_it_is_first_met():
    found = missing_sound(PATH, lambda text: "no voice")
    assert [(remark.pointer, remark.message) for remark in found] == [
        ("/units/0/vocabulary/0/term", "'oui' cannot be heard: no voice"),
        ("/units/0/vocabulary/0/example", "'Oui, toi.' cannot be heard: no voice"),
        ("/units/0/lessons/0/dialogue/0/text", "'Non !' cannot be heard: no voice"),
        ("/units/0/lessons/0/exercises/0", "'Oui.' cannot be heard: no voice"),
        ("/units/1/vocabulary/0/term", "'non' cannot be heard: no voice"),
    ]


def test_what_can_be_heard_is_not_told():
    found = missing_sound(PATH, lambda text: None if text.islower() else "no voice")
    assert {remark.pointer[:9] for remark in found} == {"/units/0/"}
