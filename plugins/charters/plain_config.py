"""The site's file as the engine `plain` follows it: no code runs that it names, and nothing is passed over unseen."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from charters.model.settings import Settings
from charters.problems.message import Message, _
from charters.publishing.rendering import SiteError
from charters.reading.site_file import site_file

_NOT_FOLLOWED = ("hooks", "exclude_docs", "draft_docs")
"""What would change a site unseen: a draft must not be published because nobody read the line."""


class _Given(BaseModel):
    model_config = ConfigDict(extra="allow", strict=True)


class _Theme(_Given):
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
    """What this engine reads of the site's file; a theme and an `extra` may hold anything else."""

    site_name: str = "Service charters"
    site_url: Annotated[
        str | None, AfterValidator(lambda said: said and f"{said.rstrip('/')}/")
    ] = None
    site_description: str | None = None
    copyright: str | None = None
    repo_url: str | None = None
    edit_uri: str | None = None
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


def config_of(root: Path, settings: Settings) -> dict[str, Any]:
    """Return the settings of a site under the names that templates for MkDocs use."""
    name = settings.site_file
    written = _read(root, name)
    for key in _NOT_FOLLOWED:
        if written.get(key):
            raise _not_followed(f"{name}: {key}")
    if written.get("use_directory_urls") is False:
        raise _not_followed(f"{name}: use_directory_urls: false")
    try:
        given = {key: value for key, value in written.items() if value is not None}
        config = _Site.model_validate(given).model_dump()
    except ValidationError as fault:
        wrong = fault.errors()[0]["loc"][0]
        message = _(
            "{file}: the value of {key} has not the form that MkDocs asks for; see {link}",
            file=name,
            key=str(wrong),
            link=_MEANT + str(wrong),
        )
        raise SiteError(message) from fault
    # What the check has looked at is what is published.
    config["theme"]["custom_dir"] = settings.looks_dir
    return {**config, "docs_dir": settings.docs_dir}


def _read(root: Path, name: str) -> dict[str, Any]:
    try:
        return site_file(root, name).tree()
    except yaml.constructor.ConstructorError as fault:
        code = _("{file}: code that a file names", file=_line(fault, name))
        raise _not_followed(code) from None
    except (yaml.YAMLError, ValueError) as fault:
        message = _("{file}: this cannot be read; put the value in quotes", file=_line(fault, name))
        raise SiteError(message) from fault


def _line(fault: Exception, name: str) -> str:
    mark = getattr(fault, "problem_mark", None)
    return f"{mark.file}:{mark.line + 1}" if mark else name


_MEANT = "https://www.mkdocs.org/user-guide/configuration/#"


def _not_followed(what: Message | str) -> SiteError:
    message = _(
        "{what} is not followed by the engine 'plain'; take it out, or build with --engine mkdocs",
        what=what,
    )
    return SiteError(message)
