"""How commands speak: messages in the language of whoever reads them, problems in some form, and the end."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn

import click

from charters.cli.help import LANGUAGE

if TYPE_CHECKING:
    from charters.problems import Message, Problem

CLEAN, PROBLEMS, CANNOT_RUN = 0, 1, 2


def _(template: str, **values: object) -> Message:
    """Return a message; the name marks its template for the catalogue of translations."""
    from charters.problems import Message

    return Message(template, tuple(values.items()))


FORMS = ("text", "json", "github", "sarif")
"""How problems are printed: for people, for programs, beside the lines of a pull request (two ways)."""
in_some_form = click.option("--format", "form", type=click.Choice(FORMS), default="text")


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


def stop_with(problem: Problem) -> NoReturn:
    """Say what is wrong with a file in the language of whoever reads it, and end the command."""
    from charters.publishing.data import reports

    (told,) = reports.spoken([problem], asked_language())
    stop(str(told))


def stop(message: Message | str) -> NoReturn:
    """Say in one line why a command cannot run, and end it."""
    with suppress(OSError):
        click.echo(said(message), err=True)
    give_up_streams()
    raise SystemExit(CANNOT_RUN)


def give_up_streams() -> None:
    """Send what is still to be printed nowhere: Python tries again when it ends, and would say so."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            with suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
