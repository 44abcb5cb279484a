"""How long a text may be."""

from parlons.application.ports.speech import LONGEST


def too_long(text: str) -> str | None:
    """Return the obstacle that a text's length is, or None."""
    if len(text) <= LONGEST:
        return None
    return f"a text of {len(text)} characters is not said; {LONGEST} is the most"
