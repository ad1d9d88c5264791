"""What an editor says beside the evidence: that a rule does not apply, or what a person judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from charters.model.file_names import AGENCY
from charters.model.judged import Judged, NotApplicable
from charters.problems import SILENCE, Message, Place, Problem, Rule
from charters.problems.message import _
from charters.rules.case import Case
from charters.rules.filled import is_said, is_sentence
from charters.rules.findings import Seen, State, Strength
from charters.rules.saying import clash


def telling(seen: Sequence[Seen]) -> list[Seen]:
    """Return what matters: good news of a rule is left out where it has bad news too.

    Bad news that weighs less than the rule stands beside the good news.
    """
    good = (State.PRESENT, State.NOT_APPLICABLE)
    other = (*good, State.NEEDS_A_PERSON)
    if all(found.state in other or found.level is not None for found in seen):
        return list(seen)
    return [found for found in seen if found.state not in good]


# ------------------------------------------------------------------------------ not applicable


def apply_declared(case: Case, rule: Rule, clause: str, seen: Sequence[Seen]) -> list[Seen]:
    """Return what is seen once 'not applicable' is taken into account (section 1.1)."""
    found = _declared(case, rule.code, clause)
    if found is None or (is_reasoned(found[1]) and _filled(seen)):
        return list(seen)  # beside evidence it is a contradiction: see `declared_beside_evidence`
    n, entry = found
    place = case.place(AGENCY, "not_applicable", n)
    if not is_reasoned(entry):
        return [
            one
            if one.state is State.PRESENT
            else one._replace(sentence=_NO_REASON, add=_GIVE_ONE, place=place)
            for one in seen
        ]
    return [Seen(State.NOT_APPLICABLE, _grounds(entry), Strength.WORDS, place=place)]


def _grounds(entry: NotApplicable) -> Message:
    reason, law, day = entry.reason, entry.cites, entry.decided
    if law and day:
        return _(
            "Does not apply ({law}; decided on {day}): {reason}", reason=reason, law=law, day=day
        )
    if law:
        return _("Does not apply ({law}): {reason}", reason=reason, law=law)
    return _("Does not apply (decided on {day}): {reason}", reason=reason, day=day)


_NO_REASON = _(
    "This is said not to apply, but without a sentence on why, and the law or the day it was decided."
)
_GIVE_ONE = _(
    "In agency.yml, under 'not_applicable', write the reason as a sentence, and add 'cites' or "
    "'decided'."
)


def declared_beside_evidence(
    case: Case, looked: Iterable[tuple[str, Rule, Sequence[Seen]]]
) -> Iterator[Problem]:
    """Yield what is said not to apply, although something is filled in for it (K25).

    `looked` is what each rule of each clause sees; one word on a clause is about all of its rules.
    """
    in_vain: dict[int, list[tuple[str, Place | None]]] = {}
    for clause, rule, seen in looked:
        found = _declared(case, rule.code, clause)
        if found is not None and is_reasoned(found[1]) and _filled(seen):
            in_vain.setdefault(found[0], []).append((rule.code, _evidence(case, rule, seen)))
    for n, rules in in_vain.items():
        evidence = next((place for _code, place in rules if place), None)
        item = case.charter.agency.not_applicable[n].item
        shows = " ".join(code for code, _place in rules)
        here = case.in_agency("not_applicable", n, "item")
        said = _("{item} is said not to apply, but something is filled in for it", item=item)
        do = _("take one of them out")
        yield clash("K25", shows, here, said, do, *([evidence] if evidence else []))


def _evidence(case: Case, rule: Rule, seen: Sequence[Seen]) -> Place | None:
    file, _colon, keys = rule.where.partition(": ")
    found = next((one.place for one in seen if one.place), None)
    at = keys.split(".") if file.endswith(".yml") else ()
    return found or (case.place(file, *at) if file else None)


def _filled(seen: Sequence[Seen]) -> bool:
    """Return whether something is shown; another reason why it does not apply is none."""
    return any(
        one.strength is not Strength.NOTHING and one.state is not State.NOT_APPLICABLE
        for one in seen
    )


def _declared(case: Case, code: str, clause: str) -> tuple[int, NotApplicable] | None:
    """Return what is said of a rule; of the rule itself before that of its clause."""
    said = case.not_applicable
    return said.get(code.lower()) or said.get(clause)


def is_reasoned(entry: NotApplicable) -> bool:
    """Return whether 'not applicable' comes with a reason, and a law or a day of decision."""
    founded = entry.decided is not None or is_said(entry.cites, "cites")
    return founded and is_sentence(entry.reason, "reason")


def apply_scope(case: Case, seen: Sequence[Seen]) -> list[Seen]:
    """Return what is seen once it is known whether the agency serves the public at all."""
    scope = case.charter.agency.direct_service
    if scope is None or scope.answer or case.services or not is_sentence(scope.reason, "reason"):
        return list(seen)
    sentence = _("Does not apply: {reason}", reason=scope.reason)
    return [Seen(State.NOT_APPLICABLE, sentence, Strength.WORDS)]


def out_of_scope(case: Case) -> Iterator[Problem]:
    """Yield an agency that says it does not serve the public, beside services for it (K25, A1)."""
    scope = case.charter.agency.direct_service
    if scope is not None and not scope.answer and case.services:
        service = case.services[0]
        here = case.in_agency("direct_service", "answer")
        said = _(
            "the answer says that nothing is provided directly to the public, but '{service}' serves people outside",
            service=service.id,
        )
        do = _("mend the answer, or add serves: agencies there")
        yield clash("K25", "A1", here, said, do, case.in_service(service, "serves"))


# ------------------------------------------------------------------------- judged by a person


def judgment(case: Case, rule: Rule) -> Judged | None:
    """Return what a person judged last of a rule, by the day the register is judged on."""
    return case.judged.get(rule.code.lower())


def apply_judged(one: Seen, judged: Judged | None) -> Seen:
    """Return what is seen with what a person said of it."""
    if judged is None or not is_said(judged.finding, "finding"):
        return one
    strength = Strength.CONFIRMED if judged.outside else one.strength
    if one.state is State.NEEDS_A_PERSON:
        if strength is Strength.NOTHING:
            strength = Strength.WORDS
        sentence = _("A person judged: {finding}", finding=judged.finding)
        return one._replace(sentence=sentence, strength=strength, add=SILENCE)
    return one._replace(strength=strength) if one.state is State.PRESENT else one
