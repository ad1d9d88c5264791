"""Small changes of a module ("mutants"), one at a time, each of which a test should notice.

Changed are comparisons, arithmetic, and/or/not, numbers by one either way, texts, constants,
answers (taken away), branches (swapped), ends of slices, pairs such as min and max, and statements
that only have an effect (taken out). What never runs is left alone: annotations, docstrings,
imports, and the words of refusals.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import unified_diff
from typing import Any

_OTHER: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.USub: ast.UAdd,
}
_PAIRS = (("min", "max"), ("any", "all"), ("floor", "ceil"))
_OTHER_NAME = {a: b for pair in _PAIRS for a, b in (pair, pair[::-1])}
_EXACT = (ast.Eq, ast.NotEq, ast.Is, ast.IsNot, ast.In, ast.NotIn)
_EFFECTS = (ast.Expr, ast.AugAssign, ast.Break, ast.Continue)
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_NOT_RUN = ("annotation", "returns")

Changed = Iterator[None]
"""While a generator of these stands at a yield the tree is changed; afterwards it is as before."""


@dataclass(frozen=True)
class Mutant:
    """The text of a module with one change in it."""

    line: int
    """Where the change stands in the module as it is written."""
    change: str
    """The lines that differ, before and after."""
    text: str


def mutants_of(source: str) -> Iterator[Mutant]:
    """Yield every mutant of a module."""
    tree = ast.parse(source)
    before = ast.unparse(tree)
    seen = {before}
    for node in _running(tree):
        for change in _CHANGES:
            for _ in change(node):
                after = ast.unparse(tree)
                if after not in seen:
                    seen.add(after)
                    yield Mutant(_line_of(node), _difference(before, after), after)


def _line_of(node: ast.AST) -> int:
    return getattr(node.target if isinstance(node, ast.comprehension) else node, "lineno", 0)


def _difference(before: str, after: str) -> str:
    lines = unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    told = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
    return "  ".join(f"{line[0]} {line[1:].strip()}" for line in told)


def _running(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what takes part when the module runs, parents first."""
    yield node
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and name not in _NOT_RUN and _is_changed(node, child):
                yield from _running(child)


def _is_changed(node: ast.AST, child: ast.AST) -> bool:
    if isinstance(child, ast.Constant) and isinstance(node, ast.Compare):
        # Python warns of `is 0`, and every warning fails a test.
        return child.value is not None
    return not isinstance(child, (ast.Import, ast.ImportFrom, ast.Raise)) and not _is_doc(child)


def _is_doc(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _set(node: ast.AST, field: str, value: object) -> Changed:
    kept = getattr(node, field)
    setattr(node, field, value)
    yield
    setattr(node, field, kept)


def _operators(node: ast.AST) -> Changed:
    if isinstance(node, ast.Compare):
        for n, kept in enumerate(node.ops):
            yield from _set(node, "ops", [*node.ops[:n], _other(kept), *node.ops[n + 1 :]])
    elif isinstance(node, ast.BinOp | ast.BoolOp | ast.AugAssign | ast.UnaryOp):
        # A union of types is no arithmetic.
        is_union = isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr)
        if type(node.op) in _OTHER and not is_union:
            yield from _set(node, "op", _other(node.op))


def _other(operator: ast.AST) -> Any:
    return _OTHER[type(operator)]()


def _constants(node: ast.AST) -> Changed:
    if not isinstance(node, ast.Constant) or node.value is ...:
        return
    if isinstance(node.value, bool):
        others: list[object] = [not node.value]
    elif isinstance(node.value, int | float):
        others = [node.value + 1, node.value - 1]
    elif node.value is None:
        others = [0]
    else:
        others = [_other_text(str(node.value))]
    for other in others:
        yield from _set(node, "value", other)


def _other_text(text: str) -> str:
    """Return another text; of a number another number, so that nothing breaks before it is used."""
    return text[:-1] + str((int(text[-1]) + 1) % 10) if _NUMBER.fullmatch(text) else f"{text}?"


def _answers(node: ast.AST) -> Changed:
    if isinstance(node, ast.Return | ast.Yield) and not isinstance(node.value, ast.Constant):
        yield from _set(node, "value", ast.Constant(None))


def _branches(node: ast.AST) -> Changed:
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        yield from _set(node, "test", _negated(node.test))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield from _set(node, "operand", _negated(node.operand))
    elif isinstance(node, ast.comprehension):
        for n, test in enumerate(node.ifs):
            yield from _set(node, "ifs", [*node.ifs[:n], _negated(test), *node.ifs[n + 1 :]])


def _negated(test: ast.expr) -> ast.expr:
    """Return the opposite, written as `_operators` writes it where that is the same."""
    if isinstance(test, ast.Compare) and type(test.ops[0]) in _EXACT and len(test.ops) == 1:
        return ast.Compare(test.left, [_other(test.ops[0])], test.comparators)
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return test.operand
    return ast.UnaryOp(ast.Not(), test)


def _names(node: ast.AST) -> Changed:
    if isinstance(node, ast.Name) and node.id in _OTHER_NAME:
        yield from _set(node, "id", _OTHER_NAME[node.id])


def _slices(node: ast.AST) -> Changed:
    if isinstance(node, ast.Slice):
        yield from _set(node, "lower", None)
        yield from _set(node, "upper", None)


def _statements(node: ast.AST) -> Changed:
    for field in ("body", "orelse"):
        lines: object = getattr(node, field, ())
        if not isinstance(lines, list):
            continue
        for n, line in enumerate(lines):
            if isinstance(line, _EFFECTS) and not _is_doc(line):
                yield from _set(node, field, [*lines[:n], ast.Pass(), *lines[n + 1 :]])


_CHANGES: tuple[Callable[[ast.AST], Changed], ...] = (
    _operators,
    _constants,
    _answers,
    _branches,
    _names,
    _slices,
    _statements,
)
