"""The achievements there are."""

from enum import StrEnum


class Achievement(StrEnum):
    """A name for something worth telling."""

    FIRST_LESSON = "first_lesson"
    TEN_LESSONS = "ten_lessons"
    FIFTY_LESSONS = "fifty_lessons"
    FIRST_UNIT = "first_unit"
    FIVE_UNITS = "five_units"
    WHOLE_PATH = "whole_path"
    FLAWLESS = "flawless"
    TEN_FLAWLESS = "ten_flawless"
    THREE_DAYS = "three_days"
    SEVEN_DAYS = "seven_days"
    THIRTY_DAYS = "thirty_days"
    BUSY_DAY = "busy_day"
    HUNDRED_POINTS = "hundred_points"
    THOUSAND_POINTS = "thousand_points"
