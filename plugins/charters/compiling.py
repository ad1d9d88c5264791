"""Templates compiled once for all builds, the macros of our parts made once for all pages, and words escaped in one step."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, MutableMapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from sys import implementation
from types import CodeType
from typing import Any

import markupsafe
from jinja2 import BytecodeCache, Environment, Template
from jinja2.bccache import Bucket
from jinja2.environment import TemplateModule

from charters.theme import FOLDER as THEME

_PARTS = "charters/parts/"
_KEPT: dict[str, bytes] = {}
_IN_ONE_STEP: Callable[[str], str] = getattr(markupsafe, "_escape_inner", markupsafe.escape)
"""Escapes a string and does not mark it as such, for which what is written at once has no use."""


def hasten(environment: Environment) -> None:
    """Let an environment keep what it makes of our templates."""
    environment.template_class = type("_OfOne", (_Part,), {"seen": {}})
    environment.bytecode_cache = _Compiled(environment)


def escaped(said: Any) -> str:
    """Return what a template writes of a value: the same signs as `markupsafe.escape`, for a third of the time."""
    kind = type(said)
    if kind is str:
        return _IN_ONE_STEP(said)
    return said if kind is markupsafe.Markup else markupsafe.escape(said)


class _Part(Template):
    """A template whose macros see the page that is written, and are not made anew for each page.

    Nothing but macros stands in our parts, and they ask for nothing but what every page has.
    """

    seen: dict[str, Any]
    """What the macros of an environment see: one object, whose content changes from page to page."""
    made: TemplateModule | None = None

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002 - the library's names
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """Return a template that was compiled."""
        made = super().from_code(environment, code, globals, uptodate)
        made.root_render_func.__globals__["escape"] = escaped
        return made

    def make_module(
        self,
        vars: dict[str, Any] | None = None,  # noqa: A002 - the library's names
        shared: bool = False,  # noqa: FBT001, FBT002
        locals: Mapping[str, Any] | None = None,  # noqa: A002
    ) -> TemplateModule:
        """Return the macros of a template that is imported."""
        of_page = shared and vars is not None and "page" in vars
        if vars is None or not of_page or not (self.name or "").startswith(_PARTS):
            return super().make_module(vars, shared, locals)
        if vars is not self.seen:
            self.seen.clear()
            self.seen.update(vars)
        if self.made is None:
            self.made = super().make_module(self.seen, shared=True)
        return self.made


class _Compiled(BytecodeCache):
    """Compiled templates, in memory and, of ours, beside Python's own; compiled anew where they changed.

    Whoever deletes them has them made again; where nothing can be written, nothing is.
    """

    def __init__(self, environment: Environment) -> None:
        """Tell apart what is compiled with other rules."""
        names = ("block_start_string", "variable_start_string", "comment_start_string", "trim_blocks",
                 "lstrip_blocks", "keep_trailing_newline", "newstyle_gettext", "optimized", "sandboxed")  # fmt: skip
        rules = [getattr(environment, name, None) for name in names]
        said = repr((implementation.cache_tag, rules, sorted(environment.extensions)))
        self.rules = sha256(said.encode()).hexdigest()[:12]

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return what a compiled template is called."""
        where = filename or ""
        near = os.path.relpath(where, THEME) if where.startswith(f"{THEME}/") else where
        key = sha256(f"{self.rules} {name} {near}".encode()).hexdigest()[:24]
        return f"ours-{key}" if near != where else key

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hand over what is kept of a template."""
        if bucket.key not in _KEPT and bucket.key.startswith("ours-"):
            with suppress(OSError):
                _KEPT[bucket.key] = _place(bucket).read_bytes()
        if bucket.key in _KEPT:
            bucket.bytecode_from_string(_KEPT[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template was compiled to."""
        _KEPT[bucket.key] = bucket.bytecode_to_string()
        if bucket.key.startswith("ours-"):
            place = _place(bucket)
            with suppress(OSError):
                place.parent.mkdir(exist_ok=True)
                new = place.with_suffix(f".{os.getpid()}")
                new.write_bytes(_KEPT[bucket.key])
                new.replace(place)


def _place(bucket: Bucket) -> Path:
    return Path(THEME, "__pycache__", f"{bucket.key}.pyc")
