"""Which adapter serves a port, by the value of a setting."""

from collections.abc import Generator
from importlib import import_module
from inspect import isgenerator
from typing import Any

from dependency_injector import providers

from parlons.adapters.injection.shared import Shared
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

    A generator function yields the adapter once and closes it afterwards.
    """
    module, _, name = path.partition(":")
    made = getattr(import_module(module), name)(settings)
    if isgenerator(made):
        yield from made
    else:
        yield made
