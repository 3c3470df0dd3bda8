"""Botocore's descriptions of AWS's services, each read once by a process.

Botocore reads them again for each session. A process on Lambda has one; this one has as many as it has functions.
"""

from functools import cache
from typing import Any

from botocore.loaders import JSONFileLoader

_load_file = JSONFileLoader.load_file


def read_once() -> None:
    """From now on, in this process."""
    JSONFileLoader.load_file = lambda _loader, file_path: _description(file_path)  # type: ignore[assignment]


@cache
def _description(path: str) -> Any:
    return _load_file(JSONFileLoader(), path)
