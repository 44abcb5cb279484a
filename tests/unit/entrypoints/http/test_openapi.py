"""The API's description is true, complete and up to date."""

import json
from pathlib import Path

import pytest
from openapi_spec_validator import validate

from parlons.container import Container
from parlons.entrypoints.http.openapi import openapi_document
from parlons.entrypoints.http.operations import OPERATIONS

COMMITTED = Path(__file__).parents[4] / "docs" / "openapi.json"


@pytest.fixture
def document(container: Container) -> dict:
    return openapi_document(container)


def test_it_is_valid_openapi(document: dict):
    validate(document)


@pytest.mark.generated
def test_the_committed_one_is_up_to_date(document: dict):
    assert json.loads(COMMITTED.read_text(encoding="utf-8")) == document


def test_it_is_the_same_every_time(container: Container):
    first, second = (json.dumps(openapi_document(container)) for _ in range(2))
    assert first == second


def test_every_operation_is_in_it(document: dict):
    described = {
        (method.upper(), path) for path, methods in document["paths"].items() for method in methods
    }
    assert described == {(each.method, each.path) for each in OPERATIONS}


def test_a_parameter_has_the_rules_of_its_field(document: dict):
    parameters = document["paths"]["/api/learning-paths"]["get"]["parameters"]
    schemas = {each["name"]: each["schema"] for each in parameters}
    assert schemas["limit"] == {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}
    assert schemas["level"] == {"$ref": "#/components/schemas/CefrLevel"}
    assert schemas["targetLanguage"]["type"] == "string"


def test_headers_and_path_parameters_are_told(document: dict):
    attempts = document["paths"]["/api/exercises/{exerciseId}/attempts"]["post"]
    assert [(each["name"], each["in"]) for each in attempts["parameters"]] == [
        ("exerciseId", "path"),
        ("Idempotency-Key", "header"),
    ]


def test_a_union_is_told_apart_by_its_type(document: dict):
    answer = document["components"]["schemas"]["Answer"]
    assert answer["discriminator"]["propertyName"] == "type"
    assert answer["discriminator"]["mapping"]["ordering"] == "#/components/schemas/OrderingAnswer"


def test_open_operations_need_no_token(document: dict):
    assert document["paths"]["/api/auth/login"]["post"]["security"] == []
    assert document["paths"]["/api/user"]["get"]["security"] == [{"bearer": []}]


def test_what_can_be_refused_is_told(document: dict):
    responses = document["paths"]["/api/exercises/{exerciseId}/attempts"]["post"]["responses"]
    assert set(responses) == {
        *("201", "400", "401", "403", "404", "409", "413", "415", "422", "500", "503")
    }
