"""Names of headers."""

import re


def header_case(name: str) -> str:
    """Write `idempotencyKey` as `Idempotency-Key`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).title()
