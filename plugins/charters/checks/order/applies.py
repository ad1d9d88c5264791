"""What an editor says beside the evidence: that a check does not apply, or what a person judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from charters.checks.findings import SILENCE, State, Strength, _
from charters.checks.order.case import AGENCY, Case
from charters.checks.order.catalogue import Check
from charters.checks.order.said import is_said, is_sentence
from charters.checks.order.seen import Seen, contradiction
from charters.model.agency import Judged, NotApplicable


def telling(seen: Sequence[Seen]) -> list[Seen]:
    """Return what matters: good news of a check is left out where it has bad news too.

    Bad news that weighs less than the check stands beside the good news.
    """
    good = (State.PRESENT, State.NOT_APPLICABLE)
    other = (*good, State.NEEDS_A_PERSON)
    if all(found.state in other or found.level is not None for found in seen):
        return list(seen)
    return [found for found in seen if found.state not in good]


def apply_declared(case: Case, check: Check, seen: Sequence[Seen]) -> list[Seen]:
    """Return what is seen once 'not applicable' is taken into account (section 1.1, K25)."""
    found = _declared(case, check)
    if found is None:
        return list(seen)
    n, entry = found
    place = case.place(AGENCY, "not_applicable", n)
    filled = [one for one in seen if one.strength is not Strength.NOTHING]
    if not is_reasoned(entry):
        return [
            one
            if one.state is State.PRESENT
            else replace(one, sentence=_NO_REASON, add=_GIVE_ONE, place=place)
            for one in seen
        ]
    if filled:
        evidence = next((one.place for one in filled if one.place), None)
        return [
            contradiction(
                _("This is said not to apply, and yet the plan shows evidence for it."),
                _(
                    "In agency.yml, take {item} out of 'not_applicable', or the evidence out.",
                    item=check.id,
                ),
                place,
                evidence,
            )
        ]
    sentence = _("Does not apply: {reason}", reason=entry.reason)
    return [Seen(State.NOT_APPLICABLE, sentence, Strength.WORDS, place=place)]


_NO_REASON = _(
    "This is said not to apply, but without a sentence on why, and the law or the day it was decided."
)
_GIVE_ONE = _(
    "In agency.yml, under 'not_applicable', write the reason as a sentence, and add 'cites' or "
    "'decided'."
)


def _declared(case: Case, check: Check) -> tuple[int, NotApplicable] | None:
    """Return what is said of a check; of the check itself before that of its item."""
    entries = list(enumerate(case.charter.agency.not_applicable))
    for name in (check.id.lower(), check.item):
        for n, entry in entries:
            if entry.item.strip(" ()").lower() == name:
                return n, entry
    return None


def is_reasoned(entry: NotApplicable) -> bool:
    """Return whether 'not applicable' comes with a reason, and a law or a day of decision."""
    founded = entry.decided is not None or is_said(entry.cites, "cites")
    return founded and is_sentence(entry.reason, "reason")


def apply_scope(case: Case, check: Check, seen: Sequence[Seen]) -> list[Seen]:
    """Return what is seen once it is known whether the agency serves the public at all."""
    scope = case.charter.agency.direct_service
    if scope is None or scope.answer or not is_sentence(scope.reason, "reason"):
        return list(seen)
    if not case.services:
        return [
            Seen(
                State.NOT_APPLICABLE,
                _("Does not apply: {reason}", reason=scope.reason),
                Strength.WORDS,
            )
        ]
    if check.id != "A1":
        return list(seen)
    return [
        *seen,
        contradiction(
            _(
                "The agency says that it does not serve the public directly, and lists services for it."
            ),
            _(
                "In agency.yml, mend 'direct_service'; or in standards.yml, add 'serves' to the services."
            ),
            case.place(AGENCY, "direct_service", "answer"),
            case.place("standards.yml", "services"),
        ),
    ]


def judgment(case: Case, check: Check) -> Judged | None:
    """Return what a person judged last of a check, by the day the register is judged on."""
    said = [
        judged
        for judged in case.charter.agency.judged
        if judged.item.strip(" ()").lower() == check.id.lower()
        and judged.date <= case.register.as_of
    ]
    return max(said, key=lambda judged: judged.date, default=None)


def apply_judged(one: Seen, judged: Judged | None) -> Seen:
    """Return what is seen with what a person said of it."""
    if judged is None or not is_said(judged.finding, "finding"):
        return one
    strength = Strength.CONFIRMED if judged.outside else one.strength
    if one.state is State.NEEDS_A_PERSON:
        if strength is Strength.NOTHING:
            strength = Strength.WORDS
        sentence = _("A person judged: {finding}", finding=judged.finding)
        return replace(one, sentence=sentence, strength=strength, add=SILENCE)
    return replace(one, strength=strength) if one.state is State.PRESENT else one


def apply_opened(case: Case, one: Seen) -> Seen:
    """Return what is seen with its strength raised where a link of it was opened lately."""
    if one.state is not State.PRESENT or one.strength not in (Strength.WORDS, Strength.FIGURES):
        return one
    since = case.register.as_of - timedelta(days=case.windows.link_days)
    opened = (case.facts.answered.get(link, date.min) for link in one.evidence)
    return replace(one, strength=Strength.OPENED) if any(day >= since for day in opened) else one
