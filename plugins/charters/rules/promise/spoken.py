"""The sentences of a charter put to the rules about words, each with the place of what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from charters.judging.history import as_it_reads
from charters.model.agency import AgencyKind
from charters.model.change import ChangedField
from charters.model.measures import DayKind
from charters.model.register import Keys
from charters.model.standards import Standard
from charters.problems import Place, Problem
from charters.reading.prose import prose_of
from charters.rules.case import Case
from charters.rules.promise import agreement, wording
from charters.rules.promise.announced import in_its_time, next_change
from charters.rules.promise.promise import Promise, Remark, Said, heard, remark
from charters.rules.promise.translations import differing
from charters.rules.promise.wordlists import LANGUAGES

PROMISE_RULES = (
    *(agreement.check_shares, agreement.check_times, agreement.check_counts),
    *(agreement.check_average, wording.check_time_is_said, wording.check_one_promise),
    *(wording.check_vague_words, wording.check_days_are_named, wording.check_rights),
    *(wording.check_promised_duties, wording.check_verdict_words),
)
"""The rules for the sentence of a promise."""

_FIELDS: Mapping[str, Keys] = {
    "limit": ("limit",),
    "target": ("target",),
    "measure": ("measure", "shape"),
    "level": ("levels",),
    "season": ("seasons",),
}
_SET_APART = frozenset({"promise", "changes", "legal_basis", "sources", "benchmarks", "wants"})
"""Words looked at elsewhere, of the past, of the law or of others."""
_OF_A_LEVEL = ("K3", "C4")
"""What is said of a promise whose words say another level than its fields."""


@lru_cache(maxsize=4096)
def check_promise(promise: Promise) -> Sequence[Remark]:
    """Return what is wrong between the words of a promise and the fields beside it."""
    if promise.language not in LANGUAGES:
        return ()
    said = heard(promise.words, promise.language)
    return [one for rule in PROMISE_RULES for one in rule(promise, said)]


def promises_of(
    standard: Standard,
    site_language: str = "en",
    agency_kind: AgencyKind = AgencyKind.EXECUTIVE,
    agency_names: tuple[str, ...] = (),
) -> Iterator[Promise]:
    """Yield the promise of a standard once per language it is written in."""
    for code, words in standard.promise.by_language:
        yield Promise(
            words=words,
            language=(code or site_language).partition("-")[0],
            type=standard.type,
            shape=standard.measure.shape,
            limit=standard.limit,
            target=standard.target,
            several=(*standard.levels, *standard.seasons),
            percentile=standard.measure.percentile,
            per=standard.measure.per,
            days_not_stated=standard.measure.day_kind is DayKind.NOT_STATED,
            has_legal_basis=standard.legal_basis is not None,
            agency_kind=agency_kind,
            agency_names=agency_names,
        )


def promises_and_fields(case: Case) -> Iterator[Problem]:
    """Yield what is wrong between the words of each promise and the fields beside it."""
    for standard in case.charter.standards:
        yield from _promise(case, standard)
        # What happens when a promise is missed is part of it (S5.2).
        if standard.if_missed is not None and standard.legal_basis is None:
            for code, words, language in case.spoken(standard.if_missed):
                for one in wording.check_rights(Promise(words, language), heard(words, language)):
                    keys = filter(None, [code])
                    yield one.at(case.in_standard(standard, "if_missed", *keys))


def _promise(case: Case, standard: Standard) -> Iterator[Problem]:
    site = case.register.settings.language
    said = promises_of(standard, site, case.charter.agency.kind, case.names)
    found = [check_promise(promise) for promise in said]
    wrong = [remarks for remarks in found if any(one.code == "K3" for one in remarks)]
    # Where one language agrees with the fields and another does not, the translation is at fault.
    some = 0 < len(wrong) < len(found)
    left_to_k24 = some and differing(standard.promise, site) is not None
    for (code, _words), remarks in zip(standard.promise.by_language, found, strict=True):
        for one in remarks:
            if not (left_to_k24 and one.code == "K3"):
                place = case.in_standard(standard, "promise", *filter(None, [code]))
                told = in_its_time(standard, case.register.as_of, one)
                yield told.at(place, *_other_place(case, standard, one))


def _other_place(case: Case, standard: Standard, one: Remark) -> Iterator[Place]:
    """Yield the place of the field a remark speaks of, where it is written."""
    if one.against == "kind":
        yield case.in_agency("kind")
    elif one.against and getattr(standard, str(_FIELDS[one.against][0])) is not None:
        yield case.in_standard(standard, *_FIELDS[one.against])


def words_of_today(case: Case) -> Iterator[Problem]:
    """Yield the sentence of today where it says another level than the one in force today."""
    as_of = case.register.as_of
    for standard in case.charter.standards:
        if all(change.date <= as_of for change in standard.changes):
            continue
        today = as_it_reads(standard, as_of)
        told = {one.fragment for one in _levels_said(case, standard)}
        for one in _levels_said(case, today):
            change = next_change(standard, as_of, one.against, ChangedField.PROMISE.value)
            if change is not None and one.fragment not in told:
                yield _ahead(case, standard, today, one, change[1].date)


def _levels_said(case: Case, standard: Standard) -> Iterator[Remark]:
    """Yield what the words of a standard say otherwise than its limit or target."""
    for promise in promises_of(standard, case.register.settings.language):
        for one in check_promise(promise):
            if one.code in _OF_A_LEVEL and one.against in ("limit", "target"):
                yield one


def _ahead(case: Case, standard: Standard, today: Standard, one: Remark, day: date) -> Problem:
    level = today.target and today.target.said if one.against == "target" else today.limit
    reworded = next_change(standard, case.register.as_of, ChangedField.PROMISE.value)
    name, here = "runs-ahead", case.in_standard(standard, "promise")
    if reworded is not None:
        name, here = "said-before", case.in_standard(standard, "changes", reworded[0], "from")
    values = {"field": one.against, "level": level or "none", "day": day, "iso": str(day)}
    return remark(name, one.fragment, one.against, **values).at(here, *_there(case, standard, one))


def _there(case: Case, standard: Standard, one: Remark) -> Iterator[Place]:
    """Yield where the level of today stands: before the change that is announced, or in its field."""
    if change := next_change(standard, case.register.as_of, one.against):
        yield case.in_standard(standard, "changes", change[0], "from")
    elif getattr(standard, one.against) is not None:
        yield case.in_standard(standard, one.against)


def figures_that_promise(case: Case) -> Iterator[Problem]:
    """Yield what is promised in the words of a figure, of which the files say that nothing is."""
    for figure in case.charter.figures:
        for key, text in (("name", figure.name), ("note", figure.note)):
            for code, words, language in case.spoken(text) if text else ():
                said = heard(words, language)
                promising = said.first("promising")
                if promising is not None and (said.promised or said.shares):
                    place = case.in_standard(figure, key, *filter(None, [code]))
                    found = remark("promised-by-a-figure", _from(said, promising.start()))
                    yield found.at(place, case.in_standard(figure))


def _from(said: Said, start: int) -> str:
    """Return the sentence that begins at a place, as it was written."""
    end = said.text.find(". ", start)
    return said.words[start : end if end >= 0 else len(said.words)].strip().rstrip(".")


# ------------------------------------------------------------ whom the order asks, and whom it binds


def independent(case: Case) -> Iterator[Problem]:
    """Yield 'must' said of an agency that is only asked to follow, and the other way round (K20)."""
    kind = case.in_agency("kind")
    if case.is_independent:
        for file, keys, text in case.texts:
            for code, words, language in case.spoken(text) if _SET_APART.isdisjoint(keys) else ():
                for one in _duties(case, words, language):
                    yield one.at(case.charter.place(file, *keys, *filter(None, [code])), kind)
        for place, words, language in _of_page(case):
            yield from (one.at(place, kind) for one in _duties(case, words, language))
    elif case.charter.agency.kind is AgencyKind.EXECUTIVE:
        for place, words, language in _of_page(case):
            said = heard(words, language)
            for asked in said.list("only_asked").find_all(said.text):
                yield remark("only-asked", said.quoted(asked)).at(place, kind)


def _duties(case: Case, words: str, language: str) -> Iterator[Remark]:
    kind = AgencyKind.INDEPENDENT
    text = Promise(words, language, agency_kind=kind, agency_names=case.names)
    return wording.check_duties(text, heard(words, language))


def _of_page(case: Case) -> Iterator[tuple[Place, str, str]]:
    for page in case.charter.pages:
        for place, words in prose_of(page).sentences:
            yield place, words, page.language.partition("-")[0]
