"""What a unit is for."""

from enum import StrEnum


class UnitRole(StrEnum):
    """Required units complete the path; optional ones add to it, review ones go over it again."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    REVIEW = "review"
