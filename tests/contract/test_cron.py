"""The exam of our readers of cron expressions."""

import pytest

from parlons.adapters.scheduling.croniter_cron import CroniterCron
from parlons.entrypoints.testing.contracts.cron import CronContract


class TestCroniterCron(CronContract):
    @pytest.fixture
    def cron(self):
        return CroniterCron()
