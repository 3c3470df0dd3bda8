"""The interpreter that plays Lambda's: of the template's runtime if this machine has one, else the one that runs this.

`python -m tests.deploy.sandbox_python` names its version, for whoever builds the layers.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

TEMPLATE = Path(__file__).resolve().parents[2] / "template.yaml"
RUNTIME = re.compile(r"^  Runtime:\n    Type: String\n    Default: (python[\d.]+)$", re.MULTILINE)
TELL_VERSION = "import sys; print(f'python{sys.version_info[0]}.{sys.version_info[1]}', end='')"
OWN = f"python{sys.version_info[0]}.{sys.version_info[1]}"


def runtime_of_template() -> str:
    found = RUNTIME.search(TEMPLATE.read_text())
    assert found is not None
    return found[1]


def find_python(runtime: str) -> str:
    return next((python for python in _candidates(runtime) if _is(python, runtime)), sys.executable)


def playable_runtime() -> str:
    """The template's, or what is here."""
    wanted = runtime_of_template()
    return wanted if any(_is(python, wanted) for python in _candidates(wanted)) else OWN


def _candidates(runtime: str) -> Iterator[str]:
    """What is on the PATH may be pyenv's, which refuses versions that nobody has chosen; so those are looked up."""
    yield from filter(None, [shutil.which(runtime)])
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    yield from map(str, sorted(versions.glob(f"{runtime.removeprefix('python')}*/bin/{runtime}")))


def _is(python: str, runtime: str) -> bool:
    told = subprocess.run([python, "-I", "-c", TELL_VERSION], capture_output=True, text=True, check=False)
    return told.stdout == runtime
