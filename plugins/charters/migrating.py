"""Moves a site to the form its files have today: a list of dated moves, each finding its old form by itself.

Whoever takes a form away adds the move that leads out of it: an entry here and one function, and a
case in `tests/cases/migrating.yml`. A move looks for what the reader refuses, so that a site of today is
never touched, and no file has to carry a version.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from charters.model.change import NOT_FOUND
from charters.model.settings import Settings
from charters.problems import Message, Problem
from charters.problems.message import _
from charters.publishing.say.clause_words import sayer
from charters.reading import read


@dataclass(frozen=True, slots=True)
class Edit:
    """One line of a file that is changed, or taken out."""

    path: str
    line: int
    """From 1."""
    before: str
    after: str | None
    """None where the line is taken out."""
    why: Message

    @property
    def told(self) -> Message:
        """What is done, and why, in a line."""
        place = {"path": self.path, "line": str(self.line), "before": self.before.strip()}
        if self.after is None:
            return _("{path}:{line}: {before} is taken out: {why}", **place, why=self.why)
        after = self.after.strip()
        return _(
            "{path}:{line}: {before} becomes {after}: {why}", **place, after=after, why=self.why
        )


Lines = Sequence[str]
Find = Callable[[Problem, Lines], Iterator[Edit]]


@dataclass(frozen=True, slots=True)
class Move:
    """A form that was taken away: since when, how the reader tells it, and what leads out of it."""

    day: date
    code: str
    """The rule by which the reader refuses the old form."""
    edits: Find


def _no_aim_found(problem: Problem, lines: Lines) -> Iterator[Edit]:
    """Write `none found` where a compiled charter says that the agency had no aim."""
    line, at = lines[problem.place.line - 1], problem.place.column - 1
    for written in ("none", '"none"', "'none'"):
        if line[at:].split("#")[0].rstrip(" ,}").startswith(written):
            after = line[:at] + NOT_FOUND + line[at + len(written) :]
            why = _("documents that tell of no aim do not say that there was none")
            yield Edit(problem.place.path, problem.place.line, line, after, why)
            return


def _no_link_days(problem: Problem, lines: Lines) -> Iterator[Edit]:
    """Take `link_days` out of the settings: links to other sites are not followed any more."""
    number = problem.place.line
    line = lines[number - 1]
    if not line.strip().startswith("link_days:"):
        return
    why = _("links to other sites are not followed")
    if _is_alone(lines, number):
        yield Edit(problem.place.path, number - 1, lines[number - 2], None, why)
    yield Edit(problem.place.path, number, line, None, why)


def _is_alone(lines: Lines, number: int) -> bool:
    """Return whether a line is the only one under the key above it."""
    above, below = lines[number - 2].rstrip(), lines[number : number + 1]
    return above.endswith(":") and not any(
        _depth(one) == _depth(lines[number - 1]) for one in below
    )


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


MOVES = (
    Move(date(2026, 11, 28), "T013", _no_aim_found),
    Move(date(2026, 11, 28), "Y004", _no_link_days),
)
"""Every form that was taken away, oldest first."""
FORM = MOVES[-1].day
"""The day since which the files have the form of today."""


def edits_of(root: Path, settings: Settings, of_settings: Sequence[Problem]) -> list[Edit]:
    """Return what leads a site to the form of today, in the order of its files."""
    found: list[Edit] = []
    for problem in [*of_settings, *read(root, settings)[1]]:
        for move in MOVES:
            if move.code == problem.code:
                lines = _lines(root / problem.place.path)
                found.extend(move.edits(problem, lines))
    return sorted(found, key=lambda edit: (edit.path, edit.line))


def lines(edits: Sequence[Edit], language: str) -> Iterator[str]:
    """Yield what is done, line by line, or that there is nothing to do."""
    say = sayer(language)
    yield from (say(edit.told) for edit in edits)
    if not edits:
        yield say(_("nothing to move: the files have the form of {day}", day=FORM.isoformat()))


def _lines(path: Path) -> list[str]:
    return path.read_bytes().decode("utf-8-sig").splitlines()


def migrate(root: Path, edits: Sequence[Edit]) -> None:
    """Write the edits into their files; all else stays as it is, to the byte."""
    for name in {edit.path for edit in edits}:
        path = root / name
        lines = path.read_bytes().splitlines(keepends=True)
        for edit in sorted((e for e in edits if e.path == name), key=lambda e: -e.line):
            lines[edit.line - 1 : edit.line] = [*_changed(lines[edit.line - 1], edit)]
        path.write_bytes(b"".join(lines))


def _changed(line: bytes, edit: Edit) -> Iterator[bytes]:
    if edit.after is not None:
        yield line.replace(edit.before.encode(), edit.after.encode())
