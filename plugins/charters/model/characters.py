"""Characters that nobody sees, that turn a line around, or that pass for other letters.

After Unicode Technical Reports 36 (security considerations) and 39 (security mechanisms). What a
script really needs is let through: joiners between Arabic or Indic letters, marks of direction in a
text with letters that run from right to left, the selector behind a picture.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_NEVER = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # hyphens, joiners and fillers without a shape
    "\u200b\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\ud800-\udfff\ue000-\uf8ff"  # halves of characters, and those that only one machine knows
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U0010ffff"  # tags, and private ones
)
_JOINER = "[\u200c\u200d]"
_SELECTOR = "[\ufe00-\ufe0f]"
_PICTURE = "[\u203c-\u3299\U0001f000-\U0001faff]"
_TURNING = "[\u061c\u200e\u200f]"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LATIN = "A-Za-z\u00c0-\u024f"
_LIKE_LATIN = (
    "\u0370-\u03a8\u03aa-\u03bb\u03bd-\u03ff\u0400-\u058f\u13a0-\u13ff\uff21-\uff3a\uff41-\uff5a"
)
"""Greek (but for the signs of micro and ohm), Cyrillic, Armenian, Cherokee, and letters of full width."""

MISLEADING = re.compile(
    f"[{_NEVER}]"
    f"|(?<![\u0300-\U0001ffff]){_JOINER}|{_JOINER}(?![\u0300-\U0001ffff])"
    f"|(?<!{_PICTURE}){_SELECTOR}|{_TURNING}"
    f"|(?<=[{_LATIN}])[{_LIKE_LATIN}]|[{_LIKE_LATIN}](?=[{_LATIN}])"
)
"""Every character that may mislead; `found_in` looks again at those that a text can need."""


ONE_OF = f"{_NEVER}\u200c\u200d\ufe00-\ufe0f\u061c\u200e\u200f{_LIKE_LATIN}"
"""What every misleading character is one of: most texts hold none, and need no closer look."""
_ANY = re.compile(f"[{ONE_OF}]")


def found_in(text: str) -> Iterator[re.Match[str]]:
    """Yield every misleading character of a text, in its order."""
    if not _ANY.search(text):
        return iter(())
    found = MISLEADING.finditer(text)
    if _RIGHT_TO_LEFT.search(text):
        return (match for match in found if not re.match(_TURNING, match[0]))
    return found


def told(char: str) -> str:
    """Return what to tell an editor about a misleading character."""
    name = unicodedata.name(char, "a character without a name")
    if char.isalpha() and not re.match(f"[{_NEVER}]", char):
        return f"'{char}' is {name} (U+{ord(char):04X}) among other letters, and looks like one of them; type the word again"
    return f"there is an invisible character here, {name} (U+{ord(char):04X}); delete the word and type it again"
