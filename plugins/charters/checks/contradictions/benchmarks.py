"""Benchmarks against our own results and against themselves (K14, D4, D5, D7)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from charters.checks.contradictions.figures import Claim, claim_of, numbers_of
from charters.checks.contradictions.places import (
    BENCHMARKS,
    RESULTS,
    Keys,
    beside,
    in_standard,
    level_said,
    result_said,
)
from charters.checks.contradictions.promises import spoken
from charters.checks.contradictions.result_words import unit_of
from charters.checks.wording import LANGUAGES
from charters.checks.wording.promise import Said, heard
from charters.model.benchmarks import Basis, Benchmark, Sector
from charters.model.periods import parse_period
from charters.model.quantities import PERCENT, Direction, Quantity, unit_named
from charters.model.register import Charter, Register
from charters.model.results import Result
from charters.model.standards import Shape, Standard
from charters.model.text import Text
from charters.problems import Place, Problem

_SECONDS = {"second": 1, "minute": 60, "hour": 3600}
"""Units that turn into each other exactly."""

_OF_A_PROMISE = re.compile(
    r"\b(?:promis|target|aim|goal|standard|commit|pledge|publish|say|said|guarant|engag|cible"
    r"|objectif|norme|promesse|result)",
    re.IGNORECASE,
)
"""Words that tell a reader that a level is said, and not reached."""
_PUBLIC = re.compile(
    r"^(?:the )?(?:u\.?s\.? )?(?:department of|ministry of|government of)\b"
    r"|\b(?:federal agenc(?:y|ies)|ministère)\b",
    re.IGNORECASE,
)
_OUR_LEVEL = {
    "en": re.compile(
        r"\b(?:ours|our (?:own )?(?:result|level|figure|average|wait(?:ing time)?|time|share|score"
        r"|rate|value|number))\b[^.;,]{0,24}?\b(?:is|was|were|of|at|to|:)(?: only| just)? ?$"
        r"|\bwe (?:answer(?:ed)?|reach(?:ed)?|ke(?:ep|pt)|t(?:ake|ook)|decided?|scored?|have|had|got"
        r"|needed|managed?|are at|were at|stand at)(?: only| just)? ?$|\bour(?: own)? $"
    ),
    "fr": re.compile(
        r"\b(?:le nôtre|la nôtre|notre (?:résultat|niveau|chiffre|moyenne|attente|délai|part|score"
        r"|taux))\b[^.;,]{0,24}?(?:est|était|de|:) ?$"
    ),
}
_FOR_US = re.compile(r" (?:for|at|with|by) us\b|,? ours\b")
_BETTER = re.compile(
    r"\bwe are (?:already |now |still |much |far )*(?:better|faster|quicker|ahead)\b"
)
_BEHIND = re.compile(r"\bwe are (?:already |now |still |much |far )*(?:behind|slower|worse)\b")


def check_benchmarks(register: Register) -> Iterator[Problem]:
    """Yield benchmarks that do not stand beside our published results."""
    names = _agency_names(register)
    site = register.settings.language
    for charter in register.charters.values():
        for benchmark in charter.benchmarks:
            yield from _sector(charter, benchmark, names)
            standard = charter.standard_by_id.get(benchmark.standard)
            if standard is not None:
                yield from _units(charter, benchmark, standard)
                yield from _basis(charter, benchmark, standard)
                yield from _ours(charter, benchmark, standard, site)


def _agency_names(register: Register) -> frozenset[str]:
    agencies = [charter.agency for charter in register.charters.values()]
    return frozenset(
        words.casefold()
        for agency in agencies
        for name in (agency.name, agency.short_name)
        for _, words in (name.by_language if name else ())
    )


def _at(charter: Charter, benchmark: Benchmark, *keys: str | int) -> Place:
    return charter.place(BENCHMARKS, "benchmarks", benchmark.id, *keys)


def _sector(charter: Charter, benchmark: Benchmark, names: frozenset[str]) -> Iterator[Problem]:
    """D1, D7: a department is not private, and oneself is no comparator."""
    named = str(benchmark.organization)
    own = {words.casefold() for words in _own_names(charter)}
    public = _PUBLIC.search(named) or named.casefold() in names
    if benchmark.sector is Sector.OWN_PAST:
        return
    if named.casefold() in own:
        right, what = "own-past", "the agency itself"
    elif benchmark.sector is Sector.PRIVATE and public:
        right, what = "public", "a public organization"
    else:
        return
    place, other = _at(charter, benchmark, "sector"), _at(charter, benchmark, "organization")
    yield Problem(
        place,
        "K14",
        f"the sector says {benchmark.sector.value}, but '{named}' is {what} "
        f"({beside(place, other)}); write sector: {right}",
        (other,),
    )


def _own_names(charter: Charter) -> Iterator[str]:
    for name in (charter.agency.name, charter.agency.short_name):
        if name is not None:
            yield str(name)


# ------------------------------------------------------------------------------ what is compared


def _units(charter: Charter, benchmark: Benchmark, standard: Standard) -> Iterator[Problem]:
    """D4: their level is in our unit, or the conversion is stated."""
    value = benchmark.value
    if value is None or standard.measure.shape in (Shape.WORDS_ONLY, Shape.YES_NO):
        return
    place = _at(charter, benchmark, "value")
    if value.is_share and value.amount > 100:
        message = f"{level_said(value)} is more than all; write a share of 100% or less"
        yield Problem(place, "K14", message, (_at(charter, benchmark),))
    unit = unit_of(standard)
    if benchmark.conversion is None and unit and _in_our_unit(value, unit) is None:
        other = in_standard(charter, standard, "measure")
        ours = "a share (%)" if unit == PERCENT else f"in {unit}"
        yield Problem(
            place,
            "K14",
            f"their level is {level_said(value)}, our results are {ours} "
            f"({beside(place, other)}); say under 'conversion' how they compare, or leave the "
            "value out",
            (other,),
        )


def _in_our_unit(value: Quantity, unit: str) -> Fraction | None:
    theirs, ours = unit_named(value.unit), unit_named(unit)
    if theirs == ours or {theirs, ours} == {"day", "calendar day"}:
        return Fraction(value.amount)
    if theirs in _SECONDS and ours in _SECONDS:
        return Fraction(value.amount) * _SECONDS[theirs] / _SECONDS[ours]
    return None


def _basis(charter: Charter, benchmark: Benchmark, standard: Standard) -> Iterator[Problem]:
    """D4: what others promise is not what they reach; the text has to say so."""
    rows = charter.results.get(standard.id)
    words = f"{benchmark.differences or ''} {benchmark.conversion or ''} {benchmark.measure or ''}"
    said = _OF_A_PROMISE.search(words)
    if benchmark.basis is Basis.PROMISE and benchmark.value is not None and rows and not said:
        place = _at(charter, benchmark, "basis")
        other = charter.place(RESULTS, rows[-1].line)
        yield Problem(
            place,
            "K14",
            "what they promise stands beside what we reached "
            f"({beside(place, other)}); use their result, or say under 'differences' that it is a "
            "promise",
            (other,),
        )


# ------------------------------------------------------------------------------------- our level


def _ours(
    charter: Charter, benchmark: Benchmark, standard: Standard, site: str
) -> Iterator[Problem]:
    rows = [row for row in charter.results.get(standard.id, ()) if not row.part]
    if benchmark.our_period:
        wanted = parse_period(benchmark.our_period, charter.fiscal_start)
        same = [r for r in rows if (r.period.start, r.period.end) == (wanted.start, wanted.end)]
        if not same and rows:
            yield _no_result(charter, benchmark, standard, rows)
        rows = same[-1:]
    if rows:
        yield from _typed(charter, benchmark, standard, rows, site)
        yield from _gap(charter, benchmark, standard, rows[-1])


def _no_result(
    charter: Charter, benchmark: Benchmark, standard: Standard, rows: Sequence[Result]
) -> Problem:
    """D5: our side of the comparison is a published result."""
    place, other = _at(charter, benchmark, "our_period"), charter.place(RESULTS, rows[-1].line)
    return Problem(
        place,
        "K14",
        f"our_period is {benchmark.our_period}, but '{standard.id}' has no result for it; the "
        f"newest is for {rows[-1].period.label} ({beside(place, other)}): write that period",
        (other,),
    )


def _typed(
    charter: Charter, benchmark: Benchmark, standard: Standard, rows: Sequence[Result], site: str
) -> Iterator[Problem]:
    """D5: our level in the words of a benchmark is the published one."""
    unit = unit_of(standard)
    amounts = [(row, row.amount) for row in rows if row.amount is not None]
    for keys, claim in _claims(benchmark, site):
        agrees = [claim.agrees_with(amount, unit) for _, amount in amounts]
        if agrees and all(answer is False for answer in agrees):
            place, row = _at(charter, benchmark, *keys), amounts[-1][0]
            other = charter.place(RESULTS, row.line)
            yield Problem(
                place,
                "K14",
                f"the text says '{claim.quoted}' of us, our result for {row.period.label} is "
                f"{result_said(standard, row)} ({beside(place, other)}); take the figure out",
                (other,),
            )


def _claims(benchmark: Benchmark, site: str) -> Iterator[tuple[Keys, Claim]]:
    for key in ("does", "comparable_because", "measure", "differences", "conversion", "action"):
        text: Text | None = getattr(benchmark, key)
        for code, words, language in spoken(text, site) if text else ():
            if language in LANGUAGES:
                for claim in _of_ours(heard(words, language)):
                    yield (key, code) if code else (key,), claim


def _of_ours(said: Said) -> Iterator[Claim]:
    for part in numbers_of(said):
        before = said.text[max(0, part.start - 60) : part.start]
        after = said.text[part.start + len(part.written) :]
        if _OUR_LEVEL[said.language].search(before) or _FOR_US.match(after):
            yield claim_of(said, part)


def _gap(
    charter: Charter, benchmark: Benchmark, standard: Standard, row: Result
) -> Iterator[Problem]:
    """D6: who is ahead, in words, is who is ahead in figures."""
    value, amount = benchmark.value, row.amount
    theirs = _in_our_unit(value, unit_of(standard)) if value else None
    if value is None or theirs is None or amount is None or theirs == amount:
        return
    better = (amount < theirs) is _lower_is_better(standard)
    wrong = _BEHIND if better else _BETTER
    for key in ("action", "no_action_because", "differences"):
        found = wrong.search(str(getattr(benchmark, key) or "").lower())
        if found:
            place, other = _at(charter, benchmark, key), charter.place(RESULTS, row.line)
            yield Problem(
                place,
                "K14",
                f"the text says '{found[0]}', but our result is {result_said(standard, row)} "
                f"({beside(place, other)}) and theirs is {level_said(value)}; mend the words",
                (other, _at(charter, benchmark, "value")),
            )


def _lower_is_better(standard: Standard) -> bool:
    if standard.target is not None:
        return standard.target.direction is Direction.LOWER
    return not standard.measure.shape.is_share and standard.measure.scale is None
