"""Imports handlers, each with the sibling modules of its own folder, and imports them again after a change.

Modules of a layer are shared by all functions. A function's siblings are taken out of `sys.modules` once it is
imported, because two functions may both have a `handler.py`: so it must import them at its top, not while it runs.
"""

import importlib
import sys
import threading
from collections.abc import Callable, Iterable
from importlib.util import cache_from_source
from pathlib import Path
from types import ModuleType
from typing import Any

Handler = Callable[[Any, Any], Any]


class Loader:
    def __init__(self, layers: Iterable[Path]) -> None:
        self._layers = [folder for layer in layers for folder in (layer / "python", layer) if folder.is_dir()]
        self._lock = threading.RLock()
        self._handlers: dict[tuple[Path, str], Handler] = {}
        self._own = tuple(f"{layer}/" for layer in self._layers)
        for folder in self._layers:
            if str(folder) not in sys.path:
                sys.path.insert(0, str(folder))

    def load(self, folder: Path, handler: str) -> Handler:
        """The handler, imported at its first use and after each `forget`."""
        with self._lock:
            key = (folder, handler)
            if key not in self._handlers:
                self._handlers[key] = self._import(folder, handler)
                self._own = tuple({*self._own, f"{folder}/"})
            return self._handlers[key]

    def brought(self, file: str) -> bool:
        """Whether it is code of the template: of a function's folder, or of a layer."""
        return file.startswith(self._own)

    def forget(self, folders: Iterable[Path], changed: Iterable[Path]) -> None:
        """Drop what was imported from these folders; running invocations keep what they hold.

        Bytecode counts as fresh for as long as second and size are the same, which two quick edits may leave as they
        were: that of the changed files goes.
        """
        with self._lock:
            self._handlers.clear()
            for file in changed:
                Path(cache_from_source(file)).unlink(missing_ok=True)
            for name in [name for folder in folders for name in _modules_under(folder)]:
                sys.modules.pop(name, None)
            importlib.invalidate_caches()

    def _import(self, folder: Path, handler: str) -> Handler:
        module_name, _, function_name = handler.replace("/", ".").rpartition(".")
        sys.path.insert(0, str(folder))
        try:
            module: ModuleType = importlib.import_module(module_name)
        finally:
            sys.path.remove(str(folder))
            for name in _modules_under(folder):
                del sys.modules[name]
        function: Handler = getattr(module, function_name)
        return function


def _modules_under(folder: Path) -> list[str]:
    prefix = str(folder.resolve()) + "/"
    return [name for name, module in list(sys.modules.items()) if _file_of(module).startswith(prefix)]


def _file_of(module: ModuleType) -> str:
    return str(getattr(module, "__file__", None) or "")
