"""Two answers in one record, of which only one can be right (K11, K12, K25)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from charters.model.file_names import AGENCY, BENCHMARKS, STANDARDS, SURVEYS
from charters.model.text import Text
from charters.problems import Cases, Message, Place, Problem
from charters.problems.message import _
from charters.rules.case import Case
from charters.rules.forms import Subject
from charters.rules.saying import at_most, clash
from charters.rules.ways import below

_TAKE_OUT = _("take one of them out")

# ------------------------------------------------------------------------ two that exclude each other

_Pair = tuple[str, str, str, str, str, str, Callable[[Any, Any], bool], Message, Message]
"""The code and the rules that ask; the file, the way to the records and the two keys in each;
whether their answers exclude each other; what to say, and what to do.
"""

_EXCLUSIVE: tuple[_Pair, ...] = (
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
    for code, shows, file, path, here, there, deny, said, do in _EXCLUSIVE:
        for keys, record in below(case, file, path):
            answer = getattr(record, here)
            if answer is not None and deny(answer, getattr(record, there)):
                places = [case.charter.place(file, *keys, key) for key in (here, there)]
                yield clash(code, shows, places[0], said, do, places[1])


# ------------------------------------------------------------------------------ a part and its whole

_PARTS = (
    (SURVEYS, "B3", "customers", ("answered", "offered", "customers")),
    (SURVEYS, "E1", "staff", ("answered", "asked")),
    (AGENCY, "S3.2", "reader_tests", ("succeeded", "people")),
)
"""The file, the rule that asks, the way to the records, and keys to counts, each part of the next."""


def _more_than_whole(case: Case) -> Iterator[Problem]:
    for file, shows, path, names in _PARTS:
        for keys, record in below(case, file, path):
            counts = ((key, getattr(record, key)) for key in names)
            known = [(key, Cases(count)) for key, count in counts if count is not None]
            yield from at_most(
                shows, *((key, n, case.charter.place(file, *keys, key)) for key, n in known)
            )


# ------------------------------------------------- 'we have none, because ...' beside the very thing

_NONE_BECAUSE = (
    ("H4 X13", AGENCY, "complaints", "no_outside_review", "outside_review", _("outside review")),
    ("D6", BENCHMARKS, "benchmarks", "no_action_because", "action", _("action")),
    ("B7", SURVEYS, "customers.wants", "no_standard_because", "standard", _("standard")),
)
"""The rules that ask; the file, the way to the records, the keys to the reason and to the thing."""


def _reasons_in_vain(case: Case) -> Iterator[Problem]:
    for shows, file, path, reason, thing, what in _NONE_BECAUSE:
        for keys, record in below(case, file, path):
            found = getattr(record, thing)
            if found and getattr(record, reason):
                name = found[0].name if isinstance(found, list) else found
                here, there = (case.charter.place(file, *keys, key) for key in (reason, thing))
                yield _in_vain(shows, what, name, here, there)
    yield from _services_in_vain(case)
    surveys = case.charter.surveys
    last_of = {service: survey for survey in surveys.customers for service in survey.services}
    for n, entry in enumerate(surveys.not_surveyed):
        if survey := last_of.get(entry.service):
            here = case.in_surveys("not_surveyed", n, "service")
            there = case.in_surveys("customers", survey.id, "services")
            what = _("survey of '{service}'", service=entry.service)
            yield _in_vain("B5", what, survey.id, here, there)


def _services_in_vain(case: Case) -> Iterator[Problem]:
    for service in case.charter.services:
        promises = case.promises_by_service.get(service.id, ())
        for promise in promises[:1] if service.no_standard_because else ():
            here = case.in_service(service, "no_standard_because")
            yield _in_vain("C15", _("standard"), promise.id, here, case.in_standard(promise))
        for kind in service.not_covered:
            for promise in [promise for promise in promises if promise.type is kind][:1]:
                here = case.in_service(service, "not_covered", kind.value)
                what = _("standard of {kind}", kind=kind.value)
                yield _in_vain("C10", what, promise.id, here, case.in_standard(promise))


def _in_vain(shows: str, what: Message, name: Text | str, here: Place, there: Place) -> Problem:
    said = _("a reason is given for no {what}, but '{name}' is one", what=what, name=name)
    return clash("K25", shows, here, said, _TAKE_OUT, there)


SUBJECT = Subject(clashes=(_denied, _more_than_whole, _reasons_in_vain))
