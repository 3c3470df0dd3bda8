"""A fresh dynoxide in a folder of its own."""

import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from local.ports import choose_port
from local.testing import wait_for
from local.tools import ensure_tools

TOOLS = Path(__file__).resolve().parent.parent / ".tools"


@contextmanager
def dynoxide() -> Iterator[str]:
    """Its address, as long as it runs."""
    port = choose_port("dynamodb", 0)
    with tempfile.TemporaryDirectory() as folder:
        command = [str(ensure_tools(TOOLS).dynoxide), "serve", "--host", "127.0.0.1", "--port", str(port)]
        command += ["--db-path", f"{folder}/store.db"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as store:
            try:
                wait_for(lambda: _listens(port))
                yield f"http://127.0.0.1:{port}"
            finally:
                store.terminate()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
