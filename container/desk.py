"""Where work is put down."""

from dependency_injector import providers

from parlons.adapters.injection.factories import factories
from parlons.application.work.doorbell import Doorbell
from parlons.application.work.work_desk import WorkDesk
from parlons.application.work.work_drain import WorkDrain
from parlons.container.adapters import Adapters


def _where(carrier: str) -> str:
    """Say where work is done: in memory, by whoever makes it."""
    return "here" if carrier == "memory" else "elsewhere"


class Desk(Adapters):
    """Where work is put down, and who hears of it."""

    make = factories(vars(), Adapters)

    doorbell = providers.ThreadSafeSingleton(Doorbell)
    work_drain = providers.ThreadSafeSingleton(WorkDrain, Adapters.dispatcher)
    on_work = providers.Selector(
        providers.Callable(_where, Adapters.carrier), here=work_drain, elsewhere=doorbell
    )
    work_desk = make(WorkDesk)
