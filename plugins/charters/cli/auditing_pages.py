"""The command that looks at every page of a built site in a browser."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from charters.cli.sites import Site, folder_in_repository, of_a_site
from charters.cli.telling import (
    CLEAN,
    PROBLEMS,
    _,
    in_some_form,
    print_problems,
    said,
    say,
    stop,
    stop_with,
)
from charters.cli.terminal import main


@main.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@of_a_site
@click.option(
    "--record",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what was found here. [default: audit.json beside the folder of the agencies]",
)
@click.option(
    "--cache",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(".audit-cache"),
    show_default=True,
    help="Where it is kept which pages were looked at.",
)
@in_some_form
def audit(site: Site, folder: Path, record: Path | None, cache: Path, form: str) -> None:
    """Look at every page of the built site in FOLDER in a browser, and keep what was found.

    axe (WCAG 2.2, up to the level the site is held to) at 1280 and 320 pixels, light and dark; the keyboard, small screens, a reader's own
    spacing and colors, no JavaScript. The page about accessibility tells readers what was found.

    \b
    Exit status: 0 no fault but known ones, 1 a fault, or a known one that is out of date, 2 it could not run.
    Example:     charters audit site
    """
    from charters.in_browser.chromium import lacking

    if lack := lacking():
        stop(lack)
    from charters.in_browser.axe import TooLittleError
    from charters.in_browser.told import Teller
    from charters.in_browser.whole_site import audit_site, outcome_of
    from charters.model.periods import today
    from charters.reading.audit_record import known_faults, record_place, write_record

    settings, _problems = site.settings()
    known, problems = known_faults(site.root, settings)
    if problems:
        stop_with(problems[0])
    day = today()
    try:
        found, opened = audit_site(folder, cache, _progress, day, settings.wcag)
    except TooLittleError as why:
        stop(why.args[0])
    write_record(record or record_place(site.root, settings), found)
    outcome = outcome_of(found, known, day)
    told = [*Teller(site.root, settings, folder, known).told(outcome)]
    print_problems(
        told, form, every=False, known={"as_of": day}, folder=folder_in_repository(site.root)
    )
    counts = _(
        "{pages} pages, {opened} of them opened: {new} faults, {known} known faults",
        pages=len(found.pages),
        opened=opened,
        new=len(outcome.new),
        known=len(outcome.known),
    )
    say(counts, err=form != "text")
    raise SystemExit(CLEAN if outcome.passes else PROBLEMS)


def _progress(done: int, every: int) -> None:
    if sys.stderr.isatty():
        told = said(_("{count} of {total} pages", count=done, total=every))
        click.echo(f"\r{told}", nl=done == every, err=True)
