"""What an attempt may hold."""

import pytest

from parlons.entrypoints.testing import samples


@pytest.mark.parametrize("key", ["", "k" * 256, "a\0b"])
def test_a_key_that_names_no_request_is_refused(key: str):
    with pytest.raises(ValueError, match="idempotency_key"):
        samples.attempt(1, idempotency_key=key)


@pytest.mark.parametrize("key", [None, "k", "k" * 255])
def test_a_key_may_be_absent_short_or_long(key: str | None):
    assert samples.attempt(1, idempotency_key=key).idempotency_key == key
