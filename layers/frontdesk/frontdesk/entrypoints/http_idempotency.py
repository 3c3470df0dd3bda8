"""Writes that carry an Idempotency-Key are carried out once and answered the same each time.

An answer holds what people have said, and nothing leads to it from them. So it is kept sealed, by what only its caller
knows: their credential and the key. Who reads the store reads nothing, and what is erased elsewhere is not here.
"""

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Callable, Coroutine
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from frontdesk.domain.errors import InvalidInput, Refusal
from frontdesk.entrypoints.http_context import context_of
from frontdesk.use_cases.ports import Answer

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
LONGEST_KEY = 255
NONCE_BYTES = 12
SEALING = "seal"
SECRET = "secret_key"  # noqa: S105 - the name of a field
WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class IdempotentRoute(APIRoute):
    """A key belongs to one caller and one route. A refused write frees its key."""

    def get_route_handler(self) -> Handler:
        carry_out = super().get_route_handler()

        async def once(request: Request) -> Response:
            key = request.headers.get(HEADER)
            if key is None or request.method not in WRITES:
                return await carry_out(request)
            return await _once(request, key, carry_out, self.kept)

        return once

    def kept(self, body: str) -> str:
        """What of an answer is given again."""
        return body


class SecretRoute(IdempotentRoute):
    """The secret that an answer shows is not kept with it: whoever asks again learns that it has been carried out."""

    def kept(self, body: str) -> str:
        return json.dumps({**json.loads(body), SECRET: None})


async def _once(request: Request, key: str, carry_out: Handler, kept: Callable[[str], str]) -> Response:
    if not 1 <= len(key) <= LONGEST_KEY:
        raise InvalidInput(HEADER, f"An Idempotency-Key has 1 to {LONGEST_KEY} characters.")
    answers = context_of(request).answers
    asked = (request.headers.get("authorization", ""), request.method, request.url.path, key)
    scope, seal = _digest(*asked).hex(), AESGCM(_digest(SEALING, *asked))
    earlier = answers.claim(scope, sha256(await request.body()).hexdigest())
    if earlier is not None:
        return Response(_opened(seal, earlier.body), earlier.status, {REPLAYED: "true"}, "application/json")
    try:
        response = await carry_out(request)
    except (Refusal, RequestValidationError, HTTPException):
        answers.release(scope)
        raise
    answers.keep(scope, Answer(response.status_code, _sealed(seal, kept(bytes(response.body).decode()))))
    return response


def _digest(*parts: str) -> bytes:
    return sha256("\n".join(parts).encode()).digest()


def _sealed(seal: AESGCM, body: str) -> str:
    nonce = os.urandom(NONCE_BYTES)
    return b64encode(nonce + seal.encrypt(nonce, body.encode(), None)).decode()


def _opened(seal: AESGCM, body: str) -> bytes:
    packed = b64decode(body)
    return seal.decrypt(packed[:NONCE_BYTES], packed[NONCE_BYTES:], None)
