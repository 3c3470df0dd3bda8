"""Posts to WebSockets that only note what they were sent."""

from collections.abc import Sequence
from dataclasses import dataclass

from frontdesk.contract.frame_rendering import push_frame
from frontdesk.contract.server_frames import PushFrame
from frontdesk.domain.events import Event
from tests.fakes.step import Step, no_step


@dataclass(frozen=True, slots=True)
class Post:
    connection_id: str
    event: Event
    frame: PushFrame


class FakeGateway:
    """Connections in `gone` are answered with 410; those in `deaf` lose what they are sent, and nobody notices."""

    def __init__(self, step: Step = no_step) -> None:
        self.step = step
        self.posts: list[Post] = []
        self.gone: set[str] = set()
        self.deaf: set[str] = set()
        self.ended: list[str] = []

    def post(self, event: Event, connection_ids: Sequence[str], *, for_agents: bool) -> Sequence[str]:
        self.step("gateway.post")
        frame = push_frame(event, for_agents=for_agents)
        unreached = self.gone | self.deaf
        self.posts += [Post(each, event, frame) for each in connection_ids if each not in unreached]
        return [each for each in connection_ids if each in self.gone]

    def end(self, connection_ids: Sequence[str]) -> None:
        self.step("gateway.end")
        self.ended += connection_ids

    def types(self, connection_id: str) -> list[str]:
        """The types of the frames that a connection was sent, in order."""
        return [post.frame.type for post in self.posts if post.connection_id == connection_id]
