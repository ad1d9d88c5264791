"""Item (d): benchmark customer service performance against the best in business."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from charters.checks.findings import Level, Message, State, Strength, _
from charters.checks.order.case import BENCHMARKS, Case
from charters.checks.order.comparators import (
    has_other_unit,
    is_promise_against_result,
    others_than_us,
    our_result,
    unit_of,
)
from charters.checks.order.said import is_sentence
from charters.checks.order.seen import (
    COMPARATORS,
    SERVICES,
    Ask,
    Seen,
    contradiction,
    listed,
    no_services,
    nothing,
    partial,
    present,
    stale,
    tally,
)
from charters.model.benchmarks import Benchmark, Sector
from charters.model.quantities import PERCENT, Quantity
from charters.model.standards import Standard
from charters.model.text import Text


def check_private(case: Case) -> Iterator[Seen]:
    """D1: at least one comparator in the private sector, as the order defines the best."""
    others = others_than_us(case)
    private = [benchmark for benchmark in others if benchmark.sector is Sector.PRIVATE]
    if private:
        yield present(
            _(
                "The plan compares itself with private organizations: {names}.",
                names=listed([str(benchmark.organization) for benchmark in private]),
            ),
            Strength.FIGURES if any(benchmark.value for benchmark in private) else Strength.WORDS,
            case.page("compare"),
            *case.links(benchmark.source for benchmark in private),
        )
    elif others:
        yield nothing(
            case,
            _("private organization to compare with, only public ones"),
            _("In benchmarks.yml, add a comparator with 'sector: private' for the same promise."),
            COMPARATORS.place(case, others[0], "sector"),
            State.PARTIAL,
        )
    else:
        yield _no_comparator(case)


def _no_comparator(case: Case) -> Seen:
    return nothing(
        case,
        _("comparison with another organization"),
        _(
            "In benchmarks.yml, add a benchmark: id, standard, organization, sector, value, "
            "date, source, and why it is comparable."
        ),
        case.place(BENCHMARKS, "benchmarks"),
    )


def check_comparable(case: Case) -> Iterator[Seen]:
    """D2: why each comparator is comparable; whether that holds, a person judges."""
    others = others_than_us(case)
    if not others:
        yield _no_comparator(case)
        return
    bare = [found for found in others if not is_sentence(found.comparable_because)]
    yield from tally(
        case,
        Ask(
            COMPARATORS,
            _("Comparators with a sentence on why they are comparable"),
            "comparable_because: one sentence on what they do that is like what you do",
            keys=("comparable_because",),
        ),
        others,
        bare,
        [case.page("compare")],
    )
    if not bare:
        yield Seen(
            State.NEEDS_A_PERSON,
            _("Whether these are the right organizations to compare with, a person has to judge."),
            Strength.WORDS,
            _("In agency.yml, add what a person judged under 'judged', with item: D2."),
            COMPARATORS.place(case, others[0], "comparable_because"),
            evidence=(case.page("compare"),),
            level=Level.SHOULD,
        )


def check_value(case: Case) -> Iterator[Seen]:
    """D3: the comparator's level, its date, and a source that can be reached."""
    others = others_than_us(case)
    if not others:
        yield _no_comparator(case)
        return
    months = case.windows.benchmark_months
    if old := [found for found in others if found.date and case.is_older(found.date.end, months)]:
        yield stale(
            _(
                "Levels of others that are older than {months} months: {names}.",
                months=months,
                names=listed(_ids(old)),
            ),
            _(
                "In benchmarks.yml, bring value, date and source of {name} up to date.",
                name=old[0].id,
            ),
            *(COMPARATORS.place(case, found, "date") for found in old),
            strength=Strength.FIGURES,
        )
    for found in others:
        for link in case.links([found.source]):
            if link in case.facts.dead:
                yield partial(
                    _("The source of {name} did not answer: {link}", name=found.id, link=link),
                    _("In benchmarks.yml, give {name} a source that can be opened.", name=found.id),
                    COMPARATORS.place(case, found, "source"),
                )
    yield from tally(
        case,
        Ask(
            COMPARATORS,
            _("Comparators with a level, its date and its source"),
            "value: 40 seconds', 'date: 2024' and 'source: ...",
            strength=Strength.FIGURES,
        ),
        others,
        [found for found in others if not (found.value and found.date and found.source)],
        [case.page("compare"), *case.links(found.source for found in others)],
    )


def _ids(benchmarks: Sequence[Benchmark]) -> list[str]:
    return [found.id for found in benchmarks]


def check_same_terms(case: Case) -> Iterator[Seen]:
    """D4: the same measure and unit as ours, or a stated conversion (K14)."""
    others = others_than_us(case)
    if not others:
        yield _no_comparator(case)
        return
    for found in others:
        if is_promise_against_result(found):
            yield contradiction(
                _(
                    "{organization} only promises this level, and it is held against the agency's results.",
                    organization=found.organization,
                ),
                _(
                    "In benchmarks.yml, take a measured level for {name}, or say under "
                    "'differences' how a promise differs from a result.",
                    name=found.id,
                ),
                COMPARATORS.place(case, found, "basis"),
            )
        promise = case.charter.standard_by_id.get(found.standard)
        if promise and found.value and has_other_unit(found, promise):
            yield _other_unit(case, found, promise, found.value)
    yield from tally(
        case,
        Ask(
            COMPARATORS,
            _("Comparators whose level can stand beside the agency's"),
            "value: 40 seconds",
            strength=Strength.FIGURES,
        ),
        others,
        [found for found in others if found.value is None],
        [case.page("compare")],
    )


def _other_unit(case: Case, found: Benchmark, promise: Standard, value: Quantity) -> Seen:
    return contradiction(
        _(
            "The level of {organization} is {level}, but the agency's results are in {unit}.",
            organization=found.organization,
            level=value,
            unit=_unit_words(promise),
        ),
        _(
            "In benchmarks.yml, write the value of {name} in {unit}, or say under 'conversion' "
            "how it was turned into it.",
            name=found.id,
            unit=_unit_words(promise),
        ),
        COMPARATORS.place(case, found, "value"),
    )


def _unit_words(promise: Standard) -> Message | Text:
    if unit_of(promise) == PERCENT or promise.measure.unit is None:
        return _("percent")
    return promise.measure.unit


def check_our_value(case: Case) -> Iterator[Seen]:
    """D5: our value is the published result of that promise for the named period (K14)."""
    others = others_than_us(case)
    if not others:
        yield _no_comparator(case)
        return
    standings = {standing.standard.id: standing for standing in case.standings}
    for found in others:
        standing = standings.get(found.standard)
        if found.our_period and (standing is None or our_result(standing, found) is None):
            yield contradiction(
                _(
                    "{organization} is compared with the agency's result of {period}, but there is none.",
                    organization=found.organization,
                    period=found.our_period,
                ),
                _(
                    "In benchmarks.yml, name under 'our_period' of {name} a period that has a "
                    "result in results.csv.",
                    name=found.id,
                ),
                COMPARATORS.place(case, found, "our_period"),
            )
    yield from tally(
        case,
        Ask(
            COMPARATORS,
            _("Comparators set beside a published result of the agency"),
            "our_period: FY2024",
            strength=Strength.FIGURES,
        ),
        others,
        [found for found in others if not found.our_period],
        [case.page("compare")],
    )


def check_gap(case: Case) -> Iterator[Seen]:
    """D6: what we do about the gap, or why nothing."""
    others = others_than_us(case)
    if not others:
        yield _no_comparator(case)
        return
    answered = ("action", "no_action_because")
    yield from tally(
        case,
        Ask(
            COMPARATORS,
            _("Comparators with what is done about the difference, or why nothing"),
            "action: one sentence on what you do to catch up",
            keys=("action",),
            none=State.MISSING,
        ),
        others,
        [
            found
            for found in others
            if not is_sentence(found.action, *answered)
            and not is_sentence(found.no_action_because, *answered)
        ],
        [case.page("compare")],
    )


def check_not_self(case: Case) -> Iterator[Seen]:
    """D7: not only our own past, and not ourselves under another name."""
    names = {
        str(name).lower()
        for name in (case.charter.agency.name, case.charter.agency.short_name)
        if name is not None
    }
    others = others_than_us(case)
    ourselves = [found for found in others if str(found.organization).lower() in names]
    for found in ourselves:
        yield contradiction(
            _("{name} compares the agency with itself, and calls it another.", name=found.id),
            _("In benchmarks.yml, write 'sector: own-past' for {name}.", name=found.id),
            COMPARATORS.place(case, found, "organization"),
        )
    if len(others) > len(ourselves):
        yield present(
            _("The plan compares itself with others, not only with its own past."),
            Strength.WORDS,
            case.page("compare"),
        )
    elif not ourselves:
        yield _no_comparator(case)


def check_coverage(case: Case) -> Iterator[Seen]:
    """D8: at least one comparison for each service."""
    if not case.services or not others_than_us(case):
        yield no_services(case) if not case.services else _no_comparator(case)
        return
    compared = {found.standard for found in others_than_us(case)}
    yield from tally(
        case,
        Ask(
            SERVICES,
            _("Services with a promise that is compared with another organization"),
            _("In benchmarks.yml, add a comparator for a promise of {names}."),
            strength=Strength.FIGURES,
            none=State.MISSING,
        ),
        case.services,
        [
            service
            for service in case.services
            if not any(p.id in compared for p in case.promises_by_service.get(service.id, ()))
        ],
        [case.page("compare")],
    )
