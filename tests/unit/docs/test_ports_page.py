"""The page on ports lists every one of them, and each has its contract suite."""

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[3]
PAGE = (REPOSITORY / "docs" / "reference" / "ports.md").read_text(encoding="utf-8")


def modules(folder: str) -> list[str]:
    files = (REPOSITORY / folder).glob("[!_]*.py")
    return sorted(each.stem for each in files)


@pytest.mark.generated
def test_every_port_is_listed():
    assert re.findall(r"^## `(\w+)`$", PAGE, re.MULTILINE) == modules("application/ports")
    shown = re.findall(r"automodule:: parlons\.application\.ports\.(\w+)", PAGE)
    assert shown == modules("application/ports")


def test_every_port_has_a_suite_of_its_name():
    suites = modules("entrypoints/testing/contracts")
    assert [port for port in modules("application/ports") if port not in suites] == []
