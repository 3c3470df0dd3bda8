"""A file of named sections, each compressed by itself, so that what a reader does not need stays packed.

Layout, all numbers little-endian: the magic word, a u16 count of sections, then for each its name (u8 length, ASCII),
its plain size (u32) and its packed size (u32), then the packed bytes (zlib) in the same order. Reading executes
nothing, and unpacks no more than the declared sizes.
"""

import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Mapping
from typing import TypeVar

MAGIC = b"FDINDEX1"
MAX_PLAIN_BYTES = 256 * 1024 * 1024

_N = TypeVar("_N", int, float)
_WIDTHS = (b"B", b"H", b"I")
_COUNT = struct.Struct("<H")
_SIZES = struct.Struct("<II")


class UnreadableIndex(ValueError):
    """The bytes are not an index of this format, or are damaged."""


def pack(sections: Mapping[str, bytes]) -> bytes:
    """The same sections always give the same bytes, so that a hash of them names the content."""
    head, bodies = [MAGIC, _COUNT.pack(len(sections))], []
    for name, plain in sections.items():
        packed = zlib.compress(plain, 9)
        head += [bytes([len(name)]), name.encode("ascii"), _SIZES.pack(len(plain), len(packed))]
        bodies.append(packed)
    return b"".join(head + bodies)


class Sections:
    """Raises UnreadableIndex here, or when a damaged section is read."""

    def __init__(self, packed: bytes) -> None:
        self._packed = memoryview(packed)
        try:
            self._places = _directory(packed)
        except (struct.error, UnicodeDecodeError, IndexError) as error:
            raise UnreadableIndex("The index's directory is cut short.") from error

    def read(self, name: str) -> bytes:
        if name not in self._places:
            raise UnreadableIndex(f"The index has no section {name}.")
        start, end, size = self._places[name]
        try:
            plain = zlib.decompressobj().decompress(self._packed[start:end], size + 1)
        except zlib.error as error:
            raise UnreadableIndex(f"Section {name} is damaged.") from error
        if len(plain) != size:
            raise UnreadableIndex(f"Section {name} is not as long as declared.")
        return plain

    def numbers(self, name: str) -> "array[int]":
        plain = self.read(name)
        if not plain or plain[:1] not in _WIDTHS:
            raise UnreadableIndex(f"Section {name} holds no numbers.")
        return _filled(array(plain[:1].decode("ascii")), plain[1:], name)

    def floats(self, name: str) -> "array[float]":
        return _filled(array("f"), self.read(name), name)


def packed_numbers(numbers: Iterable[int]) -> bytes:
    """Whole numbers in as few bytes as the largest needs, behind the letter of their width."""
    wide = array("I", numbers)
    largest = max(wide, default=0)
    width = next(width for width, limit in ((b"B", 1 << 8), (b"H", 1 << 16), (b"I", 1 << 32)) if largest < limit)
    return width + _little_endian(array(width.decode("ascii"), wide)).tobytes()


def packed_floats(numbers: Iterable[float]) -> bytes:
    return _little_endian(array("f", numbers)).tobytes()


def _filled(empty: "array[_N]", plain: bytes, name: str) -> "array[_N]":
    if len(plain) % empty.itemsize:
        raise UnreadableIndex(f"Section {name} ends within a number.")
    empty.frombytes(plain)
    return _little_endian(empty)


def _little_endian(numbers: "array[_N]") -> "array[_N]":
    """To the file's byte order from this machine's, and back."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _directory(packed: bytes) -> dict[str, tuple[int, int, int]]:
    """Of each section: where its packed bytes begin and end, and its plain size."""
    if packed[: len(MAGIC)] != MAGIC:
        raise UnreadableIndex("This is not an index of a format that is known here.")
    at = len(MAGIC)
    (count,) = _COUNT.unpack_from(packed, at)
    at += _COUNT.size
    sizes: dict[str, tuple[int, int]] = {}
    for _ in range(count):
        length = packed[at]
        name = packed[at + 1 : at + 1 + length].decode("ascii")
        sizes[name] = _SIZES.unpack_from(packed, at + 1 + length)
        at += 1 + length + _SIZES.size
    places = {}
    for name, (plain, squeezed) in sizes.items():
        places[name] = (at, at + squeezed, plain)
        at += squeezed
    if at != len(packed) or sum(plain for plain, _ in sizes.values()) > MAX_PLAIN_BYTES:
        raise UnreadableIndex("The index's sections are not of the sizes declared.")
    return places
