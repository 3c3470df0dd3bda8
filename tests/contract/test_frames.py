"""Frames of every release are understood by this one: widgets stay cached on sites for long."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import TypeAdapter, ValidationError

from frontdesk.contract import client_frames, server_frames
from frontdesk.contract.base import Wire
from tests.contract.sam_template import PROJECT

RECORDED = PROJECT / "tests" / "contract" / "frames"
RELEASES = sorted(folder.name for folder in RECORDED.iterdir())
UNIONS: dict[str, TypeAdapter[Any]] = {
    "client": client_frames.CLIENT_FRAME,
    "server": server_frames.SERVER_FRAME,
}
FILES = sorted(RECORDED.glob("*/*/*.json"))


def recorded(file: Path) -> list[dict[str, Any]]:
    frames: list[dict[str, Any]] = json.loads(file.read_text())
    assert frames
    return frames


def named(file: Path) -> str:
    return "/".join([*file.parts[-3:-1], file.stem])


def types(union: Any) -> set[str]:
    """Of every frame in a discriminated union, and in the unions within it."""
    found: set[str] = set()
    for member in get_args(get_args(union)[0]):
        if isinstance(member, type) and issubclass(member, Wire):
            found |= set(get_args(member.model_fields["type"].annotation))
        else:
            found |= types(member)
    return found


@pytest.mark.parametrize(
    ("side", "union"), [("client", client_frames.ClientFrame), ("server", server_frames.ServerFrame)]
)
def test_every_type_of_frame_is_recorded(side: str, union: Any) -> None:
    latest = RECORDED / RELEASES[-1] / side
    assert {file.stem for file in latest.iterdir()} == types(union)


@pytest.mark.parametrize("file", FILES, ids=named)
def test_a_recorded_frame_is_understood_and_comes_out_as_it_went_in(file: Path) -> None:
    union = UNIONS[file.parent.name]
    for frame in recorded(file):
        understood = union.validate_python(frame)
        assert understood.type == file.stem
        given = json.loads(union.dump_json(understood, exclude_none=True, exclude_unset=True))
        assert given == frame


@pytest.mark.parametrize("file", FILES, ids=named)
def test_a_field_that_nobody_knows_is_refused(file: Path) -> None:
    union = UNIONS[file.parent.name]
    for frame in recorded(file):
        with pytest.raises(ValidationError) as caught:
            union.validate_python({**frame, "colour": "red"})
        assert [(fault["type"], fault["loc"][-1]) for fault in caught.value.errors()] == [("extra_forbidden", "colour")]


@pytest.mark.parametrize("side", UNIONS)
def test_a_type_that_nobody_knows_is_refused(side: str) -> None:
    unknown: list[object] = [{"type": "shout", "request_id": "r1"}, {"request_id": "r1"}, [], "ping"]
    for frame in unknown:
        with pytest.raises(ValidationError):
            UNIONS[side].validate_python(frame)


def test_times_are_utc_with_milliseconds() -> None:
    (pong, *_) = recorded(RECORDED / RELEASES[-1] / "server" / "pong.json")
    assert pong["timestamp"].endswith("Z")
    assert len(pong["timestamp"]) == len("2026-01-05T09:00:00.000Z")
