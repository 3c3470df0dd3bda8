"""How far long work has come, shown to whoever watches, and to nobody where the output is no terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

Report = Callable[[int], None]


@contextmanager
def progress_bar(what: str, total: int) -> Iterator[Report]:
    """A bar on standard error. `total` may be a little off: the bar grows with what is met."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=total)

        def report(done: int) -> None:
            bar.update(task, completed=done, total=max(total, done))

        yield report
