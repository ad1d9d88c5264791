"""Cells of tables as spreadsheets read them: what they would run, and how it is kept from running."""

from __future__ import annotations

import re

_ENDS = "\t\n\v\f\r\x85\u2028\u2029;"
_FORMULA = re.compile(
    rf"(?:\A|(?<=[{_ENDS}]))(?=[^\S{_ENDS}]*[=+\-@\uff1d\uff0b\uff0d\uff20])|\A(?=[\t\r])"
)
"""Where a spreadsheet would begin to run a text: a sign, also a wide one, at the start of a cell or of a
line inside it, after a tab, or after a semicolon, which parts cells where the comma is in numbers (OWASP,
CSV injection)."""
_NUMBER = re.compile(r"[+-]?[\d.,]+%?")


def runs(text: str) -> bool:
    """Return whether a spreadsheet would run a cell; a number with a sign is only shown."""
    return bool(_FORMULA.search(text)) and not _NUMBER.fullmatch(text.strip())


def as_shown(text: str) -> str:
    """Return a text with an apostrophe wherever a spreadsheet would begin to run it."""
    return _FORMULA.sub("'", text)
