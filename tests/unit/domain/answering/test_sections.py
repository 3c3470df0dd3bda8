"""The file format: what goes in comes out, and what is damaged is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.answering.sections import Sections, UnreadableIndex, pack, packed_floats, packed_numbers

NAMES = st.text("abcdefgh_", min_size=1, max_size=20)


@given(st.dictionaries(NAMES, st.binary(max_size=500), max_size=5))
def test_every_section_comes_out_as_it_went_in(plain: dict[str, bytes]) -> None:
    sections = Sections(pack(plain))
    assert {name: sections.read(name) for name in plain} == plain


@given(st.lists(st.integers(0, 2**32 - 1)))
def test_numbers_of_any_width_come_out_as_they_went_in(numbers: list[int]) -> None:
    assert Sections(pack({"numbers": packed_numbers(numbers)})).numbers("numbers").tolist() == numbers


@given(st.lists(st.floats(width=32, allow_nan=False)))
def test_floats_come_out_as_they_went_in(numbers: list[float]) -> None:
    assert Sections(pack({"numbers": packed_floats(numbers)})).floats("numbers").tolist() == numbers


def test_the_width_of_numbers_is_that_of_the_largest() -> None:
    assert [len(packed_numbers([0, largest])) for largest in (255, 256, 65_536)] == [3, 5, 9]


@given(st.binary(max_size=200))
def test_bytes_of_another_kind_are_refused(packed: bytes) -> None:
    with pytest.raises(UnreadableIndex):
        Sections(packed)


@given(st.integers(0, 200))
def test_a_file_that_is_cut_short_is_refused(kept: int) -> None:
    packed = pack({"one": b"first " * 50, "two": b"second " * 50})
    with pytest.raises(UnreadableIndex):
        Sections(packed[: min(kept, len(packed) - 1)])


def test_a_damaged_section_is_refused_when_it_is_read() -> None:
    packed = bytearray(pack({"one": b"first " * 50}))
    packed[-1] ^= 0xFF
    with pytest.raises(UnreadableIndex):
        Sections(bytes(packed)).read("one")


def test_a_section_that_holds_more_than_it_declares_is_not_unpacked() -> None:
    honest = pack({"one": bytes(1_000_000)})
    size_at = honest.index(b"one") + 3
    lying = honest[:size_at] + (10).to_bytes(4, "little") + honest[size_at + 4 :]
    with pytest.raises(UnreadableIndex):
        Sections(lying).read("one")


def test_a_missing_section_is_named() -> None:
    with pytest.raises(UnreadableIndex, match="two"):
        Sections(pack({"one": b""})).read("two")
