"""One frame to many connections: scatter and gather against boto3's client, one by one and in 16 threads.

Each post takes the gateway 5 ms. The variants take turns, so that a machine that slows down slows all of them.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from botocore.config import Config
from botocore.session import Session, get_session

from frontdesk.adapters.connection_gateway import ConnectionGateway
from frontdesk.adapters.system import SystemClock
from frontdesk.metrics import Meter
from frontdesk.observability import make_logger

GATEWAY_MS = 5
FRAME = b"x" * 400
RECIPIENTS = (1, 10, 100, 500)
ROUNDS = 9
BASELINE = "boto3, 16 threads"


def variants(session: Session, url: str) -> dict[str, Callable[[list[str]], object]]:
    config = Config(max_pool_connections=16, parameter_validation=False)
    client: Any = session.create_client("apigatewaymanagementapi", endpoint_url=url, config=config)
    pool = ThreadPoolExecutor(16)
    gateway = ConnectionGateway(session, url, SystemClock(), make_logger("INFO"), Meter())

    def post(connection_id: str) -> object:
        return client.post_to_connection(ConnectionId=connection_id, Data=FRAME)

    return {
        "boto3, one by one": lambda ids: [post(one) for one in ids],
        BASELINE: lambda ids: list(pool.map(post, ids)),
        "scatter and gather": lambda ids: gateway.send(ids, FRAME),
    }


def measure(found: dict[str, Callable[[list[str]], object]], ids: list[str]) -> dict[str, float]:
    """The median of milliseconds that each variant takes."""
    taken: dict[str, list[float]] = {name: [] for name in found}
    for _ in range(ROUNDS):
        for name, send in found.items():
            begun = time.perf_counter()
            send(ids)
            taken[name].append((time.perf_counter() - begun) * 1000)
    return {name: statistics.median(times[1:]) for name, times in taken.items()}


def main() -> None:
    session = get_session()
    session.set_credentials("AKIDEXAMPLE", "x" * 40)
    session.set_config_variable("region", "eu-west-1")
    command = [sys.executable, "-m", "benchmarks.fan_out.stub", str(GATEWAY_MS)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as gateway:
        port = int(gateway.stdout.readline()) if gateway.stdout else 0
        found = variants(session, f"http://127.0.0.1:{port}/dev")
        print(f"{'recipients':>10}  {'variant':<20}{'median ms':>10}{'ratio to ' + BASELINE:>30}")
        for count in RECIPIENTS:
            medians = measure(found, [f"L0SM9cOFvHcCI{number:04d}=" for number in range(count)])
            for name, milliseconds in medians.items():
                print(f"{count:>10}  {name:<20}{milliseconds:>10.1f}{milliseconds / medians[BASELINE]:>30.2f}")
        gateway.terminate()


if __name__ == "__main__":
    main()
