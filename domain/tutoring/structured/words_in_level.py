"""Whether a text keeps to the words that a learner can know."""

from collections.abc import Set as AbstractSet

from parlons.domain.exercises.writing import folded


def is_in_level(text: str, known: AbstractSet[str], share: float) -> bool:
    """Say whether at least this share (0 to 1) of the text's words is known.

    `known` are folded words: no capitals, no accents. Numbers in digits are known to everybody, and
    a text without words is in every level.
    """
    words = [word for word in folded(text).split() if not word.isdigit()]
    return sum(word in known for word in words) >= share * len(words)
