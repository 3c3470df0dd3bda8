"""Why a command could not be done, told to whoever runs it."""


class CommandFailed(Exception):
    """What is the matter, and what to do next."""

    def __init__(self, what: str, next_step: str = "") -> None:
        super().__init__(" ".join(filter(None, (what, next_step))))
