import pytest

from parlons.application.ports.course_source import InvalidCourseError
from parlons.application.ports.unit_of_work import (
    DuplicateError,
    StaleRevisionError,
    StorageUnavailableError,
)
from parlons.domain.errors import ParlonsError


@pytest.mark.parametrize(
    "error", [DuplicateError, StaleRevisionError, StorageUnavailableError, InvalidCourseError]
)
def test_one_class_catches_whatever_a_caller_may_want_to_tell_apart(error: type[Exception]):
    assert issubclass(error, ParlonsError)
