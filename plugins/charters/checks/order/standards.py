"""Item (c): post service standards: where they stand, and whether each can be tested."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from charters.checks.findings import State, Strength, _
from charters.checks.order.case import STANDARDS, Case
from charters.checks.order.measures import lacks
from charters.checks.order.said import is_said
from charters.checks.order.seen import (
    PROMISES,
    Ask,
    Seen,
    contradiction,
    idle,
    listed,
    no_promises,
    partial,
    stale,
    tally,
)
from charters.model.complaints import Posted
from charters.model.shapes import Shape
from charters.model.standards import Standard, StandardType
from charters.model.text import Text

_ON_THE_WEB = re.compile(
    r"\b(?:web\w*|internet|online|on-?line|home ?page|site|pages?|https?|portal|en ligne"
    r"|(?:\w+\.)+(?:gov|com|org|net|ca|uk|eu))\b",
    re.IGNORECASE,
)
_AT_THE_SERVICE = re.compile(
    r"\b(?:office|counter|lobby|wall|poster|sign|letter|form|notice|message|recorded|phone|call"
    r"|leaflet|brochure|envelope|receipt|kiosk|desk|bureau|guichet|lettre|formulaire|affiche)",
    re.IGNORECASE,
)
OF_SPEED = (StandardType.TIMELINESS, StandardType.WAITING)
OF_MANNER = (
    StandardType.COURTESY,
    StandardType.OPENNESS,
    StandardType.QUALITY,
    StandardType.OTHER,
)


def check_on_the_web(case: Case) -> Iterator[Seen]:
    """C1: posted on the web, at most two links from the agency's front page.

    The site builds a page for every service and links it from the plan: what can go wrong in
    the data is a promise whose service has no page.
    """
    if not case.promises:
        yield no_promises(case)
        return
    known = case.charter.service_by_id
    yield from tally(
        case,
        Ask(
            PROMISES,
            _("Promises posted on this site, one link from the plan"),
            "service: the id of one of your services",
            keys=("service",),
            strength=Strength.FIGURES,
        ),
        case.promises,
        [promise for promise in case.promises if promise.service not in known],
        [case.page("standards")],
    )


def check_at_the_service(case: Case) -> Iterator[Seen]:
    """C2: posted where people meet the service, with the day somebody looked."""
    if not case.promises:
        yield no_promises(case)
        return
    seen = {promise.id: _places_posted(promise) for promise in case.promises}
    yield from tally(
        case,
        Ask(
            PROMISES,
            _("Promises posted where people meet the service, with the day it was checked"),
            "posted: [{where: on the wall of every office, checked: 2025-07-01}]",
            keys=("posted",),
        ),
        case.promises,
        [p for p in case.promises if not any(posted.checked for posted in seen[p.id])],
        [case.page("standards")],
    )
    old = [promise for promise in case.promises if _is_checked_long_ago(case, seen[promise.id])]
    if old:
        yield stale(
            _(
                "Promises whose posting was last checked more than {months} months ago: {names}.",
                months=case.windows.standard_review_months,
                names=listed([promise.id for promise in old]),
            ),
            _("In standards.yml, look again, and bring 'checked' under 'posted' up to date."),
            *(PROMISES.place(case, promise, "posted") for promise in old),
        )


def _places_posted(promise: Standard) -> list[Posted]:
    """Return the places other than the web that a promise is posted in."""
    return [
        posted
        for posted in promise.posted
        if is_said(posted.where, "where")
        and (_AT_THE_SERVICE.search(str(posted.where)) or not _ON_THE_WEB.search(str(posted.where)))
    ]


def _is_checked_long_ago(case: Case, posted: Sequence[Posted]) -> bool:
    days = [place.checked for place in posted if place.checked]
    return bool(days) and case.is_older(max(days), case.windows.standard_review_months)


def check_testable(case: Case) -> Iterator[Seen]:
    """C3: a level that a person can test, with the fields that its shape needs (2.2)."""
    if not case.promises:
        yield no_promises(case)
        return
    words_only = [promise for promise in case.promises if _is_unmeasured(promise)]
    vague = case.remarked("C3", "P29", "P30")
    named = [*words_only, *(promise for promise, _remark in vague)]
    if named:
        yield partial(
            _(
                "Promises without a level that anybody could test: {names}.",
                names=listed(list(dict.fromkeys(promise.id for promise in named))),
            ),
            _(
                "In standards.yml, write a number with its unit into the promise, and give it "
                "a measure and a target."
            ),
            *dict.fromkeys(PROMISES.place(case, promise, "promise") for promise in named),
        )
    untimed = {promise.id: lacks(promise) for promise in case.promises}
    first = next((fields for fields in untimed.values() if fields), [])
    yield from tally(
        case,
        Ask(
            PROMISES,
            _("Promises with every field that their measure needs"),
            first[0] if first else "",
            keys=("measure",),
            strength=Strength.FIGURES,
        ),
        case.promises,
        [promise for promise in case.promises if untimed[promise.id]],
        [case.page("standards")],
    )


def _is_unmeasured(promise: Standard) -> bool:
    """Return whether a promise is in words only; promises of manner are asked under C16."""
    return promise.measure.shape is Shape.WORDS_ONLY and promise.type not in OF_MANNER


def check_target(case: Case) -> Iterator[Seen]:
    """C4: how often we keep it stands apart from what we promise, and both agree (K3)."""
    measured = [promise for promise in case.promises if _needs_target(promise)]
    if not measured:
        yield no_promises(case)
        return
    for promise, remark in case.remarked("K3"):
        yield contradiction(
            _(
                "The promise says {said}, and its figures say something else: {promise}",
                said=remark.fragment,
                promise=promise.promise,
            ),
            _(
                "In standards.yml, make the words of {name} and its {field} the same.",
                name=promise.id,
                field=remark.against or "figures",
            ),
            PROMISES.place(case, promise, "promise"),
            PROMISES.place(case, promise, remark.against or "target"),
        )
    yield from tally(
        case,
        Ask(
            PROMISES,
            _("Promises with an aim of their own: how often, or at what level, they are kept"),
            _example_target(measured),
            keys=("target",),
            strength=Strength.FIGURES,
        ),
        measured,
        [promise for promise in measured if promise.target is None],
        [case.page("standards")],
    )


def _example_target(promises: Sequence[Standard]) -> str:
    """Return a target in the unit of the first promise that has none."""
    first = next((promise for promise in promises if promise.target is None), promises[0])
    if first.measure.shape.is_share or first.measure.unit is None:
        return "target: 90%"
    return f"target: at most 12 {first.measure.unit}"


def _needs_target(promise: Standard) -> bool:
    return promise.measure.shape not in (Shape.WORDS_ONLY, Shape.YES_NO)


def check_changes(case: Case) -> Iterator[Seen]:
    """C9: every change of a promise is recorded with day, old, new and reason (K7)."""
    if not case.promises:
        yield no_promises(case)
        return
    for name in case.facts.unrecorded or ():
        promise = case.charter.standard_by_id.get(name)
        yield contradiction(
            _("The promise {name} was changed, and its history does not say so.", name=name),
            _("In standards.yml, add the change under 'changes' of {name}.", name=name),
            PROMISES.place(case, promise, "changes") if promise else case.place(STANDARDS),
        )
    changed = [promise for promise in case.charter.standards if promise.changes]
    bare = [
        promise
        for promise in changed
        if not all(is_said(c.reason, "reason") for c in promise.changes)
    ]
    if changed:
        yield from tally(
            case,
            Ask(
                PROMISES,
                _("Changed promises that say for each change what, when and why"),
                "reason: why it was changed",
                keys=("changes",),
                strength=Strength.FIGURES,
            ),
            changed,
            bare,
            ["changes/", *map(case.promise_page, changed[:3])],
        )
    elif not case.facts.unrecorded:
        yield idle(_("No promise has been changed since it was made."))


def check_owned(case: Case) -> Iterator[Seen]:
    """C11: an owner by role, and where and how the figures are counted."""
    if not case.promises:
        yield no_promises(case)
        return
    for ask, has in _ANSWERABLE:
        lacking = [promise for promise in case.promises if not is_said(has(promise), *ask.keys)]
        yield from tally(case, ask, case.promises, lacking, [case.page("standards")])


_ANSWERABLE: tuple[tuple[Ask, Callable[[Standard], Text | None]], ...] = (
    (
        Ask(
            PROMISES,
            _("Promises that say who answers for them"),
            "owner: Chief of Appeals",
            ("owner",),
        ),
        lambda promise: promise.owner,
    ),
    (
        Ask(
            PROMISES,
            _("Promises that say where their figures come from"),
            "measure: {source: our case system, all cases}",
            ("measure", "source"),
        ),
        lambda promise: promise.measure.source,
    ),
    (
        Ask(
            PROMISES,
            _("Promises that say how they are counted"),
            "measure: {method: counted once a month from all cases}",
            ("measure", "method"),
        ),
        lambda promise: promise.measure.method,
    ),
)


def check_circumstances(case: Case) -> Iterator[Seen]:
    """C13: what normal circumstances are, and which are not (storm, year-end)."""
    if not case.promises:
        yield no_promises(case)
        return
    yield from tally(
        case,
        Ask(
            PROMISES,
            _("Promises that say what normal circumstances are"),
            "measure: {normal_circumstances: all days but those when a storm closes the office}",
            keys=("measure",),
            none=State.MISSING,
        ),
        case.promises,
        [
            promise
            for promise in case.promises
            if not is_said(promise.measure.normal_circumstances, "normal_circumstances")
        ],
        [case.page("standards")],
    )


def check_single(case: Case) -> Iterator[Seen]:
    """C14: one promise per standard."""
    if not case.promises:
        yield no_promises(case)
        return
    twofold = [promise for promise, _remark in case.remarked("C14")]
    yield from tally(
        case,
        Ask(
            PROMISES,
            _("Promises that promise one thing"),
            _("In standards.yml, make each limit of {names} a standard of its own."),
            keys=("promise",),
        ),
        case.promises,
        twofold,
        [case.page("standards")],
    )
