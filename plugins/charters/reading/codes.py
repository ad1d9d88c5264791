"""Characters that a file names by codes: after a backslash in quotes (YAML), `&#x202e;` (Markdown).

A page shows the character and not the code, so it is judged as if it had been typed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

import yaml
from yaml.scanner import Scanner

from charters.model.characters import found_in, looks_like
from charters.problems import Problem
from charters.reading.sources import SourceText, misleading_problems

Code = tuple[int, int, str]
"""Where in a file a code begins and ends, and what it stands for."""

FAST_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser in C, where it is there; it makes plain values and runs nothing."""
_ENTITY = re.compile(r"&(?:#\d{1,7};?|#[xX][0-9A-Fa-f]{1,6};?|[A-Za-z]\w{1,31};)")
_HARMFUL_ESCAPE = re.compile(r"\\[^nt \n\t\"/\\]")
"""What most texts hold none of, and then need no closer look: no line end, blank, quote or slash."""
_ESCAPE = re.compile(r"\\(?:x(\w{2})|u(\w{4})|U(\w{8})|(.))", re.DOTALL)


def in_markdown(text: str) -> Iterator[Code]:
    """Yield the characters that a Markdown text names by their codes."""
    for code in _ENTITY.finditer(text):
        if (char := html.unescape(code[0])) != code[0]:
            yield code.start(), code.end(), char


def in_yaml(text: str) -> Iterator[Code]:
    """Yield the characters that a YAML text names by their codes: only values in double quotes can."""
    if not _HARMFUL_ESCAPE.search(text):
        return
    with suppress(yaml.YAMLError):  # which is told when the text is read
        for token in yaml.scan(text, Loader=FAST_LOADER):
            if isinstance(token, yaml.ScalarToken) and token.style == '"':
                within = (token.start_mark.index, token.end_mark.index)
                yield from filter(None, map(_meant, _ESCAPE.finditer(text, *within)))


def _meant(escape: re.Match[str]) -> Code | None:
    number = escape[1] or escape[2] or escape[3]
    char = chr(int(number, 16)) if number else Scanner.ESCAPE_REPLACEMENTS.get(escape[4], "")
    return (escape.start(), escape.end(), char) if char else None


def without_codes(source: SourceText, codes: Iterable[Code]) -> tuple[SourceText, list[Problem]]:
    """Return a text of the same length without codes of misleading characters, and their problems."""
    ends = {start: (end, char) for start, end, char in codes}
    if not ends:
        return source, []
    read, places = _as_read(source.text, ends)
    found = [(places[at], char) for at, char in found_in(read)]
    chars = [*source.text]
    for at, char in found:
        end, _ = ends.get(at, (at + 1, ""))
        chars[at:end] = (looks_like(char) or " ")[0].ljust(end - at)
    return SourceText(source.path, "".join(chars)), [*misleading_problems(source, found)]


def _as_read(text: str, ends: Mapping[int, tuple[int, str]]) -> tuple[str, list[int]]:
    """Return a text with every character itself, and the place in the file of each."""
    pieces, places, at = list[str](), list[int](), 0
    for start, (end, char) in ends.items():
        pieces += [text[at:start], char]
        places += [*range(at, start), *([start] * len(char))]
        at = end
    return "".join([*pieces, text[at:]]), [*places, *range(at, len(text))]
