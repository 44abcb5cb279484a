import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from dependency_injector import containers, providers

from parlons.adapters.injection.shared import Shared

log: list[str] = []


def recorded(name: str) -> Callable[..., Generator[object, None, None]]:
    def resource(*_needed: object) -> Generator[object, None, None]:
        time.sleep(0.02)
        log.append(f"open {name}")
        yield object()
        log.append(f"close {name}")

    return resource


class House(containers.DeclarativeContainer):
    """Names are such that alphabetical order would close in the wrong one."""

    ground = Shared(recorded("ground"))
    wall = providers.Selector(
        providers.Object("brick"),
        brick=Shared(recorded("brick"), ground),
        straw=Shared(recorded("straw")),
    )
    attic = Shared(recorded("attic"), providers.Factory(list, providers.List(wall)))
    door = providers.Factory(dict, opens=attic)


def test_users_are_closed_before_what_they_use():
    log.clear()
    house = House()
    house.door()
    house.shutdown_resources()
    opening = ["open ground", "open brick", "open attic"]
    assert log == [*opening, "close attic", "close brick", "close ground"]


def test_what_nobody_asked_for_is_not_opened():
    log.clear()
    house = House()
    house.ground()
    house.shutdown_resources()
    assert log == ["open ground", "close ground"]


def test_twenty_threads_open_once():
    log.clear()
    house, together = House(), Barrier(20)

    def ask(_thread: int) -> int:
        together.wait()
        return id(house.attic())

    with ThreadPoolExecutor(20) as pool:
        assert len(set(pool.map(ask, range(20)))) == 1
    assert log == ["open ground", "open brick", "open attic"]
    house.shutdown_resources()


def test_what_was_closed_is_opened_anew():
    log.clear()
    house = House()
    first = house.ground()
    house.shutdown_resources()
    assert house.ground() is not first
    house.shutdown_resources()
