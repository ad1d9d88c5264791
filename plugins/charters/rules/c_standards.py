"""Item (c), the first half: service standards are posted, and each can be tested."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from charters.judging.answers import measures_satisfaction
from charters.model.aims import Levels
from charters.model.complaints import Posted
from charters.model.offered import Service, StandardType
from charters.model.quantities import TIME_UNITS
from charters.model.standards import Activity, Standard
from charters.model.text import Text
from charters.problems import SILENCE, Message
from charters.problems.message import _
from charters.rules.case import Case
from charters.rules.filled import is_said, is_sentence
from charters.rules.forms import MEASURE, Lacking, Subject
from charters.rules.records import OF_MANNER

OF_SPEED = (StandardType.TIMELINESS, StandardType.WAITING)
_ON_THE_WEB = re.compile(
    r"\b(?:web\w*|internet|online|home ?page|pages?|https?|portal|en ligne)\b|\.(?:gov|com|org|ca)\b",
    re.IGNORECASE,
)
_AT_THE_SERVICE = re.compile(
    r"\b(?:office|counter|lobby|wall|poster|sign|letter|form|message|phone|leaflet|receipt|desk"
    r"|bureau|guichet|lettre|affiche)",
    re.IGNORECASE,
)


def _last_posted(promise: Standard) -> date | None:
    """C2: the day a promise was last seen where people meet the service; None where never."""
    days = [posted.checked for posted in promise.posted if posted.checked and _is_met(posted)]
    return max(days, default=None)


def _is_met(posted: Posted) -> bool:
    where = str(posted.where)
    away = _ON_THE_WEB.search(where) and not _AT_THE_SERVICE.search(where)
    return is_said(posted.where, "where") and not away


def _is_posted_long_ago(case: Case, promise: Standard) -> bool:
    day = _last_posted(promise)
    return day is not None and case.is_older(day, case.windows.standard_review_months)


def _untestable(_case: Case, promise: Standard) -> str:
    """C3: what a person needs to test a promise of its shape, and does not find (2.2)."""
    shape = promise.measure.shape
    for key, example in {**shape.needs, **shape.row.tested_by}.items():
        if key != "limit" and not _is_there(promise, key):
            return f"{MEASURE}{key}: {example}"
    return ""


def _is_there(promise: Standard, key: str) -> bool:
    if key == "clock":
        return not _is_of_time(promise) or _has_clock(promise)
    value = getattr(promise.measure, key)
    return is_said(value, key) if isinstance(value, Text | None) else True


def _is_of_time(promise: Standard) -> bool:
    limit = promise.limit.unit if promise.limit else ""
    return not {promise.measure.result_unit, limit}.isdisjoint(TIME_UNITS)


def _has_clock(promise: Standard) -> bool:
    clock = promise.measure.clock
    return clock is not None and is_said(clock.starts, "starts") and is_said(clock.stops, "stops")


def _unaimed(_case: Case, promise: Standard) -> str:
    """C4: how often, or at what level, it is kept stands apart from what is promised."""
    own: Sequence[Levels] = (
        promise,
        *promise.seasons,
        *promise.levels,
        *promise.parts,
        *promise.aims,
    )
    return "" if any(one.target for one in own) else f"target: {promise.measure.aim_example}"


def _unbalanced(case: Case, service: Service) -> Message:
    """C10: a kind of promise that a service neither has nor explains."""
    promises = case.promises_by_service[service.id]
    types = {promise.type for promise in promises}
    explained = {kind for kind, why in service.not_covered.items() if is_said(why)}
    has = {
        _("speed"): bool((types | explained) & set(OF_SPEED)),
        _("getting it right"): StandardType.ACCURACY in types | explained
        or any(map(_is_of_getting_it_right, promises)),
        _("satisfaction"): any(map(measures_satisfaction, promises))
        or bool(explained & {StandardType.QUALITY, StandardType.COURTESY}),
    }
    return next((kind for kind, is_there in has.items() if not is_there), SILENCE)


def _is_of_getting_it_right(promise: Standard) -> bool:
    if promise.activity is Activity.GETTING_IT_RIGHT:
        return True
    return promise.type is StandardType.QUALITY and not measures_satisfaction(promise)


def _unanswered(_case: Case, promise: Standard) -> str:
    """C11: who answers for it, and where and how its figures are counted."""
    measure = promise.measure
    if not is_said(promise.owner, "owner"):
        return "owner: Chief of Appeals"
    if not is_said(measure.source, "source"):
        return f"{MEASURE}source: our case system, all cases"
    if not is_said(measure.method, "method"):
        return f"{MEASURE}method: counted once a month from all cases"
    return ""


def _has_promise(case: Case, service: Service) -> bool:
    """C15: a promise, or why there is none."""
    if case.promises_by_service.get(service.id):
        return True
    return is_sentence(service.no_standard_because, "no_standard_because")


SUBJECT = Subject(
    has={
        "C2": lambda _case, promise: _last_posted(promise) is not None,
        "C3": Lacking(_untestable),
        "C4": Lacking(_unaimed),
        "C9": lambda _case, promise: all(is_said(c.reason, "reason") for c in promise.changes),
        "C10": Lacking(_unbalanced),
        "C11": Lacking(_unanswered),
        "C15": _has_promise,
    },
    short={
        "C2": _is_posted_long_ago,
        # Of manner it is asked under C16.
        "C3": lambda _case, promise: (
            not (promise.measure.shape.is_measured or promise.type in OF_MANNER)
        ),
    },
)
