"""Words against numbers: what a promise says in words must be what its fields say in figures.

Pure functions: they get a sentence and the fields beside it, and yield remarks with a code, a
message and the words it is about. The caller knows files and adds the places. Each rule cites the
requirements catalogue (sections 1.5 and 3.3); its precision is measured on 4,686 real sentences
by `benchmarks/wording.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

from charters.model.agency import AgencyKind
from charters.model.standards import DayKind, Standard
from charters.rules.promise.aims import check_average_agrees, check_shares_agree
from charters.rules.promise.claims import check_duties, check_promised_duties, check_verdict_words
from charters.rules.promise.counts import check_counts_agree
from charters.rules.promise.levels import check_days_are_named, check_times_agree
from charters.rules.promise.promise import Promise, Remark, heard
from charters.rules.promise.rights import check_rights
from charters.rules.promise.single import check_one_promise
from charters.rules.promise.vague import check_time_has_number, check_vague_words

__all__ = ["LANGUAGES", "Promise", "Remark", "check_promise", "check_text", "promises_of"]

LANGUAGES = ("en", "fr")
"""The languages these rules can read; words in another are left alone."""

PROMISE_RULES = (
    check_shares_agree,
    check_times_agree,
    check_counts_agree,
    check_average_agrees,
    check_time_has_number,
    check_one_promise,
    check_vague_words,
    check_days_are_named,
    check_rights,
    check_promised_duties,
    check_verdict_words,
)
"""The rules for the sentence of a promise."""

TEXT_RULES = (check_rights, check_duties, check_verdict_words)
"""The rules for any other words of an agency: what it does when it misses, its plan, its notes."""


def check_promise(promise: Promise) -> Iterator[Remark]:
    """Yield what is wrong between the words of a promise and the fields beside it."""
    if promise.language in LANGUAGES:
        said = heard(promise.words, promise.language)
        for rule in PROMISE_RULES:
            yield from rule(promise, said)


def check_text(text: Promise) -> Iterator[Remark]:
    """Yield what is wrong in other words of an agency; limit and target play no part."""
    if text.language in LANGUAGES:
        said = heard(text.words, text.language)
        for rule in TEXT_RULES:
            yield from rule(text, said)


def promises_of(
    standard: Standard,
    site_language: str = "en",
    agency_kind: AgencyKind = AgencyKind.EXECUTIVE,
    agency_names: tuple[str, ...] = (),
) -> Iterator[Promise]:
    """Yield the promise of a standard once per language it is written in."""
    measure = standard.measure
    for code, words in standard.promise.by_language:
        yield Promise(
            words=words,
            language=(code or site_language).split("-")[0],
            type=standard.type,
            shape=measure.shape,
            limit=standard.limit,
            target=standard.target,
            percentile=measure.percentile,
            days_not_stated=measure.day_kind is DayKind.NOT_STATED,
            has_legal_basis=standard.legal_basis is not None,
            agency_kind=agency_kind,
            agency_names=agency_names,
        )
