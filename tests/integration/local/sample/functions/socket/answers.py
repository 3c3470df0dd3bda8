"""A sibling of the handler; the http function has one of the same name."""

SIBLING = "socket's own"
