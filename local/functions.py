"""Runs the functions of the template in this process, as Lambda would: an environment, a context and a time limit
each, JSON in and JSON out."""

import asyncio
import contextvars
import json
import sys
import threading
import time
import traceback
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from local.config import ACCOUNT
from local.environment import environment_of
from local.faults import Faults
from local.loading import Loader

MANY_INVOCATIONS = 64
TraceFunction = Callable[[FrameType, str, Any], Any]


@dataclass(frozen=True)
class Function:
    name: str
    """The logical id."""
    deployed_name: str
    arn: str
    folder: Path
    handler: str
    timeout: float
    memory: int
    environment: dict[str, str]


class FunctionError(Exception):
    """An invocation ended without an answer."""

    def __init__(self, kind: str, message: str, trace: list[str] | None = None) -> None:
        super().__init__(f"{kind}: {message}")
        self.kind = kind
        self.message = message
        self.trace = trace or []

    def payload(self) -> dict[str, Any]:
        return {"errorType": self.kind, "errorMessage": self.message, "stackTrace": self.trace}


class _Killed(BaseException):
    """Raised inside a handler whose sandbox a fault kills."""


@dataclass
class LambdaContext:
    function_name: str
    invoked_function_arn: str
    memory_limit_in_mb: int
    deadline: float
    aws_request_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    function_version: str = "$LATEST"
    log_stream_name: str = "local"
    identity: None = None
    client_context: None = None

    @property
    def log_group_name(self) -> str:
        return f"/aws/lambda/{self.function_name}"

    def get_remaining_time_in_millis(self) -> int:
        return max(0, int((self.deadline - time.monotonic()) * 1000))


class _Invocation:
    """One run of a handler in a thread of the pool.

    A handler shares this process with all others, so it dies between two lines of the template's own code, never
    inside a library: what a library holds at that moment, a lock of a connection pool say, would be held for ever.
    """

    def __init__(self, function: Function, loader: Loader, event: str, *, doomed: bool) -> None:
        self._function = function
        self._loader = loader
        self._event = event
        self._doomed = doomed
        self._begun: float | None = None
        self._gate = threading.Lock()
        self._killed = False
        self._over = False

    def run(self) -> str:
        try:
            with environment_of(self._function.environment):
                handler = self._loader.load(self._function.folder, self._function.handler)
                self._begun = time.monotonic()
                if self._doomed:
                    sys.settrace(self._enter)
                result = handler(json.loads(self._event), self._context())
            answer = json.dumps(result)
        except _Killed:
            answer = ""
        except Exception as error:
            traceback.print_exc()
            raise FunctionError(type(error).__name__, str(error), traceback.format_exc().splitlines()) from error
        finally:
            sys.settrace(None)
        with self._gate:
            self._over = True
        if self._killed:
            raise FunctionError("Runtime.ExitError", "The sandbox was killed.")
        return answer

    def time_left(self) -> float:
        """Its time begins with the handler: on Lambda too, what is imported before has a time of its own."""
        timeout = self._function.timeout
        return timeout if self._begun is None else self._begun + timeout - time.monotonic()

    def kill(self) -> bool:
        """False when it is over already."""
        with self._gate:
            self._killed = not self._over
            return self._killed

    def _enter(self, frame: FrameType, _event: str, _argument: object) -> TraceFunction | None:
        return self._step if self._loader.brought(frame.f_code.co_filename) else None

    def _step(self, _frame: FrameType, _event: str, _argument: object) -> TraceFunction:
        if self._killed:
            raise _Killed
        return self._step

    def _context(self) -> LambdaContext:
        function = self._function
        return LambdaContext(function.deployed_name, function.arn, function.memory, time.monotonic() + function.timeout)


class FunctionRuntime:
    def __init__(self, functions: dict[str, Function], loader: Loader, faults: Faults) -> None:
        self.functions = functions
        self._loader = loader
        self._faults = faults
        self._pool = ThreadPoolExecutor(MANY_INVOCATIONS, "function", initializer=_own_event_loop)

    async def invoke(self, name: str, event: Any) -> Any:
        """The handler's answer; FunctionError if it raised, ran out of time or was killed."""
        function = self.functions[name]
        kill_after = self._faults.kill_after(name)
        invocation = _Invocation(function, self._loader, json.dumps(event), doomed=kill_after is not None)
        context = contextvars.copy_context()
        running = asyncio.get_running_loop().run_in_executor(self._pool, context.run, invocation.run)
        killer = self._schedule_kill(kill_after, invocation)
        try:
            while not running.done() and (left := invocation.time_left()) > 0:
                await asyncio.wait({running}, timeout=left)
            if running.done():
                return json.loads(running.result())
            # What it still does, it does unheard.
            running.add_done_callback(lambda done: done.exception())
            print(f"{name} timed out after {function.timeout:g} seconds", flush=True)
            raise FunctionError("Sandbox.Timedout", f"Task timed out after {function.timeout:.2f} seconds")
        finally:
            if killer is not None:
                killer.cancel()

    async def warm(self) -> None:
        """Import every handler, so that the first visitor does not wait for it."""
        loop = asyncio.get_running_loop()
        for function in self.functions.values():
            try:
                await loop.run_in_executor(self._pool, self._import, function)
            except Exception:  # noqa: BLE001 - a handler that cannot be imported is told, and tried again when it is called
                print(f"{function.name} cannot be imported:\n{traceback.format_exc()}", flush=True)

    def forget(self, folders: list[Path], changed: set[Path]) -> None:
        self._loader.forget(folders, changed)

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _import(self, function: Function) -> None:
        with environment_of(function.environment):
            self._loader.load(function.folder, function.handler)

    def _schedule_kill(self, delay: float | None, invocation: _Invocation) -> asyncio.TimerHandle | None:
        if delay is None:
            return None

        def kill() -> None:
            if invocation.kill():
                self._faults.count("invocation_killed")

        return asyncio.get_running_loop().call_later(delay, kill)


def _own_event_loop() -> None:
    """Lambda runs a handler in the main thread, where `asyncio.get_event_loop()` finds a loop."""
    asyncio.set_event_loop(asyncio.new_event_loop())


def arn_to_name(value: str) -> str:
    """The deployed name in an ARN or an integration's URI."""
    return value.partition(":function:")[2].partition("/")[0].partition(":")[0] or value


def function_arn(region: str, deployed_name: str) -> str:
    return f"arn:aws:lambda:{region}:{ACCOUNT}:function:{deployed_name}"
