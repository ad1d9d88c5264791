"""Promises that git has seen change without an entry under `changes` (K7, C9, F5).

The file as it is now is set against its earlier versions. Of a charter compiled by others only the
last two versions count: to mend a record is no change of a promise. F5: a promise that ends keeps
its place with `withdrawn`, and its id never stands for another one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from charters.model.refusal import SHOWN, shown
from charters.model.register import Charter, Register
from charters.model.standards import Standard
from charters.problems import Place, Problem
from charters.problems.message import _
from charters.rules.case import STANDARDS
from charters.rules.forms import clash
from charters.rules.past.git_versions import (
    GitError,
    Past,
    Version,
    blob_name,
    read_blobs,
    read_past,
)
from charters.rules.past.old_texts import (
    Unrecorded,
    blocks_of,
    is_another_promise,
    is_as_before,
    unrecorded,
    values_of,
)


def promises_before(register: Register, root: Path) -> Iterator[tuple[str, Problem]]:
    """Yield promises changed, dropped or replaced since an earlier version, with nothing recorded.

    Each with its agency; '' where the history of the whole site cannot be seen.
    """
    here = Place(register.settings.data_dir)
    try:
        past = read_past(root, STANDARDS)
        if past is None:
            return
        found = list(_changed(register, root, past))
        texts = read_blobs(root, sorted({v.blob for _, _, versions in found for v in versions}))
    except GitError as fault:
        message = f"git cannot tell what the promises were before: {fault}"
        yield "", Problem(here, "K7S", message)
        return
    if past.shallow and found:
        message = "only the last commits are here; fetch the whole history (fetch-depth: 0)"
        yield "", Problem(here, "K7S", message)
    everywhere = frozenset(name for c in register.charters.values() for name in c.standard_by_id)
    for charter, text, versions in found:
        for problem in _file(charter, text, versions, texts, everywhere):
            yield charter.id, problem


def _changed(
    register: Register, root: Path, past: Past
) -> Iterator[tuple[Charter, str, Sequence[Version]]]:
    """Yield the files that differ from an earlier version, with their versions, newest first."""
    for charter in register.charters.values():
        if STANDARDS not in charter.files:
            continue
        path = charter.place(STANDARDS).path
        versions = past.versions.get(path) or _moved(root, past, path)
        if charter.agency.compiled is not None:
            versions = _latest(past, versions)
        versions = _sample(versions)
        data = (root / path).read_bytes()
        now = blob_name(data, past.head)
        if any(version.blob != now for version in versions):
            yield charter, _text(data), versions


def _sample(versions: Sequence[Version]) -> Sequence[Version]:
    """Return the newest versions, older ones further and further apart, and the first.

    A promise that stood for long is met so; a file with a thousand versions costs as little as ten.
    """
    steps = {0, 1, 2, len(versions) - 1} | {2**n for n in range(2, len(versions).bit_length())}
    return [version for n, version in enumerate(versions) if n in steps]


def _latest(past: Past, versions: Sequence[Version]) -> Sequence[Version]:
    """Return the version at HEAD and, where HEAD itself made it, the one before."""
    return versions[: 2 if versions and versions[0].commit == past.head else 1]


def _moved(root: Path, past: Past, path: str) -> Sequence[Version]:
    """Return the versions of a file whose folder was renamed and not committed yet."""
    gone = [v for name, v in past.versions.items() if not (root / name).exists()]
    texts = read_blobs(root, [versions[0].blob for versions in gone])
    ids = set(blocks_of(_text((root / path).read_bytes())))
    for versions in gone:
        before = set(blocks_of(_text(texts.get(versions[0].blob, b""))))
        if ids and len(ids & before) * 2 >= len(ids):
            return versions
    return ()


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _file(
    charter: Charter,
    text: str,
    versions: Sequence[Version],
    texts: Mapping[str, bytes],
    everywhere: frozenset[str],
) -> Iterator[Problem]:
    """Yield what earlier versions of a file, newest first, say that it does not."""
    now = blocks_of(text)
    earlier = [(v, blocks_of(_text(texts.get(v.blob, b"")))) for v in versions] if now else []
    first = {name: block for _, before in earlier for name, block in before.items()}
    told: set[tuple[str, str]] = set()
    for version, before in earlier:
        for name, block in before.items():
            if name in now:
                found = _standard(charter, name, (first[name], block, now[name]), version)
            elif name not in everywhere and not _is_a_figure_now(charter, name, block):
                found = iter([("", _gone(charter, name, block, version, now))])
            else:
                continue
            for field, problem in found:
                if (name, field) not in told:
                    told.add((name, field))
                    yield problem


def _is_a_figure_now(charter: Charter, name: str, block: str) -> bool:
    """Return whether what held no level, and so was no promise, is published as a figure now."""
    before = values_of(block)
    return name in charter.figure_by_id and not before.keys() & {"limit", "target", "changes"}


def _standard(
    charter: Charter, name: str, blocks: tuple[str, str, str], version: Version
) -> Iterator[tuple[str, Problem]]:
    """Yield what differs in one standard, with the field: its first text, an earlier one, today's."""
    standard = charter.standard_by_id.get(name)
    if standard is None or blocks[1] == blocks[2]:
        return
    first, before, now = (values_of(block) for block in blocks)
    if not before or not now:
        return
    if is_another_promise(before, now):
        yield "promise", _used_again(charter, standard, before, version)
        return
    for change in unrecorded(before, now):
        if not is_as_before(first, now, change.keys):
            yield change.field.value, _problem(charter, standard, change, version)


def _said(version: Version) -> str:
    return f"the version of {version.day} (commit {version.commit[:7]})"


def _at(charter: Charter, standard: Standard, *keys: str) -> Place:
    return charter.place(STANDARDS, "standards", standard.id, *keys)


def _problem(charter: Charter, standard: Standard, change: Unrecorded, version: Version) -> Problem:
    said = _(
        "'{key}' was {before} in {version} and is {now} now, but 'changes' has no entry for it",
        key=change.keys[-1],
        before=shown(change.before),
        now=shown(change.now),
        version=_said(version),
    )
    do = _(
        "add {{date: ..., field: {field}, from: {before}, to: {now}, reason: ...}}",
        field=change.field.value,
        before=_short(change.before),
        now=_short(change.now),
    )
    return clash("K7", "C9", _at(charter, standard, *change.keys), said, do)


def _short(words: str) -> str:
    return words if len(words) <= SHOWN else "..."


def _used_again(
    charter: Charter, standard: Standard, before: Mapping[str, Any], version: Version
) -> Problem:
    here = _at(charter, standard, "promise")
    said = _(
        "'{name}' stood for another promise in {version}: {words}",
        name=standard.id,
        version=_said(version),
        words=shown(_words(before)),
    )
    do = _(
        "give this one an id of its own, and put the old one back with "
        "withdrawn: {{date: ..., reason: ...}}"
    )
    return clash("K7", "C9", here, said, do, _at(charter, standard, "id"))


def _gone(
    charter: Charter, name: str, block: str, version: Version, now: Mapping[str, str]
) -> Problem:
    words = _words(values_of(block))
    same = [other for other, text in now.items() if words and _words(values_of(text)) == words]
    do = _("put it back with withdrawn: {{date: ..., reason: ...}}")
    for other in same[:1]:
        do = _(
            "it is called '{name}' now; people follow links to ids, so take the old one", name=other
        )
    said = _(
        "the promise '{name}' ({words}) stands in {version} and is gone now",
        name=name,
        words=shown(words),
        version=_said(version),
    )
    return clash("K7", "C9", charter.place(STANDARDS, "standards"), said, do)


def _words(values: Mapping[str, Any]) -> str:
    promise = values.get("promise")
    return str(next(iter(promise.values()), "") if isinstance(promise, dict) else promise or "")
