"""Item (c): what a service promises in all: speed, getting it right, satisfaction, manner."""

from __future__ import annotations

from collections.abc import Iterator

from charters.checks.findings import Message, State, Strength, _
from charters.checks.order.case import Case
from charters.checks.order.said import is_said, is_sentence
from charters.checks.order.seen import (
    PROMISES,
    SERVICES,
    Ask,
    Seen,
    add_promise,
    idle,
    listed,
    no_promises,
    no_services,
    tally,
)
from charters.checks.order.standards import OF_MANNER, OF_SPEED
from charters.checks.order.surveys import measures_satisfaction
from charters.model.shapes import Shape
from charters.model.standards import Activity, Service, Standard, StandardType


def check_balance(case: Case) -> Iterator[Seen]:
    """C10: each service promises speed, getting it right, and satisfaction, or says why not."""
    served = [service for service in case.services if case.promises_by_service.get(service.id)]
    if not served:
        yield no_promises(case)
        return
    gaps = {service.id: _uncovered(case, service) for service in served}
    first = next((found for found in gaps.values() if found), [])
    yield from tally(
        case,
        Ask(
            SERVICES,
            _("Services with promises on speed, on getting it right and on satisfaction"),
            _(
                "In standards.yml, add a promise on {what}, or say why there is none under "
                "'not_covered' of {names}.",
                what=first[0] if first else "",
            ),
            keys=("not_covered",),
        ),
        served,
        [service for service in served if gaps[service.id]],
        [case.page("standards")],
    )


def _uncovered(case: Case, service: Service) -> list[Message]:
    """Return the kinds of promise a service neither has nor explains."""
    promises = case.promises_by_service[service.id]
    types = {promise.type for promise in promises}
    satisfying = any(measures_satisfaction(promise) for promise in promises)
    right = any(
        promise.type is StandardType.ACCURACY or promise.activity is Activity.GETTING_IT_RIGHT
        for promise in promises
    ) or any(p.type is StandardType.QUALITY and not measures_satisfaction(p) for p in promises)
    explained = {kind for kind, why in service.not_covered.items() if is_said(why)}
    gaps = {
        _("speed"): not types & set(OF_SPEED) and not explained & set(OF_SPEED),
        _("getting it right"): not right and StandardType.ACCURACY not in explained,
        _("satisfaction"): not satisfying
        and not explained & {StandardType.QUALITY, StandardType.COURTESY},
    }
    return [words for words, gap in gaps.items() if gap]


def check_every_service(case: Case) -> Iterator[Seen]:
    """C15: every service for the public has a promise, or says why it has none."""
    if not case.services:
        yield no_services(case)
        return
    bare = [service for service in case.services if not _is_answered_for(case, service)]
    yield from tally(
        case,
        Ask(
            SERVICES,
            _("Services with a promise, or with a reason why there is none"),
            add_promise(listed([service.id for service in bare])),
            strength=Strength.FIGURES,
            none=State.MISSING,
        ),
        case.services,
        bare,
        [case.page("standards")],
    )


def _is_answered_for(case: Case, service: Service) -> bool:
    if case.promises_by_service.get(service.id):
        return True
    return is_sentence(service.no_standard_because, "no_standard_because")


def check_manner(case: Case) -> Iterator[Seen]:
    """C16: a promise of courtesy or the like rests on a survey question or a review."""
    promises = [
        promise
        for promise in case.promises
        if promise.type in OF_MANNER and not _is_counted(promise)
    ]
    if not promises:
        yield idle(_("No promise is about manner alone, such as courtesy."))
        return
    yield from tally(
        case,
        Ask(
            PROMISES,
            _("Promises of manner that rest on a survey question or a review"),
            "measure: {question: the id of a survey question}",
            keys=("measure",),
        ),
        promises,
        [
            promise
            for promise in promises
            if not promise.measure.question and not is_said(promise.measure.evidence, "evidence")
        ],
        [case.page("standards")],
    )


def _is_counted(promise: Standard) -> bool:
    """Return whether a promise is counted in cases or time, not in anybody's impression."""
    return promise.measure.shape not in (Shape.WORDS_ONLY, Shape.YES_NO, Shape.SCORE)
