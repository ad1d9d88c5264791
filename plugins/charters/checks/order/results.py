"""Item (c): measure results against the standards: what was published, and what was not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from charters.checks.findings import Message, State, Strength, _
from charters.checks.order.case import RESULTS, Case, months_later
from charters.checks.order.said import is_said, is_sentence
from charters.checks.order.seen import (
    PROMISES,
    Ask,
    Seen,
    contradiction,
    counted,
    idle,
    listed,
    no_promises,
    partial,
    present,
    stale,
    tally,
)
from charters.judging.standings import Judged, Standing
from charters.model.results import Result
from charters.model.shapes import Shape
from charters.model.standards import Standard

MANY_EXCLUDED = 10
"""Percent of cases left out above which the plan says so."""

_NOBODY = re.compile(
    r"(?:none|nobody|nothing|no exclusions?|no cases?|aucune?)\b.{0,20}", re.IGNORECASE
)
_CHANNEL = "channel:"


def check_result(case: Case) -> Iterator[Seen]:
    """C5: a newest result of the same promise, in the same measure (K4)."""
    measured = _measured(case)
    if not measured:
        yield no_promises(case)
        return
    for standing, part in _other_channels(measured):
        yield contradiction(
            _(
                "The promise {name} is about {channel}, but a result is for {part}.",
                name=standing.standard.id,
                channel=standing.standard.channel or "",
                part=part,
            ),
            _("In results.csv, mend the part, or take 'channel' out of the promise."),
            case.place(RESULTS, standing.parts[part][-1].result.line, "part"),
            PROMISES.place(case, standing.standard, "channel"),
        )
    yield from tally(
        case,
        Ask(
            PROMISES,
            _("Promises with a published result"),
            _("In results.csv, add a row with standard, period and figures for {names}."),
            strength=Strength.FIGURES,
            none=State.MISSING,
        ),
        [standing.standard for standing in measured],
        [standing.standard for standing in measured if standing.latest is None],
        [case.page("standards"), *_sources(case, measured)],
    )


def _measured(case: Case) -> list[Standing]:
    return [s for s in case.kept if s.standard.measure.shape is not Shape.WORDS_ONLY]


def _sources(case: Case, standings: Sequence[Standing]) -> tuple[str, ...]:
    latest = [standing.latest for standing in standings if standing.latest]
    return case.links(judged.result.source for judged in latest)[:3]


def _other_channels(standings: Sequence[Standing]) -> Iterator[tuple[Standing, str]]:
    """Yield results for one channel of a promise that is about another channel."""
    for standing in standings:
        for part in standing.parts:
            channel = part.removeprefix(_CHANNEL).strip() if part.startswith(_CHANNEL) else ""
            if channel and standing.standard.channel not in (None, channel):
                yield standing, part


def check_counts(case: Case) -> Iterator[Seen]:
    """C6: the counts behind each newest result, so that the program can work it out (K1)."""
    latest = _latest(case)
    if not latest:
        yield _no_results(case)
        return
    for result in (judged.result for _standard, judged in latest):
        if result.met is not None and result.total is not None and result.met > result.total:
            yield contradiction(
                _(
                    "{name}: {met} cases kept the promise, but there were only {total}.",
                    name=result.standard,
                    met=result.met,
                    total=result.total,
                ),
                _("In results.csv, mend 'met' or 'total'."),
                case.place(RESULTS, result.line, "met"),
            )
    bare = [
        (promise, judged) for promise, judged in latest if not has_counts(promise, judged.result)
    ]
    what = _("Newest results that show the cases behind them")
    sentence = counted(case, what, len(latest), len(latest) - len(bare))
    if bare:
        yield partial(
            sentence,
            _(
                "In results.csv, fill in 'met' and 'total' for shares and 'cases' for other "
                "values of {names}.",
                names=listed([promise.id for promise, _judged in bare]),
            ),
            *(case.place(RESULTS, judged.result.line, "met") for _promise, judged in bare),
            strength=Strength.FIGURES,
        )
    else:
        yield present(sentence, Strength.FIGURES, case.page("standards"))


def has_counts(promise: Standard, result: Result) -> bool:
    """Return whether a result shows the cases behind it."""
    shape = promise.measure.shape
    if shape in (Shape.COUNT_AT_LEAST, Shape.COUNT_AT_MOST, Shape.BACKLOG, Shape.YES_NO):
        return True
    if shape.is_share:
        return result.met is not None and result.total is not None
    return result.number_of_cases is not None


def _latest(case: Case) -> list[tuple[Standard, Judged]]:
    return [(s.standard, s.latest) for s in _measured(case) if s.latest is not None]


def _no_results(case: Case) -> Seen:
    measured = _measured(case)
    if not measured:
        return no_promises(case)
    return next(
        tally(
            case,
            Ask(
                PROMISES,
                _("Promises with a published result"),
                _("In results.csv, add a row with standard, period and figures for {names}."),
                none=State.MISSING,
            ),
            [standing.standard for standing in measured],
            [standing.standard for standing in measured],
        )
    )


def check_periods(case: Case) -> Iterator[Seen]:
    """C7: inside the reporting window, and no period left out since the promise was made."""
    measured = _measured(case)
    if not _latest(case):
        yield _no_results(case)
        return
    old = [standing.standard for standing in measured if _is_too_old(case, standing)]
    if old:
        yield stale(
            _(
                "Promises whose newest result is older than {months} months and {days} days: "
                "{names}.",
                months=case.windows.results_months,
                days=case.windows.result_lag_days,
                names=listed([promise.id for promise in old]),
            ),
            _("In results.csv, add the newest results of {names}.", names=listed(_ids(old))),
            *(PROMISES.place(case, promise) for promise in old),
            strength=Strength.FIGURES,
        )
    gaps = [standing for standing in measured if standing.latest and _left_out(case, standing)]
    if gaps:
        yield partial(
            _not_reported(case, gaps),
            _(
                "In results.csv, add a row for {period} of {name}, and for the others.",
                period=gaps[0].missing[0].period.label,
                name=gaps[0].standard.id,
            ),
            *(PROMISES.place(case, standing.standard, "reported") for standing in gaps),
            strength=Strength.FIGURES,
        )
    if not old and not gaps:
        yield present(
            _("Every period that was due is reported, and the newest is not too old."),
            Strength.FIGURES,
            case.page("standards"),
        )


def _not_reported(case: Case, gaps: Sequence[Standing]) -> Message:
    count = sum(_left_out(case, standing) for standing in gaps)
    names = listed([standing.standard.id for standing in gaps])
    if case.is_compiled:
        return _(
            "Periods not found in the documents used: {count}, of {names}.",
            count=count,
            names=names,
        )
    return _("Periods not reported: {count}, of {names}.", count=count, names=names)


def _ids(promises: Sequence[Standard]) -> list[str]:
    return [promise.id for promise in promises]


def _is_too_old(case: Case, standing: Standing) -> bool:
    """Return whether the newest result is out of its window; a compiled one ends with its papers."""
    if standing.latest is None:
        return False
    end = standing.latest.result.period.end + timedelta(days=case.windows.result_lag_days)
    compiled = case.charter.compiled_for(standing.standard)
    today = min(case.today, compiled.until) if compiled else case.today
    return months_later(end, case.windows.results_months) < today


def _left_out(case: Case, standing: Standing) -> int:
    """Return how many periods lack a result; those after the newest count while it is fresh."""
    if not _is_too_old(case, standing):
        return len(standing.missing)
    last = standing.judged[-1].result.period.end
    return sum(1 for gap in standing.missing if gap.period.end < last)


def check_misses(case: Case) -> Iterator[Seen]:
    """C8: a missed aim carries the reason, the action, its date, and what the customer can do."""
    if not _latest(case):
        yield _no_results(case)
        return
    missed = [(s, judged) for s in _measured(case) for judged in _recent_misses(case, s)]
    if not missed:
        yield idle(_("No aim was missed, so there is nothing to explain."))
        return
    bare = [(s, judged, gaps) for s, judged in missed if (gaps := unexplained(s.standard, judged))]
    what = _("Missed aims with the reason, the action, its date and what the customer can do")
    sentence = counted(case, what, len(missed), len(missed) - len(bare))
    if not bare:
        yield present(sentence, Strength.FIGURES, case.page("standards"))
        return
    standing, judged, gaps = bare[0]
    yield partial(
        sentence,
        _(
            "For {name} in {period}, fill in {gaps}; if_missed stands in standards.yml, the "
            "others in results.csv.",
            gaps=", ".join(gaps),
            name=standing.standard.id,
            period=judged.result.period.label,
        ),
        *(case.place(RESULTS, judged.result.line, "missed_because") for _s, judged, _gaps in bare),
    )


def _recent_misses(case: Case, standing: Standing) -> list[Judged]:
    """Return the misses of the newest twelve months that are reported."""
    if standing.latest is None:
        return []
    end = standing.latest.result.period.end
    return [
        judged
        for judged in standing.judged
        if judged.verdict.reached is False
        and months_later(judged.result.period.end, case.windows.results_months) > end
    ]


def unexplained(promise: Standard, judged: Judged) -> list[str]:
    """Return the keys that a missed result leaves empty."""
    result = judged.result
    filled = {
        "missed_because": is_sentence(result.missed_because, "missed_because"),
        "action": is_sentence(result.action, "action"),
        "action_by": result.action_by is not None,
        "if_missed": is_sentence(promise.if_missed, "if_missed"),
    }
    return [key for key, is_there in filled.items() if not is_there]


def check_excluded(case: Case) -> Iterator[Seen]:
    """C12: cases left out are counted and shown."""
    latest = [(promise, judged) for promise, judged in _latest(case) if leaves_out(promise)]
    if not latest:
        yield idle(_("No promise leaves cases out."))
        return
    bare = [(promise, judged) for promise, judged in latest if judged.result.excluded is None]
    if bare:
        yield partial(
            counted(
                case,
                _("Promises that say how many cases they leave out"),
                len(latest),
                len(latest) - len(bare),
            ),
            _("In results.csv, fill in 'excluded' for them; 0 is an answer."),
            *(case.place(RESULTS, judged.result.line, "excluded") for _promise, judged in bare),
            strength=Strength.FIGURES,
        )
        return
    yield present(_share_left_out(latest), Strength.FIGURES, case.page("standards"))


def leaves_out(promise: Standard) -> bool:
    """Return whether a promise says that some cases are not counted."""
    left_out = promise.measure.not_counted
    return is_said(left_out, "not_counted") and not _NOBODY.fullmatch(str(left_out))


def _share_left_out(latest: Sequence[tuple[Standard, Judged]]) -> Message:
    most, name = max((excluded_share(judged.result), promise.id) for promise, judged in latest)
    if most > MANY_EXCLUDED:
        return _(
            "Cases left out are counted. {name} leaves out {share} of every 100: read its result "
            "with care.",
            name=name,
            share=most,
        )
    return _("Cases left out are counted.")


def excluded_share(result: Result) -> int:
    """Return how many of every 100 cases were left out, rounded down."""
    cases, excluded = result.number_of_cases or 0, result.excluded or 0
    return 100 * excluded // (cases + excluded) if excluded else 0
