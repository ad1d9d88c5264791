"""What every command shares: how a site is named and read, and how the terminal is told.

What reads, judges and tells is imported by the command that is run: help comes at once, and a check
waits for nothing that it does not use.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import partial, wraps
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn

import click

from charters import __version__
from charters.cli.help import LANGUAGE, Group, speak

if TYPE_CHECKING:
    from charters.model.register import Register
    from charters.model.settings import Settings
    from charters.problems import Message, Problem

CLEAN, PROBLEMS, CANNOT_RUN = 0, 1, 2


def _(template: str, **values: object) -> Message:
    """Return a message; the name marks its template for the catalogue of translations."""
    from charters.problems import Message

    return Message(template, tuple(values.items()))


class _Commands(Group):
    """The commands; what the machine refuses (a full disk, a closed pipe) is told in one line."""

    def __call__(self, *args: Any, **more: Any) -> Any:
        """Run the command line; as a program, which has nothing more to do, it ends at once.

        The machine takes back what was read far quicker than Python takes it apart.
        """
        with _told_in_one_line():
            try:
                return super().__call__(*args, **more)
            except SystemExit as end:
                sys.stdout.flush()
                sys.stderr.flush()
                if isinstance(end.code, int) and not (args or more):
                    os._exit(end.code)
                raise

    def make_context(self, *args: Any, **more: Any) -> click.Context:
        """Read the words of the command line; help is printed here."""
        with _told_in_one_line():
            return super().make_context(*args, **more)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was named."""
        with _told_in_one_line():
            return super().invoke(ctx)


@contextmanager
def _told_in_one_line() -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        _give_up_streams()
        from charters.problems import refusal

        stop(refusal(fault))


def _give_up_streams() -> None:
    """Send what is still to be printed nowhere: Python tries again when it ends, and would say so."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _speak(context: click.Context, language: str | None) -> None:
    context.meta[LANGUAGE] = language
    speak(language or "")


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="charters")
@click.option(
    "--language",
    expose_value=False,
    is_eager=True,
    callback=lambda context, _option, language: _speak(context, language),
    help="The language in which problems are told: en, es or fr. [default: that of the terminal]",
)
def main() -> None:
    """Check, explain and publish public service charters."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 50, 1000)  # what is imported is no garbage
    click.get_current_context().call_on_close(partial(_collect_again, before))
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # none watches how files are read
    for stream in (sys.stdout, sys.stderr):
        # A terminal of another encoding shows a code in place of a letter, and no traceback.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _collect_again(threshold: tuple[int, int, int]) -> None:
    """Look for garbage as before the command: a test runs many in one process."""
    gc.set_threshold(*threshold)
    gc.freeze()  # what was made meanwhile would be looked over at once, and most programs end here
    gc.unfreeze()
    gc.enable()


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


FORMS = ("text", "json", "github", "sarif")
"""How problems are printed: for people, for programs, beside the lines of a pull request (two ways)."""
in_some_form = click.option("--format", "form", type=click.Choice(FORMS), default="text")


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


def refused(problems: Iterable[Problem], *, strict: bool) -> bool:
    """Return whether some of the problems keep a site from being published."""
    from charters.problems import errors_of, without_notes

    return bool(without_notes(problems) if strict else errors_of(problems))


def print_problems(
    problems: list[Problem],
    form: str,
    *,
    every: bool,
    known: Mapping[str, Any] = MappingProxyType({}),
    folder: str = "",
) -> None:
    """Print problems as text, for programs or for a forge, and how many there are.

    `folder` is where the site lies in its repository; `known` is what else a document for programs says.
    """
    from charters.publishing.data import problem_documents, reports

    if form == "json":
        click.echo(problem_documents.as_json(problems, **known))
    elif form == "sarif":
        click.echo(problem_documents.sarif(problems, folder=folder))
    elif form == "github":
        language = asked_language()
        told = reports.spoken(problems, language)
        print_lines(problem_documents.github(told, folder=folder, every=every, language=language))
        click.echo(counts(problems), err=True)
    else:
        tell(problems, every=every)
        click.echo(counts(problems))
        print_lines(reports.reasons(problems, asked_language()), err=True)


def asked_language() -> str:
    """Return the language that the command line asks for; '' for that of the terminal."""
    context = click.get_current_context(silent=True)
    return context.meta.get(LANGUAGE) or "" if context else ""


def said(message: Message | str) -> str:
    """Return a message in the language of whoever reads it; words of another program as they are."""
    from charters.publishing.data import reports

    return reports.told(message, asked_language())


def reader() -> Callable[[str], str]:
    """Return what says words of the program in the language of whoever reads them."""
    from charters.publishing.data import reports
    from charters.publishing.say.catalogues import catalogue_for

    return catalogue_for(reports.language_of_reader(asked_language())).gettext


def say(message: Message, *, err: bool = False) -> None:
    """Print a message in the language of whoever reads it."""
    click.echo(said(message), err=err)


def counts(problems: Sequence[Problem]) -> str:
    """Return how many problems there are: `3 errors, 1 warning`."""
    from charters.publishing.data import reports

    return reports.summary(problems, asked_language())


def tell(problems: Sequence[Problem], *, every: bool = False) -> None:
    """Print problems as text: for a person below the name of each file, for a program line by line."""
    from charters.publishing.data import reports

    language = asked_language()
    problems = reports.spoken(problems, language)
    if not sys.stdout.isatty():
        return print_lines(reports.lines(problems, every=every, language=language))
    colors = "NO_COLOR" not in os.environ
    return print_lines(
        reports.on_a_terminal(problems, colors=colors, every=every, language=language)
    )


def print_lines(lines: Iterable[str], *, err: bool = False) -> None:
    """Print lines."""
    for line in lines:
        click.echo(line, err=err)


def folder_in_repository(root: Path) -> str:
    """Return where a site lies in its repository: `sites/charters/`; '' for the top of it."""
    from charters.reading.past.git_objects import top_of

    here = root.resolve()
    top = top_of(here)
    return "" if top == here else f"{here.relative_to(top).as_posix()}/"


def stop_with(problem: Problem) -> NoReturn:
    """Say what is wrong with a file in the language of whoever reads it, and end the command."""
    from charters.publishing.data import reports

    (told,) = reports.spoken([problem], asked_language())
    stop(str(told))


def stop(message: Message | str) -> NoReturn:
    """Say in one line why a command cannot run, and end it."""
    with suppress(OSError):
        click.echo(said(message), err=True)
    _give_up_streams()
    raise SystemExit(CANNOT_RUN)
