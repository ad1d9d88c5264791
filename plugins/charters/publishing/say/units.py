"""What is counted and measured: the words of each unit, and one of many things."""

from __future__ import annotations

import re

from charters.publishing.say.marks import _n

UNITS = {
    "point": _n("{number} point", "{number} points"),
    "points": _n("{number} point", "{number} points"),
    "second": _n("{number} second", "{number} seconds"),
    "minute": _n("{number} minute", "{number} minutes"),
    "hour": _n("{number} hour", "{number} hours"),
    "day": _n("{number} day", "{number} days"),
    "business day": _n("{number} business day", "{number} business days"),
    "calendar day": _n("{number} calendar day", "{number} calendar days"),
    "week": _n("{number} week", "{number} weeks"),
    "month": _n("{number} month", "{number} months"),
    "year": _n("{number} year", "{number} years"),
    "dollars": _n("{number} dollar", "{number} dollars"),
    "euros": _n("{number} euro", "{number} euros"),
}
"""The message of each unit, of one and of many."""
IN_TWO = {"hour": "minute", "minute": "second"}
"""The units of which a part is said in sixtieths, and what these are."""
_UNSURE_ENDINGS = ("ies", "ves", "oes", "xes", "zes", "hes", "uses", "yses", "ss", "us", "is", "ws")
"""After these an English plural is not just its singular with an s: entries, boxes, analyses."""
_SURE_ENDINGS = {"fr": ("es", "és", "ions", "ents", "ants"), "es": ("as", "os")}
"""With these a French or Spanish plural is its singular with an s: demandes, sessions; solicitantes may not be."""
_OF = re.compile(r"(?= de | d['’])")


def singular(unit: str, language: str) -> str:
    """Return one of what a word counts; '' where taking off the s might be wrong."""
    if language == "en" and " " not in unit and not unit.endswith("s"):
        return unit
    head, *of = _OF.split(unit, maxsplit=1)  # Of "demandes d'aide" the first word alone is counted.
    sure = head.endswith(_SURE_ENDINGS.get(language, ()))
    if language == "en":
        sure = not unit.endswith(_UNSURE_ENDINGS)
    return "".join((head[:-1], *of)) if sure and head.isalpha() and len(head) > 3 else ""
