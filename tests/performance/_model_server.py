"""An OpenAI-compatible server that answers at once; the model `slow` says a word each half second.

Each response is written whole: a naive server's several writes wait 40 ms for an acknowledgement.
"""

import asyncio
import json
import os

CHUNK = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "fast"}
USAGE = {"prompt_tokens": 200, "completion_tokens": 8, "total_tokens": 208}
TEXT = "Bonsoir means good evening. Bonsoir, madame !"
SLOW_WORDS = 240


def event(**more: object) -> bytes:
    return b"data: %b\n\n" % json.dumps(CHUNK | {"choices": []} | more).encode()


def delta(text: str, finish: str | None = None) -> bytes:
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": finish}
    return event(choices=[choice])


STREAMED = b"".join(
    [*(delta(f"{word} ") for word in TEXT.split()), delta("", "stop"), event(usage=USAGE)]
)
DONE = b"data: [DONE]\n\n"
MESSAGE = {"role": "assistant", "content": TEXT}
WHOLE = json.dumps(
    CHUNK
    | {
        "object": "chat.completion",
        "choices": [{"index": 0, "message": MESSAGE, "finish_reason": "stop"}],
        "usage": USAGE,
    }
).encode()


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(data), data)


def head(kind: str, length: str) -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{length}\r\n\r\n".encode()


STREAM_HEAD = head("text/event-stream", "Transfer-Encoding: chunked")
AT_ONCE = STREAM_HEAD + chunk(STREAMED + DONE) + chunk(b"")
PLAIN = head("application/json", f"Content-Length: {len(WHOLE)}") + WHOLE


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while True:
            request = await reader.readuntil(b"\r\n\r\n")
            fields = dict(line.split(b":", 1) for line in request.split(b"\r\n")[1:] if line)
            lengths = (int(v) for k, v in fields.items() if k.lower() == b"content-length")
            body = json.loads(await reader.readexactly(next(lengths)))
            if body["model"] == "slow":
                await say_slowly(writer)
            else:
                writer.write(AT_ONCE if body.get("stream") else PLAIN)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def say_slowly(writer: asyncio.StreamWriter) -> None:
    writer.write(STREAM_HEAD)
    for number in range(SLOW_WORDS):
        writer.write(chunk(delta(f"word {number} ")))
        await writer.drain()
        await asyncio.sleep(0.5)
    writer.write(chunk(delta("", "stop") + event(usage=USAGE) + DONE) + chunk(b""))


async def main() -> None:
    port = int(os.environ["PORT"])
    async with await asyncio.start_server(serve, "127.0.0.1", port, backlog=1000) as server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
