"""How an agent wants to be reached."""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """From `start` to `end` of each day in a time zone; over midnight where `start` is the later."""

    start: time
    end: time
    time_zone: str

    def cover(self, moment: datetime) -> bool:
        local = moment.astimezone(ZoneInfo(self.time_zone)).time()
        if self.start <= self.end:
            return self.start <= local < self.end
        return local >= self.start or local < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentSettings:
    """What an agent wants on their devices. `preview`: the visitor's words, else only that there are some."""

    sounds: bool = True
    preview: bool = True
    while_offline: bool = False
    quiet_hours: QuietHours | None = None
