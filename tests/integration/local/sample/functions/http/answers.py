"""A sibling of the handler; the socket function has one of the same name."""

SIBLING = "http's own"
