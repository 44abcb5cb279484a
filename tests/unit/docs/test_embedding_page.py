import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "embed.md"
FOREIGN = ("flask", "sqlalchemy", "openai", "redis", "dramatiq", "structlog")
BLOCK = f"""
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {FOREIGN}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Absent())
"""


def examples() -> list[str]:
    return re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def test_the_example_has_at_most_fifteen_lines_of_code():
    assert len([line for line in examples()[0].splitlines() if line.strip()]) <= 15


def test_the_example_runs_where_no_server_library_can_be_imported():
    done = subprocess.run(
        [sys.executable, "-c", BLOCK + examples()[0]], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "French for Beginners" in done.stdout
    assert "bonsoir" in done.stdout
    assert "course" in done.stdout


def test_records_are_kept_by_what_the_page_installs(tmp_path: Path):
    first, keep, *_ = examples()
    imports, _, use = first.partition("container = ")
    _, _, use = use.partition("\n")
    absent = BLOCK.replace("'sqlalchemy', ", "")
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", absent + imports + keep + use],
            check=False,
            capture_output=True,
            text=True,
            cwd=tmp_path,
        )
        assert done.returncode == 0, done.stderr
    assert "exact_cache" in done.stdout
    assert (tmp_path / "parlons-data" / "parlons.db").is_file()


def test_the_block_does_block():
    for name in FOREIGN:
        program = f"{BLOCK}\nimport {name}"
        done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True)
        assert b"ModuleNotFoundError" in done.stderr
