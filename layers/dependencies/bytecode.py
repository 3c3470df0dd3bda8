"""Compiles a layer's modules with an interpreter of the runtime, so that no cold start has to.

Unchecked: a deployed layer never changes, so nothing is gained by comparing source and bytecode.
"""

import os
import subprocess
import sys
from pathlib import Path

from toolbox import find_interpreter, find_uv


def compile_tree(tree: Path, runtime: str) -> str:
    """Says with what it was compiled. The paths in tracebacks are those on Lambda."""
    python = find_interpreter(runtime)
    if python is None:
        print(f"No {runtime} on this machine: the layer has no bytecode, and cold starts take longer.")
        print(f"`{find_uv()} python install {runtime.removeprefix('python')}` brings one; then build again.")
        return "no bytecode"
    options = ["-q", "-j", str(os.cpu_count() or 1), "--invalidation-mode", "unchecked-hash"]
    paths = ["-s", str(tree), "-p", "/opt/python", str(tree)]
    # Isolated: a shell that keeps bytecode elsewhere, or wants none, does not mean the layer's.
    subprocess.run([python, "-I", "-m", "compileall", *options, *paths], check=True)
    return f"bytecode of {runtime}"


if __name__ == "__main__":
    compile_tree(Path(sys.argv[1]), sys.argv[2])
