"""The language of the terminal, as its surroundings name it."""

from __future__ import annotations

import os
import re

_NAMES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""What names it, the strongest first."""
_NONE = ("", "C", "POSIX")
"""Names that stand for no language."""


def language_of_terminal() -> str:
    """Return the language of the terminal, such as `fr-CA`; '' where it tells none.

    Of several in `LANGUAGE` the first one counts, as with other programs, where the terminal has one.
    """
    held = (os.environ.get(name, "") for name in _NAMES)
    named = next(filter(None, held), "")
    if named not in _NONE:
        named = os.environ.get("LANGUAGE", "").partition(":")[0] or named
    language = re.split("[.@]", named)[0].replace("_", "-")
    return "" if language in _NONE else language
