"""The stack's own door, on localhost: readiness, addresses, faults, and the calls that MiniStack makes to functions."""

import asyncio
from dataclasses import dataclass, field

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from local.config import Outputs
from local.faults import FaultPlan, Faults
from local.functions import FunctionError, FunctionRuntime

INVOKE = "/_invoke/"


@dataclass
class Control:
    faults: Faults
    faults_allowed: bool
    runtime: FunctionRuntime | None = None
    outputs: Outputs | None = None
    ready: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._respond(Request(scope, receive))
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        path = request.url.path
        if path == "/_ready":
            await self.ready.wait()
            return Response()
        if path == "/_stack":
            await self.ready.wait()
            return Response(self.outputs.model_dump_json() if self.outputs else "{}", media_type="application/json")
        if path == "/_faults":
            return await self._faults(request)
        if path.startswith(INVOKE) and request.method == "POST":
            return await self._invoke(path.removeprefix(INVOKE), request)
        return JSONResponse({"message": "Not Found"}, 404)

    async def _faults(self, request: Request) -> Response:
        if not self.faults_allowed:
            return JSONResponse({"message": "Faults are off: start the stack with --faults."}, 403)
        if request.method == "PUT":
            try:
                self.faults.use(FaultPlan.model_validate_json(await request.body()))
            except ValidationError as error:
                return JSONResponse({"message": str(error)}, 400)
        return JSONResponse({"plan": self.faults.plan.model_dump(), "injected": dict(self.faults.injected)})

    async def _invoke(self, name: str, request: Request) -> Response:
        """Who calls while the stack is starting again waits until it can be served."""
        await self.ready.wait()
        if self.runtime is None or name not in self.runtime.functions:
            return JSONResponse({"message": f"There is no function {name}."}, 404)
        try:
            return JSONResponse(await self.runtime.invoke(name, await request.json()))
        except FunctionError as error:
            return JSONResponse(error.payload(), 500)
