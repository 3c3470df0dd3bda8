"""Starts dynoxide, MiniStack and the gateway, starts the gateway again when it dies, and ends what it started."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType
from typing import IO

from local import children
from local.addresses import doors
from local.config import LOOPBACK, StackConfig
from local.errors import StackError
from local.gateway_orders import ORDERS, REFUSED, Orders
from local.model import Model, Place
from local.ports import choose_port, open_door, port_of
from local.template import translate
from local.tools import Tools, ensure_tools

MINISTACK_SERVICES = "cognito-idp,lambda,s3,ses,sns,sqs,stepfunctions"
ROOT = Path(__file__).resolve().parent.parent
HASTE = 3
"""A gateway that dies this often before it was ready will not become ready."""


class Stopped(BaseException):
    """Somebody asked the stack to end."""


def run(config: StackConfig, reset: bool, announce: Callable[[dict[str, int]], None]) -> None:
    """Until Ctrl-C or SIGTERM. `announce` is called with the ports once everything answers."""
    with _stop_on_signals(), ExitStack() as exits:
        try:
            exits.enter_context(_alone(config.data))
            if reset:
                _clear(config.data)
            Supervisor(config, ensure_tools(config.tools), exits).run(announce)
        except Stopped:
            return


class Supervisor:
    def __init__(self, config: StackConfig, tools: Tools, exits: ExitStack) -> None:
        self._config = config
        self._tools = tools
        self._exits = exits
        self._logs = config.data / "logs"
        self._logs.mkdir(parents=True, exist_ok=True)

    def run(self, announce: Callable[[dict[str, int]], None]) -> None:
        next_port = _counter(self._config.first_port)
        helper_ports = {
            name: choose_port(name, next_port(offset)) for name, offset in (("dynamodb", 90), ("ministack", 91))
        }
        helpers = {
            "dynoxide": self._start_dynoxide(helper_ports["dynamodb"]),
            "MiniStack": self._start_ministack(helper_ports["ministack"]),
        }
        orders = self._orders(helper_ports, next_port)
        first = True
        failures = 0
        while True:
            gateway, ready = self._start_gateway(orders.model_copy(update={"first_start": first}))
            if ready:
                if first:
                    announce(orders.ports)
                first, failures = False, 0
                self._watch(gateway, helpers)
                print("the gateway ended: starting it again", flush=True)
                continue
            failures += 1
            if gateway.wait() == REFUSED or first or failures == HASTE:
                raise StackError("The gateway did not start: what it said is above.")

    def _orders(self, helper_ports: dict[str, int], next_port: Callable[[int], int]) -> Orders:
        config = self._config
        translation = translate(config.template, config.parameters, config.region, config.data)
        model = Model(translation, Place(config.name, config.region, helper_ports["ministack"]))
        opened: dict[str, socket.socket] = {}
        for offset, name in enumerate([*doors(model), *config.pages, "control", "push"]):
            opened[name] = self._exits.enter_context(open_door(name, next_port(offset)))
        return Orders(
            config=config,
            translation=translation,
            ports={**helper_ports, **{name: port_of(door) for name, door in opened.items()}},
            sockets={name: door.fileno() for name, door in opened.items()},
            first_start=True,
        )

    def _start_dynoxide(self, port: int) -> subprocess.Popen[bytes]:
        store = self._config.data / "dynamodb.sqlite"
        command = [str(self._tools.dynoxide), "serve", "--host", LOOPBACK, "--port", str(port), "--db-path", str(store)]
        return self._start_helper("dynoxide", command, {})

    def _start_ministack(self, port: int) -> subprocess.Popen[bytes]:
        state = self._config.data / "ministack"
        environment = {
            "BIND_HOST": LOOPBACK,
            "GATEWAY_PORT": str(port),
            "MINISTACK_REGION": self._config.region,
            "SERVICES": MINISTACK_SERVICES,
            "IOT_MTLS_ENABLED": "0",
            "PERSIST_STATE": "1",
            "STATE_DIR": str(state),
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(state / "s3"),
            "LOG_LEVEL": "WARNING",
            "SFN_WAIT_SCALE": str(1 / self._config.time_scale),
            "PYTHONPATH": str(ROOT),
            "AWS_ACCESS_KEY_ID": "local",
            "AWS_SECRET_ACCESS_KEY": "local",
        }
        command = [str(self._tools.ministack_python), "-m", "local.launch_ministack"]
        return self._start_helper("ministack", command, environment)

    def _start_helper(self, name: str, command: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
        log: IO[bytes] = self._exits.enter_context((self._logs / f"{name}.log").open("wb"))
        process = children.start(command, {**os.environ, **environment}, output=log)
        self._exits.callback(children.end, process)
        return process

    def _start_gateway(self, orders: Orders) -> tuple[subprocess.Popen[bytes], bool]:
        """The process, and whether it became ready."""
        reader, writer = os.pipe()
        told = orders.model_copy(update={"ready_descriptor": writer})
        environment = {**os.environ, ORDERS: told.model_dump_json(), "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, "-m", "local.gateway"]
        process = children.start(command, environment, descriptors=[writer, *orders.sockets.values()])
        self._exits.callback(children.end, process)
        os.close(writer)
        with os.fdopen(reader, "rb") as pipe:
            return process, pipe.read(1) != b""

    def _watch(self, gateway: subprocess.Popen[bytes], helpers: dict[str, subprocess.Popen[bytes]]) -> None:
        """Until the gateway ends; a helper that ends takes the stack with it."""
        while gateway.poll() is None:
            for name, helper in helpers.items():
                if helper.poll() is not None:
                    raise StackError(f"{name} ended unexpectedly: {self._logs}/{name.lower()}.log says why.")
            time.sleep(0.1)


def _counter(first_port: int | None) -> Callable[[int], int]:
    return lambda offset: 0 if first_port is None else first_port + offset


@contextmanager
def _stop_on_signals() -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        raise Stopped

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    yield


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """One stack at a time on one folder."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StackError(f"Another stack is using {data}: stop it first.") from None
        yield


def _clear(data: Path) -> None:
    for item in data.iterdir():
        if item.name == "lock":
            continue
        if item.is_dir():
            shutil.rmtree(item)
        else:
            item.unlink()
