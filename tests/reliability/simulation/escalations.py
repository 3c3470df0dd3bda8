"""The state machine that follows escalations, each of its steps an invocation that may die."""

from functools import partial
from typing import Any, cast

from aws_lambda_powertools import Logger
from greenlet import GreenletExit

from frontdesk.entrypoints.escalation import handle
from frontdesk.use_cases.escalation_ports import EscalationDesk, EscalationRuns
from frontdesk.use_cases.ports import Desk
from tests.fakes.escalation_machine import Execution, WalkedMachine
from tests.fakes.escalations import FakeEscalationSteps
from tests.fakes.interruptions import Killed
from tests.fakes.push import FakePushQueue
from tests.fakes.webhooks import make_webhook_outlet
from tests.reliability.simulation.bot import Witness
from tests.reliability.simulation.faults import Faults
from tests.reliability.simulation.ports import SkewedClock
from tests.reliability.simulation.scheduler import Scheduler


class Escalations:
    def __init__(self, scheduler: Scheduler, faults: Faults, clock: SkewedClock) -> None:
        self._scheduler = scheduler
        self._faults = faults
        self._moving: set[int] = set()
        self.machine = WalkedMachine(step=scheduler.step)
        self.runs = EscalationRuns(FakeEscalationSteps(clock, scheduler.step), self.machine)
        self._work = EscalationDesk(
            runs=self.runs,
            pushes=FakePushQueue(scheduler.step),
            webhooks=make_webhook_outlet(scheduler.step),
            mailer=None,
            site_url="https://desk.example",
        )

    @property
    def movable(self) -> list[Execution]:
        """Those that neither wait for anybody nor are at work."""
        return [each for each in self.machine.running() if each.token is None and id(each) not in self._moving]

    def move(self, desk: Desk) -> None:
        """Let one execution take its next step; or let one lose its patience."""
        self.machine.function = partial(self._take_step, desk, self._work)
        waiting = [each for each in self.machine.running() if each.token]
        if waiting and self._faults.strikes("patience lost"):
            self.machine.time_out(self._faults.random.choice(waiting))
        elif self.movable:
            self._scheduler.start(partial(self._move, self._faults.random.choice(self.movable)))

    def _move(self, execution: Execution) -> None:
        if execution not in self.movable:
            return
        self._moving.add(id(execution))
        try:
            self.machine.move(execution)
        finally:
            self._moving.discard(id(execution))

    @staticmethod
    def _take_step(desk: Desk, work: EscalationDesk, event: dict[str, Any]) -> dict[str, str]:
        """The machine learns of an invocation's death, and goes on."""
        try:
            return handle(desk, work, cast("Logger", Witness([])), event)
        except GreenletExit:
            raise Killed from None
