"""Bearer tokens (RFC 6750)."""

from typing import Final

from parlons.application.ports.token_issuer import ITokenIssuer
from parlons.domain.errors import AuthenticationError
from parlons.domain.identity.principal import Principal
from parlons.entrypoints.http.message import HttpRequest
from parlons.entrypoints.http.problem import UNAUTHENTICATED, Refusal

CHALLENGE: Final = ("WWW-Authenticate", 'Bearer realm="parlons"')
_INVALID_TOKEN: Final = ("WWW-Authenticate", 'Bearer realm="parlons", error="invalid_token"')


def authenticate(request: HttpRequest, issuer: ITokenIssuer) -> Principal:
    """Return whom the request's token stands for; raises `Refusal`."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        detail = "this needs an access token, sent as 'Authorization: Bearer <token>'"
        raise Refusal(UNAUTHENTICATED, detail, headers=(CHALLENGE,))
    try:
        return issuer.authenticate(token.strip())
    except AuthenticationError as error:
        raise Refusal(UNAUTHENTICATED, str(error), headers=(_INVALID_TOKEN,)) from error
