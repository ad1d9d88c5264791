"""Ways to spoil the files of a valid site: a value, a key, a row, or the text itself."""

from __future__ import annotations

import copy
import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from hypothesis import strategies as st

Way = tuple[str | int, ...]
"""How a value is reached in a file: keys of groups, places in lists."""
Files = dict[str, Any]
"""What each file says: YAML as plain values, a table as rows of cells, Markdown as lines."""

WORDS = """\
| |none|none found|mean|yes|no|0|-1|-0|1e9|1e400|NaN|inf|90%|0%|101%|at most 5 days|2024|FY2024|FY0000|2024-W53
2024-02-30|2031-01-01|0001-01-01|9999-12-31|10000-01-01|2023/24|2010-11|1,2|1,000|1_000|0x10|½|١٢٣|１２|[]|{}|a: b|é|日本
between 2 and 4 days|between 4 and 2 days|1/0|100.01%|0.0000000001%|999999999999999|99999999999999999999999 years
https://a.example/|=|=1+1|-|--|---|#|'|"|`|*a|&a|!!python/name:os.system|{phone-wait: result}|{{ 7*7 }}|{% x %}|<b>
\u202e|\u200d|\U0002fa1e|\u0301\u0301\u0301|\U0001f468\u200d\U0001f469|\ufdfd|a\u0430|\x85|\u2028|\x07|../../x|/etc/passwd|.|..|con""".replace(
    "\n", "|"
).split("|")
SCRAPS = st.one_of(
    st.sampled_from([*WORDS, "x" * 5000, "9" * 400, "word " * 900, "- " * 300]),
    st.text(max_size=30),
    st.integers(-5, 10**30).map(str),
    st.floats().map(str),
    st.dates().map(str),
)


def ways(tree: Any, way: Way = ()) -> Iterator[Way]:
    """Yield the way to every value of a file, groups and lists included."""
    if way:
        yield way
    for key, value in _inner(tree):
        yield from ways(value, (*way, key))


def _inner(tree: Any) -> list[tuple[str | int, Any]]:
    if isinstance(tree, dict):
        return list(tree.items())
    return list(enumerate(tree)) if isinstance(tree, list) else []


def at(files: Files, name: str, way: Way) -> Any:
    """Return the value that a way leads to."""
    value = files[name]
    for key in way:
        value = value[key]
    return value


# ---------------------------------------------------------------------------------- the changes


@dataclass(frozen=True)
class Change:
    """One change: what is done, in which file, where, and with what."""

    do: str
    name: str
    way: Way
    with_what: Any = None


def _put(holder: Any, key: Any, value: Any) -> None:
    holder[key] = value


def _out(holder: Any, key: Any, _: Any) -> None:
    del holder[key]


def _twice(holder: Any, key: Any, _: Any) -> None:
    """Repeat a row, or make a list of a value and itself."""
    if isinstance(holder, list):
        holder.insert(key, copy.deepcopy(holder[key]))
    else:
        holder[key] = [holder[key], copy.deepcopy(holder[key])]


def _rename(holder: Any, key: Any, value: Any) -> None:
    inner = holder.pop(key)
    holder[str(value)] = inner


def _wrap(holder: Any, key: Any, value: Any) -> None:
    holder[key] = [holder[key]] if len(str(value)) % 2 else {str(value): holder[key]}


def _open(holder: Any, key: Any, _: Any) -> None:
    """Put the first value of a group or a list in its place."""
    holder[key] = _inner(holder[key])[0][1]


def _grow(holder: Any, key: Any, _: Any) -> None:
    holder[key] = holder[key] * 300


CHANGES: dict[str, Callable[[Any, Any, Any], None]] = {
    "put": _put,
    "out": _out,
    "twice": _twice,
    "rename": _rename,
    "wrap": _wrap,
    "open": _open,
    "grow": _grow,
}
TEXTS: dict[str, Callable[[str, int, str], str]] = {
    "insert": lambda text, where, scrap: text[:where] + scrap + text[where:],
    "cut": lambda text, where, _: text[:where],
    "repeat a line": lambda text, where, _: _on_lines(text, where, 2),
    "drop a line": lambda text, where, _: _on_lines(text, where, 0),
}


def _on_lines(text: str, where: int, times: int) -> str:
    lines = text.splitlines(keepends=True)
    number = text.count("\n", 0, where)
    lines[number : number + 1] = lines[number : number + 1] * times
    return "".join(lines)


def changes(files: Files) -> st.SearchStrategy[Change]:
    """Return every change of one value, and of one place of a text."""
    places = [(name, way) for name, tree in files.items() for way in ways(tree)]
    place = st.sampled_from(places)
    other = place.map(lambda found: copy.deepcopy(at(files, *found)))
    value = st.one_of(SCRAPS, SCRAPS, other, st.none())
    where = st.tuples(st.floats(0, 1), SCRAPS)
    return st.one_of(
        st.builds(_change, st.just("put"), place, value),
        st.builds(_change, st.sampled_from(sorted(CHANGES)), place, value),
        st.builds(
            Change,
            st.sampled_from(sorted(TEXTS)),
            st.sampled_from(sorted(files)),
            st.just(()),
            where,
        ),
    )


def _change(do: str, place: tuple[str, Way], value: Any) -> Change:
    return Change(do, *place, value)


def spoiled(files: Files, wanted: list[Change]) -> dict[str, str]:
    """Return the texts of the files that are other after some changes."""
    trees, texts = copy.deepcopy(files), {}
    for change in wanted:
        if change.do in CHANGES:
            *before, last = change.way
            try:
                CHANGES[change.do](at(trees, change.name, tuple(before)), last, change.with_what)
            except (KeyError, IndexError, TypeError, AttributeError):
                continue  # an earlier change has taken the place away
    for name in {change.name for change in wanted}:
        texts[name] = written(name, trees[name])
    for change in wanted:
        if change.do in TEXTS:
            where, scrap = change.with_what
            text = texts[change.name]
            texts[change.name] = TEXTS[change.do](text, int(where * len(text)), scrap)
    return texts


# ------------------------------------------------------------------------------- files and values


def parsed(name: str, text: str) -> Any:
    """Return what a file says as values that can be changed."""
    if name.endswith(".csv"):
        return [list(row) for row in csv.reader(io.StringIO(text))]
    if name.endswith(".md"):
        return text.split("\n")
    return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - text only


def written(name: str, tree: Any) -> str:
    """Return values as the text of a file."""
    if name.endswith(".csv") and isinstance(tree, list):
        rows = io.StringIO(newline="")
        cells = (
            [_cell(one) for one in row] if isinstance(row, list) else [_cell(row)] for row in tree
        )
        csv.writer(rows, lineterminator="\n").writerows(cells)
        return rows.getvalue()
    if name.endswith(".md") and isinstance(tree, list):
        return "\n".join(_cell(line) for line in tree)
    return yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)


def _cell(value: Any) -> str:
    return value if isinstance(value, str) else str(value)
