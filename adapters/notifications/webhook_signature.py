"""Signatures as Standard Webhooks has them."""

import binascii
from base64 import b64decode, b64encode
from hashlib import sha256
from hmac import digest
from typing import Final

_PREFIX: Final = "whsec_"
_BYTES: Final = range(24, 65)


def signing_key(secret: str) -> bytes:
    """Read a secret: `whsec_` and 24 to 64 bytes in base64; raises `ValueError`, without it."""
    try:
        key = b64decode(secret.removeprefix(_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not secret.startswith(_PREFIX) or len(key) not in _BYTES:
        raise ValueError("must be whsec_ and the base64 of 24 to 64 random bytes")
    return key


def signed_headers(key: bytes, id_: str, seconds: int, body: bytes) -> dict[str, str]:
    """Return the headers that vouch for a body: HMAC-SHA256 over `id.seconds.body`.

    https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
    """
    signature = digest(key, f"{id_}.{seconds}.".encode() + body, sha256)
    return {
        "webhook-id": id_,
        "webhook-timestamp": str(seconds),
        "webhook-signature": f"v1,{b64encode(signature).decode()}",
    }
