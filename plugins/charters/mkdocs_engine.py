"""The engine `mkdocs`: MkDocs with our plugin in it, driven from within."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from charters.plugin import ChartersPlugin
from charters.problems import Place, Problem
from charters.problems.message import _
from charters.publishing.rendering import Rendered, SiteError
from charters.rules import Audit


def render(root: Path, audited: Audit, folder: Path) -> Rendered:
    """Build a site into a folder."""
    name = audited.register.settings.site_file
    with _heard() as warnings:
        try:
            config = load_config(str(root / name), site_dir=str(folder))
            # Whoever reads the warnings refuses them: MkDocs would count those of its own alone.
            strict, config.strict = config.strict, False
            plugin = config.plugins.get("charters")
            if not isinstance(plugin, ChartersPlugin):
                message = _(
                    "{file} does not name the plugin; write under plugins: - charters", file=name
                )
                raise SiteError(message)
            plugin.audited = audited  # Nothing is read twice.
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build(config)
                found = plugin.site.check.problems()
            finally:
                plugin.audited = None  # MkDocs keeps the plugin for the next build.
                config.plugins.on_shutdown()
        except MkDocsException as fault:
            raise SiteError("\n".join(warnings or [fault.message])) from fault
    warned = (Problem(Place(name), "S010", warning) for warning in warnings)
    return Rendered(config.site_url or "/", strict, (*warned, *found))


@contextmanager
def _heard() -> Iterator[list[str]]:
    """Collect what MkDocs and its plugins warn of."""
    said: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(" ".join(record.getMessage().split()))  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield said
    finally:
        logger.removeHandler(handler)
