"""Fills the dependency layer: the locked packages for the runtime on Lambda, less what never runs there.

Needs uv, and no interpreter of the target runtime; where one is found, bytecode is compiled with it.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bytecode import compile_tree
from descriptions import keep_services_in_use
from roots import AMAZON_ROOTS, only_amazon
from toolbox import PROJECT, find_uv

PLATFORMS = {"arm64": "aarch64-manylinux_2_28", "x86_64": "x86_64-manylinux_2_28"}
LAYER_LIMIT = 250 * 1024 * 1024  # Lambda's own, for a function with all its layers, unzipped

# Read by tools and by people, never by running code. METADATA stays: packages ask for versions.
UNUSED = (
    "**/*.pyi",
    "**/py.typed",
    "**/tests",
    "**/__pycache__",
    "*.dist-info/RECORD",
    "*.dist-info/INSTALLER",
    "*.dist-info/REQUESTED",
    "*.dist-info/WHEEL",
    "bin",
    "boto3/data",
    "boto3/examples",
)


def install(target: Path, runtime: str, architecture: str) -> None:
    uv = find_uv()
    with tempfile.TemporaryDirectory() as scratch:
        locked = str(Path(scratch) / "requirements.txt")
        export = ["--quiet", "--frozen", "--no-default-groups", "--no-emit-project", "--output-file", locked]
        subprocess.run([uv, "export", *export], cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)
        runs_on = ["--python-version", runtime.removeprefix("python"), "--python-platform", PLATFORMS[architecture]]
        as_locked = ["--requirement", locked, "--require-hashes", "--no-deps", "--only-binary", ":all:"]
        where = ["--target", str(target), "--link-mode", "copy"]
        subprocess.run([uv, "pip", "install", "--quiet", *where, *runs_on, *as_locked], cwd=PROJECT, check=True)


def strip(target: Path) -> None:
    for pattern in UNUSED:
        for path in list(target.glob(pattern)):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    keep_services_in_use(target / "botocore" / "data")


def size(tree: Path) -> int:
    return sum(path.stat().st_size for path in tree.rglob("*") if path.is_file())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("layer", type=Path)
    parser.add_argument("--runtime", required=True)
    parser.add_argument("--architecture", required=True, choices=PLATFORMS)
    asked = parser.parse_args()

    packages = asked.layer / "python"
    install(packages, asked.runtime, asked.architecture)
    (asked.layer / AMAZON_ROOTS).write_text(only_amazon((packages / "botocore" / "cacert.pem").read_text()))
    installed = size(asked.layer)
    strip(packages)
    stripped = size(asked.layer)
    compiler = compile_tree(packages, asked.runtime)
    total = size(asked.layer)
    print(
        f"dependencies for {asked.runtime} on {asked.architecture}: {installed / 1e6:.1f} MB installed, "
        f"{stripped / 1e6:.1f} MB after stripping, {total / 1e6:.1f} MB with {compiler}"
    )
    if total > LAYER_LIMIT:
        sys.exit(f"The layer is larger than Lambda's limit of {LAYER_LIMIT // 1024 // 1024} MB.")


if __name__ == "__main__":
    main()
