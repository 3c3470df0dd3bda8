"""What files are taken, what they are called, and whether they are what they say they are."""

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontdesk.domain.attachment import EXTENSIONS, ODF, OOXML, TYPES_BY_EXTENSION, check_declared, safe_name
from frontdesk.domain.errors import InvalidInput
from frontdesk.domain.file_content import fault_of, is_of
from frontdesk.domain.image_size import image_size

LIMIT = 1000
PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", 640, 480) + b"\x08\x02\0\0\0"
GIF = b"GIF89a" + struct.pack("<HH", 640, 480) + b"\0\0\0"
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\0" + b"\0" * 9 + b"\xff\xff\xc2\x00\x11\x08" + struct.pack(">HH", 480, 640) + b"\x03"
)
WEBP = b"RIFF\x00\x00\x00\x00WEBP"
EXTENDED = WEBP + b"VP8X\x0a\0\0\0\0\0\0\0" + (639).to_bytes(3, "little") + (479).to_bytes(3, "little")
LOSSLESS = WEBP + b"VP8L\x0a\0\0\0\x2f" + struct.pack("<I", 639 | 479 << 14)
LOSSY = WEBP + b"VP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 640, 480)
PAGE = b"<!DOCTYPE html><script>alert(1)</script>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def a_zip(*entries: tuple[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return made.getvalue()


DOCX = a_zip(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w/>"))
XLSX = a_zip(("xl/workbook.xml", "<w/>"))
PPTX = a_zip(("_rels/.rels", "<r/>"))
ODT = a_zip(("mimetype", f"{ODF}text"), ("content.xml", "<c/>"))
TRUE = {
    "image/png": PNG,
    "image/jpeg": JPEG,
    "image/gif": GIF,
    "image/webp": LOSSY,
    "application/pdf": b"%PDF-1.7\n%\xe2\xe3",
    "text/plain": "Größe: 42\n".encode(),
    "text/csv": b"a;b\r\n1;2\r\n",
    f"{OOXML}wordprocessingml.document": DOCX,
    f"{OOXML}spreadsheetml.sheet": XLSX,
    f"{OOXML}presentationml.presentation": PPTX,
    f"{ODF}text": ODT,
    f"{ODF}spreadsheet": a_zip(("mimetype", f"{ODF}spreadsheet")),
    f"{ODF}presentation": a_zip(("mimetype", f"{ODF}presentation")),
}


def test_every_type_is_tried() -> None:
    assert set(TRUE) == set(EXTENSIONS)


@pytest.mark.parametrize("kind", EXTENSIONS)
def test_a_file_is_known_by_its_content(kind: str) -> None:
    assert fault_of(kind, TRUE[kind]) is None


@pytest.mark.parametrize("kind", EXTENSIONS)
@pytest.mark.parametrize(
    "content", [PAGE, SVG, b"  \r\n<HTML>", b"MZ\x90\0\x03", a_zip(("run.exe", "MZ")), b"\xff\xfe<\0h\0t\0m\0l\0"]
)
def test_pages_drawings_programs_and_other_archives_are_no_file_of_any_type(kind: str, content: bytes) -> None:
    assert not is_of(kind, content)


@given(kind=st.sampled_from(sorted(EXTENSIONS)), other=st.sampled_from(sorted(EXTENSIONS)))
def test_no_type_passes_for_one_that_looks_different(kind: str, other: str) -> None:
    alike, texts = {"text/plain", "text/csv"}, {"application/pdf"}
    common = {f"{OOXML}presentationml.presentation", f"{OOXML}wordprocessingml.document"}
    if other == kind or (kind in alike and other in alike | texts) or (other in common and kind.startswith(OOXML)):
        return  # a text may look like many things, and what begins with a part that all of a family have is one of it
    assert not is_of(kind, TRUE[other])


@given(kind=st.sampled_from(sorted(EXTENSIONS)), head=st.binary(max_size=200))
def test_any_bytes_are_looked_at_without_trouble(kind: str, head: bytes) -> None:
    is_of(kind, head)
    image_size(kind, head)
    image_size(kind, TRUE[kind][:20] + head)


def test_the_reason_names_what_it_is_not() -> None:
    assert fault_of("image/png", PAGE) == "This file's content is not that of a PNG file."


@pytest.mark.parametrize(
    ("kind", "head"),
    [
        ("image/png", PNG),
        ("image/gif", GIF),
        ("image/jpeg", JPEG),
        ("image/webp", EXTENDED),
        ("image/webp", LOSSLESS),
        ("image/webp", LOSSY),
    ],
)
def test_an_image_tells_its_size(kind: str, head: bytes) -> None:
    assert image_size(kind, head) == (640, 480)
    assert image_size(kind, head[:8]) is None


def test_other_files_have_no_width() -> None:
    assert image_size("application/pdf", TRUE["application/pdf"]) is None


@pytest.mark.parametrize("kind", ["image/svg+xml", "text/html", "application/zip", "", "application/msword"])
def test_other_types_are_not_taken(kind: str) -> None:
    with pytest.raises(InvalidInput, match=r"These are: png, jpg, jpeg, ") as refused:
        check_declared(kind, 1, LIMIT)
    assert refused.value.field == "type"


@pytest.mark.parametrize("size", [0, -1, LIMIT + 1])
def test_a_size_out_of_bounds_is_refused(size: int) -> None:
    with pytest.raises(InvalidInput, match=f"1 to {LIMIT} bytes") as refused:
        check_declared("image/png", size, LIMIT)
    assert refused.value.field == "size"


@pytest.mark.parametrize(
    ("given_name", "kind", "name"),
    [
        ("parcel.png", "image/png", "parcel.png"),
        ("Parcel.JPEG", "image/jpeg", "Parcel.JPEG"),
        ("../../etc/passwd", "text/plain", "passwd.txt"),
        ("C:\\me\\list.csv", "text/csv", "list.csv"),
        ("page.html", "text/plain", "page.html.txt"),
        ("gnp.\u202eexe.png", "image/png", "gnp.exe.png"),
        ('a"b;c\r\nd.txt', "text/plain", "a_b_cd.txt"),
        (".png", "image/png", "png.png"),
        ("", "application/pdf", "file.pdf"),
        ("x" * 300 + ".pdf", "application/pdf", "x" * 100 + ".pdf"),
        ("Maße für Ωmega.pdf", "application/pdf", "Maße für Ωmega.pdf"),
    ],
)
def test_a_name_is_made_safe(given_name: str, kind: str, name: str) -> None:
    assert safe_name(given_name, kind) == name


@given(name=st.text(max_size=300), kind=st.sampled_from(sorted(EXTENSIONS)))
def test_any_name_becomes_one_that_can_be_saved(name: str, kind: str) -> None:
    safe = safe_name(name, kind)
    assert TYPES_BY_EXTENSION[safe.rpartition(".")[2].lower()] == kind
    assert safe.isprintable()
    assert not set('/\\":;<>|?*') & set(safe)
    assert safe_name(safe, kind) == safe
    safe.encode()
