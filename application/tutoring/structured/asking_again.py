"""The one time that a model is asked again."""

from collections.abc import Sequence
from typing import Final

from attrs import evolve

from parlons.domain.tutoring.completion import (
    ChatMessage,
    ChatRole,
    Completion,
    CompletionRequest,
    readable,
)

HIGHEST_LIMIT: Final = 8000
"""Output tokens; a reply cut short at this limit is not asked for again."""

_SHOWN_REPLY: Final = 4000
_SHOWN_FAULTS: Final = 10
_SHOWN_FAULT: Final = 200

_AGAIN: Final = (
    "That reply cannot be used:\n{faults}\n"
    "Reply once more with one JSON object that follows the schema, and nothing else."
)


def asked_again(
    request: CompletionRequest, completion: Completion, faults: Sequence[str]
) -> CompletionRequest | None:
    """Return the request that may bring what the first did not; None where none can.

    What was cut short is asked for with twice the limit, never with the same; what is wrong is
    told.
    """
    if completion.truncated:
        limit = min(2 * request.max_output_tokens, HIGHEST_LIMIT)
        raised = limit > request.max_output_tokens
        return evolve(request, max_output_tokens=limit) if raised else None
    told = "\n".join(f"- {fault[:_SHOWN_FAULT]}" for fault in faults[:_SHOWN_FAULTS])
    reply = readable(completion.text)[:_SHOWN_REPLY]
    turns = (
        ChatMessage(ChatRole.ASSISTANT, reply or "(nothing)"),
        ChatMessage(ChatRole.USER, _AGAIN.format(faults=told)),
    )
    return evolve(request, messages=request.messages + turns)
