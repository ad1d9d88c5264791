"""Item (d): customer service compared with the best in business, on terms that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from charters.judging.comparators import in_unit_of, others_than_us
from charters.model.benchmarks import Basis, Sector
from charters.model.measures import Measure
from charters.model.quantities import PERCENT, Quantity
from charters.model.register import level_of
from charters.model.standards import Measured
from charters.problems import Message, Place, Problem
from charters.problems.message import _
from charters.rules import d_our_side
from charters.rules.case import Case
from charters.rules.filled import is_said
from charters.rules.findings import Duty, Seen, State, Strength
from charters.rules.forms import Subject
from charters.rules.records import kind_of, nothing
from charters.rules.saying import clash, listed, present

_PUBLIC = re.compile(
    r"^(?:the )?(?:u\.?s\.? )?(?:department of|ministry of|government of)\b"
    r"|\b(?:federal agenc(?:y|ies)|ministère)\b",
    re.IGNORECASE,
)


def _private(case: Case) -> Iterator[Seen]:
    """D1: at least one comparator in the private sector, as the order defines the best."""
    others = others_than_us(case.charter)
    private = [benchmark for benchmark in others if benchmark.sector is Sector.PRIVATE]
    if private:
        yield present(
            _(
                "The plan compares itself with private organizations: {names}.",
                names=listed(
                    [*{str(one.organization): one.organization for one in private}.values()]
                ),
            ),
            Strength.FIGURES if any(benchmark.value for benchmark in private) else Strength.WORDS,
            case.page("compare"),
            *case.links(benchmark.source for benchmark in private),
        )
    elif others:
        what = _("private organization to compare with, only public ones")
        add = _("In benchmarks.yml, add a comparator with 'sector: private' for the same promise.")
        yield nothing(case, what, add, case.in_benchmark(others[0], "sector"), State.PARTIAL)
    else:
        yield kind_of("comparators").none(case)


def _for_a_person(case: Case) -> Iterator[Seen]:
    """D2: whether what is said of them makes them comparable, a person judges."""
    others = others_than_us(case.charter)
    if others and all(is_said(found.comparable_because) for found in others):
        yield Seen(
            State.NEEDS_A_PERSON,
            _("Whether these are the right organizations to compare with, a person has to judge."),
            Strength.WORDS,
            _("In agency.yml, add what a person judged under 'judged', with item: D2."),
            case.in_benchmark(others[0], "comparable_because"),
            evidence=(case.page("compare"),),
            level=Duty.SHOULD,
        )


def _not_self(case: Case) -> Iterator[Seen]:
    """D7: not only our own past, and not ourselves under another name."""
    if any(not _is_us(case, str(b.organization)) for b in others_than_us(case.charter)):
        said = _("The plan compares itself with others, not only with its own past.")
        yield present(said, Strength.WORDS, case.page("compare"))
    else:
        yield kind_of("comparators").none(case)


def _is_us(case: Case, name: str) -> bool:
    return name.casefold() in {own.casefold() for own in case.names}


def _sector(case: Case) -> Iterator[Problem]:
    """D1, D7: a department is not private, and oneself is no comparator."""
    for found in others_than_us(case.charter):
        name = str(found.organization)
        if _is_us(case, name):
            shows, right, what = "D7", "own-past", _("the agency itself")
        elif found.sector is Sector.PRIVATE and (
            _PUBLIC.search(name) or name.casefold() in case.register.agency_names
        ):
            shows, right, what = "D1", "public", _("a public organization")
        else:
            continue
        here = case.in_benchmark(found, "sector")
        said = _(
            "the sector says {sector}, but '{name}' is {what}",
            sector=found.sector.value,
            name=name,
            what=what,
        )
        do = _("write sector: {right}", right=right)
        yield clash("K14", shows, here, said, do, case.in_benchmark(found, "organization"))


def _units(case: Case) -> Iterator[Problem]:
    """D4: a level is in our unit, or the conversion is stated."""
    for found in case.charter.benchmarks:
        standard, value = case.charter.measured_by_id.get(found.standard), found.value
        if value is None or standard is None or level_of(found.standard) in case.charter.refused:
            continue
        here = case.in_benchmark(found, "value")
        if value.is_share and value.amount > 100:
            said = _("{level} is more than all", level=value)
            yield clash("K14", "D4", here, said, _("write a share of 100% or less"))
        if not found.conversion and in_unit_of(standard.measure, value) is None:
            ours, do = _our_unit(standard.measure)
            said = _("the level {level} stands beside {ours}", level=value, ours=ours)
            yield clash("K14", "D4", here, said, do, case.in_standard(standard, "measure"))
        yield from _off_scale(case, standard, value, here)


def _off_scale(case: Case, standard: Measured, value: Quantity, here: Place) -> Iterator[Problem]:
    scale = standard.measure.scale
    if scale and not scale.min <= value.amount <= scale.max:
        said = _(
            "{amount} lies outside the scale, which goes from {least} to {most}",
            amount=value.amount,
            least=scale.min,
            most=scale.max,
        )
        do = _("write their level on our scale, or mend the scale")
        yield clash("K14", "D4", here, said, do, case.in_standard(standard, "measure", "scale"))


def _our_unit(measure: Measure) -> tuple[Message, Message]:
    """Return what our results are in, where a level cannot stand beside them, and what to do."""
    unit = measure.result_unit
    do = _("say under 'conversion' how they compare, or leave the value out")
    if not measure.shape.is_measured:
        return _("a promise in words, which has no results"), do
    if measure.shape.is_answer:
        return _("results that are a yes or a no"), do
    if not unit:
        return _("results without a unit"), _(
            "write the unit under 'measure', or leave it out here"
        )
    if unit == PERCENT:
        return _("results that are a share (%)"), do
    return _("results in {unit}", unit=Quantity(Decimal(2), unit).units), do


def _basis(case: Case) -> Iterator[Problem]:
    """D4: what others promise is not what they reach; the text has to say so."""
    for found in others_than_us(case.charter):
        rows = case.charter.results.get(found.standard)
        explained = is_said(found.differences) or is_said(found.conversion)
        if found.basis is Basis.PROMISE and found.value is not None and rows and not explained:
            here = case.in_benchmark(found, "basis")
            said = _("what they promise stands beside what we reached")
            do = _("use their result, or say under 'differences' that it is a promise")
            yield clash("K14", "D4", here, said, do, case.in_row(rows[-1]))


SUBJECT = Subject(
    looks={"D1": _private, "D2": _for_a_person, "D7": _not_self},
    has={
        "D8": lambda case, service: any(
            promise.id in {found.standard for found in others_than_us(case.charter)}
            for promise in case.promises_by_service.get(service.id, ())
        )
    },
    clashes=(_sector, _units, _basis, *d_our_side.CLASHES),
)
