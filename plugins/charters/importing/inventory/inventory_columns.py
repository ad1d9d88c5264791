"""The columns of a file of the inventory by our own names for them: which are read, which are not, and why."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any

from charters.importing.account import Account
from charters.importing.faults import TableError
from charters.importing.grid import Sheet
from charters.problems import Message, declared
from charters.problems.message import _, either

_ELSEWHERE = {
    "kind": _("charters have no field for kinds of service"),
    "programme": _("charters have no field for programs"),
    "online": _("charters keep ways to reach an agency, and no steps of one service online"),
    "feedback": _("charters keep surveys, and no ways of giving feedback"),
    "automated": _("charters have no field for automated decisions"),
    "numbers": _("charters have no field for the use of personal numbers"),
    "review": _("the day of a review is no year, and charters have no field for one of a service"),
    "organisation": _("charters have no field for this of an organization"),
    "derived": _("it is worked out from other columns"),
}
_OWNER = ("owner_org", "department_name_en", "org_id")
_NEEDED = {
    "standards": (("fiscal_yr",), ("service_id",), _OWNER, ("service_standard_en",)),
    "services": (("fiscal_yr",), ("service_id",), _OWNER, ("service_name_en",)),
}


@cache
def inventory() -> Mapping[str, Any]:
    """Return what is known of the files of the inventory."""
    return declared("importing/inventory/inventory")


def columns_of(
    sheet: Sheet, head: Mapping[int, str], kind: str, account: Account
) -> dict[int, str]:
    """Return our names for the columns; leave out the cells of every other column, and of the head."""
    names, known = names_of_columns(kind), dict[int, str]()
    for column, written in head.items():
        name = names.get(written)
        if name and name not in known.values():
            known[column] = name
    missing = [one for one in _NEEDED.get(kind, ()) if not {*one} & {*known.values()}]
    if missing:
        said = _(
            "{file} has no column {names}; is it the file it was named as?",
            file=sheet.file,
            names=either(missing[0]),
        )
        raise TableError(said)
    unread = {one: written for one, written in head.items() if one not in known}
    account.remarks.extend(_on_columns(sheet.file, names, unread, known.values()))
    why = {one: _why_unread(written, names) for one, written in unread.items()}
    for cell in sheet.cells.values():
        if cell.row == 1:
            account.leave(sheet, cell, _("it names a column"))
        elif cell.column not in known:
            account.leave(sheet, cell, why.get(cell.column, _("it stands below no name")))
    return known


def _on_columns(
    file: str, names: Mapping[str, str], unread: Mapping[int, str], known: Collection[str]
) -> Iterator[Message]:
    """Yield which columns are not read though nothing is known against them, and which are not there."""
    for written in unread.values():
        if written in names:
            yield _("{file}: only the first column for {name} is read", file=file, name=written)
        elif not _why_elsewhere(written):
            yield _("{file}: no column is known as {name}", file=file, name=written)
    expected = [one for one in names.values() if one not in inventory()["columns_once"]]
    if absent := [one for one in dict.fromkeys(expected) if one not in known]:
        yield _("{file} has no column for {names}", file=file, names=", ".join(absent))


def _why_unread(written: str, names: Mapping[str, str]) -> Message:
    if written in names:
        return _("another column says the same")
    return _why_elsewhere(written) or _("no column of the inventory is called so")


@cache
def names_of_columns(kind: str) -> Mapping[str, str]:
    """Return our name for each name that a column of a kind of file had."""
    columns = inventory()["columns"]
    both = columns["both"] if kind in _NEEDED else {}
    known = {**both, **columns[kind]}
    return {name: ours for ours, names in known.items() for name in (ours, *names)}


def _why_elsewhere(name: str) -> Message | None:
    elsewhere = inventory()["elsewhere"]
    return next((_ELSEWHERE[one] for one, names in elsewhere.items() if name in names), None)


def plain_name(name: str) -> str:
    """Return the name of a column in small letters without accents, its words joined as ours are."""
    letters = unicodedata.normalize("NFKD", name.strip().lower())
    bare = "".join(one for one in letters if not unicodedata.combining(one))
    return re.sub(r"[\s.-]+", "_", bare).strip("_")
