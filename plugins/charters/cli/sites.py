"""How a command is told which site it is about, and how that is read."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from charters.cli.telling import _, stop

if TYPE_CHECKING:
    from charters.model.register import Register
    from charters.model.settings import Settings
    from charters.problems import Problem


@dataclass(frozen=True, slots=True)
class Site:
    """Which site a command is about."""

    root: Path
    file: str
    """The name of the site's file; '' for the usual one."""

    def settings(self, as_of: str | None = None) -> tuple[Settings, list[Problem]]:
        """Return what the site's file says, with the day that the command line names."""
        from charters.reading.site_settings import settings_of, without_file

        _stop_without(self)
        settings, problems = settings_of(self.root, self.file)
        said: dict[str, Any] = {"as_of": day_of(as_of)} if as_of else {}
        if missing := without_file(self.root, self.file):
            problems, said["is_unread"] = [missing], True  # all else would be told by a guess
        return settings.model_copy(update=said), problems


def of_a_site(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the two options that name a site."""

    @click.option(
        "--root",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path(),
        help="The site's folder, the one with mkdocs.yml. [default: this folder]",
    )
    @click.option(
        "-f",
        "--config",
        metavar="FILE",
        type=click.Path(path_type=Path),
        help="The site's file, from its folder. [default: mkdocs.yml, mkdocs.yaml, properdocs.yml or properdocs.yaml]",
    )
    @wraps(command)
    def named(root: Path, config: Path | None, **options: Any) -> None:
        file = root / config if config else None
        command(Site(file.parent, file.name) if file else Site(root, ""), **options)

    return named


as_of_day = click.option(
    "--as-of",
    metavar="DAY",
    help="Judge the site on this day, such as 2026-06-30. [default: today]",
)


def read_site(site: Site, as_of: str | None) -> tuple[Register, list[Problem]]:
    """Return everything that can be read of a site, and every problem."""
    return register_of(site.root, *site.settings(as_of))


def register_of(
    root: Path, settings: Settings, problems: list[Problem]
) -> tuple[Register, list[Problem]]:
    """Return everything that can be read below a folder, and every problem, those given included."""
    from charters.reading import read

    # All that is read is needed to the end: looking it over for garbage only takes time.
    gc.disable()
    register, more = read(root, settings)
    gc.freeze()
    gc.set_threshold(20_000, 50, 1000)
    gc.enable()
    return register, problems + more


def _stop_without(site: Site) -> None:
    from charters.reading.site_file import found_in

    root, file = site.root, site.file or found_in(site.root)
    if not root.is_dir():
        stop(_("there is no folder '{path}'", path=str(root)))
    if site.file and not (root / file).exists():
        stop(_("there is no file '{path}'", path=str(root / file)))
    if not (root / file).is_file() and not (root / "data" / "standards").is_dir():
        message = _(
            "neither {file} nor data/standards is in '{folder}'; go to the site's folder, or name it with --root",
            file=file,
            folder=str(root),
        )
        stop(message)


def no_agency(named: str, known: Iterable[str]) -> NoReturn:
    """Say that there is no agency of a name, and which there are."""
    names = ", ".join(known)
    message = _("there is no agency '{agency}'; known: {known}", agency=named, known=names)
    stop(message if names else _("there is no agency '{agency}', nor any other", agency=named))


def day_of(text: str) -> date:
    """Return a day of the command line."""
    from pydantic_core import PydanticCustomError

    from charters.model.period_labels import parse_date
    from charters.model.refusal import reason

    try:
        return parse_date(text)
    except PydanticCustomError as refusal:
        stop(reason(refusal))


def folder_in_repository(root: Path) -> str:
    """Return where a site lies in its repository: `sites/charters/`; '' for the top of it."""
    from charters.reading.past.git_objects import top_of

    here = root.resolve()
    top = top_of(here)
    return "" if top == here else f"{here.relative_to(top).as_posix()}/"
