"""An account of AWS's on this machine, for as long as the test runs: MiniStack, with IAM enforced."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import httpx

from local import children
from local.config import LOOPBACK
from local.ports import choose_port
from local.testing import wait_for
from local.tools import MINISTACK_PACKAGES
from tests.deploy.sandbox_python import find_python

PROJECT = Path(__file__).resolve().parents[2]
REGION = "eu-west-1"
TRANSLATOR = "aws-sam-translator==1.115.0"
START_SECONDS = 120
SECRET = "of-this-machine-alone"


@dataclass(frozen=True)
class Cloud:
    url: str
    log: Path

    @property
    def environment(self) -> dict[str, str]:
        """What makes any AWS SDK, and the SAM CLI, talk to it as the account's owner; nothing else of AWS's."""
        own = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        return own | {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": "owner",
            "AWS_SECRET_ACCESS_KEY": SECRET,
            "AWS_EC2_METADATA_DISABLED": "true",
            "SAM_CLI_TELEMETRY": "0",
        }

    def client(self, service: str) -> Any:
        keys = {"aws_access_key_id": "owner", "aws_secret_access_key": SECRET}
        return boto3.client(service, endpoint_url=self.url, region_name=REGION, **keys)

    def wait(self) -> None:
        wait_for(lambda: _answers(self.url), START_SECONDS)

    def complaints(self) -> str:
        return "\n".join(line for line in self.log.read_text().splitlines() if " ERROR " in line)

    def api(self, address: str) -> str:
        """Where an API that AWS would have at this address is."""
        found = re.match(r"(https|wss)://(\w+)\.execute-api\.", address)
        assert found is not None, address
        return f"{self.url}/_aws/execute-api/{found[2]}"


@contextmanager
def an_account(folder: Path, runtime: str) -> Iterator[Cloud]:
    """`folder` takes what it writes, and its log. It is not waited for: there is something to build meanwhile."""
    python = _environment(folder)
    port = choose_port("MiniStack", 0)
    cloud = Cloud(f"http://{LOOPBACK}:{port}", folder / "ministack.log")
    unpacked = folder / "unpacked"
    unpacked.mkdir()
    environment = cloud.environment | {
        "BIND_HOST": LOOPBACK,
        "GATEWAY_PORT": str(port),
        "MINISTACK_REGION": REGION,
        "AUTH": "true",
        "IOT_MTLS_ENABLED": "0",
        "LOG_LEVEL": "WARNING",
        "PYTHONPATH": str(PROJECT),
        "TMPDIR": str(unpacked),
        "SANDBOX_PYTHON": find_python(runtime),
    }
    with cloud.log.open("wb") as log:
        process = children.start([str(python), "-m", "tests.deploy.launch_ministack"], environment, output=log)
        try:
            yield cloud
        finally:
            children.end(process)


def _environment(folder: Path) -> Path:
    """Of its own, because MiniStack pins botocore; with what it needs to translate a SAM template."""
    home = folder / "ministack"
    uv = os.environ.get("UV", "uv")
    subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, str(home)], check=True)
    python = home / "bin" / "python"
    packages = [*MINISTACK_PACKAGES, TRANSLATOR]
    subprocess.run([uv, "pip", "install", "--quiet", "--python", str(python), *packages], check=True)
    return python


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/_ministack/health").is_success
    except httpx.TransportError:
        return False
