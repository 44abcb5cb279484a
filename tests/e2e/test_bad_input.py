"""Whatever is sent, the caller is told what is wrong with it and the database stays as it was."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import jwt
import pytest
from tests.support.api import SECRET
from tests.support.every_exercise import ANSWERS
from tests.support.installation import Installation, installation
from werkzeug.test import TestResponse

REGISTER = "/api/auth/register"
LOGIN = "/api/auth/login"
TUTOR = "/api/tutor/messages"
ADA = {"email": "ada@example.org", "password": "correct horse", "displayName": "Ada"}
QUESTION = {"text": "What is un?"}
MEGABYTE = 1_000_000


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def parlons(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    changes = {}
    if request.param == "postgresql":
        address = request.getfixturevalue("postgres_address")
        changes = {"database_url": address, "table_prefix": "bad_input_"}
    with installation(tmp_path_factory.mktemp("parlons"), **changes) as parlons:
        yield parlons


def assert_refused(
    parlons: Installation, status: int, kind: str, *pointers: str, **sent: Any
) -> TestResponse:
    """Send a request and expect a problem that points at just these places."""
    before = parlons.rows()
    reply = parlons.send(sent.pop("method", "POST"), sent.pop("path"), **sent)
    assert (reply.status_code, reply.json["type"]) == (status, f"/docs#{kind}"), reply.json
    assert reply.content_type == "application/problem+json"
    assert {fault["pointer"] for fault in reply.json["errors"]} == set(pointers)
    assert reply.json["detail"]
    assert len(reply.data) < 5000
    assert parlons.rows() == before
    return reply


def attempts(parlons: Installation, slug: str) -> str:
    return f"/api/exercises/{parlons.exercise(slug)}/attempts"


@pytest.mark.parametrize("path", [REGISTER, LOGIN, TUTOR, f"{TUTOR}/stream"])
@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b'{"text": NaN}', rb'{"text": "\ud800"}'])
def test_wrong_json(parlons: Installation, path: str, data: bytes):
    assert_refused(parlons, 400, "malformed", path=path, data=data, content_type="application/json")


@pytest.mark.parametrize("document", ["[]", "null", '"text"', "5"])
def test_json_that_is_no_object(parlons: Installation, document: str):
    assert_refused(
        *(parlons, 422, "invalid-input", ""),
        path=REGISTER,
        data=document,
        content_type="application/json",
    )


def test_a_form_instead_of_json(parlons: Installation):
    assert_refused(parlons, 415, "unsupported-media-type", path=REGISTER, data=ADA)


def test_wrong_types(parlons: Installation):
    document = {"email": 5, "password": ["correct horse"], "displayName": None, "zone": {}}
    pointers = ("/email", "/password", "/displayName", "/zone")
    assert_refused(parlons, 422, "invalid-input", *pointers, path=REGISTER, json=document)


@pytest.mark.parametrize(
    ("path", "document", "pointers"),
    [
        (REGISTER, {**ADA, "roles": ["admin"], "a/b": 1}, ("/roles", "/a~1b")),
        (LOGIN, {"email": "a@b", "password": "x", "token": "y"}, ("/token",)),
        (TUTOR, {**QUESTION, "model": "gpt"}, ("/model",)),
    ],
)
def test_unknown_fields(parlons: Installation, path: str, document: Any, pointers: tuple[str, ...]):
    assert_refused(parlons, 422, "invalid-input", *pointers, path=path, json=document)


@pytest.mark.parametrize(
    ("document", "pointer"),
    [
        ({"text": ""}, "/text"),
        ({"text": "   "}, "/text"),
        ({**QUESTION, "pathId": 10**30}, "/pathId"),
        ({**QUESTION, "pathId": -(2**63) - 1}, "/pathId"),
        ({**QUESTION, "pathId": 1.5}, "/pathId"),
        ({**QUESTION, "language": "French!"}, "/language"),
    ],
)
def test_values_that_break_a_rule(parlons: Installation, document: Any, pointer: str):
    assert_refused(parlons, 422, "invalid-input", pointer, path=TUTOR, json=document)


def test_a_body_of_ten_megabytes(parlons: Installation):
    document = {**QUESTION, "text": "a" * 10 * MEGABYTE}
    assert_refused(parlons, 413, "too-large", path=TUTOR, json=document)


@pytest.mark.parametrize("number", [0, 99, 2**31, 999_999_999_999_999_999])
def test_an_unknown_lesson_unit_path_or_exercise(parlons: Installation, number: int):
    for path in (
        f"/api/lessons/{number}",
        f"/api/units/{number}",
        f"/api/units/{number}/lessons",
        f"/api/learning-paths/{number}/user-view",
    ):
        assert_refused(parlons, 404, "not-found", method="GET", path=path)
    answer = {"answer": ANSWERS["card"]}
    path = f"/api/exercises/{number}/attempts"
    assert_refused(parlons, 404, "not-found", path=path, json=answer)


@pytest.mark.parametrize("number", [0, -1, 99, 2**31, 2**53 - 1])
def test_a_question_about_an_unknown_path(parlons: Installation, number: int):
    for path in (TUTOR, f"{TUTOR}/stream"):
        question = {**QUESTION, "pathId": number}
        assert_refused(parlons, 404, "not-found", path=path, json=question)


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=ten", "limit=1e1", "limit="])
def test_a_page_of_no_size(parlons: Installation, query: str):
    path = f"/api/learning-paths?{query}"
    assert_refused(parlons, 422, "invalid-input", "/limit", method="GET", path=path)


@pytest.mark.parametrize("cursor", ["x", "%00", "WyJ1bml0cyBvZiAxIiwgMV0", "é", "a" * 300])
def test_a_cursor_of_our_own_making(parlons: Installation, cursor: str):
    path = f"/api/learning-paths?cursor={cursor}"
    assert_refused(parlons, 422, "invalid-input", "/cursor", method="GET", path=path)


def forged(**changes: Any) -> str:
    now = int(datetime.now(UTC).timestamp())
    claims = {"iss": "parlons", "sub": "ada", "roles": ["admin"], "plan": "free", "zone": "UTC"}
    return jwt.encode(
        claims | {"iat": now, "exp": now + 60} | changes.pop("claims", {}),
        changes.get("key", SECRET),
        changes.get("algorithm", "HS256"),
    )


BAD_TOKENS = {
    "of another installation": forged(key="of somebody else " * 4),
    "expired": forged(claims={"exp": 1_000_000_000}),
    "unsigned": forged(algorithm="none", key=""),
    "signed otherwise": forged(algorithm="HS512"),
    "of another issuer": forged(claims={"iss": "somebody"}),
    "with a role that is none": forged(claims={"roles": ["root"]}),
    "altered": forged()[:-3] + "AAA",
    "very long": "a" * 100_000,
}


@pytest.mark.parametrize("token", BAD_TOKENS.values(), ids=BAD_TOKENS)
def test_a_token_that_proves_nothing(parlons: Installation, token: str):
    path = attempts(parlons, "card")
    answer = {"answer": ANSWERS["card"]}
    reply = assert_refused(parlons, 401, "unauthenticated", path=path, json=answer, token_=token)
    assert 'error="invalid_token"' in reply.headers["WWW-Authenticate"]


def test_the_forged_tokens_are_good_but_for_what_is_wrong_with_them(parlons: Installation):
    assert parlons.send("GET", "/api/user", token_=forged()).json["roles"] == ["admin"]


def test_somebody_elses_token_shows_nothing_of_ours(parlons: Installation):
    path, key = attempts(parlons, "card"), {"Idempotency-Key": "both"}
    answers = [{"answer": {"type": "flashcard", "recalled": each}} for each in (True, False)]
    ada = parlons.send("POST", path, user="ada", json=answers[0], headers=key)
    eve = parlons.send("POST", path, user="eve", json=answers[1], headers=key)
    assert (ada.status_code, eve.status_code) == (201, 201)
    assert (ada.json["userId"], eve.json["userId"]) == ("ada", "eve")
    assert eve.json["answer"]["recalled"] is False
    assert parlons.send("GET", "/api/user", user="eve").json["userId"] == "eve"


@pytest.mark.parametrize("slug", ANSWERS)
def test_an_answer_of_another_kind(parlons: Installation, slug: str):
    other = "card" if slug != "card" else "choice"
    document = {"answer": ANSWERS[other]}
    path = attempts(parlons, slug)
    assert_refused(parlons, 422, "invalid-input", "/answer/type", path=path, json=document)


@pytest.mark.parametrize(
    ("answer", "pointer"),
    [
        ({"type": "guess", "text": "x"}, "/answer/type"),
        ({"text": "x"}, "/answer/type"),
        ({"type": "translation", "text": 5}, "/answer/text"),
        ({"type": "translation"}, "/answer/text"),
        ({"type": "translation", "text": "x", "verdict": "exact"}, "/answer/verdict"),
        ("bonsoir", "/answer"),
        (None, "/answer"),
    ],
)
def test_an_answer_of_no_kind(parlons: Installation, answer: Any, pointer: str):
    path = attempts(parlons, "into-french")
    assert_refused(parlons, 422, "invalid-input", pointer, path=path, json={"answer": answer})


def test_a_key_used_for_another_answer(parlons: Installation):
    path, key = attempts(parlons, "into-french"), {"Idempotency-Key": "one"}
    first, other = ({"answer": {"type": "translation", "text": text}} for text in ("oui", "non"))
    made = [parlons.send("POST", path, json=first, headers=key) for _ in range(2)]
    assert made[0].json == made[1].json
    assert_refused(parlons, 409, "conflict", path=path, json=other, headers=key)


@pytest.mark.parametrize("key", ["", " ", "a" * 256, "é", "a b"])
def test_a_key_that_is_none(parlons: Installation, key: str):
    path = attempts(parlons, "card")
    sent = {"json": {"answer": ANSWERS["card"]}, "headers": {"Idempotency-Key": key}}
    assert_refused(parlons, 422, "invalid-input", "/idempotencyKey", path=path, **sent)


def test_a_hundred_thousand_characters_of_answer(parlons: Installation):
    answer = {"type": "translation", "text": "é" * 100_000}
    path = attempts(parlons, "into-french")
    assert_refused(
        parlons, 422, "invalid-input", "/answer/text", path=path, json={"answer": answer}
    )


NUL = "a\0b"


@pytest.mark.parametrize(
    ("path", "document", "pointer"),
    [
        (REGISTER, {**ADA, "email": f"{NUL}@example.org"}, "/email"),
        (REGISTER, {**ADA, "displayName": NUL}, "/displayName"),
        (REGISTER, {**ADA, "password": f"long {NUL} enough"}, "/password"),
        (REGISTER, {**ADA, "zone": NUL}, "/zone"),
        (LOGIN, {"email": NUL, "password": "x"}, "/email"),
        (TUTOR, {"text": NUL}, "/text"),
        (f"{TUTOR}/stream", {"text": NUL}, "/text"),
    ],
)
def test_a_nul_byte(parlons: Installation, path: str, document: Any, pointer: str):
    assert_refused(parlons, 422, "invalid-input", pointer, path=path, json=document)


@pytest.mark.parametrize(
    ("slug", "answer", "pointer"),
    [
        ("into-french", {"type": "translation", "text": NUL}, "/answer/text"),
        ("hear", {"type": "listening", "text": NUL}, "/answer/text"),
        ("say", {"type": "speaking", "transcript": NUL}, "/answer/transcript"),
        ("choice", {"type": "multiple_choice", "option": NUL}, "/answer/option"),
        ("blank", {"type": "fill_in_blank", "blanks": [NUL]}, "/answer/blanks/0"),
        ("order", {"type": "ordering", "tokens": [NUL]}, "/answer/tokens/0"),
        (
            "pairs",
            {"type": "matching", "pairs": [{"left": NUL, "right": "one"}]},
            "/answer/pairs/0/left",
        ),
    ],
)
def test_a_nul_byte_in_an_answer(parlons: Installation, slug: str, answer: Any, pointer: str):
    path = attempts(parlons, slug)
    assert_refused(parlons, 422, "invalid-input", pointer, path=path, json={"answer": answer})


@pytest.mark.parametrize(
    "text",
    [
        "مساء الخير",
        "שלום \u200f(bonsoir)\u202b mixed \u202c",
        "e\u0301 o\u0308\u0323 " + "a" + "\u0300" * 50,
        "👩‍👩‍👧 🇫🇷 \U0001f600",
        "\u00a0« Ça va ? »\u202f",
    ],
    ids=["right to left", "both ways", "combining", "joined", "French spaces"],
)
def test_every_script_is_kept_as_it_was_sent(parlons: Installation, text: str):
    answer = {"type": "translation", "text": text}
    reply = parlons.send("POST", attempts(parlons, "into-french"), json={"answer": answer})
    assert (reply.status_code, reply.json["answer"]["text"]) == (201, text)
    with parlons.container.unit_of_work().read() as session:
        [attempt] = session.attempts.latest("ada", 1)
    assert attempt.answer.text == text
    registration = {**ADA, "email": f"{uuid4()}@example.org", "displayName": text}
    account = parlons.send("POST", REGISTER, json=registration)
    assert (account.status_code, account.json["displayName"]) == (201, text)
    assert parlons.send("POST", TUTOR, json={"text": text}).status_code == 200
