"""An operation of the API: a typed function, and what HTTP has to know about it."""

import inspect
from collections.abc import Callable, Collection, Generator, Mapping
from typing import Any, ClassVar, Final, Protocol, get_args, get_origin, get_type_hints

from attrs import field, frozen

from parlons.application.ports.codec import camel_case
from parlons.application.ports.speech import Recording
from parlons.domain.identity.permission import Permission
from parlons.domain.identity.role import Role
from parlons.entrypoints.http.admission import Cap
from parlons.entrypoints.http.csv_file import CsvFile
from parlons.entrypoints.http.endpoint import Identifier
from parlons.entrypoints.http.problem import ProblemKind

_SETS: Final = ("query", "headers", "body")
_FILES: Final[Mapping[Any, str]] = {Recording: "audio/*", CsvFile: CsvFile.media_type}


class UseCase(Protocol):
    """A use case as far as the table reads it."""

    permission: ClassVar[Permission]


@frozen(kw_only=True)
class Operation:
    """One method at one path.

    `function` takes a `Call`, the identifiers in the path in their order, and by keyword whatever
    of `query`, `headers` and `body` it declares: each a class that the codec reads. It returns a
    `response`, or, when there are `events`, a generator of these. `problems` are those that the
    signature does not tell. Where there is a `cap`, a user may have only a few under way.
    """

    function: Callable[..., Any]
    method: str
    path: str
    permission: Permission | None = None
    status: int = 200
    identifiers: Mapping[str, type[Identifier]] = field(factory=dict)
    query: type | None = None
    headers: type | None = None
    body: type | None = None
    response: Any = None
    events: Mapping[type, str] = field(factory=dict)
    example: Mapping[str, object] | None = None
    problems: tuple[ProblemKind, ...] = ()
    cap: Cap | None = None

    @property
    def id(self) -> str:
        """The operation's name, unique in the table."""
        return camel_case(self.function.__name__)

    @property
    def tag(self) -> str:
        """The feature it belongs to."""
        return self.function.__module__.rpartition(".")[2]

    @property
    def summary(self) -> str:
        """The rule in the first sentence of the docstring."""
        return inspect.cleandoc(self.function.__doc__ or "").partition("\n\n")[0].replace("\n", " ")

    @property
    def description(self) -> str:
        """What the docstring says after its first paragraph."""
        return inspect.cleandoc(self.function.__doc__ or "").partition("\n\n")[2]

    @property
    def file_type(self) -> str | None:
        """The media type, or a range of them, of a response that is a file; None of JSON."""
        return _FILES.get(self.response)

    @property
    def open(self) -> bool:
        """Whether visitors may call it: then no token is asked for, and none is read."""
        return self.permission is not None and self.permission in Role.VISITOR.permissions


def operation(
    method: str,
    path: str,
    *,
    use_case: type[UseCase] | None = None,
    status: int = 200,
    events: Mapping[type, str] | None = None,
    example: Mapping[str, object] | None = None,
    problems: tuple[ProblemKind, ...] = (),
    cap: Cap | None = None,
) -> Callable[[Callable[..., Any]], Operation]:
    """Make an operation of a function: its parameters and its response are read off the signature.

    `use_case` is the class whose permission is needed; without one a valid token is enough.
    `events` names the members of a streamed reply.
    """

    def declare(function: Callable[..., Any]) -> Operation:
        hints = get_type_hints(function)
        response = hints.pop("return")
        sets = {name: hints[name] for name in _SETS if name in hints}
        others = ("call", *_SETS)
        identifiers = {camel_case(name): hints[name] for name in hints if name not in others}
        _check_path(function, path, identifiers)
        return Operation(
            function=function,
            method=method,
            path=path,
            permission=use_case.permission if use_case else None,
            status=status,
            identifiers=identifiers,
            response=get_args(response)[0] if get_origin(response) is Generator else response,
            events=events or {},
            example=example,
            problems=problems,
            cap=cap,
            **sets,
        )

    return declare


def path_parameters(path: str) -> list[str]:
    """The names of the parameters in a path template, in their order."""
    return [part[1:-1] for part in path.split("/") if part.startswith("{")]


def _check_path(function: Callable[..., Any], path: str, identifiers: Collection[str]) -> None:
    if [*identifiers] != path_parameters(path):
        raise TypeError(
            f"{function.__name__} takes {[*identifiers]}, which are not those of {path}"
        )
