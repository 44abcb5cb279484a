"""The API's description for people: one page without scripts, and without anything from outside."""

import json
import re
import shlex
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from parlons.entrypoints.http.message import Headers
from parlons.entrypoints.http.problem import KINDS
from parlons.entrypoints.http.responses import ANYBODYS

_FOLDER: Final = files(__package__)


def _text(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def reference_page(document: Mapping[str, Any]) -> bytes:
    """Write the page for an OpenAPI document."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"marked": _marked, "curl": _curl, "name": _name}
    template = environment.from_string(_text("reference.html.jinja"))
    styles = Markup(_text("reference.css"))  # noqa: S704  # a file of ours
    return template.render(document=document, kinds=KINDS, styles=styles).encode()


def reference_headers() -> Headers:
    """The only style that the browser may apply is the page's own, by its hash."""
    digest = b64encode(sha256(_text("reference.css").encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none';"
        " frame-ancestors 'none'"
    )
    html = ("Content-Type", "text/html; charset=utf-8")
    return (html, *ANYBODYS, ("Content-Security-Policy", policy))


def _marked(text: str) -> Markup:
    """Show what stands in backticks as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text))))  # noqa: S704  # escaped


def _name(reference: str) -> str:
    return reference.rpartition("/")[2]


def _curl(path: str, method: str, operation: Mapping[str, Any]) -> str:
    """Write a request as a command line; `$PARLONS` is the server, `$TOKEN` an access token."""
    needed = [each["name"] for each in operation["parameters"] if each.get("required")]
    query = "&".join(f"{name}=…" for name in needed if f"{{{name}}}" not in path)
    address = re.sub(r"{[^}]+}", "1", path) + (f"?{query}" if query else "")
    lines = [f'curl -X {method.upper()} "$PARLONS{address}"']
    if operation["security"]:
        lines.append('-H "Authorization: Bearer $TOKEN"')
    if "requestBody" in operation:
        example = operation["requestBody"]["content"]["application/json"]["example"]
        lines.append(f"--json {shlex.quote(json.dumps(example, ensure_ascii=False))}")
    return " \\\n  ".join(lines)
