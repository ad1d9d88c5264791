"""Help, and what the library of commands says itself, in the language of whoever reads it."""

from __future__ import annotations

import ast
import gettext
import inspect
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

import click

_KEPT = "\b\n"
"""What a paragraph begins with whose lines stay as they are."""


def _(words: str) -> str:
    """Mark words for the catalogue."""
    return words


def _n(one: str, many: str) -> tuple[str, str]:
    """Mark a pair of messages for the catalogue."""
    return one, many


_EXAMPLE = _("Example:")
OF_CLICK = (
    *(_("Usage:"), _("Options"), _("Commands")),
    *(_("Show this message and exit."), _("Show the version and exit."), _("Aborted!")),
    *(_("Error: {message}"), _("Error: invalid input"), _("Choose from:\n\t{choices}")),
    *(_("Try '{command} {option}' for help."), _("No such command {name!r}.")),
    *(_("No such option {name!r}."), _("Missing argument"), _("Missing command.")),
    *(_("Missing option"), _("default: {default}"), _("required")),
    *(_("Invalid value: {message}"), _("Invalid value for {param_hint}: {message}")),
    *(_("Option {name!r} does not take a value."), _("{name} {filename!r} does not exist.")),
    *(_("{name} {filename!r} is a file."), _("{name} {filename!r} is a directory.")),
    *(_("{value!r} is not a valid {number_type}."), _("{value} is not in the range {range}.")),
    *_n("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    *_n("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    *_n("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    *_n("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
)
"""What the library prints itself, as it asks the catalogue of its user for it."""
_PLACEHOLDERS = (_("[OPTIONS]"), _("COMMAND [ARGS]..."), _("DAY"), _("FILE"), _("KEY=WORDS"))
"""What stands in help in the place of words that are typed; an argument's own stays what its sentence calls it."""
_TRANSLATED = ("help", "metavar", "options_metavar", "subcommand_metavar")
_LONGEST = 1000
"""The most letters of a sentence in a list of commands."""
_NAMING, _ENGLISH = ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"), ("en", "C", "POSIX")
"""Where a terminal names its language, and how what names English, or none, begins."""
LANGUAGE = "charters.language"
"""What a command line says of the language, among what is known of it."""
_ASKING = ("core", "decorators", "exceptions", "formatting", "parser", "termui", "types")
"""The modules of the library that ask for words."""


def speak(asked: str = "") -> None:
    """Have the library print its own words in the language of whoever reads it.

    It asks gettext for each, which knows files of one folder alone, by a name in each of its modules;
    in English without looking for any words.
    """
    words = gettext.NullTranslations()
    named = [asked] if asked else [os.environ.get(name) or "C" for name in _NAMING]
    if not all(one.startswith(_ENGLISH) for one in named):
        from charters.problems.terminal_language import language_of_terminal
        from charters.publishing.say.catalogues import catalogue_for

        words = catalogue_for(asked or language_of_terminal())
    for name in _ASKING:
        vars(getattr(click, name)).update({"_": words.gettext, "ngettext": words.ngettext})


def _say(words: str) -> str:
    said: str = vars(click.core)["_"](words)
    return said


def _kind(of: click.ParamType[Any]) -> str:
    if isinstance(of, click.Path):
        kinds = {(True, False): _("file"), (False, True): _("directory")}
        return kinds.get((of.file_okay, of.dir_okay), _("path"))
    if isinstance(of, click.types.IntParamType | click.types.FloatParamType):
        return _("number")
    return _("text") if of is click.STRING else ""


class Command(click.Command):
    """A command whose help is in the language of whoever reads it."""

    def make_context(self, *args: Any, **more: Any) -> click.Context:
        """Read the words of the command line; what is wrong with one names the kind of its value."""
        self._name_kinds()
        return super().make_context(*args, **more)

    def _name_kinds(self) -> None:
        for one in self.params:
            if kind := _kind(one.type):
                one.type.name = _say(kind)

    def get_usage(self, ctx: click.Context) -> str:
        """Return the line that says what can be typed."""
        with _said([self]):
            return super().get_usage(ctx)

    def get_help(self, ctx: click.Context) -> str:
        """Return the help."""
        self._name_kinds()  # a word before may have named the language
        with _said([self, *self.get_params(ctx), *getattr(self, "commands", {}).values()]):
            return super().get_help(ctx)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return what a list of commands says of it: the whole sentence, as such a list breaks lines."""
        return super().get_short_help_str(max(limit, _LONGEST))


class Group(Command, click.Group):
    """Several commands under one name."""

    command_class = Command
    group_class = type

    def main(self, *args: Any, **more: Any) -> Any:
        """Run a command line, in the language of the terminal until it names another."""
        speak()
        return super().main(*args, **more)


@contextmanager
def _said(told: list[Any]) -> Iterator[None]:
    """Have commands and options say what they are for in the language, for as long as help is printed."""
    written = [
        (one, name, said) for one in told for name in _TRANSLATED if (said := vars(one).get(name))
    ]
    for one, name, said in written:
        setattr(one, name, _in_words(said) if name == "help" else _say(said))
    try:
        yield
    finally:
        for one, name, said in written:
            setattr(one, name, said)


def _in_words(help_: str) -> str:
    return "\n\n".join(
        kept + "\n".join(_line(line) for line in lines) for kept, lines in _passages(help_)
    )


def _line(line: str) -> str:
    if line.startswith(_EXAMPLE):
        return f"{_say(_EXAMPLE)}{line.removeprefix(_EXAMPLE)}"
    return _say(line) if line[:1].strip() else line


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
    for line in dict.fromkeys(lines):
        if line[:1].strip() and not line.startswith(_EXAMPLE):
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
