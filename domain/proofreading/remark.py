"""A thing in a course that is probably a mistake."""

from enum import StrEnum

from attrs import frozen


class RemarkKind(StrEnum):
    """What is remarked on.

    `contradiction`: an exercise against the vocabulary. `taught-later`: a word of a sentence that a
    later unit teaches. `never-taught`: one that no unit teaches. `unused`: an entry that nothing
    practises. `repeated`: the sentence of an earlier exercise. `same-frame`: a unit whose sentences
    are too much alike. `above-level`: an entry beyond the level of the course. `hard-sentence`: an
    exercise that needs such a word. `odd-gate`: a unit that waits for one that learners may leave
    out, or meet later. `no-sound`: a text that cannot be heard.
    """

    CONTRADICTION = "contradiction"
    TAUGHT_LATER = "taught-later"
    NEVER_TAUGHT = "never-taught"
    UNUSED = "unused"
    REPEATED = "repeated"
    SAME_FRAME = "same-frame"
    ABOVE_LEVEL = "above-level"
    HARD_SENTENCE = "hard-sentence"
    ODD_GATE = "odd-gate"
    NO_SOUND = "no-sound"


@frozen
class Remark:
    """What is remarked on, and where: a JSON pointer (RFC 6901) into the course."""

    kind: RemarkKind
    pointer: str
    message: str
