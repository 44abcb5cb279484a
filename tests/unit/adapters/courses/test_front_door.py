import sys

import pytest
from tests.support.course_folder import yaml_source

from parlons.adapters import courses
from parlons.adapters.courses.yaml_folder_course_source import YamlFolderCourseSource
from parlons.adapters.injection.extras import MissingExtraError


def test_the_front_door_hands_over_a_source():
    assert isinstance(yaml_source(), YamlFolderCourseSource)


def test_a_missing_yaml_library_is_named_with_its_extra(monkeypatch):
    codec = yaml_source().codec
    monkeypatch.setitem(sys.modules, "yaml", None)
    for name in ("course_file", "course_files", "yaml_document", "yaml_folder_course_source"):
        monkeypatch.delitem(sys.modules, f"parlons.adapters.courses.{name}", raising=False)
    with pytest.raises(MissingExtraError, match=r"reading a course .*parlons\[courses\]"):
        next(iter(courses.yaml_folder(codec)))
