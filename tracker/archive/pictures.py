"""The pages' pictures: from the reader's folder into the storage."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tracker.models import LetterFile

__all__ = ["Picture", "store_pictures"]

_DPI = 150  # at which the reader draws pages
_LETTER_SIZE = (1275, 1650)  # 8.5 by 11 inches


@dataclass(frozen=True, slots=True)
class Picture:
    """A stored picture: its name in the storage, and the page's size in points as the picture tells it."""

    name: str
    width: float
    height: float


def store_pictures(file: LetterFile, folder: Path, *, on_beat: Callable[[], None]) -> dict[int, Picture]:
    """Put folder/1.webp, 2.webp, … into the storage, and return what was stored, by the page's number."""
    pictures: dict[int, Picture] = {}
    numbers = sorted(int(path.stem) for path in folder.glob("*.webp") if path.stem.isdigit())
    for number in numbers:
        path = folder / f"{number}.webp"
        name = f"pages/{file.sha256}/{number}.webp"
        content = path.read_bytes()
        if not _is_stored(name, content):
            default_storage.delete(name)
            name = default_storage.save(name, ContentFile(content))
        width, height = _size(content)
        pictures[number] = Picture(name, width * 72 / _DPI, height * 72 / _DPI)
        on_beat()
    return pictures


def _is_stored(name: str, content: bytes) -> bool:
    """Whether these very bytes are stored, so that a published page's picture is not taken away for a moment."""
    if not default_storage.exists(name):
        return False
    with default_storage.open(name) as stored:
        return bool(stored.read() == content)


def _size(webp: bytes) -> tuple[int, int]:
    """Return width and height in pixels from the header (RFC 9649, section 2); letter size when it tells none.

    Read by hand: the child that made the picture has handled a stranger's file, and no decoder is needed for a size.
    """
    kind, data = webp[12:16], webp[20:30]
    if len(data) < 10 or webp[:4] != b"RIFF" or webp[8:12] != b"WEBP":
        return _LETTER_SIZE
    if kind == b"VP8X":
        return int.from_bytes(data[4:7], "little") + 1, int.from_bytes(data[7:10], "little") + 1
    if kind == b"VP8L" and data[0] == 0x2F:
        bits = int.from_bytes(data[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 " and data[3:6] == b"\x9d\x01\x2a":
        return int.from_bytes(data[6:8], "little") & 0x3FFF, int.from_bytes(data[8:10], "little") & 0x3FFF
    return _LETTER_SIZE
