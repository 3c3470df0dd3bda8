"""A file that a message carries, and what may be one."""

import unicodedata
from dataclasses import dataclass
from typing import Final

from frontdesk.domain.errors import InvalidInput

OOXML = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."
# The first extension is the one that a name without a fitting one gets. Neither SVG nor HTML is here: a browser would
# run what is written in them. Office files of the kinds that hold macros are not, either.
EXTENSIONS: Final[dict[str, tuple[str, ...]]] = {
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/gif": ("gif",),
    "image/webp": ("webp",),
    "application/pdf": ("pdf",),
    "text/plain": ("txt", "log", "md"),
    "text/csv": ("csv",),
    f"{OOXML}wordprocessingml.document": ("docx",),
    f"{OOXML}spreadsheetml.sheet": ("xlsx",),
    f"{OOXML}presentationml.presentation": ("pptx",),
    f"{ODF}text": ("odt",),
    f"{ODF}spreadsheet": ("ods",),
    f"{ODF}presentation": ("odp",),
}
TYPES_BY_EXTENSION: Final = {extension: kind for kind, known in EXTENSIONS.items() for extension in known}
STEM_LENGTH = 100
NAMELESS = "file"
FORBIDDEN_IN_NAMES = frozenset('<>:"/\\|?*;%')


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """`type` is the media type that the content has been seen to be of; an image that tells its size has one."""

    id: str
    name: str
    type: str
    size: int
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """What somebody is going to send with the message that has this `client_id`, as they have declared it."""

    tenant_id: str
    conversation_id: str
    id: str
    uploader_id: str
    client_id: str
    name: str
    type: str
    size: int


def check_declared(kind: str, size: int, limit: int) -> None:
    """Raises InvalidInput for a type of file that is not taken, and for a size out of bounds."""
    if kind not in EXTENSIONS:
        raise InvalidInput("type", f"Files of this type are not taken. These are: {', '.join(TYPES_BY_EXTENSION)}.")
    if not 1 <= size <= limit:
        raise InvalidInput("size", f"A file has 1 to {limit} bytes; this one has {size}.")


def safe_name(name: str, kind: str) -> str:
    """The name as it can be saved anywhere: no path, and an extension of the file's own type.

    Nothing invisible stays, such as what turns the direction of writing: `gnp.exe` could be read the other way round.
    """
    visible = unicodedata.normalize("NFC", "".join(filter(str.isprintable, name)))
    last = visible.replace("\\", "/").rsplit("/", 1)[-1]
    cleaned = "".join("_" if letter in FORBIDDEN_IN_NAMES else letter for letter in last).strip(" .")
    stem, dot, extension = cleaned.rpartition(".")
    if not dot or extension.lower() not in EXTENSIONS[kind]:
        stem, extension = cleaned, EXTENSIONS[kind][0]
    return f"{stem[:STEM_LENGTH].strip(' .') or NAMELESS}.{extension}"
