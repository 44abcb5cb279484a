"""One file of a course."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from attrs import frozen

from parlons.adapters.courses.yaml_document import YamlDocument, YamlError, YamlFault, read_yaml
from parlons.application.ports.codec import Fault, Json, pointer_steps
from parlons.application.ports.course_source import CourseFault, CoursePlace

MAX_BYTES: Final = 1_000_000


@frozen
class CourseFile:
    """What a file holds, or nothing beside the faults that say why it cannot be read."""

    path: Path
    document: YamlDocument

    @property
    def readable(self) -> bool:
        """Whether there are fields to check."""
        return isinstance(self.content, dict)

    @property
    def content(self) -> Json:
        """The fields."""
        return self.document.content

    @property
    def slug(self) -> str | None:
        """What the file calls its unit, if it does."""
        slug = self.content.get("slug") if self.readable else None
        return slug if isinstance(slug, str) else None

    @property
    def faults(self) -> Iterator[CourseFault]:
        """What is wrong with the file as YAML."""
        for fault in self.document.faults:
            yield CourseFault(shown(self.path), fault.line, fault.message)

    def place(self, pointer: str) -> CoursePlace:
        """Return where what `pointer` leads to begins."""
        return CoursePlace(shown(self.path), self.document.line(pointer))

    def fault(self, pointer: str, message: str) -> CourseFault:
        """Return a fault in the line of what `pointer` leads to."""
        return CourseFault(shown(self.path), self.document.line(pointer), message)

    def located(self, faults: Iterable[Fault]) -> Iterator[CourseFault]:
        """Find the lines of faults; one with a fault as YAML is not told of again."""
        known = {fault.line for fault in self.document.faults}
        for fault in faults:
            if self.document.line(fault.pointer) not in known:
                yield self.fault(fault.pointer, _message(fault))


def shown(path: Path) -> str:
    """Return a path for a terminal, whatever the file system allows in a name."""
    return "".join(char if char.isprintable() else "\ufffd" for char in str(path))


def reason(error: Exception) -> str:
    """Return what the operating system says, in brackets."""
    return f" ({error.strerror})" if isinstance(error, OSError) and error.strerror else ""


def read_course_file(path: Path, root: Path) -> CourseFile:
    """Read a file, which must lie within `root` once links are followed."""
    try:
        document = read_yaml(_text(path, root))
    except YamlError as error:
        return CourseFile(path, YamlDocument(None, {"": 1}, (error.fault,)))
    if isinstance(document.content, dict):
        return CourseFile(path, document)
    fault = YamlFault(1, "must hold fields, such as 'slug: greetings'")
    return CourseFile(path, YamlDocument(None, {"": 1}, (*document.faults, fault)))


def _text(path: Path, root: Path) -> str:
    content = _bytes(path, root)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise YamlError(line, "not UTF-8: save the file in that encoding") from error


def _bytes(path: Path, root: Path) -> bytes:
    try:
        target = path.resolve(strict=True)
        if not target.is_relative_to(root):
            raise YamlError(1, "a link out of the course's folder")
        if not target.is_file():
            raise YamlError(1, "not a file")
        with target.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, RuntimeError) as error:  # links in a circle are the latter
        raise YamlError(1, f"cannot be read{reason(error)}") from error
    if len(content) > MAX_BYTES:
        raise YamlError(1, f"larger than {MAX_BYTES:,} bytes: split it into several units")
    return content


def _message(fault: Fault) -> str:
    """Name the part before the message: the line alone may hold several."""
    steps = pointer_steps(fault.pointer)
    items: list[str] = []
    while len(steps) > 1 and steps[-1].isdecimal():
        items.insert(0, f", item {int(steps.pop()) + 1}")
    name = "".join(steps[-1:])
    return f"{name}{''.join(items)}{':' if items else ''} {fault.message}".lstrip()
