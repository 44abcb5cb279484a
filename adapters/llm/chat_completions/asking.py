"""How a chat is put to a server."""

from openai import Omit, OpenAI, Stream, omit
from openai.types.chat import ChatCompletionChunk, ChatCompletionMessageParam
from openai.types.shared_params import ResponseFormatJSONSchema

from parlons.domain.tutoring.completion import ChatMessage, ChatRole, CompletionRequest


def ask(
    client: OpenAI,
    model: str,
    request: CompletionRequest,
    response_format: ResponseFormatJSONSchema | Omit = omit,
) -> Stream[ChatCompletionChunk]:
    """Ask for the chat's next message, and for the tokens that it takes."""
    limit, of_openai = request.max_output_tokens, _is_openai(client.base_url.host)
    return client.chat.completions.create(
        model=model,
        messages=[_message(each) for each in request.messages],
        max_completion_tokens=limit if of_openai else omit,
        max_tokens=omit if of_openai else limit,
        response_format=response_format,
        stream=True,
        stream_options={"include_usage": True},
    )


def _is_openai(host: str) -> bool:
    """OpenAI's newer models refuse `max_tokens`, the one name that every other server knows."""
    return host == "api.openai.com" or host.endswith(".openai.azure.com")


def _message(message: ChatMessage) -> ChatCompletionMessageParam:
    match message.role:
        case ChatRole.SYSTEM:
            return {"role": "system", "content": message.content}
        case ChatRole.USER:
            return {"role": "user", "content": message.content}
        case ChatRole.ASSISTANT:
            return {"role": "assistant", "content": message.content}
