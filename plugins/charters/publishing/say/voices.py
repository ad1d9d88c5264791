"""Whose "we" a site says: that of an agency on a site of its own, and of nobody but the publisher elsewhere."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import BinaryIO

from charters.problems.catalogue import declared


@cache
def said_of_others() -> Mapping[str, str]:
    """Return what is said of an agency, by what it says of itself (`they.toml`)."""
    kinds = declared("publishing/say/they").values()
    return {own: other for kind in kinds for own, other in kind.items()}


def words(file: BinaryIO, *_: object, **__: object) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield what is said of agencies, as Babel collects it for translators."""
    for kind in tomllib.load(file).values():
        for own, other in kind.items():
            yield 1, "gettext", other, [f"Translators: said of an agency in place of: {own}"]
