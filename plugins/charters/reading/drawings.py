"""Whether a drawing (SVG) only draws: no program, no other host, nothing that could become one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.parsers import expat

from charters.problems import declared

_DRAWS = frozenset(declared("reading/drawings")["draws"])
_OF_PROGRAMS = ("sodipodi", "inkscape", "rdf", "cc", "dc")
"""What drawing programs note beside the drawing; no browser acts on it."""
_OWN = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|gif|webp);)")
_ELSEWHERE = re.compile(r"(?i)url\(\s*['\"]?(?!#)|@import|expression\(|javascript:")


def fault_of(data: bytes) -> str:
    """Return what a drawing does besides drawing; '' where it only draws."""
    faults: list[str] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, values: faults.extend(_in_element(name, values))
    parser.CharacterDataHandler = lambda said: faults.extend(_in_words(said))
    parser.StartDoctypeDeclHandler = lambda *_: faults.append("it declares a document type")
    parser.ProcessingInstructionHandler = lambda name, _data: faults.append(f"it holds <?{name}>")
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat's own way to say that this is all
    except expat.ExpatError as fault:
        faults.append(f"it cannot be read ({expat.ErrorString(fault.code)})")
    return faults[0] if faults else ""


def _in_element(name: str, attributes: Mapping[str, str]) -> Iterator[str]:
    prefix, _colon, local = name.lower().rpartition(":")
    if local not in _DRAWS and prefix not in _OF_PROGRAMS:
        yield f"it holds <{local[:30]}>"
    for key, value in attributes.items():
        plain = key.lower().rpartition(":")[2]
        if plain.startswith("on"):
            yield f"it runs a program ({plain[:30]})"
        elif plain in ("href", "src") and not _OWN.match(value):
            yield f"it loads something from elsewhere ({value[:40]})"
        elif _ELSEWHERE.search(value):
            yield f"it loads something from elsewhere ({plain[:30]})"


def _in_words(said: str) -> Iterator[str]:
    if _ELSEWHERE.search(said):
        yield "its styles load something from elsewhere"
