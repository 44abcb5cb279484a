"""CPU of importing `parlons.container` over that of its three core libraries alone."""

import subprocess
import sys
from statistics import median

LIMIT = 2.5
RUNS = 15
LIBRARIES = "import attrs, cattrs, dependency_injector.containers, dependency_injector.providers"
PARLONS = "import parlons.container"


def cpu_seconds(statement: str) -> float:
    program = (
        f"import time; began = time.process_time()\n{statement}\nprint(time.process_time() - began)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    return float(done.stdout)


def main() -> None:
    for statement in (LIBRARIES, PARLONS):
        cpu_seconds(statement)  # compiles what is not compiled yet
    pairs = [(cpu_seconds(PARLONS), cpu_seconds(LIBRARIES)) for _ in range(RUNS)]
    ours, theirs = (median(column) for column in zip(*pairs, strict=True))
    ratio = median(one / other for one, other in pairs)
    print(f"parlons.container {ours * 1e3:.0f} ms, its core libraries {theirs * 1e3:.0f} ms of CPU")
    print(f"imports: ratio {ratio:.2f} (limit {LIMIT})")
    sys.exit(ratio > LIMIT)


if __name__ == "__main__":
    main()
