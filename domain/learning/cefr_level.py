"""Levels of the Common European Framework of Reference for Languages."""

from enum import StrEnum


class CefrLevel(StrEnum):
    """How far a learner is, from beginner (`A1`) to mastery (`C2`)."""

    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"
