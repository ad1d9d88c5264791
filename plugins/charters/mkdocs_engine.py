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
from charters.publishing.rendering import Rendered, SiteError
from charters.reading.site_settings import SITE_FILE, settings_from
from charters.rules import Audit


def render(root: Path, audited: Audit, folder: Path) -> Rendered:
    """Build a site into a folder."""
    with _heard() as warnings:
        try:
            config = load_config(str(root / SITE_FILE), site_dir=str(folder))
            # Whoever reads the warnings refuses them: MkDocs would count those of its own alone.
            strict, config.strict = config.strict, False
            _given(config.plugins.get("charters"), audited)
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build(config)
            finally:
                config.plugins.on_shutdown()
        except MkDocsException as fault:
            raise SiteError("\n".join(warnings or [fault.message])) from fault
    problems = (Problem(Place(SITE_FILE), "S010", warning) for warning in warnings)
    return Rendered(config.site_url or "/", strict, tuple(problems))


def _given(plugin: object, audited: Audit) -> None:
    """Hand our plugin the audit, so that nothing is read twice or judged by other settings."""
    if not isinstance(plugin, ChartersPlugin):
        raise SiteError(f"{SITE_FILE} does not name our plugin; write under plugins: - charters")
    settings = audited.register.settings
    if settings_from(dict(plugin.config)).model_copy(update={"as_of": settings.as_of}) != settings:
        message = f"{SITE_FILE} takes settings of charters from another file; write them in {SITE_FILE} itself"
        raise SiteError(message)
    plugin.audited = audited


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
