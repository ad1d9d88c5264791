"""Two answers to one question, of which only one can be right (K11, K25)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from charters.problems import Message, Problem
from charters.problems.message import _
from charters.rules.case import STANDARDS, SURVEYS, Case
from charters.rules.forms import Subject, below, clash

_TAKE_OUT = _("take one of them out")

_Question = tuple[str, str, str, str, str, str, Callable[[Any, Any], bool], Message, Message]
"""The code and the rules that ask; the file, the way to the records and the two keys in each;
whether their answers exclude each other; what to say, and what to do.
"""

_TABLE: tuple[_Question, ...] = (
    (
        *("K11", "F3", STANDARDS, "services", "sole_source", "providers"),
        lambda _sole, providers: any(provider.can_choose for provider in providers),
        _("only one source is named, but another that people can choose"),
        _TAKE_OUT,
    ),
    (
        *("K25", "F1", STANDARDS, "services", "one_channel_because", "channels"),
        lambda _because, channels: len(channels) > 1,
        _("a reason is given for one channel, but several are listed"),
        _TAKE_OUT,
    ),
    (
        *("K11", "H9 X14", SURVEYS, "heard", "did_not_because", "did"),
        lambda _because, did: did is not None,
        _("it is said why nothing was done, but also what was done"),
        _TAKE_OUT,
    ),
    (
        *("K11", "C3", STANDARDS, "standards.measure.clock", "stops", "starts"),
        lambda stops, starts: str(stops).casefold() == str(starts).casefold(),
        _("the clock stops when it starts"),
        _("write what ends the wait"),
    ),
)


def _denied(case: Case) -> Iterator[Problem]:
    for code, shows, file, path, here, there, deny, said, do in _TABLE:
        for keys, record in below(case, file, path):
            answer = getattr(record, here)
            if answer is not None and deny(answer, getattr(record, there)):
                places = [case.charter.place(file, *keys, key) for key in (here, there)]
                yield clash(code, shows, places[0], said, do, places[1])


SUBJECT = Subject(clashes=(_denied,))
