"""The command that compares two versions of a site: what changes in promises and results."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from charters.cli.sites import Site, as_of_day, of_a_site
from charters.cli.telling import CLEAN, PROBLEMS, _, said, stop
from charters.cli.terminal import main

if TYPE_CHECKING:
    from charters.model.settings import Settings
    from charters.publishing.views.news import Side


@main.command()
@click.argument("base")
@click.argument("head", required=False)
@of_a_site
@as_of_day
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text")
def diff(site: Site, base: str, head: str | None, as_of: str | None, form: str) -> None:
    """Say what changes in promises and results from BASE to HEAD, or to the files as they are on disk.

    \b
    Exit status: 0 nothing is made weaker in silence, 1 something is, 2 the versions cannot be read.
    Example:     charters diff origin/main
    """
    from charters.publishing.data import news_report
    from charters.publishing.views.all_news import news_of
    from charters.publishing.views.news import Sides
    from charters.reading.past.git_objects import GitError
    from charters.reading.past.git_versions import commit_named, folder_at

    settings, _problems = site.settings(as_of)
    with ExitStack() as kept:
        try:
            end = commit_named(site.root, head or "HEAD")
            begin = _begin(site.root, base, end)
            folders = settings.data_dir, settings.words_dir
            home = kept.enter_context(folder_at(site.root, end, *folders)) if head else site.root
            then = kept.enter_context(folder_at(site.root, begin, *folders))
        except GitError as fault:
            stop(f"{said(fault.args[0])}{_cut_off(site.root)}")
        now = _side(home, settings)
        news = news_of(Sides(_side(then, settings), now))
    speech = now.book.speech
    if form == "json":
        click.echo(news_report.as_json(news, begin, end if head else ""))
    elif form == "markdown":
        click.echo(news_report.markdown(speech, news))
    else:
        for line in news_report.text(speech, news):
            click.echo(line)
    raise SystemExit(PROBLEMS if any(one.unsaid for one in news) else CLEAN)


def _begin(root: Path, base: str, end: str) -> str:
    """Return the commit that both lines of work share: what came to BASE since is no change of HEAD."""
    from charters.reading.past.git_objects import GitError
    from charters.reading.past.git_versions import commit_named, is_shallow, parted_at

    named = commit_named(root, base)
    parted = parted_at(root, named, end)
    if not parted and is_shallow(root):
        raise GitError(_("nobody can tell where '{name}' and this part", name=base))
    return parted or named


def _cut_off(root: Path) -> str:
    """Return what to do where the history is not whole; '' where it is."""
    from charters.reading.past.git_objects import GitError
    from charters.reading.past.git_versions import is_shallow

    try:
        cut = is_shallow(root)
    except GitError:
        return ""
    do = _(
        "the history here is cut off; fetch all of it: fetch-depth: 0 under actions/checkout, or git fetch --unshallow"
    )
    return f"{said(_(': '))}{said(do)}" if cut else ""


def _side(home: Path, settings: Settings) -> Side:
    from charters.publishing.book import open_book
    from charters.publishing.views.news import Side
    from charters.reading import read
    from charters.rules import audit

    return Side(home, open_book(audit(*read(home, settings, looks_back=False))))
