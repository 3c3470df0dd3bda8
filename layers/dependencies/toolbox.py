"""Finds what a build needs on this machine."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def find_uv() -> str:
    found = os.environ.get("UV") or shutil.which("uv") or shutil.which("uv", path=PROJECT / ".tools" / "bin")
    if not found:
        sys.exit("uv is missing: install it with `python3 -m pip install uv`, or run `make dev` once.")
    return found


def find_interpreter(runtime: str) -> str | None:
    """An interpreter of exactly this version, if there is one; nothing is downloaded."""
    version = runtime.removeprefix("python")
    asked = [find_uv(), "python", "find", "--no-python-downloads", "--no-project", version]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    return answer.stdout.strip() if answer.returncode == 0 else None
