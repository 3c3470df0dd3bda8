"""Files from folders, always fresh, so that a rebuilt front end shows at the next reload."""

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from local.config import Page

FRESH = {"cache-control": "no-cache"}


@dataclass(frozen=True)
class Folders:
    """Folders under key prefixes, as a bucket would hold them."""

    prefixes: Mapping[str, Path]

    def find(self, path: str) -> Path | None:
        key = path.lstrip("/")
        for prefix in sorted(self.prefixes, key=len, reverse=True):
            if key.startswith(prefix):
                folder = self.prefixes[prefix].resolve()
                file = (folder / key.removeprefix(prefix)).resolve()
                return file if file.is_file() and file.is_relative_to(folder) else None
        return None


def file_response(file: Path, values: Mapping[str, str] | None = None, status: int = 200) -> Response:
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    content = file.read_bytes()
    if values and kind == "text/html":
        text = content.decode()
        for name, value in values.items():
            text = text.replace(f"{{{{{name}}}}}", value)
        content = text.encode()
    return Response(content, status, FRESH, kind)


@dataclass(frozen=True)
class PageSite:
    """A `Page` on its own port."""

    page: Page
    values: Mapping[str, str]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = Request(scope).url.path
        file = Folders({"": self.page.folder}).find(path + "index.html" if path.endswith("/") else path)
        response = Response("Not found", 404) if file is None else file_response(file, self.values)
        await response(scope, receive, send)
