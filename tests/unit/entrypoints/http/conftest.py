"""An installation in memory, and somebody who calls it."""

from collections.abc import Iterator

import pytest
from tests.support.api import Api, settings, token
from tests.support.every_exercise import course

from parlons.container import Container
from parlons.domain.identity.principal import OPERATOR
from parlons.entrypoints.http.dispatcher import Dispatcher


@pytest.fixture
def container() -> Iterator[Container]:
    container = Container(settings=settings())
    container.import_course()(OPERATOR, course())
    yield container
    container.shutdown_resources()


@pytest.fixture
def visitor(container: Container) -> Api:
    return Api(Dispatcher.of(container))


@pytest.fixture
def learner(container: Container, visitor: Api) -> Api:
    return Api(visitor.dispatcher, token(container))
