"""The process that runs the handlers and answers on every door. Its supervisor gives it open sockets and starts it
again when it dies."""

import asyncio
import importlib
import logging
import os
import socket
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import boto3
import uvicorn
from starlette.types import ASGIApp
from watchfiles import PythonFilter, awatch

from local import descriptions, environment, resources
from local.addresses import DISTRIBUTION, Addresses, websocket_stages
from local.apis import http_apis, socket_apis
from local.calls import record_calls
from local.clients import CLIENT
from local.config import LOOPBACK, Outputs
from local.control import Control
from local.deployed import deployed_functions, layer_folders, stream_mappings
from local.distribution import distribution
from local.doors import Doors
from local.errors import StackError
from local.faults import Faults
from local.functions import FunctionRuntime
from local.gateway_orders import ORDERS, REFUSED, Orders
from local.http_api import HttpApi
from local.loading import Loader
from local.model import Model, Place
from local.push_service import PushService
from local.schedules import schedules
from local.static import Folders, PageSite
from local.streams import Checkpoints, StreamPoller
from local.ttl import sweep_for_ever
from local.websocket_api import FRAME_LIMIT, MESSAGE_LIMIT, SocketApi

# Longer than clients keep an idle connection: who asks over one that is being closed at that moment gets no answer.
IDLE_SECONDS = 75
# uvicorn hands it on to websockets, which takes a limit for the message and one for each frame of it.
SIZE_LIMITS: Any = (MESSAGE_LIMIT, FRAME_LIMIT)
DYNAMODB_SERVICES = ("DYNAMODB", "DYNAMODB_STREAMS")


def aws_environment(region: str, ports: dict[str, int]) -> dict[str, str]:
    """What makes any AWS SDK talk to the stack."""
    dynamodb = f"http://{LOOPBACK}:{ports['dynamodb']}"
    return {
        "AWS_REGION": region,
        "AWS_DEFAULT_REGION": region,
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_ENDPOINT_URL": f"http://{LOOPBACK}:{ports['ministack']}",
        **{f"AWS_ENDPOINT_URL_{service}": dynamodb for service in DYNAMODB_SERVICES},
    }


class Gateway:
    def __init__(self, orders: Orders) -> None:
        config = orders.config
        self._orders = orders
        self._config = config
        self._model = Model(orders.translation, Place(config.name, config.region, orders.ports["ministack"]))
        service_endpoint = f"http://localhost:{orders.ports['ministack']}"
        self._addresses = Addresses.of(self._model, orders.ports, service_endpoint)
        self._faults = Faults()
        self._control = Control(self._faults, config.faults)
        self._doors = Doors()
        self._doors.apps[orders.ports["control"]] = self._control
        push = orders.ports["push"]
        self._doors.apps[push] = PushService(f"http://localhost:{push}")

    async def run(self) -> None:
        server = uvicorn.Server(
            uvicorn.Config(
                self._doors,
                lifespan="off",
                log_level="warning",
                ws="websockets-sansio",
                ws_max_size=SIZE_LIMITS,
                ws_ping_interval=None,
                ws_per_message_deflate=False,
                timeout_graceful_shutdown=1,
                timeout_keep_alive=IDLE_SECONDS,
            )
        )
        logging.getLogger("uvicorn.error").addFilter(_is_news)
        sockets = [socket.socket(fileno=descriptor) for descriptor in self._orders.sockets.values()]
        work = asyncio.create_task(self._work())
        serving = asyncio.create_task(server.serve(sockets))
        await asyncio.wait({work, serving}, return_when=asyncio.FIRST_COMPLETED)
        server.should_exit = True
        work.cancel()
        with suppress(asyncio.CancelledError):
            await work
        await serving

    async def _work(self) -> None:
        """Make everything that the template asks for, open the doors, then keep the background going."""
        await _answering(self._orders.ports["dynamodb"], self._orders.ports["ministack"])
        proxy_url = f"http://{LOOPBACK}:{self._orders.ports['control']}/_invoke"
        await asyncio.to_thread(resources.create_all, self._model, proxy_url)
        runtime = self._runtime()
        self._open_doors(runtime)
        self._control.runtime = runtime
        self._control.outputs = self._outputs(runtime)
        if self._config.prepare and self._orders.first_start:
            await asyncio.to_thread(_named(self._config.prepare), self._control.outputs)
        async with asyncio.TaskGroup() as background:
            background.create_task(runtime.warm())
            for poller in self._pollers(runtime):
                background.create_task(poller.run())
            for schedule in schedules(self._model):
                background.create_task(schedule.run(runtime, self._config.time_scale))
            tables = resources.expiring_tables(self._model)
            dynamodb = boto3.client("dynamodb", config=CLIENT)
            background.create_task(sweep_for_ever(dynamodb, tables, self._config.time_scale))
            if self._config.hot_reload:
                background.create_task(self._reload_on_change(runtime))
            self._control.ready.set()
            os.write(self._orders.ready_descriptor, b"!")
            os.close(self._orders.ready_descriptor)

    def _runtime(self) -> FunctionRuntime:
        functions = deployed_functions(self._model, self._addresses)
        return FunctionRuntime(functions, Loader(layer_folders(self._model)), self._faults)

    def _open_doors(self, runtime: FunctionRuntime) -> None:
        apis: dict[str, ASGIApp] = {spec.name: HttpApi(spec, runtime) for spec in http_apis(self._model)}
        sockets = [SocketApi(spec, runtime, self._faults, self._config.time_scale) for spec in socket_apis(self._model)]
        apps: dict[str, ASGIApp] = {**apis, **{api.spec.name: api for api in sockets}}
        folders = {bucket: Folders(prefixes) for bucket, prefixes in self._config.bucket_folders.items()}
        for resource in self._model.of_type(DISTRIBUTION):
            apps[resource.name] = distribution(self._model, resource, apis, folders, self._addresses)
        urls = {f"{door}_URL": url for door, url in self._door_urls().items()}
        for name, page in self._config.pages.items():
            apps[name] = PageSite(page, {**urls, **page.values})
        self._doors.apps |= {self._orders.ports[name]: app for name, app in apps.items()}

    def _door_urls(self) -> dict[str, str]:
        return {door: f"http://localhost:{self._orders.ports[door]}" for door in self._orders.sockets}

    def _outputs(self, runtime: FunctionRuntime) -> Outputs:
        ports = self._orders.ports
        return Outputs(
            region=self._config.region,
            doors=self._door_urls(),
            websockets={
                api: f"ws://localhost:{ports[api]}/{stage}" for api, stage in websocket_stages(self._model).items()
            },
            environment=aws_environment(self._config.region, ports),
            references={name: str(self._model.ref(name)) for name in self._model.resources},
            functions={name: function.environment for name, function in runtime.functions.items()},
            process=os.getpid(),
        )

    def _pollers(self, runtime: FunctionRuntime) -> list[StreamPoller]:
        client: Any = boto3.client("dynamodbstreams", config=CLIENT)
        sqs: Any = boto3.client("sqs", config=CLIENT)

        async def send_to_queue(url: str, body: str) -> None:
            await asyncio.to_thread(sqs.send_message, QueueUrl=url, MessageBody=body)

        checkpoints = Checkpoints(self._config.data / "streams.json")
        return [
            StreamPoller(mapping, client, runtime, self._faults, checkpoints, send_to_queue)
            for mapping in stream_mappings(self._model)
        ]

    async def _reload_on_change(self, runtime: FunctionRuntime) -> None:
        folders = sorted({path for path in self._orders.translation.code.values() if path.is_dir()})
        template = self._config.template.resolve()
        interesting = PythonFilter(extra_extensions=(template.suffix,))
        async for changes in awatch(*folders, template, watch_filter=interesting, stop_event=None):
            changed = {Path(file) for _, file in changes}
            if template in changed:
                print(f"{template.name} has changed: stop and start again for it to take effect", flush=True)
            if changed - {template}:
                runtime.forget(folders, changed - {template})
                names = ", ".join(sorted(path.name for path in changed - {template}))
                print(f"reloaded after a change of {names}", flush=True)


def _is_news(record: logging.LogRecord) -> bool:
    """uvicorn takes a refused handshake, which is this gateway's to refuse, for one that was forgotten."""
    return "without completing handshake" not in record.getMessage()


def _named(reference: str) -> Callable[[Outputs], object]:
    module, _, function = reference.partition(":")
    named: Callable[[Outputs], object] = getattr(importlib.import_module(module), function)
    return named


async def _answering(*ports: int) -> None:
    for port in ports:
        while True:
            try:
                _, writer = await asyncio.open_connection(LOOPBACK, port)
            except OSError:
                await asyncio.sleep(0.05)
                continue
            writer.close()
            break


def main() -> None:
    orders = Orders.model_validate_json(os.environ.pop(ORDERS))
    os.environ.update(aws_environment(orders.config.region, orders.ports))
    os.environ.pop("AWS_PROFILE", None)
    environment.install()
    descriptions.read_once()
    record_calls(orders.config.data)
    code = 0
    try:
        asyncio.run(Gateway(orders).run())
    except StackError as error:
        print(error, file=sys.stderr)
        code = REFUSED
    except Exception:  # noqa: BLE001 - told here, because nothing tells it after os._exit
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # a handler may still be running, and is not waited for


if __name__ == "__main__":
    main()
