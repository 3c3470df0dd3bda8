"""Each kind of device by its own channel."""

from collections.abc import Mapping

from frontdesk.domain.device import Device, DeviceKind
from frontdesk.domain.notification import Push
from frontdesk.use_cases.push_ports import PushChannel


class PushChannels:
    def __init__(self, channels: Mapping[DeviceKind, PushChannel]) -> None:
        self._channels = channels

    def send(self, device: Device, push: Push) -> bool:
        return self._channels[device.kind].send(device, push)
