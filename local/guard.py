"""Runs a command and ends it when the parent has gone: what Linux does by itself with PR_SET_PDEATHSIG."""

import os
import signal
import subprocess
import sys
import time


def main() -> int:
    parent = os.getppid()
    child = subprocess.Popen(sys.argv[1:], close_fds=False)
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    while child.poll() is None:
        if os.getppid() != parent:
            child.terminate()
        time.sleep(0.5)
    return child.returncode


if __name__ == "__main__":
    sys.exit(main())
