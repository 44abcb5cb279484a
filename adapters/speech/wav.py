"""WAV files with one channel of 16-bit samples."""

import io
import wave
from typing import Final

WAV: Final = "audio/wav"

_SAMPLE_BYTES: Final = 2


def wav(samples: bytes, rate: int) -> bytes:
    """Write samples, `rate` of them a second, as a file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(_SAMPLE_BYTES)
        writer.setframerate(rate)
        writer.writeframes(samples)
    return file.getvalue()


def is_whole(content: bytes) -> bool:
    """Say whether a file that `wav` wrote holds all the samples that its header announces."""
    try:
        with wave.open(io.BytesIO(content)) as reader:
            announced: int = reader.getnframes()
            samples: bytes = reader.readframes(announced)
    except (wave.Error, EOFError):
        return False
    return 0 < announced * _SAMPLE_BYTES == len(samples)
