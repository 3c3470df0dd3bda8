"""The log of the deployment test: what is done, and how many seconds it took."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

WIDTH = 92


@contextmanager
def step(what: str) -> Iterator[None]:
    print(f"  {what} ".ljust(WIDTH, "."), end="", flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print(" FAILED", flush=True)
        raise
    print(f" {time.monotonic() - began:6.1f} s", flush=True)
