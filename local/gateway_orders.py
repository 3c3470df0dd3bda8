"""What the supervisor tells the gateway process."""

from pydantic import BaseModel

from local.config import StackConfig
from local.template import Translation

ORDERS = "LOCAL_STACK"
"""The environment variable that carries them."""
REFUSED = 2
"""The gateway's exit code when the template asks for what it cannot do."""


class Orders(BaseModel):
    config: StackConfig
    translation: Translation
    ports: dict[str, int]
    sockets: dict[str, int]
    """Door → the descriptor of its listening socket."""
    first_start: bool
    ready_descriptor: int = -1
    """Where the gateway writes a byte once it is ready."""
