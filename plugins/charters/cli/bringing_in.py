"""The commands that bring figures from other files into those of agencies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from charters.cli.sites import Site, as_of_day, day_of, of_a_site
from charters.cli.telling import CLEAN, PROBLEMS, _, asked_language, print_lines, stop
from charters.cli.terminal import main

if TYPE_CHECKING:
    from charters.importing.table_import import Done

_FILE = click.Path(dir_okay=False, path_type=Path)
_dry_run = click.option(
    "--dry-run", is_flag=True, help="Say what would become of every cell; write nothing."
)
_report = click.option(
    "--report", type=_FILE, help="Write what became of every cell into this CSV file."
)


@main.group(name="import")
def import_() -> None:
    """Bring figures from other files into an agency's own."""


@import_.command(name="table")
@click.argument("file", type=_FILE)
@click.option(
    "--map",
    "map_file",
    type=_FILE,
    default=Path("map.yml"),
    help="What the rows and columns of the table are. [default: map.yml]",
)
@click.option("--guess", is_flag=True, help="Write the map, for a person to read; import nothing.")
@_dry_run
@_report
@click.option("--agency", help="The agency the figures are of, where the site has several.")
@of_a_site
@as_of_day
def import_table(  # noqa: PLR0913 - one for each option
    site: Site,
    file: Path,
    *,
    map_file: Path,
    report: Path | None,
    agency: str | None,
    as_of: str | None,
    guess: bool,
    dry_run: bool,
) -> None:
    """Add the figures of a spreadsheet (.xlsx) or CSV file to results.csv and targets.csv.

    \b
    Exit status: 0 every figure found its place, 1 some were refused, 2 nothing could be read.
    Example:     charters import table figures.xlsx --guess
                 charters import table figures.xlsx --dry-run
    """
    from charters.importing.faults import TableError
    from charters.importing.table_import import TableImport

    settings, _problems = site.settings(as_of)
    job = TableImport(site.root, settings, settings.day, file, map_file, agency, _reader())
    try:
        if guess:
            click.echo(job.guess())
            return
        done = job.run(report, write=not dry_run)
    except TableError as why:
        stop(why.args[0])
    _tell(done)


@import_.command(name="gc-service-inventory")
@click.option("--standards", type=_FILE, help="The service standards: ss.csv.")
@click.option("--services", type=_FILE, help="The services: si.csv.")
@click.option(
    "--organisations",
    type=_FILE,
    multiple=True,
    help="The organizations: ifoi_en.csv; ifoi_fr.csv and org_var.csv beside it are read too.",
)
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder of the site; one that is not there is begun.",
)
@click.option(
    "--published",
    metavar="DAY",
    help="The day these files were published, such as 2025-03-01. [default: as in their names]",
)
@_dry_run
@_report
@as_of_day
def import_inventory(  # noqa: PLR0913 - one for each option
    *,
    standards: Path | None,
    services: Path | None,
    organisations: tuple[Path, ...],
    into: Path,
    published: str | None,
    dry_run: bool,
    report: Path | None,
    as_of: str | None,
) -> None:
    """Write the service inventory of the Government of Canada as a site, or bring one up to date.

    \b
    Exit status: 0 done, 1 something was changed by hand and stays, 2 nothing could be read.
    Example:     charters import gc-service-inventory --standards ss.csv --services si.csv \\
                     --organisations ifoi_en.csv --into canada
    """
    from charters.importing.faults import TableError
    from charters.importing.inventory.inventory_import import InventoryImport
    from charters.model.periods import today

    if not (standards or services or organisations):
        stop(_("there is nothing to import; name --standards, --services or --organisations"))
    day = day_of(as_of) if as_of else today()
    out = day_of(published) if published else None
    job = InventoryImport(into, standards, services, organisations, out, day, _reader())
    try:
        done = job.run(report, write=not dry_run)
    except TableError as why:
        stop(why.args[0])
    _tell(done)


def _reader() -> str:
    """Return the language that the command line asks for, else that of the terminal; '' where it tells none."""
    from charters.problems.terminal_language import language_of_terminal

    return asked_language() or language_of_terminal()


def _tell(done: Done) -> NoReturn:
    """Say what became of everything, and end with a status that says whether all found its place."""
    print_lines(done.lines)
    raise SystemExit(CLEAN if done.is_clean else PROBLEMS)
