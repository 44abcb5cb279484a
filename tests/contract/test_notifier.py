"""The exam of our notifiers."""

import logging

import pytest
from tests.support.hooks import HookServer, hook_server
from tests.support.mail_server import MailServer, mail_server

from parlons.adapters.notifications.in_memory_notifier import InMemoryNotifier
from parlons.adapters.notifications.log_notifier import LogNotifier
from parlons.adapters.notifications.several_notifiers import SeveralNotifiers
from parlons.adapters.notifications.smtp_notifier import SmtpNotifier
from parlons.adapters.notifications.smtp_server import SmtpServer
from parlons.adapters.notifications.webhook_notifier import WebhookNotifier
from parlons.adapters.notifications.webhook_receiver import WebhookReceiver
from parlons.adapters.system.fixed_clock import FixedClock
from parlons.entrypoints.testing.contracts.notifier import (
    FallibleNotifierContract,
    NotifierContract,
)

KEY = b"a key of twenty-four bytes"


class TestInMemoryNotifier(FallibleNotifierContract):
    @pytest.fixture
    def notifier(self):
        self.memory = InMemoryNotifier()
        return self.memory

    def arrived(self):
        return len(self.memory.notices)

    @pytest.fixture
    def unavailable(self):
        return InMemoryNotifier(broken=True)


class TestLogNotifier(NotifierContract):
    @pytest.fixture
    def notifier(self, caplog):
        caplog.set_level(logging.INFO, "parlons.notices")
        self.log = caplog
        return LogNotifier()

    def arrived(self):
        return len(self.log.records)


class TestSmtpNotifier(FallibleNotifierContract):
    @pytest.fixture
    def server(self):
        with mail_server(MailServer()) as self.mails:
            yield self.mails

    @pytest.fixture
    def notifier(self, server: MailServer):
        return smtp(f"smtp://localhost:{server.port}?tls=off")

    def arrived(self):
        return len(self.mails.mails)

    @pytest.fixture
    def unavailable(self, server: MailServer):
        server.replies["RCPT"] = "550 <ada@example.org> not here, s3cret"
        return smtp(f"smtp://localhost:{server.port}?tls=off")

    def secrets(self):
        return ("s3cret",)


class TestWebhookNotifier(FallibleNotifierContract):
    @pytest.fixture
    def server(self):
        with hook_server(HookServer()) as self.hooks:
            yield self.hooks

    @pytest.fixture
    def notifier(self, server: HookServer):
        return webhook(f"{server.url}/s3cret?token=s3cret")

    def arrived(self):
        return len(self.hooks.calls)

    @pytest.fixture
    def unavailable(self, server: HookServer):
        server.status = 500
        return webhook(f"{server.url}/s3cret?token=s3cret")

    def secrets(self):
        return ("s3cret", "twenty")


class TestSeveralNotifiers(FallibleNotifierContract):
    @pytest.fixture
    def notifier(self):
        self.memory = InMemoryNotifier()
        return SeveralNotifiers({"first": InMemoryNotifier(), "memory": self.memory})

    def arrived(self):
        return len(self.memory.notices)

    @pytest.fixture
    def unavailable(self):
        return SeveralNotifiers({"a": InMemoryNotifier(broken=True), "b": InMemoryNotifier()})


def smtp(url: str) -> SmtpNotifier:
    return SmtpNotifier(
        SmtpServer.at(url), "parlons@example.org", ("root@example.org",), FixedClock()
    )


def webhook(url: str) -> WebhookNotifier:
    return WebhookNotifier(WebhookReceiver.at(url), KEY, FixedClock())
