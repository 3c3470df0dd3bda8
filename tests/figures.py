"""What a test has measured, for who reads the run; nothing is asserted of it."""

from collections.abc import Callable

Tell = Callable[[str], None]
FIGURE = "figure"
