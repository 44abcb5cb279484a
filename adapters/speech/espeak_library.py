"""eSpeak NG's library as ctypes sees it (espeak-ng/speak_lib.h)."""

import ctypes
from collections.abc import Iterator
from itertools import count, takewhile
from typing import Any, Final

import espeakng_loader

SYNCHRONOUS: Final = 2  # AUDIO_OUTPUT_SYNCHRONOUS: samples go to the callback, none is played
DO_NOT_EXIT: Final = 0x8000  # espeakINITIALIZE_DONT_EXIT: this process outlives missing data
BY_CHARACTER: Final = 1  # POS_CHARACTER
UTF8: Final = 1  # espeakCHARS_UTF8; without espeakSSML and espeakPHONEMES text is only text
RATE: Final = 1  # espeakRATE, in words a minute
OK: Final = 0  # EE_OK

SAMPLE_BYTES: Final = ctypes.sizeof(ctypes.c_short)


class EspeakError(Exception):
    """The library did not do what was asked; the message is one line."""


class Voice(ctypes.Structure):
    """`espeak_VOICE`; each of the languages is a byte of priority and a text, and a 0 ends them."""

    _fields_ = (
        ("name", ctypes.c_char_p),
        ("languages", ctypes.c_void_p),
        ("identifier", ctypes.c_char_p),
        ("gender", ctypes.c_ubyte),
        ("age", ctypes.c_ubyte),
        ("variant", ctypes.c_ubyte),
        ("xx1", ctypes.c_ubyte),
        ("score", ctypes.c_int),
        ("spare", ctypes.c_void_p),
    )

    def tags(self) -> Iterator[tuple[int, str]]:
        """Yield priorities, of which 1 is the highest, with language tags in lower case."""
        address = self.languages
        while priority := ctypes.c_ubyte.from_address(address).value:
            tag = ctypes.string_at(address + 1)
            yield priority, tag.decode().lower()
            address += 1 + len(tag) + 1


Callback: Final = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)
"""Takes samples, their number and events; returns 0 to have more."""

_SIGNATURES: Final[dict[str, tuple[Any, tuple[Any, ...]]]] = {
    "espeak_Initialize": (
        ctypes.c_int,
        (ctypes.c_int, ctypes.c_int, ctypes.c_char_p, ctypes.c_int),
    ),
    "espeak_SetSynthCallback": (None, (Callback,)),
    "espeak_ListVoices": (ctypes.POINTER(ctypes.POINTER(Voice)), (ctypes.c_void_p,)),
    "espeak_SetVoiceByName": (ctypes.c_int, (ctypes.c_char_p,)),
    "espeak_SetParameter": (ctypes.c_int, (ctypes.c_int, ctypes.c_int, ctypes.c_int)),
    "espeak_Synth": (
        ctypes.c_int,
        (
            *(ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int, ctypes.c_uint),
            *(ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p),
        ),
    ),
}


def library() -> Any:
    """Load the library; raises `EspeakError`."""
    try:
        loaded = ctypes.CDLL(espeakng_loader.get_library_path())
    except OSError as error:
        raise EspeakError(f"eSpeak NG cannot be loaded: {error}") from error
    for name, (result, arguments) in _SIGNATURES.items():
        function = getattr(loaded, name)
        function.restype, function.argtypes = result, arguments
    return loaded


def initialize(loaded: Any) -> int:
    """Make the library ready, and return how many samples a second has; raises `EspeakError`."""
    try:
        data = espeakng_loader.get_data_path().encode()
    except RuntimeError as error:
        raise EspeakError(f"eSpeak NG cannot be used: {error}") from error
    rate: int = loaded.espeak_Initialize(SYNCHRONOUS, 0, data, DO_NOT_EXIT)
    if rate <= 0:
        raise EspeakError("eSpeak NG cannot be used: its data cannot be read")
    return rate


def voices(loaded: Any) -> list[Voice]:
    """Return the voices there are."""
    listed = loaded.espeak_ListVoices(None)
    return [each.contents for each in takewhile(bool, (listed[index] for index in count()))]
