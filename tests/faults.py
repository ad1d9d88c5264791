"""Faults planted in one agency of the whole site, as an editor makes them, and what the check tells of each."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from builders import CASES, cases_in
from charters.problems import Problem
from charters.reading import read
from charters.rules import audit

FAULTS = CASES / "faults"


def faults() -> list[dict[str, Any]]:
    """Return every fault; see cases/faults/README.md for the words."""
    files = sorted(FAULTS.glob("*.yml"))
    return [one for path in files for one in cases_in(path)]


def site_of(whole: Path, agency: str, folder: Path) -> Path:
    """Return a copy of the whole site with one agency alone, which is read in a moment."""
    page, data = f"content/agencies/{agency}.md", f"data/standards/{agency}"
    for name in ("mkdocs.yml", "content/index.md", page):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(whole / name, folder / name)
    shutil.copytree(whole / data, folder / data)
    return folder


def told(site: Path) -> Sequence[Problem]:
    """Return everything that the check tells of a site."""
    return audit(*read(site)).problems


def plant(site: Path, fault: dict[str, Any]) -> str:
    """Plant a fault; return the path of the file it is in."""
    name = _path(fault, fault["file"])
    path = site / name
    if "rename" in fault:
        path.rename(site / _path(fault, fault["rename"]))
    elif "remove" in fault:
        path.unlink()
    else:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_bytes(_spoiled(text, fault).encode(fault.get("encoding", "utf-8")))
    return name


def _path(fault: dict[str, Any], name: str) -> str:
    if "/" in name or name == "mkdocs.yml":
        return name
    if name.endswith(".md"):
        return f"content/agencies/{name}"
    return f"data/standards/{fault['in']}/{name}"


def _spoiled(text: str, fault: dict[str, Any]) -> str:
    if "write" in fault:
        return str(fault["write"])
    if "add" in fault:
        return text + str(fault["add"])
    if "sub" in fault:
        found = re.sub(fault["sub"], fault["to"], text, flags=re.MULTILINE)
        assert found != text, fault
        return found
    lines = text.split("\n")
    at = fault["line"] - 1 if "line" in fault else 0
    part = lines[at] if "line" in fault else text
    assert part.count(fault["change"]) >= 1, fault
    assert "line" in fault or part.count(fault["change"]) == 1, fault
    spoiled = part.replace(fault["change"], fault["to"], 1)
    return "\n".join([*lines[:at], spoiled, *lines[at + 1 :]]) if "line" in fault else spoiled
