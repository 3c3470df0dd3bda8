"""A stack of its own for tests: free ports, a folder of its own, faults allowed."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import boto3
import httpx
from botocore.config import Config

from local.config import Outputs

T = TypeVar("T")
# On a machine that does much else.
START_SECONDS = 90
STOP_SECONDS = 60
PATIENCE_SECONDS = 60
CALL_SECONDS = 60


class StackDied(Exception):
    """What the stack printed before it ended."""


@dataclass
class RunningStack:
    process: subprocess.Popen[bytes]
    ports: dict[str, int]
    data: Path
    log: Path

    @property
    def control(self) -> str:
        return f"http://localhost:{self.ports['control']}"

    def outputs(self) -> Outputs:
        """Where everything is. Waits while the gateway is being started again."""
        return Outputs.model_validate(self._call("GET", "/_stack"))

    def url(self, door: str) -> str:
        return f"http://localhost:{self.ports[door]}"

    def client(self, service: str) -> Any:
        """A boto3 client of the stack's own AWS."""
        environment = self.outputs().environment
        key = f"AWS_ENDPOINT_URL_{service.upper().replace('STREAMS', '_STREAMS')}"
        return boto3.client(
            service,
            endpoint_url=environment.get(key, environment["AWS_ENDPOINT_URL"]),
            region_name=environment["AWS_REGION"],
            aws_access_key_id=environment["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=environment["AWS_SECRET_ACCESS_KEY"],
            config=Config(parameter_validation=False),
        )

    def subscribe(self) -> "Subscription":
        """A browser that the stack's push service can reach."""
        made = httpx.post(f"{self.url('push')}/subscriptions", json={}, timeout=CALL_SECONDS).json()
        return Subscription(f"{self.url('push')}/subscriptions/{made['id']}", made["endpoint"], made["keys"])

    def inject(self, **plan: Any) -> None:
        """Set the chance of each fault named; all others become zero."""
        self._call("PUT", "/_faults", plan)

    def injected(self) -> dict[str, int]:
        """How often each fault happened since the gateway started."""
        return dict(self._call("GET", "/_faults")["injected"])

    def kill_gateway(self) -> None:
        """`kill -9` of the process that runs the handlers; returns once its successor is ready."""
        before = self.outputs().process
        os.kill(before, signal.SIGKILL)
        wait_for(lambda: self.outputs().process != before)

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(STOP_SECONDS)

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        def answer() -> Any:
            try:
                response = httpx.request(method, self.control + path, json=body, timeout=CALL_SECONDS)
            except httpx.TransportError:  # the gateway died meanwhile
                return None
            if response.is_error:
                raise ValueError(response.json()["message"])
            return response.json()

        return wait_for(answer)


@dataclass(frozen=True)
class Subscription:
    """A browser's push subscription, as the stack's push service keeps it."""

    address: str
    endpoint: str
    keys: dict[str, str]

    def given(self) -> list[dict[str, Any]]:
        """Each message that the browser was given: `payload` as it reads it, `urgency`, `topic`, `ttl`."""
        return list(self._state()["given"])

    def waiting(self) -> list[dict[str, Any]]:
        """What a sleeping browser will be given when it wakes up."""
        return list(self._state()["waiting"])

    def requests(self) -> int:
        """How often anything was sent to it, also in vain."""
        return int(self._state()["requests"])

    def expire(self) -> None:
        self._call("DELETE")

    def connect(self, *, online: bool) -> None:
        self._call("PUT", "/connection", {"online": online})

    def answer_next(self, *statuses: int, retry_after: int | None = None) -> None:
        """Let the service answer the next pushes so."""
        self._call("PUT", "/answers", {"statuses": statuses, "retry_after": retry_after})

    def _state(self) -> Any:
        return self._call("GET").json()

    def _call(self, method: str, path: str = "", body: Any = None) -> httpx.Response:
        return httpx.request(method, self.address + path, json=body, timeout=CALL_SECONDS).raise_for_status()


def wait_for(condition: Callable[[], T | None], seconds: float = PATIENCE_SECONDS) -> T:
    """What the condition gives, once it gives something."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise TimeoutError(f"nothing within {seconds:g} seconds")
        time.sleep(0.02)


@contextmanager
def running_stack(
    data: Path, arguments: Sequence[str] = (), environment: Mapping[str, str] | None = None
) -> Iterator[RunningStack]:
    """`environment` is added to this process's own; each function sees it."""
    data.mkdir(parents=True, exist_ok=True)
    log = data.with_name(data.name + ".log")
    ports_file = data / "ports.json"
    ports_file.unlink(missing_ok=True)
    command = [sys.executable, "-m", "local", "--free-ports", "--faults", "--data", str(data), *arguments]
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, cwd=_root(), env={**os.environ, **(environment or {})}
        )
    try:
        wait_for(lambda: ports_file.exists() or process.poll() is not None, START_SECONDS)
        if process.poll() is not None:
            raise StackDied(log.read_text())
        yield RunningStack(process, json.loads(ports_file.read_text()), data, log)
    finally:
        process.terminate()
        process.wait(STOP_SECONDS)


def _root() -> Path:
    return Path(__file__).resolve().parent.parent
