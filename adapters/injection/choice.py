"""Which adapter serves a port, by the value of a setting."""

from collections.abc import Callable, Generator
from importlib import import_module
from inspect import isgenerator
from typing import Any

from dependency_injector import providers

from parlons.adapters.injection.shared import Shared
from parlons.application.environment import SettingsError, variable
from parlons.application.settings import Settings

_CUSTOM = "custom"


def choice(
    setting: str,
    settings: providers.Provider[Settings],
    *,
    value: providers.Provider[str] | None = None,
    **named: providers.Provider[Any],
) -> providers.Selector:
    """Select one of the `named` providers, or what a dotted path in the setting leads to.

    `value` is that of the setting where it is not simply read off.
    """
    value = getattr(settings.provided, setting) if value is None else value
    key = providers.Callable(_key, value, frozenset(named))
    custom = Shared(custom_adapter, setting, value, settings)
    return providers.Selector(key, **named, **{_CUSTOM: custom})


def _key(value: str, names: frozenset[str]) -> str:
    return value if value in names else _CUSTOM


def custom_adapter(setting: str, path: str, settings: Settings) -> Generator[Any, None, None]:
    """Make an adapter by the callable at `package.module:factory`, which is given the settings.

    A generator function yields the adapter once and closes it afterwards. Raises `SettingsError`,
    which names the setting, when the path leads to nothing that can be called.
    """
    made = _callable_at(path, variable(setting))(settings)
    if isgenerator(made):
        yield from made
    else:
        yield made


def _callable_at(path: str, named: str) -> Callable[[Settings], Any]:
    module, _, name = path.partition(":")
    try:
        found: object = getattr(import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise SettingsError(f"{named}: there is no {path} ({error})") from error
    if not callable(found):
        raise SettingsError(f"{named}: {path} is no function or class that makes an adapter")
    return found
