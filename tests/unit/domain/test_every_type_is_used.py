"""No type of the domain is there for a day that may never come (ADR 19)."""

import ast
import re
from pathlib import Path

REPOSITORY = Path(__file__).parents[3]
LAYERS = ("domain", "application", "adapters", "entrypoints", "container")


def sources() -> dict[Path, str]:
    return {
        path: path.read_text(encoding="utf-8")
        for layer in LAYERS
        for path in (REPOSITORY / layer).rglob("*.py")
        if "node_modules" not in path.parts
    }


def classes(source: str) -> list[str]:
    return [each.name for each in ast.parse(source).body if isinstance(each, ast.ClassDef)]


def unused(found: dict[Path, str]) -> list[str]:
    """The classes of the domain whose name stands nowhere but in its own definition."""
    words = {path: re.findall(r"\w+", source) for path, source in found.items()}
    total: dict[str, int] = {}
    for each in words.values():
        for word in each:
            total[word] = total.get(word, 0) + 1
    return [
        name
        for path, source in found.items()
        if path.is_relative_to(REPOSITORY / "domain")
        for name in classes(source)
        if total[name] == 1
    ]


def test_every_type_of_the_domain_is_used():
    assert unused(sources()) == []


def test_a_type_that_nothing_refers_to_is_found():
    found = sources()
    found[REPOSITORY / "domain/made_up.py"] = "class Zyxwvut:\n    pass\n"
    assert unused(found) == ["Zyxwvut"]
