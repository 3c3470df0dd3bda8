"""Agents' ID tokens, with real RS256 keys and a key server of our own in Cognito's place."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

from frontdesk.adapters.cognito import CognitoTokens
from frontdesk.domain.errors import Busy, Forbidden, Refusal, SessionExpired, Unauthorized
from frontdesk.domain.vocabulary import Role

CLIENT = "client-of-the-dashboard"
ISSUER = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_sample"


@pytest.fixture(scope="module")
def keys() -> tuple[RSAPrivateKey, RSAPrivateKey]:
    """Cognito's key, and one that only claims to be."""
    own, foreign = (generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
    return own, foreign


@contextmanager
def key_server(*published: tuple[str, RSAPrivateKey]) -> Iterator[str]:
    """Cognito's address, with these keys by their ids."""
    described = [{**RSAAlgorithm.to_jwk(key.public_key(), as_dict=True), "kid": kid} for kid, key in published]
    body = json.dumps({"keys": described}).encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = self.path.endswith("/.well-known/jwks.json")
            self.send_response(200 if known else 404)
            self.end_headers()
            self.wfile.write(body if known else b"")

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def tokens(keys: tuple[RSAPrivateKey, RSAPrivateKey]) -> Iterator[CognitoTokens]:
    with key_server(("key-1", keys[0])) as address:
        yield reader(address)


def reader(address: str) -> CognitoTokens:
    return CognitoTokens(ISSUER, address, CLIENT)


def claims(**changes: Any) -> dict[str, Any]:
    """An agent's, as Cognito gives them; None takes one away."""
    now = datetime.now(UTC).replace(microsecond=0)
    complete = {
        "iss": ISSUER,
        "aud": CLIENT,
        "sub": "agent-1",
        "token_use": "id",
        "exp": now + timedelta(hours=1),
        "iat": now,
        "email": "ada@example.com",
        "name": "Ada",
        "custom:tenant_id": "acme",
        "cognito:groups": ["agent"],
        **changes,
    }
    return {name: value for name, value in complete.items() if value is not None}


def signed(key: RSAPrivateKey, given: dict[str, Any], kid: str | None = "key-1") -> str:
    return jwt.encode(given, key, "RS256", headers={"kid": kid} if kid else None)


def test_an_agent_is_who_the_token_says(tokens: CognitoTokens, keys: tuple[RSAPrivateKey, RSAPrivateKey]) -> None:
    given = claims()
    agent = tokens.read(signed(keys[0], given))
    assert (agent.email, agent.principal.tenant_id, agent.principal.id) == ("ada@example.com", "acme", "agent-1")
    assert (agent.principal.name, agent.principal.role) == ("Ada", Role.AGENT)
    assert agent.principal.expires_at == given["exp"]


@pytest.mark.parametrize(
    ("changes", "role", "name"),
    [
        ({"cognito:groups": ["admin"]}, Role.ADMIN, "Ada"),
        ({"cognito:groups": ["agent", "admin"]}, Role.ADMIN, "Ada"),
        ({"name": None}, Role.AGENT, "ada"),
        ({"name": None, "email": None}, Role.AGENT, "Agent"),
    ],
)
def test_roles_and_names(
    tokens: CognitoTokens,
    keys: tuple[RSAPrivateKey, RSAPrivateKey],
    changes: dict[str, Any],
    role: Role,
    name: str,
) -> None:
    principal = tokens.read(signed(keys[0], claims(**changes))).principal
    assert (principal.role, principal.name) == (role, name)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"iss": "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_other"}, Unauthorized),
        ({"iss": None}, Unauthorized),
        ({"aud": "another-client"}, Unauthorized),
        ({"aud": None}, Unauthorized),
        ({"sub": None}, Unauthorized),
        ({"exp": None}, Unauthorized),
        ({"exp": 1}, SessionExpired),
        ({"token_use": "access"}, Unauthorized),
        ({"token_use": None}, Unauthorized),
        ({"cognito:groups": None}, Forbidden),
        ({"cognito:groups": []}, Forbidden),
        ({"cognito:groups": ["administrators"]}, Forbidden),
        ({"custom:tenant_id": None}, Forbidden),
        ({"custom:tenant_id": ""}, Forbidden),
    ],
)
def test_what_is_refused(
    tokens: CognitoTokens,
    keys: tuple[RSAPrivateKey, RSAPrivateKey],
    changes: dict[str, Any],
    refusal: type[Refusal],
) -> None:
    with pytest.raises(refusal) as caught:
        tokens.read(signed(keys[0], claims(**changes)))
    assert type(caught.value) is refusal


def test_another_key_that_calls_itself_the_same(
    tokens: CognitoTokens, keys: tuple[RSAPrivateKey, RSAPrivateKey]
) -> None:
    with pytest.raises(Unauthorized):
        tokens.read(signed(keys[1], claims()))


@pytest.mark.parametrize("kid", ["key-2", None])
def test_a_key_that_is_not_published(
    tokens: CognitoTokens, keys: tuple[RSAPrivateKey, RSAPrivateKey], kid: str | None
) -> None:
    with pytest.raises(Unauthorized):
        tokens.read(signed(keys[0], claims(), kid))


def test_an_access_token_has_no_audience(tokens: CognitoTokens, keys: tuple[RSAPrivateKey, RSAPrivateKey]) -> None:
    access = claims(aud=None, token_use="access", client_id=CLIENT, scope="aws.cognito.signin.user.admin")
    with pytest.raises(Unauthorized):
        tokens.read(signed(keys[0], access))


def test_a_token_that_is_signed_with_nothing_or_with_the_public_key(
    tokens: CognitoTokens, keys: tuple[RSAPrivateKey, RSAPrivateKey]
) -> None:
    unsigned = jwt.encode(claims(), "", "none", headers={"kid": "key-1"})
    shared = jwt.encode(claims(), "x" * 32, "HS256", headers={"kid": "key-1"})
    for forged in (unsigned, shared, "", "a.b.c", "not a token", signed(keys[0], claims())[:-8]):
        with pytest.raises(Unauthorized):
            tokens.read(forged)


def test_a_new_key_is_fetched_when_it_is_first_met(keys: tuple[RSAPrivateKey, RSAPrivateKey]) -> None:
    with key_server(("key-1", keys[0]), ("key-2", keys[1])) as address:
        both = reader(address)
        for kid, key in (("key-1", keys[0]), ("key-2", keys[1])):
            assert both.read(signed(key, claims(), kid)).principal.id == "agent-1"


def test_a_sign_in_service_that_cannot_be_reached_is_worth_another_try(
    keys: tuple[RSAPrivateKey, RSAPrivateKey],
) -> None:
    with key_server() as address:
        gone = reader(address)
    with pytest.raises(Busy) as caught:
        gone.read(signed(keys[0], claims()))
    assert caught.value.retryable
