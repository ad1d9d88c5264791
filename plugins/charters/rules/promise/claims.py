"""What a charter does not claim: a right without a law (K19), a duty (K20), a verdict (K2)."""

from __future__ import annotations

from collections.abc import Iterator
from re import Match

from charters.model.agency import AgencyKind
from charters.rules.promise.promise import Promise, Remark, Said, remark
from charters.rules.promise.times import clause_before, is_condition
from charters.rules.promise.wordlists import phrases


def check_rights(promise: Promise, said: Said) -> Iterator[Remark]:
    """K19 (S5.2): Section 5 of the order creates no right; where a statute does, it is named."""
    found = None if promise.has_legal_basis else said.first("right")
    if found is not None:
        yield remark("right", said.quoted(found))


def check_duties(promise: Promise, said: Said) -> Iterator[Remark]:
    """K20 (S4.1): an independent agency is asked to follow the order, so it never 'must'."""
    if promise.agency_kind is AgencyKind.INDEPENDENT and (found := _duty(promise, said)):
        yield remark("duty", said.quoted(found), "kind")


def check_promised_duties(promise: Promise, said: Said) -> Iterator[Remark]:
    """K20 in a promise: what is no duty of the customer is one of the agency."""
    if promise.agency_kind is AgencyKind.INDEPENDENT:
        found = _duty(promise, said) or next(_must_without_customer(said), None)
        if found is not None:
            yield remark("duty", said.quoted(found), "kind")


def _duty(promise: Promise, said: Said) -> Match[str] | None:
    return phrases(said.language, "duty", promise.agency_names).find_first(said.text)


def _must_without_customer(said: Said) -> Iterator[Match[str]]:
    for found in said.list("must").find_all(said.text):
        if not said.list("customer").find_first(clause_before(said.text, found.start())):
            yield found


def check_verdict_words(_promise: Promise, said: Said) -> Iterator[Remark]:
    """K2: the program works out met and missed; nobody types them."""
    for found in said.list("verdict").find_all(said.text):
        if not is_condition(said.text, found.start(), said.language):
            yield remark("verdict", said.quoted(found))
            return
