"""An operation is read off its function's signature."""

import pytest
from attrs import frozen

from parlons.application.identity.log_in import LogIn
from parlons.application.learning.view_lesson import ViewLesson
from parlons.domain.identity.permission import Permission
from parlons.entrypoints.http.call import Call
from parlons.entrypoints.http.operation import operation


@frozen
class Query:
    """Some query."""

    limit: int = 1


@frozen
class Thing:
    """Some thing."""

    name: str


def test_parameters_and_response_are_those_of_the_signature():
    @operation("POST", "/api/units/{unitId}/things", use_case=ViewLesson, status=201)
    def add_thing(call: Call, unit_id: int, query: Query, body: Thing) -> Thing:
        """Add a thing to a unit.

        More of it.
        """

    assert (add_thing.id, add_thing.status) == ("addThing", 201)
    assert (add_thing.summary, add_thing.description) == ("Add a thing to a unit.", "More of it.")
    assert (add_thing.query, add_thing.headers, add_thing.body) == (Query, None, Thing)
    assert add_thing.response is Thing
    assert add_thing.permission is Permission.READ_COURSES


def test_what_visitors_may_do_is_open():
    @operation("POST", "/api/a", use_case=LogIn)
    def for_visitors(call: Call) -> Thing:
        """Do it."""

    @operation("GET", "/api/b", use_case=ViewLesson)
    def for_learners(call: Call) -> Thing:
        """Do it."""

    @operation("GET", "/api/c")
    def for_anybody_known(call: Call) -> Thing:
        """Do it."""

    assert [each.open for each in (for_visitors, for_learners, for_anybody_known)] == [
        True,
        False,
        False,
    ]


def test_a_path_parameter_without_argument_is_refused():
    with pytest.raises(TypeError, match=r"add_thing takes \['thingId'\]"):

        @operation("POST", "/api/units/{unitId}/things")
        def add_thing(call: Call, thing_id: int) -> Thing:
            """Add a thing."""
