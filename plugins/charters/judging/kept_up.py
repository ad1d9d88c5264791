"""Whether the results of a promise are kept up: new enough, and without a gap."""

from __future__ import annotations

from collections.abc import Sequence

from charters.judging.ages import is_older, known_on
from charters.judging.periods_due import Missing
from charters.judging.standings import JudgedResult, Standing
from charters.model.periods import months_later
from charters.model.register import Register


def is_too_old(register: Register, standing: Standing) -> bool:
    """Return whether the newest result is out of its window; a compiled one ends with its papers."""
    if standing.last_published is None or standing.suspended:
        return False
    windows, charter = register.settings.windows, standing.charter
    today = known_on(register, charter, charter.compiled_for(standing.standard))
    end = standing.last_published.result.period.end
    return is_older(end, windows.results_months, today, windows.result_lag_days)


def left_out(register: Register, standing: Standing) -> Sequence[Missing]:
    """Return the periods that lack a result; those after the newest count while it is fresh."""
    if standing.last_published is None:
        return []
    if not is_too_old(register, standing):
        return standing.missing
    last = standing.last_published.result.period.end
    return [gap for gap in standing.missing if gap.period.end < last]


def missed_lately(register: Register, standing: Standing) -> list[JudgedResult]:
    """Return the misses of the newest months that are reported, as many as the window has."""
    if standing.last_published is None:
        return []
    months, end = (
        register.settings.windows.results_months,
        standing.last_published.result.period.end,
    )
    return [
        judged
        for judged in standing.judged
        if judged.verdict.reached is False and months_later(judged.result.period.end, months) > end
    ]
