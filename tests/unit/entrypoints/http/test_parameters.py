"""Queries and headers are read as a class, and every fault is told."""

import io

import pytest
from attrs import field, frozen
from attrs.validators import max_len, optional

from parlons.adapters.documents import http_codec
from parlons.application.ports.codec import Fault
from parlons.domain import fields
from parlons.domain.learning.cefr_level import CefrLevel
from parlons.entrypoints.http.message import HttpRequest
from parlons.entrypoints.http.parameters import Parameters, refuse_parameters
from parlons.entrypoints.http.problem import INVALID, MALFORMED, Refusal


@frozen(kw_only=True)
class Search:
    """A search."""

    limit: int = field(default=20, validator=fields.between(1, 100))
    at_most: int | None = None
    level: CefrLevel | None = None
    cursor: str | None = field(default=None, validator=optional(max_len(5)))


PARAMETERS = Parameters(Search, next(http_codec()))


def request(query: str = "", **headers: str) -> HttpRequest:
    return HttpRequest("GET", "/", query, headers, io.BytesIO())


def test_what_is_left_out_has_its_default():
    assert PARAMETERS.from_query(request()) == Search()


def test_texts_become_what_the_class_wants():
    read = PARAMETERS.from_query(request("limit=5&atMost=-3&level=A1&cursor=12+%C3%A9"))
    assert read == Search(limit=5, at_most=-3, level=CefrLevel.A1, cursor="12 é")


def test_every_fault_is_told_with_its_pointer():
    with pytest.raises(Refusal) as refused:
        PARAMETERS.from_query(request("limit=x&level=Z9&cursor=123456&page=2"))
    assert refused.value.kind is INVALID
    assert {fault.pointer for fault in refused.value.faults} == {
        *("/limit", "/level", "/cursor", "/page")
    }


def test_a_parameter_given_twice_is_refused():
    with pytest.raises(Refusal) as refused:
        PARAMETERS.from_query(request("limit=1&cursor=a&limit=2"))
    assert refused.value.faults == (Fault("/limit", "is given more than once"),)


@pytest.mark.parametrize("query", ["cursor=%ff", "&".join(["limit=1"] * 51)])
def test_a_query_that_cannot_be_read_is_malformed(query: str):
    with pytest.raises(Refusal) as refused:
        PARAMETERS.from_query(request(query))
    assert refused.value.kind is MALFORMED


def test_where_no_query_is_read_every_parameter_is_refused():
    refuse_parameters(request())
    with pytest.raises(Refusal) as refused:
        refuse_parameters(request("limit=1&a%2Fb="))
    assert refused.value.kind is INVALID
    assert [fault.pointer for fault in refused.value.faults] == ["/limit", "/a~1b"]


def test_headers_go_by_their_own_spelling_and_others_are_left_alone():
    headers = {"at-most": "7", "accept": "*/*", "atmost": "8"}
    assert PARAMETERS.from_headers(request(**headers)) == Search(at_most=7)
