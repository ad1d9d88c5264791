"""An address as a QR code: dark squares as the `d` of one SVG path.

A bit of the text turns over the same squares whatever the other bits are, in every code of one version. What
each turns is asked of segno once: to ask for every service of a government takes as long as all of its charts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import segno

_DARK = re.compile(rb"\x01+")
_QUIET = 2
"""Squares left white around it; the paper around the picture gives the rest."""
_FIRST: dict[int, tuple[bytes, segno.QRCode]] = {}
"""The first address of each length with its code: in one of as many letters nothing else differs."""
_BITS = tuple(1 << n for n in range(8))


@dataclass(frozen=True, slots=True)
class QrCode:
    """A square of so many units a side, and the path of what is dark in it."""

    side: int
    path: str


def qr_code(address: str) -> QrCode:
    """Return an address as a QR code."""
    said = address.encode()
    if len(said) not in _FIRST:
        _FIRST[len(said)] = said, _made(said, error="m")
    first, code = _FIRST[len(said)]
    squares, side = _squares(code), len(code.matrix)
    for n, (one, other) in enumerate(zip(said, first, strict=True)):
        for bit in _BITS if one != other else ():
            if (one ^ other) & bit:
                squares ^= _turned(code.version, code.error, n, bit)
    dark = squares.to_bytes(side * side)
    rows = (dark[start : start + side] for start in range(0, len(dark), side))
    runs = (
        f"M{found.start() + _QUIET} {y}h{(run := len(found[0]))}v1h-{run}z"
        for y, row in enumerate(rows, _QUIET)
        for found in _DARK.finditer(row)
    )
    return QrCode(side + 2 * _QUIET, "".join(runs))


@cache
def _turned(version: int, error: str, place: int, bit: int) -> int:
    """Return the squares that a bit of the letter at a place turns over."""
    return _blank(version, error, place, 0) ^ _blank(version, error, place, bit)


@cache
def _blank(version: int, error: str, place: int, bit: int) -> int:
    """Return the squares of a text of which nothing is set but a bit of its last letter."""
    text = bytes([*bytes(place), bit])
    return _squares(_made(text, version=version, error=error, boost_error=False))


def _made(text: bytes, **form: Any) -> segno.QRCode:
    """Return the code of a text; each of the eight masks reads the same, and trying which looks best takes long."""
    return segno.make(text, micro=False, mode="byte", mask=2, **form)


def _squares(code: segno.QRCode) -> int:
    return int.from_bytes(b"".join(code.matrix))
