"""An HTTP API of API Gateway: routes, CORS, payload 2.0, and the answers of the service itself."""

import base64
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from local.apis import Cors, HttpApiSpec, HttpRoute
from local.events import HttpCall, http_event
from local.functions import FunctionError, FunctionRuntime

BODY_LIMIT = 10 * 1024 * 1024
PREFLIGHT = "access-control-request-method"


@dataclass(frozen=True)
class HttpApi:
    spec: HttpApiSpec
    runtime: FunctionRuntime

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        response = await self._respond(request)
        _allow_origin(self.spec.cors, request.headers, response)
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        if self.spec.cors and request.method == "OPTIONS" and PREFLIGHT in request.headers:
            return Response(status_code=204)
        found = self._route(request.method, request.url.path)
        if found is None:
            return JSONResponse({"message": "Not Found"}, 404)
        function, key, parameters = found
        body = await request.body()
        if len(body) > BODY_LIMIT:
            return JSONResponse({"message": "Request Entity Too Large"}, 413)
        event = http_event(self.spec.name.lower(), key, parameters, self.spec.stage, _call(request, body))
        try:
            return _response(await self.runtime.invoke(function, event))
        except (FunctionError, BadAnswer) as error:
            print(f"{function} {request.method} {request.url.path}: {error}", flush=True)
            return JSONResponse({"message": "Internal Server Error"}, 500)

    def _route(self, method: str, path: str) -> tuple[str, str, dict[str, str]] | None:
        for route in self.spec.routes:
            match = _match(route, method, path)
            if match is not None:
                return route.function, route.key, match
        return None if self.spec.default is None else (self.spec.default, "$default", {})


class BadAnswer(Exception):
    """The function answered what API Gateway cannot turn into a response."""


def _match(route: HttpRoute, method: str, path: str) -> dict[str, str] | None:
    if route.method not in ("ANY", method):
        return None
    match = route.pattern.match(path)
    return None if match is None else match.groupdict()


def _call(request: Request, body: bytes) -> HttpCall:
    scope = request.scope
    return HttpCall(
        method=request.method,
        path=request.url.path,
        raw_path=unquote(scope.get("raw_path", b"").decode("latin-1")) or request.url.path,
        query=scope["query_string"].decode("latin-1"),
        headers=[(name, value) for name, value in request.headers.items()],
        body=body,
        source_ip=request.client.host if request.client else "127.0.0.1",
    )


def _response(answer: Any) -> Response:
    if not isinstance(answer, dict) or "statusCode" not in answer:
        text = answer if isinstance(answer, str) else json.dumps(answer)
        return Response(text, 200, media_type="application/json")
    body = answer.get("body") or ""
    if not isinstance(body, str):
        raise BadAnswer("the body of an answer must be text")
    content = base64.b64decode(body) if answer.get("isBase64Encoded") else body.encode()
    response = Response(content, int(answer["statusCode"]))
    for name, value in (answer.get("headers") or {}).items():
        if name.lower() != "content-length":
            response.headers[name] = str(value)
    for cookie in answer.get("cookies") or []:
        response.headers.append("set-cookie", cookie)
    return response


def _allow_origin(cors: Cors | None, headers: Headers, response: Response) -> None:
    """With CORS configured, API Gateway answers preflights itself and ignores the function's CORS headers."""
    if cors is None:
        return
    for name in [name for name in response.headers if name.startswith("access-control-")]:
        del response.headers[name]
    origin = headers.get("origin")
    if origin is None or not ({origin, "*"} & set(cors.origins)):
        return
    response.headers["access-control-allow-origin"] = "*" if "*" in cors.origins else origin
    if cors.credentials:
        response.headers["access-control-allow-credentials"] = "true"
    if cors.exposed:
        response.headers["access-control-expose-headers"] = ",".join(cors.exposed)
    if PREFLIGHT in headers:
        response.headers["access-control-allow-methods"] = ",".join(cors.methods)
        response.headers["access-control-allow-headers"] = ",".join(cors.headers)
        response.headers["access-control-max-age"] = str(cors.max_age)
