"""What stands at the end of a way through records, such as `standards.posted.checked`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from charters.model.file_names import AGENCY, SURVEYS
from charters.model.register import Keys
from charters.rules.case import Case


def value_at(record: Any, path: str) -> Any:
    """Return a value of a record by a path such as `measure.source`; None where it ends early."""
    for key in path.split("."):
        record = None if record is None else getattr(record, key)
    return record


def below(
    case: Case, file: str, path: str, counts: Callable[[Any], bool] = bool
) -> Iterator[tuple[Keys, Any]]:
    """Yield what stands in a file by a path such as `standards.posted.checked`, with the keys to it.

    Lists are walked item by item, each by its id or its number. `counts` says of each record on
    the way whether what stands below it counts.
    """
    roots: Mapping[str, object] = {AGENCY: case.charter.agency, SURVEYS: case.charter.surveys}
    return _below(roots.get(file, case.charter), path, (), counts)


def _below(
    value: Any, path: str, keys: Keys, counts: Callable[[Any], bool]
) -> Iterator[tuple[Keys, Any]]:
    if isinstance(value, list | tuple):
        for n, item in enumerate(value):
            yield from _below(item, path, (*keys, getattr(item, "id", None) or n), counts)
    elif not path:
        yield keys, value
    elif counts(value):
        key, _dot, rest = path.partition(".")
        if (inner := getattr(value, key)) is not None:
            yield from _below(inner, rest, (*keys, key), counts)
