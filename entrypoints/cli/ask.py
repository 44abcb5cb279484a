"""`parlons ask`."""

from collections.abc import Iterable
from typing import Annotated

import typer
from attrs import evolve

from parlons.container import Container
from parlons.domain.errors import NotFoundError
from parlons.domain.identity.principal import OPERATOR
from parlons.domain.tutoring.completion import TextDelta
from parlons.domain.tutoring.question import TutorQuestion
from parlons.domain.tutoring.reply import ReplyRestarted, ReplySource, TutorEvent, TutorReply
from parlons.entrypoints.cli.courses import publish, published
from parlons.entrypoints.cli.input import checked
from parlons.entrypoints.cli.output import note, show, show_json, show_markdown, show_piece
from parlons.entrypoints.cli.session import is_embedded, ready
from parlons.entrypoints.courses import bundled_course


def ask(
    question: Annotated[
        str, typer.Argument(metavar="QUESTION", help="What to ask, in quotes.", show_default=False)
    ],
    path: Annotated[
        str | None,
        typer.Option(metavar="SLUG", help="The course it is about; by default the first one."),
    ] = None,
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the reply as the HTTP API gives it.")
    ] = False,
    stream: Annotated[
        bool, typer.Option("--stream", help="Print the reply while it is made.")
    ] = False,
) -> None:
    """Ask the tutor.

    Example: parlons ask "How do you say good evening in French?"
    """
    if as_json and stream:
        raise typer.BadParameter("--json and --stream exclude each other")
    with checked():
        asked = TutorQuestion(text=question)
    with ready() as container:
        if is_embedded(container.settings()) and not published(container):
            note(publish(container, bundled_course()))
        asked = evolve(asked, path_id=_path_id(container, path))
        if stream:
            reply = _show_events(container.stream_tutor_reply()(OPERATOR, asked))
        else:
            reply = container.ask_tutor()(OPERATOR, asked)
        if as_json:
            show_json(container.http_codec().encode(reply))
        else:
            _show_reply(reply, with_text=not stream)


def _show_reply(reply: TutorReply, *, with_text: bool) -> None:
    if with_text:
        show_markdown(reply.text)
    if reply.reason is not None:
        show(reply.reason, style="yellow")
    tokens = reply.usage.input_tokens + reply.usage.output_tokens
    counted = "about " if reply.usage.estimated else ""
    cost = _dollars(reply.cost_microdollars)
    show(f"answered by {_source(reply)}, {counted}{tokens} tokens, {cost}", style="dim")


def _dollars(microdollars: int | None) -> str:
    if microdollars is None:
        return "price unknown"
    return "$" + f"{microdollars / 1_000_000:.6f}".rstrip("0").rstrip(".")


def _source(reply: TutorReply) -> str:
    match reply.source:
        case ReplySource.EXACT_CACHE:
            return f"exact cache ({reply.model})"
        case ReplySource.MODEL:
            return reply.model
        case ReplySource.COURSE:
            return "the course"


def _path_id(container: Container, slug: str | None) -> int | None:
    if slug is None:
        return None
    courses = {path.slug: path.id for path in published(container)}
    if slug not in courses:
        there = ", ".join(courses) or "none"
        raise NotFoundError(f"there is no course {slug!r}; published: {there}")
    return courses[slug]


def _show_events(events: Iterable[TutorEvent]) -> TutorReply:
    for event in events:
        match event:
            case TextDelta(text=text):
                show_piece(text)
            case ReplyRestarted(reason=reason):
                show("")
                note(f"begun anew: {reason}")
            case TutorReply():
                show("")
                return event
    raise RuntimeError("the stream ended without a reply")
