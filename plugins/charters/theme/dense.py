"""Our templates without their indentation: a phone need not load what only a reader of templates looks at."""

from __future__ import annotations

from jinja2.ext import Extension

OURS = "charters/"


class Dense(Extension):
    """Takes the blanks before each line out of a template of ours; every line stays a line."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 - Jinja passes it
        """Return the template as it is to be compiled."""
        if not (name or "").startswith(OURS):
            return source
        return "\n".join(line.lstrip(" ") for line in source.split("\n"))
