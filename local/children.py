"""Starts processes that end with their parent, however it ends."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
GUARD = Path(__file__).with_name("guard.py")


def start(
    command: Sequence[str],
    environment: Mapping[str, str],
    output: IO[bytes] | None = None,
    descriptors: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """In a session of its own, so that Ctrl-C reaches the supervisor alone, which then ends its children in order."""
    linux = sys.platform == "linux"
    whole = list(command) if linux else [sys.executable, str(GUARD), *command]
    return subprocess.Popen(
        whole,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        pass_fds=descriptors,
        start_new_session=True,
        preexec_fn=_die_with_parent if linux else None,  # noqa: PLW1509 - this process has one thread
    )


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def end(process: subprocess.Popen[bytes], patience: float = 5) -> None:
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
