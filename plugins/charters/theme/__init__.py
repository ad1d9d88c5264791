"""The looks: an MkDocs theme of its own, and the folder of templates for every other program that fills them."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader

FOLDER = Path(__file__).parent
HOSTED_STYLES = "assets/charters/hosted.css"
"""Where the styles are published for pages that stand in the frame of another."""


def hosted_styles() -> str:
    """Return the styles for our parts alone."""
    environment = Environment(loader=FileSystemLoader(FOLDER))  # noqa: S701 - it makes no HTML
    return environment.get_template("charters/frame/hosted.css.html").render()
