import pytest

from parlons.entrypoints.log_censor import MASK, censor


def censored(level: str = "info", **fields: object) -> dict[str, object]:
    masked = dict(censor(None, level, {"level": level, **fields}))
    assert masked.pop("level") == level
    return masked


@pytest.mark.parametrize(
    "name",
    [
        "password",
        "PASSWORD",
        "password_hash",
        "newPassword",
        "DBPassword",
        "token",
        "access_token",
        "accessToken",
        "Authorization",
        "proxy-authorization",
        "api_key",
        "apiKey",
        "X-Api-Key",
        "OPENAI_API_KEY",
        "client_secret",
        "Set-Cookie",
    ],
)
@pytest.mark.parametrize("level", ["debug", "info", "error"])
def test_a_secret_is_masked_at_every_level(name: str, level: str):
    assert censored(level, **{name: "hunter2"}) == {name: MASK}


@pytest.mark.parametrize("name", ["input_tokens", "tokens", "tokenizer", "key", "author", "path"])
def test_a_name_that_only_looks_like_a_secret_is_shown(name: str):
    assert censored(**{name: 7}) == {name: 7}


def test_a_secret_is_masked_at_any_depth():
    headers = [{"Authorization": "Bearer x", "accept": "*/*"}]
    assert censored(request={"headers": headers}) == {
        "request": {"headers": [{"Authorization": MASK, "accept": "*/*"}]}
    }


@pytest.mark.parametrize("name", ["text", "question", "answer", "prompt", "messages", "content"])
def test_what_people_write_is_shown_for_debugging_only(name: str):
    assert censored("debug", **{name: "bonjour"}) == {name: "bonjour"}
    assert censored("info", **{name: "bonjour"}) == {name: MASK}
    assert censored("error", body={name: ["bonjour"]}) == {"body": {name: MASK}}


def test_the_event_given_is_left_as_it_was():
    event = {"level": "info", "token": "x"}
    censor(None, "info", event)
    assert event["token"] == "x"
