"""An address as a QR code: dark squares as the `d` of one SVG path."""

from __future__ import annotations

import re
from dataclasses import dataclass

import segno

_DARK = re.compile(rb"\x01+")
_QUIET = 2
"""Squares left white around it; the paper around the picture gives the rest."""


@dataclass(frozen=True, slots=True)
class QrCode:
    """A square of so many units a side, and the path of what is dark in it."""

    side: int
    path: str


def qr_code(address: str) -> QrCode:
    """Return an address as a QR code.

    Each of the eight masks reads the same; trying which one looks most even takes five times as long.
    """
    rows = segno.make(address, micro=False, error="m", mask=2).matrix
    runs = (
        (y, _QUIET + dark.start(), dark.end() - dark.start())
        for y, row in enumerate(rows, _QUIET)
        for dark in _DARK.finditer(row)
    )
    path = "".join(f"M{x} {y}h{run}v1h-{run}z" for y, x, run in runs)
    return QrCode(len(rows) + 2 * _QUIET, path)
