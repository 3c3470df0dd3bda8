"""One conversation's log as a participant's screen holds it: the client's half of the delivery contract."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Shown:
    """A message, as far as the laws care."""

    seq: int
    client_id: str


@dataclass(slots=True)
class LogView:
    """`screen` has no gap up to `watermark`. What arrives beyond a gap waits in `ahead` and is not shown.

    What is missing is fetched from the watermark, never from the highest seq seen.
    """

    screen: list[Shown] = field(default_factory=list)
    ahead: dict[int, Shown] = field(default_factory=dict)
    watermark: int = 0
    tail: int = 0

    def receive(self, arrived: Iterable[Shown]) -> None:
        """Messages in any order, however often."""
        for message in arrived:
            self.tail = max(self.tail, message.seq)
            if message.seq > self.watermark:
                self.ahead[message.seq] = message
        while self.watermark + 1 in self.ahead:
            self.watermark += 1
            self.screen.append(self.ahead.pop(self.watermark))

    def learn_tail(self, tail: int) -> None:
        """The server said that the log reaches up to `tail`."""
        self.tail = max(self.tail, tail)

    @property
    def lacks(self) -> bool:
        """Whether something is known to be missing above the watermark."""
        return self.tail > self.watermark
