"""Faults planted in a copy of a good site, the way the golden cases under cases/reading say."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from builders import cases_in

CASES = Path(__file__).parent / "cases" / "reading"
GOOD = CASES / "good"
OWN = "data/standards/harbor/"
"""Where a file stands that a case names without a folder."""


def good_site(folder: Path) -> Path:
    """Return a copy of the good site."""
    return Path(shutil.copytree(GOOD, folder / "site"))


def golden_cases() -> list[tuple[str, dict[str, Any]]]:
    """Return every case with a name: the file it is in, and what is wrong."""
    return [
        (f"{path.stem}: {case['fault']}", case)
        for path in sorted(CASES.glob("*.yml"))
        for case in cases_in(path)
    ]


def planted(root: Path, case: dict[str, Any]) -> Path:
    """Return a copy of the good site with the faults of a case."""
    site = good_site(root)
    for step in case.get("steps", [case]):
        plant(site, step)
    return site


def plant(site: Path, step: dict[str, Any]) -> str:
    """Plant one fault, in the words of cases/reading/README.md; return the path of the file it is in."""
    name = _path(step, step["file"])
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if "rename" in step:
        path.rename(site / _path(step, step["rename"]))
    elif "cut" in step:
        path.write_bytes(path.read_bytes()[: step["cut"]])
    elif "bytes" in step:
        path.write_bytes(bytes.fromhex(step["bytes"]))
    elif "line_ends" in step:
        path.write_bytes(path.read_bytes().replace(b"\n", step["line_ends"].encode()))
    elif "link" in step:
        path.unlink(missing_ok=True)
        path.symlink_to(step["link"])
    elif "remove" in step:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    elif "folder" in step:
        path.unlink(missing_ok=True)
        path.mkdir()
    else:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_bytes(_spoiled(text, step).encode(step.get("encoding", "utf-8")))
    return name


def _path(step: dict[str, Any], name: str) -> str:
    if "/" in name or name == "mkdocs.yml":
        return name
    if "in" not in step:
        return f"{OWN}{name}"
    return (
        f"content/agencies/{name}"
        if name.endswith(".md")
        else f"data/standards/{step['in']}/{name}"
    )


def _spoiled(text: str, step: dict[str, Any]) -> str:
    """Return the text of a file with its fault."""
    if "write" in step:
        return f"{step['write']}{step.get('more', '') * step.get('times', 1)}"
    if "add" in step:
        return f"{text}{step['add'] * step.get('times', 1)}"
    if "sub" in step:
        found = re.sub(step["sub"], step["to"], text, flags=re.MULTILINE)
        assert found != text, step
        return found
    lines = text.split("\n")
    first, last = (step["line"] - 1, step["line"]) if "line" in step else (0, len(lines))
    part = "\n".join(lines[first:last])
    assert step["change"] in part, step
    assert "line" in step or part.count(step["change"]) == 1, step
    spoiled = part.replace(step["change"], step["to"] * step.get("times", 1), 1)
    return "\n".join([*lines[:first], spoiled, *lines[last:]])


HARMFUL = re.compile(r"(?i)<script|javascript:|^\s*=|^\s*[+@-]\S*[a-z_][(|]")
"""What no text of a register may hold: it would run in a browser or in a spreadsheet."""


def texts_in(value: object) -> Iterator[str]:
    """Yield every string in a record, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts_in(getattr(value, name))
    elif isinstance(value, dict):
        yield from (text for pair in value.items() for part in pair for text in texts_in(part))
    elif isinstance(value, list | tuple):
        yield from (text for part in value for text in texts_in(part))
    elif hasattr(value, "__dataclass_fields__"):
        yield from (
            text for name in value.__dataclass_fields__ for text in texts_in(getattr(value, name))
        )
