"""What a run is made of, so that a test can take a part away and see what breaks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.reliability.log_view import LogView


@dataclass(frozen=True, slots=True)
class Parts:
    log_view: Callable[[], LogView] = LogView
    heartbeat: bool = True
    jobs_repeated: bool = True
    rates: Mapping[str, float] = field(default_factory=dict)
    """Of the faults that happen more often or less than usual."""


WHOLE = Parts()
