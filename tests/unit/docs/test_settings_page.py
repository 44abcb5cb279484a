from pathlib import Path

import attrs
import pytest

from parlons.application.environment import variable
from parlons.application.settings import Settings

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "settings.md"


def shown(value: object) -> str:
    match value:
        case None | ():
            return ""
        case tuple():
            return f"`{','.join(value)}`"
    return f"`{value}`" if value != "" else ""


@pytest.mark.generated
def test_the_page_has_every_setting_with_its_default():
    rows = [
        f"| `{variable(field.name)}` | {shown(getattr(Settings(), field.name))}"
        f" | {field.metadata['help']} |"
        for field in attrs.fields(Settings)
    ]
    page = PAGE.read_text(encoding="utf-8").splitlines()
    assert [line for line in page if line.startswith("| `PARLONS_")] == rows
