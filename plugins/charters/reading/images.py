"""Whether a picture is one from its first byte to its last: nothing else stands behind it.

What begins as a picture and goes on as a program is a file of two kinds; which of them a browser
sees depends on how it asks. So the parts of a picture are followed to the end it names itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from charters.problems.message import SILENCE, Message, _

_PNG, _RIFF = b"\x89PNG\r\n\x1a\n", b"RIFF"
_MARK = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""Where a part of a JPEG ends: a mark that is none of those within its data."""


def is_png(data: bytes) -> Message:
    """Return what keeps some bytes from being a picture of this kind; '' where they are one."""
    return _judged(data, (_PNG,), _end_of_png)


def is_jpeg(data: bytes) -> Message:
    """Return the same of a JPEG."""
    return _judged(data, (b"\xff\xd8\xff",), _end_of_jpeg)


def is_gif(data: bytes) -> Message:
    """Return the same of a GIF."""
    return _judged(data, (b"GIF87a", b"GIF89a"), _end_of_gif)


def is_webp(data: bytes) -> Message:
    """Return the same of a WebP."""
    named = data if data[8:12] == b"WEBP" else b""
    return _judged(named, (_RIFF,), lambda found: 8 + int.from_bytes(found[4:8], "little"))


def _judged(data: bytes, starts: tuple[bytes, ...], end_of: Callable[[bytes], int]) -> Message:
    if not data.startswith(starts):
        return _("its bytes are those of another kind of file")
    try:
        end = end_of(data)
    except (IndexError, ValueError):
        end = 0
    if not 0 < end <= len(data):
        return _("its bytes break off or make no picture")
    behind = data[end:].strip(b"\0\r\n")
    return _("something else stands behind the picture") if behind else SILENCE


def _end_of_png(data: bytes) -> int:
    at, kind = len(_PNG), b""
    while kind != b"IEND":
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if not kind.isalpha():
            raise ValueError
        at += size + 12  # with the size itself, the kind and a check sum
    return at


def _end_of_jpeg(data: bytes) -> int:
    at = 2
    while data[at + 1] != 0xD9:
        if data[at] != 0xFF:
            raise ValueError
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        found = _MARK.search(data, at + 2 + max(size, 2))
        if found is None:
            raise ValueError
        at = found.start()
    return at + 2


def _end_of_gif(data: bytes) -> int:
    at = 13 + _colors(data[10])
    while data[at] != 0x3B:
        if data[at] == 0x2C:  # a picture: its place, its colors, the size of its codes
            at += 11 + _colors(data[at + 9])
        elif data[at] == 0x21:  # a remark about it
            at += 2
        else:
            raise ValueError
        while data[at]:
            at += data[at] + 1
        at += 1
    return at + 1


def _colors(flags: int) -> int:
    """Return the bytes of a table of colors."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0
