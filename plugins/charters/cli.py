"""The command `charters`: the same checks as the build, and the build itself, in a terminal."""

from __future__ import annotations

import gc
import io
import os
import shlex
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from charters import __version__
from charters.model.register import Register
from charters.model.settings import Settings
from charters.problems import Problem, Severity, rules
from charters.publishing.data import reports
from charters.reading import read
from charters.reading.site_file import found_in
from charters.reading.site_settings import settings_of
from charters.rules import audit, framework

if TYPE_CHECKING:
    from charters.starting.questions import Question

CLEAN, PROBLEMS, CANNOT_RUN = 0, 1, 2


class _Commands(click.Group):
    """The commands; what the machine refuses (a full disk, a closed pipe) is told in one line."""

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
        at = f" ({fault.filename})" if fault.filename else ""
        _stop(f"{fault.strerror or fault}{at}")


def _give_up_streams() -> None:
    """Send what is still to be printed nowhere: Python tries again when it ends, and would say so."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="charters")
def main() -> None:
    """Check, explain and publish public service charters."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal of another encoding shows a code in place of a letter, and no traceback.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@dataclass(frozen=True, slots=True)
class _Site:
    """Which site a command is about."""

    root: Path
    file: str
    """The name of the site's file; '' for the usual one."""

    def settings(self, as_of: str | None = None) -> tuple[Settings, list[Problem]]:
        """Return what the site's file says, with the day that the command line names."""
        _stop_without(self)
        settings, problems = settings_of(self.root, self.file)
        day = {"as_of": _day(as_of)} if as_of else {}
        return settings.model_copy(update=day), problems


def _site(command: Callable[..., None]) -> Callable[..., None]:
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
        command(_Site(file.parent, file.name) if file else _Site(root, ""), **options)

    return named


_as_of = click.option(
    "--as-of",
    metavar="DAY",
    help="Judge the site on this day, such as 2026-06-30. [default: today]",
)


@main.command()
@_site
@_as_of
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text")
@click.option("--strict", is_flag=True, help="Refuse warnings too.")
@click.option("--all", "every", is_flag=True, help="Print every problem, also 10,000 of a kind.")
def check(site: _Site, as_of: str | None, form: str, *, strict: bool, every: bool) -> None:
    """Check every file of the site.

    \b
    Exit status: 0 nothing to mend, 1 problems, 2 the check could not run.
    Example:     charters check --format github
    """
    register, problems = _read(site, as_of)
    problems = list(audit(register, problems).problems)
    _print(problems, form, every=every)
    raise SystemExit(PROBLEMS if _refused(problems, strict=strict) else CLEAN)


def _refused(problems: list[Problem], *, strict: bool) -> bool:
    refused = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return any(problem.severity in refused for problem in problems)


def _print(problems: list[Problem], form: str, *, every: bool) -> None:
    if form == "json":
        click.echo(reports.as_json(problems))
        return
    printed = reports.github if form == "github" else reports.lines
    for line in printed(problems, every=every):
        click.echo(line)
    click.echo(reports.summary(problems), err=form == "github")


@main.command()
@_site
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The folder to publish into. [default: site, in the site's folder]",
)
@_as_of
@click.option("--strict", is_flag=True, help="Refuse warnings too.")
@click.option(
    "--engine",
    type=click.Choice(["mkdocs", "plain"]),
    default="mkdocs",
    help="What fills the templates: MkDocs with its plugins, or nothing but Jinja and Markdown.",
)
def build(site: _Site, out: Path | None, as_of: str | None, engine: str, *, strict: bool) -> None:
    """Build the site beside the old one, check its pages, then put it in its place.

    \b
    Whatever goes wrong, the old site stays as it was.
    Exit status: 0 published, 1 problems, 2 the build could not run.
    Example:     charters build --strict
    """
    from charters import build as building
    from charters.publishing.rendering import SiteError

    started, home = time.monotonic(), site.root.resolve()
    settings, problems = site.settings(as_of)
    place = building.place_of(out or site.root / "site")
    folders = settings.docs_dir, settings.looks_dir, settings.data_dir
    try:
        with building.place_beside(home, place, folders) as new:
            register, problems = _register(site.root, settings, problems)
            audited = audit(register, problems)
            found = [one for one in audited.problems if one.severity is not Severity.NOTE]
            _tell(found, found, place, strict=strict)
            built = building.built(engine, home, audited, new)
            found += built.problems
            _tell(built.problems, found, place, strict=strict or built.strict)
            if built.left_out:
                click.echo(f"left out by --engine {engine}: {', '.join(built.left_out)}")
            # Said before the exchange: who cannot be told of a new site gets none.
            click.echo(f"{reports.summary(found)}; ", nl=False)
            building.exchange(new, place)
    except SiteError as why:
        _stop(f"{why}; {_what_stands(place)}")
    pages = sum(1 for _ in place.rglob("*.html"))
    click.echo(
        f"published {pages:,} pages in {place}, as of {register.as_of}, in {time.monotonic() - started:.1f} seconds"
    )


def _tell(new: Sequence[Problem], every: list[Problem], site: Path, *, strict: bool) -> None:
    """Print what was newly found; stop before a site is published that would be wrong."""
    for line in reports.lines(new):
        click.echo(line)
    if _refused(every, strict=strict):
        click.echo(f"{reports.summary(every)}; nothing was published, {_what_stands(site)}")
        raise SystemExit(PROBLEMS)


def _what_stands(site: Path) -> str:
    return f"{site} is as it was" if site.exists() else f"there is no {site} yet"


@main.command()
@_site
@_as_of
@click.argument("agency", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def order(site: _Site, as_of: str | None, agency: str | None, form: str) -> None:
    """Say, item by item, what Executive Order 12862 asks and what an agency shows.

    \b
    Example:     charters order ssa
    """
    # Late imports here and below: the check, which runs most, starts in half the time.
    from charters.publishing.book import open_book
    from charters.publishing.data import clause_data as order_data
    from charters.publishing.views import order as order_pages

    register, problems = _read(site, as_of)
    book = open_book(audit(register, problems))
    if _refused(problems, strict=False):
        click.echo(f"{reports.summary(problems)}; see them with: charters check", err=True)
    if form == "json":
        click.echo(order_data.as_json(book))
        return
    if agency is not None and agency not in register.charters:
        known = ", ".join(register.charters) or "none"
        _stop(f"there is no agency '{agency}'; known: {known}")
    for charter in register.charters.values():
        if agency in (None, charter.id):
            for line in order_pages.order_lines(book, charter, every=agency is not None):
                click.echo(line)


@main.command(name="check-site")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--base", default="/", help="The path the site is served under, such as /charters.")
@click.option(
    "--host", multiple=True, help="A host from which pages may fetch programs and pictures."
)
def check_built_site(folder: Path, base: str, host: tuple[str, ...]) -> None:
    """Check the pages of a built site: links, fragments, images, headings, names.

    \b
    Example:     charters check-site site
    """
    from charters.rules.pages.finished import check_site

    problems = check_site(folder, base, hosts=host)
    _print(problems, "text", every=False)
    raise SystemExit(PROBLEMS if problems else CLEAN)


@main.command()
@click.argument("code", required=False)
@click.option("--reference", is_flag=True, help="Print every rule as one Markdown document.")
def explain(code: str | None, *, reference: bool) -> None:
    """Say why a rule exists, with a bad and a good example; without CODE, list all rules."""
    if reference:
        from charters.publishing.data import rule_book

        click.echo(rule_book.reference(framework()), nl=False)
        return
    if code is None:
        for rule in rules().values():
            click.echo(f"{rule.code:6} {rule.severity.value:8} {rule.title}")
        return
    found = rules().get(code.upper())
    if found is None:
        _stop(f"there is no code '{code}'; `charters explain` lists them all")
    clause = framework().clause_of.get(found.code)
    kind = f"{clause.levels[found.code]} of ({clause.id})" if clause else found.severity.value
    click.echo(f"{found.code}  {found.title} ({kind})\n\n{found.why}\n")
    for label, text in (("Asked by", found.source), ("Written in", found.where)):
        if text:
            click.echo(f"{label}: {text}\n")
    click.echo(f"Bad:\n{_indented(found.bad)}\n\nGood:\n{_indented(found.good)}")


@main.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the schemas into this folder.",
)
@click.option(
    "--reference", is_flag=True, help="Print the reference of every file and key as Markdown."
)
def schema(out: Path | None, *, reference: bool) -> None:
    """Print the JSON Schemas of the editors' files, for completion in an editor."""
    from charters.publishing.data import schemas

    if reference:
        click.echo(schemas.reference(), nl=False)
        return
    for name, text in schemas.schemas().items():
        if out is None:
            click.echo(f"// {name}\n{text}", nl=False)
            continue
        out.mkdir(parents=True, exist_ok=True)
        (out / name).unlink(missing_ok=True)  # a link would lead to another file
        (out / name).write_text(text, encoding="utf-8")


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", prompt="What is the site called", help="What the site is called.")
@click.option("--agency", prompt="Which agency promises something", help="The agency's name.")
@click.option(
    "--country",
    prompt="Which country, in two letters",
    default="US",
    show_default=True,
    help="Says fiscal year and languages.",
)
@click.option(
    "--framework", help="What the charter is held against, or none. [default: the country's]"
)
@click.option(
    "--forge",
    type=click.Choice(["github", "gitlab", "none"]),
    prompt="Where are the files kept",
    default="github",
    show_default=True,
    help="Whose workflows are written.",
)
def new(  # noqa: PLR0913 - one for each option
    folder: Path,
    *,
    name: str,
    agency: str,
    country: str,
    framework: str | None,
    forge: str,
) -> None:
    """Write a new site into FOLDER: an agency with two services, three promises and their results.

    \b
    Example:     charters new my-charter
    """
    from charters.starting.countries import country_of
    from charters.starting.new_site import NewSite

    found = country_of(country)
    if found is None:
        _stop(f"'{country}' is no country; write its code of two letters, such as US, CA or NZ")
    if framework is None:
        framework = click.prompt(
            "What is it held against",
            type=click.Choice(["eo-12862", "none"]),
            default=found.framework,
        )
    site = NewSite(name, agency, found, framework, forge, date.today())  # noqa: DTZ011 - no zone
    if taken := site.write(folder):
        _stop(
            f"nothing was written: {', '.join(taken[:3])} would be written over; name an empty folder"
        )
    click.echo(
        f"a site of {site.id} is in {folder}; README.md there says how to go on. Look at it with:"
    )
    click.echo(f"    cd {folder} && charters build && mkdocs serve")


@main.command()
@click.argument("kind", type=click.Choice(["agency", "service", "promise", "result"]))
@click.option(
    "--with",
    "given",
    multiple=True,
    metavar="KEY=WORDS",
    help="An answer that need not be asked for; may be repeated.",
)
@_root
@_as_of
def add(kind: str, given: tuple[str, ...], root: Path, as_of: str | None) -> None:
    """Add one more agency, service, promise or result; what is needed for it is asked.

    \b
    Example:     charters add result --with standard=call-answered
    """
    from charters.importing.faults import TableError
    from charters.starting.additions import KINDS
    from charters.starting.appending import NoPlaceError

    _stop_without_site(root)
    settings, _ = settings_of(root)
    day = _day(as_of) if as_of else settings.as_of or date.today()  # noqa: DTZ011 - no zone
    answers = dict(one.partition("=")[::2] for one in given)
    addition = KINDS[kind](root, settings, day, answers)
    try:
        for question in addition.questions():
            if question.key not in answers:
                answers[question.key] = _answer(question)
        faults = addition.faults()
        for line in reports.lines(faults):
            click.echo(line)
        if faults:
            again = " ".join(
                f"--with {shlex.quote(f'{key}={text}')}" for key, text in answers.items()
            )
            click.echo(f"nothing was written; mend the answer and run: charters add {kind} {again}")
            raise SystemExit(PROBLEMS)
        for path in addition.write():
            click.echo(f"{path} has it")
    except (NoPlaceError, TableError) as why:
        _stop(str(why))


def _answer(question: Question) -> str:
    """Ask for one answer at the terminal."""
    click.echo(question.asks)
    for choice, meaning in question.choices.items():
        click.echo(f"    {choice:22} {meaning}".rstrip())
    kind = click.Choice([*question.choices]) if question.choices else str
    usual = question.usual or ("" if question.may_be_blank else None)
    return str(
        click.prompt(
            question.key, type=kind, default=usual, show_choices=False, show_default=bool(usual)
        )
    ).strip()


@main.group(name="import")
def import_() -> None:
    """Bring figures from other files into an agency's own."""


@import_.command(name="table")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--map",
    "map_file",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("map.yml"),
    help="What the rows and columns of the table are. [default: map.yml]",
)
@click.option("--guess", is_flag=True, help="Write the map, for a person to read; import nothing.")
@click.option("--dry-run", is_flag=True, help="Say what would become of every cell; write nothing.")
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what became of every cell into this CSV file.",
)
@click.option("--agency", help="The agency the figures are of, where the site has several.")
@_site
@_as_of
def import_table(  # noqa: PLR0913 - one for each option
    site: _Site,
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

    settings, _ = site.settings(as_of)
    day = settings.as_of or date.today()  # noqa: DTZ011 - a day has no time zone
    job = TableImport(site.root, settings, day, file, map_file, agency)
    try:
        if guess:
            click.echo(job.guess())
            return
        done = job.run(report, write=not dry_run)
    except TableError as why:
        _stop(str(why))
    for line in done.lines:
        click.echo(line)
    raise SystemExit(CLEAN if done.is_clean else PROBLEMS)


@main.command()
@_site
@click.option("--dry-run", is_flag=True, help="Say what would be changed; write nothing.")
def migrate(site: _Site, *, dry_run: bool) -> None:
    """Move a site of an earlier version to the form its files have today, line by line.

    \b
    Example:     charters migrate --dry-run
    """
    from charters import migrating

    settings, problems = site.settings()
    edits = migrating.edits_of(site.root, settings, problems)
    for line in migrating.lines(edits, settings.language):
        click.echo(line)
    if not dry_run:
        migrating.migrate(site.root, edits)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.strip("\n").split("\n"))


def _stop_without(site: _Site) -> None:
    root, file = site.root, site.file or found_in(site.root)
    if not root.is_dir():
        _stop(f"there is no folder '{root}'")
    if site.file and not (root / file).exists():
        _stop(f"there is no file '{root / file}'")
    if not (root / file).is_file() and not (root / "data" / "standards").is_dir():
        message = f"neither {file} nor data/standards is in '{root}'; go to the site's folder, or name it with --root"
        _stop(message)


def _read(site: _Site, as_of: str | None) -> tuple[Register, list[Problem]]:
    return _register(site.root, *site.settings(as_of))


def _register(
    root: Path, settings: Settings, problems: list[Problem]
) -> tuple[Register, list[Problem]]:
    # All that is read is needed to the end: looking it over for garbage only takes time.
    gc.disable()
    register, more = read(root, settings)
    gc.freeze()
    gc.enable()
    return register, problems + more


def _day(text: str) -> date:
    from pydantic_core import PydanticCustomError

    from charters.model.periods import parse_date

    try:
        return parse_date(text)
    except PydanticCustomError as refusal:
        _stop(refusal.message())


def _stop(message: str) -> NoReturn:
    with suppress(OSError):
        click.echo(message, err=True)
    _give_up_streams()
    raise SystemExit(CANNOT_RUN)


if __name__ == "__main__":
    main()
