"""The table as a whole."""

import pytest

from parlons.container import Container
from parlons.entrypoints.http.operation import Operation
from parlons.entrypoints.http.operations import OPERATIONS


def test_no_id_and_no_address_is_there_twice():
    assert len({each.id for each in OPERATIONS}) == len(OPERATIONS)
    assert len({(each.method, each.path) for each in OPERATIONS}) == len(OPERATIONS)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.id)
def test_every_operation_is_documented(operation: Operation, container: Container):
    assert operation.summary.endswith(".")
    assert (operation.example is None) == (operation.body is None)
    if operation.body is not None:
        container.http_codec().decode(operation.example, operation.body)
