"""The id by which a request is found in every log."""

import re
from random import getrandbits
from typing import Final

from parlons.entrypoints.http.message import HttpRequest

_WELL_FORMED: Final = re.compile(r"[A-Za-z0-9._:+/=-]{1,128}")


def request_id_of(request: HttpRequest) -> str:
    """Return the caller's own id when it is fit for a log, else a new one."""
    given = request.headers.get("x-request-id")
    if given is not None and _WELL_FORMED.fullmatch(given):
        return given
    return f"{getrandbits(128):032x}"
