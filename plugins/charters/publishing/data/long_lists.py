"""A JSON document of long lists, written some entries at a time: all at once would take more than a whole site."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping
from itertools import islice

_AT_ONCE = 100


def document(head: Mapping[str, object], lists: Iterable[tuple[str, Iterable[object]]]) -> bytes:
    """Return a document of what stands at its head, and then of lists by name."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=float).encode
    out = io.BytesIO()
    out.write(encode(head)[:-1].encode())
    for name, entries in lists:
        rest, comma = iter(entries), b""
        out.write(f",{encode(name)}:[".encode())
        while some := list(islice(rest, _AT_ONCE)):
            out.write(comma + encode(some)[1:-1].encode())
            comma = b","
        out.write(b"]")
    out.write(b"}")
    return out.getvalue()
