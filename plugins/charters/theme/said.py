"""Words as every template prints them: those of another language than the page say so (WCAG 3.1.2)."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment
from jinja2.ext import Extension
from markupsafe import Markup, escape

MARKED = "charters/parts/in_languages.html"


class Said(Extension):
    """Teaches templates the filter `said`; most words need no macro, which costs ten times as much."""

    def __init__(self, environment: Environment) -> None:
        """Give the filter to the templates of an environment."""
        super().__init__(environment)
        environment.filters["said"] = self._said

    def _said(self, text: Any) -> Markup:
        """Return words escaped, whatever the template does with others; none for nothing."""
        if not text:
            return Markup()
        if text.language or text.parts:
            macros: Any = self.environment.get_template(MARKED).module
            return Markup(macros.marked(text))  # noqa: S704 - the template has escaped it
        return escape(text.words)
