"""The filters that templates for MkDocs use, in the engine that is without it."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from jinja2 import pass_context
from jinja2.runtime import Context

from charters.plain_markdown import relative


@pass_context
def url(context: Context, value: str) -> str:
    """Return an address of the site as a page leads to it; one of elsewhere as it is."""
    led = str(value) or "."
    if led[0] in "/#" or (":" in led and urlsplit(led).scheme):
        return led
    page = context["page"]
    return relative(led, page.url) if page else posixpath.join(context["base_url"], led)


@pass_context
def script_tag(context: Context, script: str | Mapping[str, Any]) -> str:
    """Return the element that loads a script."""
    options = {"path": script} if isinstance(script, str) else dict(script)
    source = url(context, options.pop("path"))
    marks = "".join(f' {name}="{value}"' for name, value in options.items() if value)
    return f'<script src="{source}"{marks}></script>'


FILTERS = {"url": url, "script_tag": script_tag}
"""What templates call them."""
