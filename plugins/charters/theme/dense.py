"""How our templates are compiled: without their indentation, and without what only others' need."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

OURS = "charters/"


class Dense(Extension):
    """Takes the blanks before each line out of a template of ours; every line stays a line.

    A phone need not load what only a reader of templates looks at.
    """

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.code_generator_class = Direct

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja passes it
        """Return the template as it is to be compiled."""
        if not (name or "").startswith(OURS):
            return source
        return "\n".join(line.lstrip(" ") for line in source.split("\n"))


# What is compiled is kept by the names of the extensions: another one when `Direct` writes other code.
Dense.identifier += " direct 2"


class Direct(CodeGenerator):
    """Calls macros and messages of our templates as Python does, and prints each text once escaped.

    Jinja asks of each call whether it wants to know the page, and of each text whether it is one: a
    government asks a million times.
    """

    @property
    def _ours(self) -> bool:
        return (self.name or "").startswith(OURS)

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
        """Write a whole template; of ours, with other means in the place of two of Jinja's."""
        super().visit_Template(node, frame)
        if self._ours:
            self.writeline("from charters.theme.dense import Called as Macro, printed as escape")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802
        """Write a call; nothing that our templates call but `_` wants to know the page."""
        if forward_caller or not self._ours:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        if isinstance(node.node, nodes.Name) and node.node.name == "_":
            self.write("context.resolve('gettext')")
        else:
            self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


class Called(Macro):
    """A macro that takes what it is given as it stands, where that is all by its place."""

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        """Return what it writes."""
        lacking = self._argument_count - len(args)
        if kwargs or self.caller or lacking < 0:
            return super().__call__(*args, **kwargs)
        return Markup(self._func(*args, *[missing] * lacking))  # noqa: S704 - its template escapes


def printed(value: object) -> str:
    """Return what a template prints for a value, escaped."""
    if type(value) is str:
        return _escaped(value)
    if isinstance(value, Markup):
        return value
    return str(value) if isinstance(value, int | float) else escape(value)


@lru_cache(maxsize=1 << 14)
def _escaped(words: str) -> str:
    """Return words escaped; most stand on many pages."""
    return escape(words)
