"""Help in the language of whoever reads it: what commands and options are for is said as it is printed."""

from __future__ import annotations

import ast
import inspect
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

import click

_KEPT = "\b\n"
"""What a paragraph begins with whose lines stay as they are."""
_EXAMPLE = "Example:"
_OF_CLICK = (
    *("Usage:", "Options", "Commands", _EXAMPLE),
    *("Show this message and exit.", "Show the version and exit."),
)
"""What the library prints itself."""
LANGUAGE = "charters.language"
"""What a command line says of the language, among what is known of it."""


class _Speaking(click.Command):
    """A command whose help is in the language of whoever reads it."""

    def get_help(self, ctx: click.Context) -> str:
        """Return the help; in English without looking for any words."""
        named = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
        language = ctx.meta.get(LANGUAGE) or next(filter(None, named), "C")
        if language.startswith(("en", "C", "POSIX")):
            return super().get_help(ctx)
        from charters.publishing.data.reports import language_of_reader
        from charters.publishing.say.catalogues import catalogue_for

        say = catalogue_for(language_of_reader(ctx.meta.get(LANGUAGE) or "")).gettext
        formatter = _Formatter(say, ctx)
        with _said([self, *self.get_params(ctx), *getattr(self, "commands", {}).values()], say):
            self.format_help(ctx, formatter)
        return formatter.getvalue().rstrip("\n")


class Command(_Speaking):
    """A command of charters."""


class Group(_Speaking, click.Group):
    """Several commands under one name."""

    command_class = Command
    group_class = type


class _Formatter(click.HelpFormatter):
    """Lays out help, with headings in a language."""

    def __init__(self, say: Callable[[str], str], ctx: click.Context) -> None:
        super().__init__(width=ctx.terminal_width, max_width=ctx.max_content_width)
        self._say = say

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        super().write_usage(prog, args, prefix or f"{self._say('Usage:')} ")

    def write_heading(self, heading: str) -> None:
        """Write what a list is of."""
        super().write_heading(self._say(heading))


@contextmanager
def _said(told: list[Any], say: Callable[[str], str]) -> Iterator[None]:
    """Have commands and options say what they are for in a language, for as long as help is printed."""
    written = [(one, one.help) for one in told if getattr(one, "help", None)]
    for one, help_ in written:
        one.help = _in_words(help_, say)
    try:
        yield
    finally:
        for one, help_ in written:
            one.help = help_


def _in_words(help_: str, say: Callable[[str], str]) -> str:
    return "\n\n".join(
        kept + "\n".join(_line(line, say) for line in lines) for kept, lines in _passages(help_)
    )


def _line(line: str, say: Callable[[str], str]) -> str:
    if line.startswith(_EXAMPLE):
        return f"{say(_EXAMPLE)}{line.removeprefix(_EXAMPLE)}"
    return say(line) if line[:1].strip() else line


def _passages(help_: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each paragraph: one sentence after another, or its lines where they are kept."""
    for paragraph in inspect.cleandoc(help_).split("\n\n"):
        if paragraph.startswith(_KEPT):
            yield _KEPT, paragraph.removeprefix(_KEPT).split("\n")
        else:
            yield "", [" ".join(paragraph.split())]


def words(file: BinaryIO, keywords: Any, tags: Any, options: Any) -> Iterator[tuple[Any, ...]]:
    """Yield the words of the module of a command, its help too, as Babel collects them for translators."""
    from babel.messages.extract import extract_python

    yield from extract_python(file, keywords, tags, options)
    file.seek(0)
    found = ast.parse(file.read())
    helps = [one for node in ast.walk(found) for one in _helps(node)]
    lines = [line for help_ in helps for _kept, lines in _passages(help_) for line in lines]
    ours = _OF_CLICK if "class _Formatter" in ast.unparse(found) else ()
    for line in dict.fromkeys((*lines, *ours)):
        if line[:1].strip() and (line == _EXAMPLE or not line.startswith(_EXAMPLE)):
            yield 1, "gettext", line, []


def _helps(node: ast.AST) -> Iterator[str]:
    if (
        isinstance(node, ast.keyword)
        and node.arg == "help"
        and isinstance(node.value, ast.Constant)
    ):
        yield str(node.value.value)
    elif isinstance(node, ast.FunctionDef) and any(map(_makes_a_command, node.decorator_list)):
        yield ast.get_docstring(node) or ""


def _makes_a_command(node: ast.expr) -> bool:
    called = node.func if isinstance(node, ast.Call) else node
    return isinstance(called, ast.Attribute) and called.attr in ("command", "group")
