"""Opens the doors before anything else starts, so that a taken port is known at once and no restart loses one."""

import errno
import socket

from local.config import LOOPBACK
from local.errors import PortTaken

BACKLOG = 512


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
    """A port for a program that opens it itself."""
    door = open_door(name, port)
    try:
        return port_of(door)
    finally:
        door.close()


def port_of(door: socket.socket) -> int:
    return int(door.getsockname()[1])
