"""Fetches the two programs that play AWS, once, at pinned versions: dynoxide (DynamoDB) and MiniStack (SQS, S3,
Step Functions, Cognito)."""

import base64
import fcntl
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path

from local.errors import ToolError

DYNOXIDE_VERSION = "1.2.1"
DYNOXIDE_PLATFORMS = {
    ("Linux", "x86_64"): "linux-x64",
    ("Linux", "aarch64"): "linux-arm64",
    ("Darwin", "arm64"): "darwin-arm64",
    ("Darwin", "x86_64"): "darwin-x64",
}
DYNOXIDE_SHA512 = {
    "linux-x64": "sBHqlxJ9ANkLluFkYRfd5r8Y0ApFew4FhOrlhgRAgD4XzEoFOukEo1nuBTQ1+jTtofqwn4NWQ2k0Tn5mNTjgUg==",
}
"""Elsewhere npm's own check against the registry has to do."""
MINISTACK_VERSION = "1.5.33"
MINISTACK_PACKAGES = [f"ministack=={MINISTACK_VERSION}", "cryptography==50.0.2"]  # the latter signs Cognito's tokens


@dataclass(frozen=True)
class Tools:
    dynoxide: Path
    ministack_python: Path


def ensure_tools(folder: Path) -> Tools:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # whoever comes second finds everything there
        return Tools(_dynoxide(folder), _ministack(folder))


def _dynoxide(folder: Path) -> Path:
    binary = folder / f"dynoxide-{DYNOXIDE_VERSION}" / "dynoxide"
    if binary.exists():
        return binary
    system = (platform.system(), platform.machine())
    if system not in DYNOXIDE_PLATFORMS:
        raise ToolError(f"There is no dynoxide for {' '.join(system)}: use Linux or macOS, or WSL on Windows.")
    kind = DYNOXIDE_PLATFORMS[system]
    print(f"fetching dynoxide {DYNOXIDE_VERSION}", flush=True)
    archive = _npm_pack(folder, f"@dynoxide/{kind}@{DYNOXIDE_VERSION}")
    _check(archive, DYNOXIDE_SHA512.get(kind))
    draft = folder / f"dynoxide-{DYNOXIDE_VERSION}.draft"
    shutil.rmtree(draft, ignore_errors=True)
    with tarfile.open(archive) as content:
        content.extractall(draft, filter="data")
    (draft / "package" / "dynoxide").chmod(0o755)
    (draft / "package").rename(binary.parent)
    shutil.rmtree(draft)
    archive.unlink()
    return binary


def _npm_pack(folder: Path, package: str) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise ToolError("npm is missing: run `make setup`, which brings Node.js.")
    done = _run([npm, "pack", "--silent", "--pack-destination", str(folder), package], f"fetch {package} with npm")
    return folder / done.strip().splitlines()[-1]


def _check(archive: Path, sha512: str | None) -> None:
    if sha512 is None:
        return
    found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != sha512:
        archive.unlink()
        raise ToolError(
            f"{archive.name} is not the file that was expected: fetch it again, and tell us if this persists."
        )


def _ministack(folder: Path) -> Path:
    """In an environment of its own, because it pins botocore."""
    home = folder / f"ministack-{MINISTACK_VERSION}"
    python = home / "bin" / "python"
    if (home / "complete").exists():
        return python
    uv = os.environ.get("UV") or shutil.which("uv")
    if uv is None:
        raise ToolError("uv is missing: run `make setup`, which brings it.")
    print(f"fetching MiniStack {MINISTACK_VERSION}", flush=True)
    _run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(home)], "make an environment with uv")
    _run([uv, "pip", "install", "--quiet", "--python", str(python), *MINISTACK_PACKAGES], "fetch MiniStack with uv")
    (home / "complete").touch()
    return python


def _run(command: list[str], purpose: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise ToolError(f"Could not {purpose} ({reason}): check the network and try again.")
    return done.stdout
