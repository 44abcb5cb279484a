"""Which adapter serves a port, by the value of a setting."""

from collections.abc import Callable, Generator
from importlib import import_module
from inspect import isgenerator
from typing import Any

from attrs import asdict
from dependency_injector import providers

from parlons.adapters.injection.shared import Shared
from parlons.application.environment import SettingsError, variable
from parlons.application.settings import Settings

_CUSTOM = "custom"


def choice(
    setting: providers.Provider[str],
    settings: providers.Provider[Settings],
    **named: providers.Provider[Any],
) -> providers.Selector:
    """Select one of the `named` providers, or what a dotted path in the setting leads to."""
    key = providers.Callable(_key, setting, frozenset(named))
    custom = Shared(custom_adapter, setting, settings)
    return providers.Selector(key, **named, **{_CUSTOM: custom})


def _key(value: str, names: frozenset[str]) -> str:
    return value if value in names else _CUSTOM


def custom_adapter(path: str, settings: Settings) -> Generator[Any, None, None]:
    """Make an adapter by the callable at `package.module:factory`, which is given the settings.

    A generator function yields the adapter once and closes it afterwards. Raises `SettingsError`
    when the path leads nowhere.
    """
    made = _callable_at(path, settings)(settings)
    if isgenerator(made):
        yield from made
    else:
        yield made


def _callable_at(path: str, settings: Settings) -> Callable[[Settings], Any]:
    module, _, name = path.partition(":")
    try:
        found: Callable[[Settings], Any] = getattr(import_module(module), name)
    except (ImportError, AttributeError) as error:
        values = asdict(settings, recurse=False).items()
        setting = next(
            (each for each, value in values if value == path or path in _listed(value)), "adapter"
        )
        raise SettingsError(f"{variable(setting)}: there is no {path} ({error})") from error
    return found


def _listed(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()
