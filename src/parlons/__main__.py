"""The `parlons` command."""

import sys

_CLI_EXTRA = {"typer", "rich", "yaml"}


def main() -> None:
    """Run the command line, or name the extra that it needs and exit with status 2."""
    try:
        from parlons.entrypoints.cli.main import main as run
    except ModuleNotFoundError as error:
        if error.name not in _CLI_EXTRA:
            raise
        sys.stderr.write(f'parlons: no module {error.name}: pip install "parlons[cli]"\n')
        raise SystemExit(2) from None
    run()


if __name__ == "__main__":
    main()
