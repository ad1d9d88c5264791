"""A CSV file as one sheet of cells, whatever its encoding and its separator."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, lookup
from pathlib import Path

from charters.importing.faults import TableError
from charters.importing.grid import ERRORS, Cell, Sheet
from charters.model.refusal import shown
from charters.problems import Message
from charters.problems.message import _

LARGEST = 60_000_000
SEPARATORS = (",", ";", "\t", "|")
_LOOKED_AT = 200
"""Lines by which the separator is found."""


def sheet_of(path: Path, encoding: str | None = None, separator: str | None = None) -> Sheet:
    """Return a CSV file as cells; what had to be found out about it is told in its remarks."""
    size = path.stat().st_size
    if size > LARGEST:
        large = _(
            "{file} has {size} bytes ({size} > {most}); import it in parts",
            file=path.name,
            size=size,
            most=LARGEST,
        )
        raise TableError(large)
    text, remarks = _text(path.name, path.read_bytes(), encoding)
    if "\0" in text:
        raise TableError(
            _("{file} is no text file (byte 00); save it again as CSV in UTF-8", file=path.name)
        )
    mark = _separator(separator) or _most_even(text)
    if mark != ",":
        remarks.append(_("cells are separated by {mark}", mark=_named(mark)))
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error as fault:
        why = _(
            "{file} cannot be taken apart into cells ({fault}); look for a quote that is never closed",
            file=path.name,
            fault=str(fault),
        )
        raise TableError(why) from fault
    cells = {
        (row, column): Cell(row, column, said, error=said in ERRORS)
        for row, found in enumerate(rows, 1)
        for column, written in enumerate(found, 1)
        if (said := " ".join(written.split()))
    }
    return Sheet(path.name, cells=cells, remarks=tuple(remarks))


def _text(name: str, data: bytes, encoding: str | None) -> tuple[str, list[Message]]:
    if encoding:
        return _decoded(name, data, encoding), []
    for mark, named in (
        (BOM_UTF8, "utf-8-sig"),
        (BOM_UTF16_LE, "utf-16"),
        (BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _decoded(name, data, named), []
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        # Every byte is a letter in some one-byte encoding: that of Western spreadsheets is tried,
        # and said, so that a person looks at the letters.
        found = _decoded(name, data, "cp1252")
        return found, [
            _(
                "the file is not UTF-8; it was read as cp1252: look at letters with accents, or name its encoding in the map"
            )
        ]


def _decoded(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(lookup(encoding).name)
    except LookupError:
        said = _("no encoding is called {name}; write utf-8 or cp1252", name=shown(encoding))
        raise TableError(said) from None
    except UnicodeDecodeError as fault:
        said = _(
            "{file} is not written in {encoding} (byte {byte}); name its encoding in the map: encoding: latin-1",
            file=name,
            encoding=encoding,
            byte=fault.object[fault.start : fault.start + 1].hex().upper(),
        )
        raise TableError(said) from None


def _separator(written: str | None) -> str | None:
    if written is None:
        return None
    mark = "\t" if written == "tab" else written
    if len(mark) != 1 or mark in '"\r\n':
        said = _(
            "{text} cannot separate cells; write one sign, such as ; or tab", text=shown(written)
        )
        raise TableError(said)
    return mark


def _most_even(text: str) -> str:
    """Return the separator by which most rows have as many cells as each other."""
    lines = [line for line in text.splitlines()[:_LOOKED_AT] if line.strip()]

    def even(mark: str) -> tuple[float, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=mark)]
        most = max(widths, key=widths.count, default=1)
        # A share of the rows, as a cell of several lines is one row by the right mark alone.
        return (widths.count(most) / len(widths) if most > 1 else 0), most

    return max(SEPARATORS, key=even)


def _named(mark: str) -> str:
    return "tab" if mark == "\t" else mark
