"""How diskcache is kept from unpickling."""

from diskcache import Disk
from diskcache.core import MODE_RAW


class BytesDisk(Disk):  # type: ignore[misc]  # diskcache ships no types
    """Keeps bytes in rows, and neither pickles nor opens or removes a file that a row names.

    Whoever could write to the folder would otherwise run code here, or read and remove any file.
    """

    def __init__(self, directory: str, **_settings: object) -> None:
        super().__init__(directory)

    def put(self, key: str) -> tuple[str, bool]:
        return key, True

    def get(self, key: str, _raw: object) -> str:
        return key

    def store(self, value: bytes, _read: object, **_key: object) -> tuple[int, int, None, bytes]:
        return 0, MODE_RAW, None, value

    def fetch(self, mode: object, _filename: object, value: object, _read: object) -> bytes:
        if mode != MODE_RAW or not isinstance(value, bytes):
            raise OSError("a row that holds no bytes")  # which diskcache takes for an absent key
        return value

    def remove(self, _file_path: object) -> None:
        pass
