"""What was published before: what a repository shows of earlier versions of an agency's files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from charters.model.aims import YearlyAim
from charters.model.results import Result
from charters.problems import Message, Place


class Sight(StrEnum):
    """How far back the files can be seen."""

    WHOLE = "whole"
    SHALLOW = "shallow"
    """Only the last commits are there."""
    NONE = "none"
    """The files are in no repository, or were never committed."""
    CLOSED = "closed"
    """There is a repository, and git cannot be asked."""


class Version(NamedTuple):
    """One version of a file: its commit, and the day from which it was to be seen."""

    commit: str
    day: date


class RowBefore(NamedTuple):
    """A published result that stands in the file no more, at least not with the same figures."""

    result: Result
    """As it was published, under the id that its promise or figure has today."""
    seen: Version
    """The last version it stood in."""
    gone: date
    """The day of the first version without it."""
    now: int | None
    """The line that says something else of the same period today; None where none does."""


class Move(NamedTuple):
    """A record that says what it was called before."""

    key: str
    """Its list in standards.yml; `agency` for the agency itself."""
    id: str
    former: str


class AimBefore(NamedTuple):
    """A published row of targets.csv that stands in the file no more, or with another aim."""

    aim: YearlyAim
    """As it was published, under the id that its promise has today."""
    seen: Version
    """The last version it stood in."""
    gone: date
    """The day of the first version without it."""
    now: int | None
    """The line that says another aim for the same time today; None where none does."""


@dataclass(frozen=True, slots=True)
class CharterPast:
    """What was published of one agency before."""

    now: str = ""
    """The text of standards.yml on disk."""
    earlier: Sequence[tuple[Version, str]] = ()
    """Earlier texts of standards.yml, newest first, each once."""
    rows: Sequence[RowBefore] = ()
    """Published results that were changed or taken out, newest first."""
    aims: Sequence[AimBefore] = ()
    """Published aims that were changed or taken out, newest first."""
    lost: Sequence[tuple[str, Version]] = ()
    """Files that are not there any more, each with the last version that had it."""
    moves: Mapping[Move, date] = field(default_factory=dict)
    """The day from which each former name was to be seen under `formerly`; none of the first version."""
    was_published: Callable[[Version], bool] = field(default=lambda _version: True, compare=False)
    """Whether an earlier text of standards.yml ever stood among files without an error: all of them
    have to be read again to know it.
    """


class AgencyBefore(NamedTuple):
    """An agency whose whole folder is gone."""

    id: str
    seen: Version
    promises: int
    results: int


@dataclass(frozen=True, slots=True)
class Past:
    """How far back a site can be seen, and which agencies are gone."""

    sight: Sight = Sight.NONE
    why: Message | str = ""
    """Why git cannot be asked, in its own words."""
    since: date | None = None
    """The day of the oldest version that can be seen, where the history is cut off."""
    cut_off_by: Sequence[Place] = ()
    """Where a workflow fetches the last commits alone."""
    gone: Sequence[AgencyBefore] = ()
    before: Callable[[str], Sequence[tuple[Version, str]]] = field(
        default=lambda _path: (), compare=False
    )
    """The earlier texts of a file that is there, newest first; read when they are asked for."""
