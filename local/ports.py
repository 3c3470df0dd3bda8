"""Opens the doors before anything else starts, so that a taken port is known at once and no restart loses one."""

import errno
import secrets
import socket
from contextlib import suppress

from local.config import LOOPBACK
from local.errors import PortTaken

BACKLOG = 512
# None of those that the system gives to whoever asks for any, which begin at 32768 or later.
NOBODYS_PORTS = range(20_000, 32_000)


def open_door(name: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one."""
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((LOOPBACK, port))
    except OSError as error:
        door.close()
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        raise PortTaken(
            f"Port {port}, meant for {name}, is taken: stop what listens there, or start with another PORT=."
        ) from None
    door.listen(BACKLOG)
    door.set_inheritable(True)
    return door


def choose_port(name: str, port: int) -> int:
    """A port for a program that opens it itself: until then nobody else must be given it. 0 takes a free one."""
    if port == 0:
        return _free_port(name)
    open_door(name, port).close()
    return port


def _free_port(name: str) -> int:
    while True:
        with suppress(PortTaken):
            return choose_port(name, secrets.choice(NOBODYS_PORTS))


def port_of(door: socket.socket) -> int:
    return int(door.getsockname()[1])
