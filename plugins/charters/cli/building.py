"""The commands that build: a site beside the old one, put in its place, and its page of forms."""

from __future__ import annotations

import time
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from charters.cli.sites import Site, as_of_day, of_a_site, read_site, register_of
from charters.cli.telling import PROBLEMS, _, counts, refused, said, say, stop, tell
from charters.cli.terminal import main

if TYPE_CHECKING:
    from charters.problems import Message, Problem


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
@click.option(
    "--fresh", is_flag=True, help="Look at every page anew, also where it is what it was."
)
def build(  # noqa: PLR0913 - one for each option
    site: Site, out: Path | None, as_of: str | None, engine: str, *, strict: bool, fresh: bool
) -> None:
    """Build the site beside the old one, check its pages, then put it in its place.

    \b
    Whatever goes wrong, the old site stays as it was.
    Exit status: 0 published, 1 problems, 2 the build could not run.
    Example:     charters build --strict
    """
    from charters import build as building
    from charters.problems import without_notes
    from charters.publishing.data import parquet
    from charters.publishing.rendering import SiteError
    from charters.rules import audit

    started, home = time.monotonic(), site.root.resolve()
    settings, problems = site.settings(as_of)
    settings = settings.model_copy(update={"fresh": fresh})
    place = building.place_of(out or site.root / "site")
    folders = settings.docs_dir, settings.looks_dir, settings.data_dir
    try:
        with building.place_beside(home, place, folders) as new:
            register, problems = register_of(site.root, settings, problems)
            audited = audit(register, problems, lets_go=True)
            found = without_notes(audited.problems)
            _tell(found, found, place, strict=strict)
            built = building.built(engine, home, audited, new)
            found += built.problems
            _tell(built.problems, found, place, strict=strict or built.strict)
            if built.left_out:
                left = ", ".join(built.left_out)
                say(_("left out by --engine {engine}: {names}", engine=engine, names=left))
            if not parquet.is_there():
                pip = f"pip install '{parquet.PACKAGE}'"
                say(_("left out: {file}; {command} makes it", file="results.parquet", command=pip))
            # Said before the exchange: who cannot be told of a new site gets none.
            click.echo(f"{counts(found)}{said(_('; '))}", nl=False)
            building.exchange(new, place)
    except SiteError as why:
        stop(f"{said(why.args[0])}{said(_('; '))}{said(_what_stands(place))}")
    published = _(
        "published {pages} pages in {folder}, as of {day}, in {seconds} s",
        pages=len([*place.rglob("*.html")]),
        folder=str(place),
        day=register.as_of.isoformat(),
        seconds=Decimal(f"{time.monotonic() - started:.1f}"),
    )
    say(published)


def _tell(new: Sequence[Problem], every: list[Problem], site: Path, *, strict: bool) -> None:
    """Print what was newly found; stop before a site is published that would be wrong."""
    tell(new)
    if refused(every, strict=strict):
        refusal = _(
            "{counts}; nothing was published, {stands}",
            counts=counts(every),
            stands=_what_stands(site),
        )
        say(refusal)
        raise SystemExit(PROBLEMS)


def _what_stands(site: Path) -> Message:
    path = f"{site}"
    if site.exists():
        return _("{path} is as it was", path=path)
    return _("there is no {path} yet", path=path)


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

    register, problems = read_site(site, None)
    if refused(problems, strict=False):
        stop(_("{counts}; mend them first, see: charters check", counts=counts(problems)))
    place = out or site.root / "site" / register.settings.path / "forms"
    try:
        for line in page.write(site.root, register, packages, place):
            say(line)
    except page.FormsError as why:
        stop(why.args[0])
    many = len(register.charters)
    say(_("wrote the forms of {count} agencies into {folder}", count=many, folder=str(place)))


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
    from charters.problems import without_notes
    from charters.publishing.rendering import SiteError
    from charters.rules import audit

    register, problems = read_site(site, as_of)
    audited, place = audit(register, problems, lets_go=True), building.place_of(folder)
    found = without_notes(audited.problems)
    _tell(found, found, place, strict=False)
    home, data = site.root.resolve(), register.settings.data_dir
    try:
        with building.place_beside(home, place, [data], exporting.MARK) as new:
            pages = exporting.export(home, audited, new, host)
            building.exchange(new, place)
    except SiteError as why:
        stop(f"{said(why.args[0])}{said(_('; '))}{said(_what_stands(place))}")
    exported = _(
        "exported {pages} pages for {host} into {folder}", pages=pages, host=host, folder=str(place)
    )
    say(exported)
