"""The commands that build: a site beside the old one, put in its place, and its page of forms."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from charters.cli.terminal import (
    PROBLEMS,
    Site,
    as_of_day,
    main,
    of_a_site,
    read_site,
    refused,
    register_of,
    stop,
    tell,
)

if TYPE_CHECKING:
    from charters.problems import Problem


@main.command()
@of_a_site
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The folder to publish into. [default: site, in the site's folder]",
)
@as_of_day
@click.option("--strict", is_flag=True, help="Refuse warnings too.")
@click.option(
    "--engine",
    type=click.Choice(["mkdocs", "plain"]),
    default="mkdocs",
    help="What fills the templates: MkDocs with its plugins, or nothing but Jinja and Markdown.",
)
def build(site: Site, out: Path | None, as_of: str | None, engine: str, *, strict: bool) -> None:
    """Build the site beside the old one, check its pages, then put it in its place.

    \b
    Whatever goes wrong, the old site stays as it was.
    Exit status: 0 published, 1 problems, 2 the build could not run.
    Example:     charters build --strict
    """
    from charters import build as building
    from charters.problems import Severity
    from charters.publishing.data import parquet, reports
    from charters.publishing.rendering import SiteError
    from charters.rules import audit

    started, home = time.monotonic(), site.root.resolve()
    settings, problems = site.settings(as_of)
    place = building.place_of(out or site.root / "site")
    folders = settings.docs_dir, settings.looks_dir, settings.data_dir
    try:
        with building.place_beside(home, place, folders) as new:
            register, problems = register_of(site.root, settings, problems)
            audited = audit(register, problems)
            found = [one for one in audited.problems if one.severity is not Severity.NOTE]
            _tell(found, found, place, strict=strict)
            built = building.built(engine, home, audited, new)
            found += built.problems
            _tell(built.problems, found, place, strict=strict or built.strict)
            if built.left_out:
                click.echo(f"left out by --engine {engine}: {', '.join(built.left_out)}")
            if not parquet.is_there():
                click.echo(f"left out: results.parquet; pip install '{parquet.PACKAGE}' makes it")
            # Said before the exchange: who cannot be told of a new site gets none.
            click.echo(f"{reports.summary(found)}; ", nl=False)
            building.exchange(new, place)
    except SiteError as why:
        stop(f"{why}; {_what_stands(place)}")
    pages = sum(1 for _ in place.rglob("*.html"))
    click.echo(
        f"published {pages:,} pages in {place}, as of {register.as_of}, in {time.monotonic() - started:.1f} seconds"
    )


def _tell(new: Sequence[Problem], every: list[Problem], site: Path, *, strict: bool) -> None:
    """Print what was newly found; stop before a site is published that would be wrong."""
    from charters.publishing.data import reports

    tell(new)
    if refused(every, strict=strict):
        click.echo(f"{reports.summary(every)}; nothing was published, {_what_stands(site)}")
        raise SystemExit(PROBLEMS)


def _what_stands(site: Path) -> str:
    return f"{site} is as it was" if site.exists() else f"there is no {site} yet"


@main.command()
@of_a_site
@click.option(
    "--packages",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="The folder with the packages that the forms are made of. [default: this folder]",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the page of forms is written. [default: site/forms, in the site's folder]",
)
def forms(site: Site, packages: Path, out: Path | None) -> None:
    """Write a page of forms into a built site, for editors who do not write files.

    \b
    Example:     npm pack @sveltia/cms@0.221.1 yaml@2.9.1
                 charters build
                 charters forms
    """
    from charters import forms as page
    from charters.publishing.data import reports

    register, problems = read_site(site, None)
    if refused(problems, strict=False):
        stop(f"{reports.summary(problems)}; mend them first, see: charters check")
    place = out or site.root / "site" / register.settings.path / "forms"
    try:
        for line in page.write(site.root, register, packages, place):
            click.echo(line)
    except page.FormsError as why:
        stop(str(why))
    click.echo(f"wrote the forms of {len(register.charters):,} agencies into {place}")


@main.command()
@of_a_site
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--for",
    "host",
    type=click.Choice(["zensical", "hugo", "tech-docs", "plain"]),
    default="plain",
    help="The program that puts the pages into its frame.",
)
@as_of_day
def export(site: Site, folder: Path, host: str, as_of: str | None) -> None:
    """Write the pages as pieces for another program: front matter and HTML, one stylesheet, downloads.

    \b
    The folder holds nothing else; what an earlier export left there is replaced.
    Example:     charters export docs/charters --for zensical
    """
    from charters import build as building
    from charters import exporting
    from charters.problems import Severity
    from charters.publishing.rendering import SiteError
    from charters.rules import audit

    register, problems = read_site(site, as_of)
    audited, place = audit(register, problems), building.place_of(folder)
    found = [one for one in audited.problems if one.severity is not Severity.NOTE]
    _tell(found, found, place, strict=False)
    home, data = site.root.resolve(), register.settings.data_dir
    try:
        with building.place_beside(home, place, [data], exporting.MARK) as new:
            pages = exporting.export(home, audited, new, host)
            building.exchange(new, place)
    except SiteError as why:
        stop(f"{why}; {_what_stands(place)}")
    click.echo(f"exported {pages:,} pages for {host} into {place}")
