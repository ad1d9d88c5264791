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


def plant(site: Path, step: dict[str, Any]) -> None:
    """Plant one fault: see cases/reading/README.md for the words."""
    name = step["file"]
    path = site / (name if "/" in name or name == "mkdocs.yml" else OWN + name)
    path.parent.mkdir(parents=True, exist_ok=True)
    if "change" in step:
        text = path.read_text(encoding="utf-8")
        assert text.count(step["change"]) == 1, f"{step['change']!r} is not in {name} once"
        path.write_text(
            text.replace(step["change"], step["to"] * step.get("times", 1)), encoding="utf-8"
        )
    elif "add" in step:
        more = step["add"] * step.get("times", 1)
        path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    elif "write" in step:
        path.write_bytes(step["write"].encode(step.get("encoding", "utf-8")))
    elif "line_ends" in step:
        path.write_bytes(path.read_bytes().replace(b"\n", step["line_ends"].encode()))
    elif "link" in step:
        path.unlink(missing_ok=True)
        path.symlink_to(step["link"])
    elif "remove" in step:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    else:
        path.unlink(missing_ok=True)
        path.mkdir()


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
