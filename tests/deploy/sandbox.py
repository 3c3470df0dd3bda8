"""A function's sandbox in MiniStack, as bare as on Lambda.

The interpreter has its standard library and nothing else: no packages of its own, none of this project's, none of the
machine's (`-I -S`). So whatever a function imports was in what `sam build` made of it and of its layers. Of the
environment it gets what Lambda gives and the template's variables, in which only the addresses of AWS are replaced.
"""

import io
import json
import os
import re
import subprocess
import tempfile
import threading
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

from ministack.core import lambda_runtime
from ministack.services import lambda_svc

PYTHON = "SANDBOX_PYTHON"
"""Names the interpreter, in the environment of MiniStack."""
GATEWAY = f"127.0.0.1:{os.environ.get('GATEWAY_PORT', '4566')}"
API_HOST = re.compile(r"(http|ws)s://(\w+)\.execute-api\.[\w-]+\.amazonaws\.com")
SERVICE_HOST = re.compile(r"https://[\w-]+\.[\w-]+\.amazonaws\.com(?!/?[\w.-])")
_unpacking = threading.Lock()


class Sandbox(lambda_runtime.Worker):
    def _spawn(self) -> None:
        home = Path(tempfile.mkdtemp(prefix=f"{self.func_name}-"))
        self._tmpdir = str(home)
        task = home / "task"
        _unpack(self.code_zip, task)
        script = home / "bootstrap.py"
        script.write_text(lambda_runtime._PYTHON_WORKER_SCRIPT)
        layers = [layer if isinstance(layer, str) else layer["Arn"] for layer in self.config.get("Layers", [])]
        opt = _opt(tuple(layers))
        variables = {name: _localised(value, opt) for name, value in self.config["Environment"]["Variables"].items()}
        self._proc = subprocess.Popen(
            [os.environ[PYTHON], "-I", "-S", "-B", str(script)],
            cwd=task,
            env=self._environment(task, opt) | variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        threading.Thread(target=self._read_stderr, daemon=True).start()
        self._begin(task, variables)

    def _environment(self, task: Path, opt: Path) -> dict[str, str]:
        """What Lambda adds of its own. The credentials are those of the function's role."""
        _, region = lambda_runtime._account_region_from_function_config(self.config)
        return {
            "PATH": "/usr/bin:/bin",
            "LANG": "en_US.UTF-8",
            "AWS_REGION": region,
            "AWS_DEFAULT_REGION": region,
            "AWS_ENDPOINT_URL": f"http://{GATEWAY}",
            "AWS_LAMBDA_FUNCTION_NAME": self.config["FunctionName"],
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(self.config["MemorySize"]),
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "LAMBDA_TASK_ROOT": str(task),
            "_LAMBDA_LAYERS_DIRS": str(opt),
            "_LAMBDA_TIMEOUT": str(self.config["Timeout"]),
            **lambda_runtime.execution_credentials(self.config),
        }

    def _begin(self, task: Path, variables: dict[str, str]) -> None:
        module, _, handler = self.config["Handler"].rpartition(".")
        begin = {
            "code_dir": str(task),
            "module": module,
            "handler": handler,
            "env": variables,
            "function_name": self.config["FunctionName"],
            "memory": self.config["MemorySize"],
            "arn": self.config["FunctionArn"],
        }
        process: Any = self._proc
        process.stdin.write(json.dumps(begin) + "\n")
        process.stdin.flush()
        answer = process.stdout.readline()
        if not answer or json.loads(answer)["status"] != "ready":
            reason = json.loads(answer)["error"] if answer else self._drain_stderr_bounded()
            raise RuntimeError(f"Runtime.ImportModuleError: {reason}")


@cache
def _opt_folder(layers: tuple[str, ...]) -> Path:
    """All layers in one folder, as Lambda mounts them; unpacked once for all sandboxes."""
    opt = Path(tempfile.mkdtemp(prefix="opt-"))
    for layer in layers:
        content = lambda_svc._resolve_layer_zip(layer)
        if content is None:
            raise RuntimeError(f"There is no layer {layer}.")
        _unpack(content, opt)
    return opt


def _opt(layers: tuple[str, ...]) -> Path:
    with _unpacking:
        return _opt_folder(layers)


def _unpack(content: bytes, folder: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)


def _localised(value: str, opt: Path) -> str:
    local = API_HOST.sub(rf"\1://{GATEWAY}/_aws/execute-api/\2", value)
    return re.sub(r"^/opt/", f"{opt}/", SERVICE_HOST.sub(f"http://{GATEWAY}", local))
