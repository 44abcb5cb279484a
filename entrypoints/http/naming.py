"""Names as the API writes them."""

import re


def camel_case(name: str) -> str:
    """Write `unit_id` as `unitId`."""
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))


def header_case(name: str) -> str:
    """Write `idempotencyKey` as `Idempotency-Key`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).title()
