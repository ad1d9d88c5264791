"""Pages of agencies that belong to none, and what they were meant to be called: one slip is told once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from charters.model.fields import id_like
from charters.model.refusal import shown, visible
from charters.model.settings import Settings
from charters.problems import Place, Problem
from charters.problems.message import Message, _
from charters.reading.sources import relative
from charters.reading.spelling import Speller


def strangers(home: Path, settings: Settings, files: Iterable[Path]) -> Iterator[Problem]:
    """Yield pages among those of the agencies that belong to none."""
    agencies = home / settings.agencies_dir
    for path in files:
        if path.suffix != ".md" or not path.is_relative_to(agencies):
            continue
        place = Place(relative(home, path))
        agency = Path(settings.told_apart(path.name)[0]).stem
        if path.parent != agencies:
            message = _(
                "this file does not belong here; only the agencies' pages, such as ssa.md, and pictures do"
            )
            yield Problem(place, "Y045", message)
        elif agency != "index" and not _has_folder(home / settings.data_dir, agency):
            yield Problem(place, "M009", _no_agency_of(home, settings, agency, path.name))


def page_in_place_of(home: Path, settings: Settings, agency: str) -> str:
    """Return the name of a file that was meant to be the page of an agency; '' where none is like it."""
    folder, data = home / settings.agencies_dir, home / settings.data_dir
    further = {f"{agency}.{ending}.md" for ending in settings.folders}
    found = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    names = sorted(found - further)
    ended = [name for name in names if name.startswith(f"{agency}.")]
    known = Speller([agency])
    stems = [(name, name.removesuffix(".md")) for name in names if name.endswith(".md")]
    alike = [
        name for name, stem in stems if known.near(stem.lower()) and not (data / stem).is_dir()
    ]
    return next(iter([*ended, *alike]), "")


def _no_agency_of(home: Path, settings: Settings, agency: str, page: str) -> Message:
    folder, data = f"{settings.data_dir}/{visible(agency)}", home / settings.data_dir
    stem, _dot, language = agency.partition(".")
    if language and (data / stem).is_dir():
        said = _(
            "{language} is none of the languages of this site; add it to 'languages' in the site's file, or take this page away"
        )
        return said.filled(language=shown(language))
    folders = [path.name for path in sorted(data.iterdir())] if data.is_dir() else []
    pageless = [one for one in folders if not (home / settings.agencies_dir / f"{one}.md").exists()]
    said = _("there is no folder {folder} for this page; add it, or rename the page")
    if near := Speller(pageless).near(agency.lower()):
        said = _(
            "there is no folder {folder} for this page; rename it to {near}",
            near=page.replace(agency, near, 1),
        )
    return said.filled(folder=folder)


def _has_folder(data: Path, agency: str) -> bool:
    """Return whether an agency has a folder, or one that is called nearly so, which is told of it."""
    others = data.iterdir() if data.is_dir() else ()
    return (data / agency).is_dir() or any(id_like(path.name) == agency for path in others)
