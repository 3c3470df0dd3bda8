"""Which application answers on which of the stack's ports."""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

STARTING = PlainTextResponse(
    "The stack is starting. Try again in a moment.\n", status_code=503, headers={"Retry-After": "1"}
)
TRY_AGAIN_LATER = 1013


class Doors:
    """Chooses by the port that was called. The ports are open before the stack has started what answers on them."""

    def __init__(self) -> None:
        self.apps: dict[int, ASGIApp] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self.apps.get(scope["server"][1]) or _not_yet(scope)
        await app(scope, receive, send)


def _not_yet(scope: Scope) -> ASGIApp:
    return STARTING if scope["type"] == "http" else WebSocketClose(TRY_AGAIN_LATER)
