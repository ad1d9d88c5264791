"""What lies in an agency's folder under a name that none of its files has, and which file is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from charters.model.file_names import FILES, NEEDED
from charters.model.refusal import shown
from charters.problems import Place, Problem
from charters.problems.message import Message, _
from charters.reading.sources import misleading_name, relative
from charters.reading.spelling import Speller

_SPREADSHEETS = (".xlsx", ".xls", ".xlsm", ".ods", ".numbers")


def is_there(path: Path) -> bool:
    """Return whether anything has a file's name, be it a link to nowhere."""
    return path.exists() or path.is_symlink()


def misnamed(folder: Path) -> dict[Path, str | None]:
    """Return what has none of the names, each with the name that it is most like, if any."""
    return {
        path: Speller(FILES).near(path.name.lower())
        for path in sorted(folder.iterdir())
        if path.name not in FILES and path.suffix.lower() != ".md" and path.name[0] != "."
    }


def name_problems(
    home: Path, folder: Path, there: Collection[str], others: Mapping[Path, str | None]
) -> Iterator[Problem]:
    """Yield what is in a folder and is not one of the six files, and what is missing."""
    for path, near in others.items():
        said = _(
            "{name} is not one of {files}; {do}",
            name=shown(path.name),
            files=", ".join(FILES),
            do=_in_place_of(path, near),
        )
        yield _of_file(home, path, "Y045", misleading_name(path.name) or said)
    if not (there or others):
        said = _("this folder has none of {files}; put them here, or take it away")
        yield _of_file(home, folder, "Y046", said.filled(files=", ".join(NEEDED)))
        return
    for name in NEEDED:
        if name not in there and name not in others.values():
            said = _(
                "{name} is missing; every agency needs it: copy one from another agency", name=name
            )
            yield _of_file(home, folder / name, "Y046", said)


def as_needed(problem: Problem, name: str = "") -> Problem:
    """Return what is told of a file; of one that holds nothing and that every agency needs, not to take it away."""
    if problem.code != "Y044" or name not in ("", *NEEDED):
        return problem
    said = _("this file holds nothing, and every agency needs it; fill it in")
    return replace(problem, message=said)


def _of_file(home: Path, path: Path, code: str, message: Message) -> Problem:
    return Problem(Place(relative(home, path)), code, message)


def _in_place_of(path: Path, near: str | None) -> Message:
    """Return what to do with a file that has none of the names, and is most like one of them."""
    if near is None:
        return _("rename it, or take it away")
    if is_there(path.parent / near):
        return _(
            "{near} is there already: put into it what is new here, and take this file away",
            near=near,
        )
    if path.suffix.lower() in _SPREADSHEETS:
        return _("save it as CSV in UTF-8, with the name {near}", near=near)
    return _("rename it to {near}", near=near)
