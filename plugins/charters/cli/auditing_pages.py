"""The command that looks at every page of a built site in a browser."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from charters.cli.terminal import CLEAN, PROBLEMS, Site, main, of_a_site, print_lines, stop

if TYPE_CHECKING:
    from charters.in_browser.whole_site import Standing
    from charters.model.audited import Found


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
@click.option("--format", "form", type=click.Choice(["text", "github"]), default="text")
def audit(site: Site, folder: Path, record: Path | None, cache: Path, form: str) -> None:
    """Look at every page of the built site in FOLDER in a browser, and keep what was found.

    axe (WCAG 2.2 A and AA) at 1280 and 320 pixels, light and dark; the keyboard, small screens, a reader's own
    spacing and colors, no JavaScript. The page about accessibility tells readers what was found.

    \b
    Exit status: 0 no fault but known ones, 1 a fault, or a known one that is out of date, 2 it could not run.
    Example:     charters audit site
    """
    from charters.in_browser.chromium import lacking

    if lack := lacking():
        stop(lack)
    from charters.in_browser.whole_site import audit_site, standing
    from charters.reading.audit_record import known_faults, record_place, write_record

    settings, _problems = site.settings()
    known, problems = known_faults(site.root, settings)
    if problems:
        stop(str(problems[0]))
    today = date.today()  # noqa: DTZ011 - a day has no time zone
    found, opened = audit_site(folder, cache, _progress, today)
    write_record(record or record_place(site.root, settings), found)
    stands = standing(found, known, today)
    print_lines(_lines(stands, "::error title={title}::{said}" if form == "github" else "{said}"))
    click.echo(
        f"{len(found.pages)} pages, {opened} of them opened: {len(stands.new)} faults, {len(stands.known)} known faults"
    )
    raise SystemExit(CLEAN if stands.passes else PROBLEMS)


def _progress(done: int, every: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{done} of {every} pages", nl=done == every, err=True)


def _lines(stands: Standing, form: str) -> Iterator[str]:
    for one in stands.new:
        yield form.format(title=one.rule, said=_said(one))
    for known in stands.expired:
        said = f"known fault {known.rule} at {known.where}: was to be mended by {known.until}; mend it, or {known.owner} gives a new day"
        yield form.format(title=known.rule, said=said)
    for known in stands.gone:
        said = f"known fault {known.rule} at {known.where}: no page has it any more; take it out of known-faults.yml"
        yield form.format(title=known.rule, said=said)
    pages: dict[str, list[Found]] = {}
    for one in stands.advice:
        pages.setdefault(one.rule, []).append(one)
    for found in pages.values():
        yield f"advice, on {len(found)} pages: {_said(found[0])}"


def _said(one: Found) -> str:
    wcag = f" (WCAG {', '.join(one.wcag)})" if one.wcag else ""
    more = f" and {one.elements - 1} more" if one.elements > 1 else ""
    return f"/{one.page} [{'; '.join(one.at)}] {one.rule}: {one.title}{wcag}: {one.where}{more}: {one.said}"
