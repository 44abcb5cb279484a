"""`parlons openapi`."""

import json

from parlons.entrypoints.cli.generated import Check, Output, deliver
from parlons.entrypoints.cli.session import opened


def openapi(check: Check = None, output: Output = None) -> None:
    """Print the OpenAPI description of the HTTP API.

    Example: parlons openapi --output docs/openapi.json
    """
    from parlons.entrypoints.http.openapi import openapi_document

    with opened() as container:
        document = json.dumps(openapi_document(container), ensure_ascii=False, indent=2)
    deliver(f"{document}\n", check=check, output=output, command="openapi")
