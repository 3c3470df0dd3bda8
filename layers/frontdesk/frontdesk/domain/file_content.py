"""Whether a file is what it says it is, by its first bytes."""

import re
import struct
from collections.abc import Callable

from frontdesk.domain.attachment import EXTENSIONS, ODF, OOXML

HEAD_BYTES = 64 * 1024
"""So much of a file is looked at: a photograph's size may stand behind a small picture of itself."""

Test = Callable[[bytes], bool]

_MARKUP = re.compile(rb"\s*<(!doctype|html|head|body|script|svg|\?xml|iframe|!--)", re.IGNORECASE)
_PARTS_OF_OOXML = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"customXml/")
_ZIP = b"PK"
_LOCAL_ENTRY = _ZIP + b"\x03\x04"
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")


def is_of(kind: str, head: bytes) -> bool:
    """Whether a file that begins with `head` can be of this type."""
    return _TESTS[kind](head)


def fault_of(kind: str, head: bytes) -> str | None:
    """What to tell somebody whose file is not of the type that they have declared."""
    if is_of(kind, head):
        return None
    return f"This file's content is not that of a {EXTENSIONS[kind][0].upper()} file."


def _begins(*signatures: bytes) -> Test:
    return lambda head: head.startswith(signatures)


def _is_webp(head: bytes) -> bool:
    return head[:4] == b"RIFF" and head[8:12] == b"WEBP"


def _is_text(head: bytes) -> bool:
    """Text in any encoding, without what a browser could take for a page."""
    if _MARKUP.match(head.removeprefix(b"\xef\xbb\xbf")):
        return False
    if head.startswith(_BYTE_ORDER_MARKS):
        return not _MARKUP.match(head[2:].replace(b"\0", b""))
    return not re.search(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]", head)


def _first_entry(head: bytes) -> tuple[bytes, bytes]:
    """The name of a zip's first entry, and what follows it."""
    if len(head) < 30 or not head.startswith(_LOCAL_ENTRY):
        return b"", b""
    name_length, extra_length = struct.unpack_from("<HH", head, 26)
    end = 30 + name_length
    return head[30:end], head[end + extra_length :]


def _is_ooxml(folder: bytes) -> Test:
    return lambda head: _first_entry(head)[0].startswith((folder, *_PARTS_OF_OOXML))


def _is_odf(kind: str) -> Test:
    """OpenDocument begins with an uncompressed entry that tells the type; what follows it begins as all zips' parts."""

    def test(head: bytes) -> bool:
        name, content = _first_entry(head)
        return name == b"mimetype" and content.startswith(kind.encode() + _ZIP)

    return test


_TESTS: dict[str, Test] = {
    "image/png": _begins(b"\x89PNG\r\n\x1a\n"),
    "image/jpeg": _begins(b"\xff\xd8\xff"),
    "image/gif": _begins(b"GIF87a", b"GIF89a"),
    "image/webp": _is_webp,
    "application/pdf": _begins(b"%PDF-"),
    "text/plain": _is_text,
    "text/csv": _is_text,
    f"{OOXML}wordprocessingml.document": _is_ooxml(b"word/"),
    f"{OOXML}spreadsheetml.sheet": _is_ooxml(b"xl/"),
    f"{OOXML}presentationml.presentation": _is_ooxml(b"ppt/"),
    **{f"{ODF}{kind}": _is_odf(f"{ODF}{kind}") for kind in ("text", "spreadsheet", "presentation")},
}
