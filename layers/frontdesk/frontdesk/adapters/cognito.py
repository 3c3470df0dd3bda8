"""Reads the ID tokens that Cognito gives to agents who sign in."""

from typing import Any

import jwt

from frontdesk.adapters.dynamodb import instant
from frontdesk.domain.errors import Busy, Forbidden, SessionExpired, Unauthorized
from frontdesk.domain.principal import Principal
from frontdesk.domain.vocabulary import Role
from frontdesk.use_cases.ports import SignedInAgent

KEYS_SECONDS = 3


class CognitoTokens:
    """Each token's signature, issuer, audience, expiry and use are checked; tenant and role come from its claims.

    The issuer is a name; the pool's keys are fetched at `url`, where Cognito is reached.
    """

    def __init__(self, issuer: str, url: str, client_id: str) -> None:
        self._issuer = issuer
        self._client_id = client_id
        pool_id = issuer.rpartition("/")[2]
        self._keys = jwt.PyJWKClient(f"{url.rstrip('/')}/{pool_id}/.well-known/jwks.json", timeout=KEYS_SECONDS)

    def read(self, token: str) -> SignedInAgent:
        claims = self._claims(token)
        if claims.get("token_use") != "id":
            raise Unauthorized("Sign in with an ID token; this is another kind of token.")
        return SignedInAgent(_principal(claims), str(claims.get("email", "")))

    def _claims(self, token: str) -> dict[str, Any]:
        try:
            key = self._keys.get_signing_key_from_jwt(token)
            return jwt.decode(
                token,
                key,
                algorithms=["RS256"],
                audience=self._client_id,
                issuer=self._issuer,
                options={"require": ["exp", "iss", "aud", "sub"]},
            )
        except jwt.ExpiredSignatureError as error:
            raise SessionExpired("Your session has ended. Sign in again.") from error
        except jwt.PyJWKClientConnectionError as error:
            raise Busy("The sign-in service could not be reached. Please try again.") from error
        except jwt.PyJWTError as error:
            raise Unauthorized("This token was not given by Frontdesk's sign-in.") from error


def _principal(claims: dict[str, Any]) -> Principal:
    tenant_id = claims.get("custom:tenant_id")
    groups = claims.get("cognito:groups") or []
    role = Role.ADMIN if "admin" in groups else Role.AGENT if "agent" in groups else None
    if not tenant_id or role is None:
        raise Forbidden("This person is not an agent of any company here. An admin can make them one.")
    name = claims.get("name") or str(claims.get("email", "")).partition("@")[0]
    return Principal(str(tenant_id), str(claims["sub"]), name or "Agent", role, instant(claims["exp"]))
