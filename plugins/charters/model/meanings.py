"""What the keys of a record mean: the sentence below each in the source, read when somebody asks."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from charters.model.fields import Record


def meaning(record: type[Record], name: str) -> str:
    """Return what a field of a record means, as the reference says it; '' where nothing is said."""
    homes = (kind for kind in record.__mro__ if issubclass(kind, Record))
    said = (_in_module(kind.__module__)[kind.__name__] for kind in homes)
    return next((one[name] for one in said if name in one), "")


@cache
def _in_module(name: str) -> Mapping[str, Mapping[str, str]]:
    """Return what a module says of the fields of its classes."""
    tree = ast.parse(inspect.getsource(sys.modules[name]))
    return {one.name: _below_fields(one) for one in tree.body if isinstance(one, ast.ClassDef)}


def _below_fields(record: ast.ClassDef) -> dict[str, str]:
    return {
        field.target.id: inspect.cleandoc(str(said.value.value))
        for field, said in pairwise(record.body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(said, ast.Expr) and isinstance(said.value, ast.Constant)
    }
