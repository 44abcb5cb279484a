"""What a test does when the real server it needs is missing."""

import os
from typing import NoReturn

import pytest


def unavailable(reason: str) -> NoReturn:
    """Skip with the reason, or fail with it where PARLONS_REQUIRE_SERVICES=1 forbids skipping."""
    if os.environ.get("PARLONS_REQUIRE_SERVICES") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def redis_url() -> str:
    """The Redis server that tests may write to, at the address of PARLONS_TEST_REDIS_URL."""
    return os.environ.get("PARLONS_TEST_REDIS_URL") or unavailable(
        "no Redis: PARLONS_TEST_REDIS_URL is not set"
    )


def rabbitmq_url() -> str:
    """The RabbitMQ server that tests may use, at the address of PARLONS_TEST_RABBITMQ_URL."""
    return os.environ.get("PARLONS_TEST_RABBITMQ_URL") or unavailable(
        "no RabbitMQ: PARLONS_TEST_RABBITMQ_URL is not set"
    )
