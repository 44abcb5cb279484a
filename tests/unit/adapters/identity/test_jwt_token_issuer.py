import base64
import json
from datetime import timedelta

import jwt
import pytest

from parlons.adapters.identity.jwt_token_issuer import JwtTokenIssuer
from parlons.adapters.system.fixed_clock import FixedClock
from parlons.domain.errors import AuthenticationError
from parlons.domain.identity.principal import Principal

SECRET = "a secret of at least thirty-two characters"
CLOCK = FixedClock()
NOW = int(CLOCK.now().timestamp())
CLAIMS = {
    "iss": "parlons",
    "sub": "learner",
    "roles": ["learner"],
    "plan": "free",
    "zone": "Europe/Paris",
    "iat": NOW,
    "exp": NOW + 60,
}


@pytest.fixture
def issuer():
    return JwtTokenIssuer(SECRET, CLOCK, minutes=5)


def part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def test_a_token_holds_the_claims_and_no_more(issuer):
    token = issuer.issue(Principal("learner", zone="Europe/Paris")).token
    options = {"verify_exp": False, "verify_iat": False}
    claims = jwt.decode(token, SECRET, algorithms=["HS256"], issuer="parlons", options=options)
    assert claims == CLAIMS | {"exp": NOW + 300}
    assert issuer.authenticate(token) == Principal("learner", zone="Europe/Paris")


def test_the_signed_claims_are_taken(issuer):
    token = jwt.encode(CLAIMS, SECRET, "HS256")
    assert issuer.authenticate(token) == Principal("learner", zone="Europe/Paris")


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_token_that_lacks_a_claim_is_refused(issuer, claim: str):
    token = jwt.encode({name: CLAIMS[name] for name in CLAIMS if name != claim}, SECRET, "HS256")
    with pytest.raises(AuthenticationError):
        issuer.authenticate(token)


@pytest.mark.parametrize(
    "change",
    [
        {"roles": ["learner", "emperor"]},
        {"roles": "learner"},
        {"roles": 7},
        {"roles": [["learner"]]},
        {"zone": "Atlantis"},
        {"zone": 7},
        {"plan": "No Slug"},
        {"plan": 7},
        {"sub": ""},
        {"exp": "tomorrow"},
        {"exp": NOW},
        {"iss": "somebody"},
    ],
    ids=str,
)
def test_a_claim_that_makes_no_sense_here_is_refused(issuer, change):
    token = jwt.encode(CLAIMS | change, SECRET, "HS256")
    with pytest.raises(AuthenticationError):
        issuer.authenticate(token)


def test_a_payload_swapped_for_an_admins_is_refused(issuer):
    header, _, signature = issuer.issue(Principal("learner")).token.split(".")
    with pytest.raises(AuthenticationError):
        issuer.authenticate(f"{header}.{part(CLAIMS | {'roles': ['admin']})}.{signature}")


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE"])
def test_an_unsigned_token_is_refused(issuer, algorithm: str):
    header = part({"alg": algorithm, "typ": "JWT"})
    with pytest.raises(AuthenticationError):
        issuer.authenticate(f"{header}.{part(CLAIMS)}.")


def test_another_algorithm_is_refused_even_with_our_secret(issuer):
    long_secret = SECRET * 2
    issuer = JwtTokenIssuer(long_secret, CLOCK)
    with pytest.raises(AuthenticationError):
        issuer.authenticate(jwt.encode(CLAIMS, long_secret, "HS512"))


@pytest.mark.parametrize("place", ["header", "payload"])
def test_json_nested_too_deep_is_refused(issuer, place: str):
    deep = base64.urlsafe_b64encode(b"[" * 1400).decode().rstrip("=")
    token = (
        f"{deep}.{part(CLAIMS)}.x" if place == "header" else f"{part({'alg': 'HS256'})}.{deep}.x"
    )
    with pytest.raises(AuthenticationError):
        issuer.authenticate(token)


def test_the_clock_and_not_the_machine_tells_the_time():
    clock = FixedClock()
    issuer = JwtTokenIssuer(SECRET, clock, minutes=5)
    clock.advance(timedelta(days=-3650))
    past = issuer.issue(Principal("learner")).token
    assert issuer.authenticate(past) == Principal("learner")
    clock.advance(timedelta(days=36500))
    with pytest.raises(AuthenticationError, match="expired"):
        issuer.authenticate(past)


def test_the_secret_is_not_shown(issuer):
    assert SECRET not in repr(issuer)
