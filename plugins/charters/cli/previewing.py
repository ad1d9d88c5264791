"""The command that shows a site while it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from errno import EADDRINUSE
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import click

from charters.cli.sites import Site, as_of_day, no_agency, of_a_site
from charters.cli.telling import _, asked_language, refused, say, stop
from charters.cli.terminal import main

if TYPE_CHECKING:
    from charters.model.settings import Settings
    from charters.preview import Made, Preview

_HERE = "127.0.0.1"
"""A preview is for whoever writes, on the same machine."""
_PORTS = range(8000, 8010)
"""Tried one after the other where nobody names a port."""


@main.command()
@of_a_site
@click.option("--port", type=click.IntRange(0, 65535), help="[default: 8000, or the next free one]")
@click.option("--open", "is_opened", is_flag=True, help="Open the preview in a browser.")
@click.option("--agency", default="", help="Show one agency alone, which is quick on a large site.")
@as_of_day
def serve(site: Site, port: int | None, agency: str, as_of: str | None, *, is_opened: bool) -> None:
    """Show the site in a browser while you write it; Ctrl-C ends it.

    \b
    Pages change as files are saved. Where a file is wrong, the last good pages stay,
    and say on top what to mend. Made with --engine plain, which needs no MkDocs.
    Example:     charters serve --open
    """
    from charters.workers import apart

    root, (settings, _problems) = site.root.resolve(), site.settings(as_of)
    _stop_without(root / settings.data_dir, agency)
    asked = {"only": agency, **({"as_of": settings.as_of} if as_of else {})}
    file = settings.site_file
    maker = Maker(root, file, (root / file).exists(), asked)
    with apart(maker.made, _prepare) as make:
        preview = _free(port)
        preview.make = make
        preview.watch(sources(root, settings.model_copy(update=asked)))
        say(_("preview of {folder} at {url} (Ctrl-C ends it)", folder=str(root), url=preview.url))
        if is_opened:
            click.launch(preview.url)
        try:
            preview.run()
        except KeyboardInterrupt:
            click.echo()
            say(_("the preview has ended"))


def _prepare() -> None:
    """Load what makes pages, while the preview looks at its files."""
    from charters import build, plain_engine, reading  # noqa: F401


def _stop_without(data: Path, agency: str) -> None:
    if agency and not (data / agency).is_dir():
        no_agency(agency, sorted(path.name for path in data.glob("*") if path.is_dir()))


def _free(port: int | None) -> Preview:
    """Return a preview at the port that is named, or at the first that is free."""
    from charters.preview import Preview

    ports = list(_PORTS) if port is None else [port]
    for one in ports:
        try:
            return Preview((_HERE, one), click.echo, asked_language())
        except OSError as fault:
            if fault.errno != EADDRINUSE:
                raise
    first, last = str(ports[0]), str(ports[-1])
    used = _("port {port} is in use by another program", port=first)
    if not port:
        used = _("the ports {first} to {last} are in use by other programs", first=first, last=last)
    return stop(_("{used}; name a free one with --port, or --port 0 for any", used=used))


def sources(root: Path, settings: Settings) -> Iterator[Path]:
    """Yield what a site is made from: the files beside mkdocs.yml, and the folders that it names."""
    yield from (path for ending in ("yml", "yaml", "toml") for path in root.glob(f"*.{ending}"))
    data = f"{settings.data_dir}/{settings.only}"
    named = settings.site_file, settings.framework, settings.looks_dir, settings.docs_dir, data
    yield from (root / name for name in named if name)


@dataclass(frozen=True)
class Maker:
    """Reads, checks and builds a site, as `charters build --engine plain` does."""

    root: Path
    file: str
    had_file: bool
    asked: Mapping[str, object]
    """What the command line says in place of the site's file."""

    def made(self, folder: Path) -> Made:
        """Make the pages of a site in a folder."""
        from charters import build
        from charters.preview import Made
        from charters.problems import Place, Problem, refusal
        from charters.publishing.rendering import SiteError
        from charters.reading import read
        from charters.reading.site_settings import settings_of
        from charters.rules import audit

        settings, problems = settings_of(self.root, self.file)
        settings = settings.model_copy(update=self.asked)
        watched = frozenset(sources(self.root, settings))
        agency = f"{settings.data_dir}/{settings.only}" if settings.only else ""
        for name in filter(None, (self.file if self.had_file else "", agency)):
            if not (self.root / name).exists():
                gone = _("this is gone since the preview was begun; put it back")
                problems.append(Problem(Place(name), "Y046", gone))
        register, more = read(self.root, settings)
        audited = audit(register, [*problems, *more], lets_go=True)
        made = Made(None, audited.problems, language=settings.language, agency=settings.only)
        made = replace(made, watched=watched)
        if refused(made.problems, strict=False):
            return made
        try:
            built = build.built("plain", self.root, audited, folder)
        except OSError as why:
            return replace(made, trouble=refusal(why))
        except SiteError as why:
            return replace(made, trouble=why.args[0])
        found = [*made.problems, *built.problems]
        base = unquote(urlsplit(built.site_url).path) or "/"
        tongues = settings.language, *settings.folders.values()
        starts = {
            at: (name, language)
            for name in register.unread
            for at, language in zip(settings.addresses_of(name), tongues, strict=True)
        }
        site = None if refused(found, strict=False) else folder
        return replace(made, site=site, problems=found, base=base, elsewhere=starts)
