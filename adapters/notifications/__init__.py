"""How people are told."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from parlons.adapters.injection.choice import custom_adapter
from parlons.application.environment import SettingsError, variable
from parlons.application.ports.clock import IClock
from parlons.application.ports.notifier import INotifier
from parlons.application.settings import Settings


def notifier(settings: Settings, clock: IClock) -> Iterator[INotifier]:
    """All notifiers of the setting as one; one that is alone is given as it is.

    Raises `SettingsError` where a setting that one of them needs is missing or wrong.
    """
    with ExitStack() as opened:
        notifiers = {
            name: opened.enter_context(_notifier(name, settings, clock))
            for name in dict.fromkeys(settings.notifiers)
        }
        if len(notifiers) == 1:
            yield from notifiers.values()
            return
        from parlons.adapters.notifications.several_notifiers import SeveralNotifiers

        yield SeveralNotifiers(notifiers)


@contextmanager
def _notifier(name: str, settings: Settings, clock: IClock) -> Iterator[INotifier]:
    match name:
        case "log":
            from parlons.adapters.notifications.log_notifier import LogNotifier

            yield LogNotifier()
        case "smtp":
            yield _smtp(settings, clock)
        case "webhook":
            yield _webhook(settings, clock)
        case "memory":
            from parlons.adapters.notifications.in_memory_notifier import InMemoryNotifier

            yield InMemoryNotifier()
        case _:
            yield from custom_adapter("notifiers", name, settings)


def _smtp(settings: Settings, clock: IClock) -> INotifier:
    from parlons.adapters.notifications.mail_address import mail_address
    from parlons.adapters.notifications.smtp_notifier import SmtpNotifier
    from parlons.adapters.notifications.smtp_server import SmtpServer

    url, sender = _needed("smtp_url", "smtp", settings), _needed("mail_from", "smtp", settings)
    with _blamed("smtp_url"):
        server = SmtpServer.at(url)
    with _blamed("mail_from"):
        mail_address(sender)
    with _blamed("admin_emails"):
        for address in settings.admin_emails:
            mail_address(address)
    return SmtpNotifier(server, sender, settings.admin_emails, clock)


def _webhook(settings: Settings, clock: IClock) -> INotifier:
    from parlons.adapters.notifications.webhook_notifier import WebhookNotifier
    from parlons.adapters.notifications.webhook_receiver import WebhookReceiver
    from parlons.adapters.notifications.webhook_signature import signing_key

    url = _needed("webhook_url", "webhook", settings)
    secret = _needed("webhook_secret", "webhook", settings)
    with _blamed("webhook_url"):
        receiver = WebhookReceiver.at(url)
    with _blamed("webhook_secret"):
        key = signing_key(secret)
    return WebhookNotifier(receiver, key, clock)


def _needed(name: str, notifier: str, settings: Settings) -> str:
    value: str | None = getattr(settings, name)
    if value is None:
        others = variable("notifiers")
        raise SettingsError(f"{variable(name)} must be set where {others} names {notifier}")
    return value


@contextmanager
def _blamed(name: str) -> Iterator[None]:
    """Name the setting whose value does not fit, and not the value, which may be secret."""
    try:
        yield
    except ValueError as error:
        raise SettingsError(f"{variable(name)}: {error}") from None
