"""An address as a QR code: dark squares as the `d` of one SVG path."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import segno

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
    path = "".join(
        f"M{x} {y}h{run}v1h-{run}z" for y, row in enumerate(rows, _QUIET) for x, run in _dark(row)
    )
    return QrCode(len(rows) + 2 * _QUIET, path)


def _dark(row: bytearray) -> list[tuple[int, int]]:
    """Return where dark squares begin in a row, and how many follow each other."""
    found, x = [], _QUIET
    for dark, squares in groupby(row):
        run = len([*squares])
        if dark:
            found.append((x, run))
        x += run
    return found
