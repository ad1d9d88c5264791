"""The text of a map with a remark beside each line; what somebody has to decide stands as a remark."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from charters.problems import Message


@dataclass(frozen=True, slots=True)
class Line:
    """One key of a map as it is guessed, and what is to be known of it."""

    key: str
    value: object
    why: Message | None = None
    is_open: bool = False
    """Whether somebody has to decide: it is written as a remark, and holds for nothing."""


@dataclass
class Writer:
    """Writes a map line by line."""

    say: Callable[[Message], str]
    lines: list[str] = field(default_factory=list)

    def remark(self, why: Message) -> None:
        """Write a line for the person alone."""
        self.lines.append(f"# {self.say(why)}")

    def put(self, *lines: Line, indent: str = "") -> None:
        """Write some keys."""
        for line in lines:
            mark, value = "# " if line.is_open else "", _yaml(line.value)
            said = f"{indent}{mark}{_yaml(line.key)}: {value}".rstrip()
            self.lines.append(f"{said}  # {self.say(line.why)}" if line.why else said)

    def group(self, key: str, lines: Sequence[Line]) -> None:
        """Write keys below another; it is a remark too where all of them are."""
        if lines:
            self.lines.append(f"{'# ' if all(line.is_open for line in lines) else ''}{key}:")
            self.put(*lines, indent="  ")


def _yaml(value: object) -> str:
    """Return a value as YAML of one line: bare where nothing in it could be misread."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_yaml(key)}: {_yaml(one)}' for key, one in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_yaml, value))}]"
    text = str(value)
    letters = text.replace("-", "").replace("_", "").replace(" ", "")
    is_plain = letters.isalnum() and text.isascii() and text[0].isalnum()
    return text if is_plain or not text else json.dumps(text, ensure_ascii=False)
