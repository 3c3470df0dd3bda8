"""The privacy queue in memory, and everything else that is needed to ask for an erasure or an export."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from frontdesk.domain.privacy import PrivacyJob
from frontdesk.use_cases.privacy_ports import AT_ONCE
from tests.fakes.step import Step, no_step


@dataclass
class FakePrivacyQueue:
    """`jobs` are those to be done at once, `later` the others, each with its delay."""

    step: Step = no_step
    jobs: list[PrivacyJob] = field(default_factory=list)
    later: list[tuple[timedelta, PrivacyJob]] = field(default_factory=list)

    def put(self, jobs: Sequence[PrivacyJob], *, later: timedelta = AT_ONCE) -> None:
        self.step("privacy_queue.put")
        if later:
            self.later.extend((later, job) for job in jobs)
        else:
            self.jobs.extend(jobs)
