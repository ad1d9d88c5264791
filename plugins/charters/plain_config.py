"""mkdocs.yml as the engine `plain` follows it: no code runs that it names, and nothing is passed over unseen."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from charters.publishing.rendering import SiteError
from charters.reading.codes import FAST_LOADER
from charters.reading.site_settings import SITE_FILE, from_environment

_NOT_FOLLOWED = ("INHERIT", "hooks", "exclude_docs", "draft_docs")
"""What would change a site unseen: a draft must not be published because nobody read the line."""


class _Loader(FAST_LOADER):  # type: ignore[misc]  # chosen when it runs
    """YAML as MkDocs reads it, except that no code runs which a file names."""


_Loader.add_constructor("!ENV", lambda _loader, node: from_environment(node))


class _Given(BaseModel):
    model_config = ConfigDict(extra="allow", strict=True)


class _Theme(_Given):
    custom_dir: str | None = None
    static_templates: list[str] = Field(default_factory=list)


def _menu(entries: list[Any]) -> list[Any]:
    """Return the entries of a menu: pages and links, each with a title or without, and groups."""
    for entry in entries:
        pairs = list(entry.items()) if isinstance(entry, dict) else [(entry, None)]
        for title, inner in pairs:
            fits = isinstance(title, str) and isinstance(inner, str | list | None)
            if not fits:
                raise ValueError
            _menu(inner if isinstance(inner, list) else [])
    return entries


_Options = dict[str, Any] | None
_Named = list[str | dict[str, _Options]] | dict[str, _Options]


class _Site(_Given):
    """What this engine reads of mkdocs.yml; a theme and an `extra` may hold anything else."""

    site_name: str = "Service charters"
    site_url: str | None = None
    site_description: str | None = None
    copyright: str | None = None
    repo_url: str | None = None
    edit_uri: str | None = None
    docs_dir: str = "content"
    nav: Annotated[list[Any], AfterValidator(_menu)] = Field(default_factory=list)
    markdown_extensions: _Named = Field(default_factory=list)
    extra_css: list[str] = Field(default_factory=list)
    extra_javascript: list[str | dict[str, Any]] = Field(default_factory=list)
    theme: Annotated[
        _Theme, BeforeValidator(lambda said: {} if isinstance(said, str) else said)
    ] = Field(default_factory=_Theme)
    extra: dict[str, Any] = Field(default_factory=dict)
    plugins: _Named = ["search"]
    strict: bool = False


def config_of(root: Path) -> dict[str, Any]:
    """Return the settings of a site under the names that templates for MkDocs use."""
    written = _read(root / SITE_FILE)
    for name in _NOT_FOLLOWED:
        if written.get(name):
            raise _not_followed(f"{SITE_FILE}: {name}")
    if written.get("use_directory_urls") is False:
        raise _not_followed(f"{SITE_FILE}: use_directory_urls: false")
    try:
        given = {name: value for name, value in written.items() if value is not None}
        return _Site.model_validate(given).model_dump()
    except ValidationError as fault:
        key = fault.errors()[0]["loc"][0]
        message = f"{SITE_FILE}: the value of {key} has not the form that MkDocs asks for; see https://www.mkdocs.org/user-guide/configuration/#{key}"
        raise SiteError(message) from fault


def _read(file: Path) -> dict[str, Any]:
    try:
        text = file.read_text(encoding="utf-8-sig") if file.is_file() else ""
        written = yaml.load(text, _Loader) or {}  # noqa: S506 - it is a safe loader
    except yaml.constructor.ConstructorError as fault:
        raise _not_followed(f"{_line(fault)}: code that a file names") from None
    except (yaml.YAMLError, ValueError) as fault:
        raise SiteError(f"{_line(fault)}: this cannot be read; put the value in quotes") from fault
    if not isinstance(written, dict):
        raise SiteError(f"{SITE_FILE}: write keys here, such as site_name: Service charters")
    return written


def _line(fault: Exception) -> str:
    mark = getattr(fault, "problem_mark", None)
    return f"{SITE_FILE}:{mark.line + 1}" if mark else SITE_FILE


def _not_followed(what: str) -> SiteError:
    message = (
        f"{what} is not followed by the engine 'plain'; take it out, or build with --engine mkdocs"
    )
    return SiteError(message)
