"""Where courses come from."""

from collections.abc import Iterator

from parlons.adapters.injection.extras import extra
from parlons.application.ports.codec import ICodec
from parlons.application.ports.course_source import ICourseSource


def yaml_folder(codec: ICodec) -> Iterator[ICourseSource]:
    """Folders of YAML files, in the format that the reference documents."""
    with extra("courses", "reading a course"):
        from parlons.adapters.courses.yaml_folder_course_source import YamlFolderCourseSource

    yield YamlFolderCourseSource(codec)
