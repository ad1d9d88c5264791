"""The words beside a result against the result itself (K2, K4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from charters.checks.contradictions.dated import wrong_claims
from charters.checks.contradictions.figures import Claim, claims_in, may_claim, sentences
from charters.checks.contradictions.places import RESULTS, beside, in_standard, result_said
from charters.checks.contradictions.promises import language_of
from charters.checks.wording import LANGUAGES
from charters.checks.wording.promise import heard
from charters.judging.verdicts import Verdict, judge
from charters.model.quantities import PERCENT, TIME_UNITS, unit_named
from charters.model.register import Charter, Register
from charters.model.results import Result
from charters.model.shapes import Shape
from charters.model.standards import Standard
from charters.problems import Place, Problem

_AIM = r"(?:targets?|aims?|goals?|promises?|standards?|commitments?|objectives?)"
_DONE = r"(?:met|kept|exceeded|achieved|reached|beaten|beat|hit)"
_KEPT = {
    "en": re.compile(
        rf"\bwe (?:have |fully |easily |just )*{_DONE}(?: the| our| this| all| both)* (?:\w+ )?{_AIM}\b"
        rf"|\b{_AIM} (?:was |were |is |has been |have been )?(?:fully |easily )?{_DONE}\b"
        rf"|(?:^\W*|\(){_DONE}\b(?=[.,:;)]|$)|\b(?:status|verdict|result): ?{_DONE}\b"
    ),
    "fr": re.compile(
        r"\b(?:cible|objectif|norme|promesse)s? (?:a été |ont été )?(?:atteint|respecté|dépassé|tenu)e?s?\b"
        r"|\bnous avons (?:atteint|respecté|dépassé|tenu) (?:la|le|notre|cette|ce|cet)\b"
    ),
}
_MISSED = {
    "en": re.compile(
        r"\b(?:missed|did not (?:meet|keep|reach|achieve)|fell short of|failed to (?:meet|keep|reach))"
        rf"(?: the| our| this| both)* (?:\w+ )?{_AIM}\b"
        rf"|\b{_AIM} (?:was |were |is )?(?:narrowly |just )?"
        r"(?:missed|not (?:met|kept|reached|achieved))\b"
        r"|(?:^\W*|\()(?:missed|not met)\b(?=[.,:;)]|$)|\b(?:status|verdict|result): ?(?:missed|not met)\b"
    ),
    "fr": re.compile(
        r"\b(?:cible|objectif|norme|promesse)s? (?:n'a pas été|n'ont pas été|non|manqué|raté)"
    ),
}
_OF_SOME = re.compile(
    r"\b(?:if|unless|when|would|will|until|last (?:year|quarter|month)|(?:year|quarter|month) before"
    r"|previous\w*|earlier|except|only|all but|in (?:one|two|three|four|some|most|several|\d+)|some"
    r"|most|half|every|each|other|others|another|nearly|almost|but|although|though|january|february"
    r"|march|april|may|june|july|august|september|october|november|december|si|sauf|presque)\b"
    r"|\b(?:19|20)\d\d\b|\bq[1-4]\b"
)
_IN_UNIT = re.compile(
    r"\b(?:measured|counted|given|figures?|values?|results?|reported|stated|published)"
    r"(?: (?:is|are|was|were|here|all|both)){0,2} in (?:whole |full )?"
    r"((?:business |calendar |working )?(?:seconds|minutes|hours|days|weeks|months|years))\b"
)
_KIND = re.compile(r"\b(?:is|was|gives?|shows?|reports?) (?:a|the) (median|mean|average)\b")
_VERDICT = re.compile(
    r"met\b|kept|miss|exceed|achiev|reach|beat|hit\b|short of|fail|did not|respect|attein|dépass|tenu"
    r"|manqu|raté"
)
"""What stands in every verdict: a quick look before the careful one."""

_CELLS = {"note": "note", "missed_because": "reason for a miss"}
_KINDS = {"median": Shape.MEDIAN, "mean": Shape.MEAN, "average": Shape.MEAN}


@dataclass(frozen=True, slots=True)
class _Told:
    """A row of results that says something in words, with its promise."""

    charter: Charter
    standard: Standard
    row: Result

    def place(self, cell: str) -> Place:
        """Return the place of a cell of the row."""
        return self.charter.place(RESULTS, self.row.line, cell)

    def of_promise(self, *keys: str) -> Place:
        """Return the place of a field of the promise."""
        return in_standard(self.charter, self.standard, *keys)


def check_result_words(register: Register) -> Iterator[Problem]:
    """Yield notes and reasons that contradict the row they stand in."""
    language = language_of(register.settings.language)
    for charter in register.charters.values():
        for standard in charter.standards:
            for row in charter.results.get(standard.id, ()):
                if row.note or row.missed_because:
                    yield from _row(_Told(charter, standard, row), language)
            if standard.note and language == "en" and standard.measure.shape.is_share:
                yield from _note_of_promise(charter, standard)


def _row(told: _Told, language: str) -> Iterator[Problem]:
    if told.row.missed_because or _VERDICT.search(told.row.note.lower()):
        yield from _typed_verdict(told, judge(told.standard, told.row), language)
    if language in LANGUAGES:
        yield from _typed_level(told, language)
        yield from _typed_unit(told)


# ------------------------------------------------------------------------------------- verdicts


def _typed_verdict(told: _Told, verdict: Verdict, language: str) -> Iterator[Problem]:
    """K2: a verdict in words, or a reason for a miss, that the verdict worked out denies."""
    if told.row.missed_because and verdict.reached:
        begin = "a reason for a miss is given, but"
        yield _against_target(told, verdict, "missed_because", begin)
    if verdict.reached is None or language not in LANGUAGES:
        return
    wrong = _MISSED[language] if verdict.reached else _KEPT[language]
    # A reason for a miss that the verdict denies is reported above, whatever it says.
    cells = ("note",) if verdict.reached else ("note", "missed_because")
    for cell in cells:
        words = getattr(told.row, cell).lower()
        for sentence in sentences(words, names_of_period(told.row)):
            found = wrong.search(sentence)
            if found and not _OF_SOME.search(sentence):
                begin = f"the {_CELLS[cell]} says '{found[0].strip(' (')}', but"
                yield _against_target(told, verdict, cell, begin)
                return


def _against_target(told: _Told, verdict: Verdict, cell: str, begin: str) -> Problem:
    place = told.place(cell)
    other = told.of_promise("target" if verdict.target else "measure")
    aim = f" against the target of {verdict.target.written}" if verdict.target else ""
    said = result_said(told.standard, told.row)
    if told.standard.measure.shape is Shape.YES_NO:
        said = "'yes'" if told.row.answer else "'no'"
    which = "kept" if verdict.reached else "missed"
    return Problem(
        place,
        "K2",
        f"{begin} {said}{aim} ({beside(place, other)}) is {which}; take the words out, or mend the "
        "figures",
        (other,),
    )


# --------------------------------------------------------------------------------------- levels


def _typed_level(told: _Told, language: str) -> Iterator[Problem]:
    """K2: a level in the note that differs from the one worked out from the row."""
    for cell in ("note", "missed_because"):
        words = getattr(told.row, cell)
        if not may_claim(words, language):
            continue
        said = claims_in(heard(words, language), known=names_of_period(told.row))
        claims = [claim for claim in said if _is_comparable(told.standard, told.row, claim)]
        wrong = [claim for claim in claims if _is_wrong(told.standard, told.row, claim)]
        if wrong and len(wrong) == len(claims):
            yield Problem(
                told.place(cell),
                "K2",
                f"the {cell.replace('_', ' ')} says '{wrong[0].quoted}', its row works out to "
                f"{result_said(told.standard, told.row)}; take the figure out, or mend it",
                (told.place("met" if told.row.met is not None else "value"),),
            )


def names_of_period(row: Result) -> tuple[str, ...]:
    """Return what a text may call the period of a row."""
    label, year = row.period.label, str(row.period.end.year)
    return (label, f"fiscal year {year}", f"fy {year}", f"fy{year}", year)


def _is_comparable(standard: Standard, row: Result, claim: Claim) -> bool:
    amount = row.amount
    return amount is not None and claim.agrees_with(amount, unit_of(standard)) is not None


def _is_wrong(standard: Standard, row: Result, claim: Claim) -> bool:
    """Return whether a claim can only be about this row's level, and is another one."""
    unit, amount = unit_of(standard), row.amount
    if amount is None or claim.agrees_with(amount, unit) is not False:
        return False
    return claim.unit != PERCENT or claim.agrees_with(100 - amount, unit) is False


def unit_of(standard: Standard) -> str:
    """Return the unit the results of a standard are in."""
    if standard.measure.shape.is_share:
        return PERCENT
    return str(standard.measure.unit) if standard.measure.unit else ""


def _note_of_promise(charter: Charter, standard: Standard) -> Iterator[Problem]:
    """K2: a share that the note of a promise says of a year."""
    words = str(standard.note)
    for sentence in sentences(words.lower()):
        if re.search(r"\bwe\b", sentence):
            for wrong in wrong_claims(charter, standard, sentence):
                place = in_standard(charter, standard, "note")
                other = charter.place(RESULTS, wrong.row.line)
                yield Problem(
                    place,
                    "K2",
                    f"the note says '{wrong.claim.quoted}', the result for {wrong.row.period.label} "
                    f"is {result_said(standard, wrong.row)} ({beside(place, other)}); take the "
                    "figure out, or mend it",
                    (other,),
                )


# ---------------------------------------------------------------------------------------- units


def _typed_unit(told: _Told) -> Iterator[Problem]:
    """K4: a note that gives another unit, or another kind of average, than the measure."""
    note, measure = told.row.note.lower(), told.standard.measure
    unit = unit_named(str(measure.unit)) if measure.unit else ""
    said, kind = _IN_UNIT.search(note), _KIND.search(note)
    if said and unit in TIME_UNITS and not _is_same_unit(unit_named(said[1]), unit):
        yield _other_measure(told, said[1], f"{measure.unit}", "unit")
    elif kind and measure.shape in {Shape.MEAN, Shape.MEDIAN} - {_KINDS[kind[1]]}:
        yield _other_measure(told, kind[1], measure.shape.value, "shape")


def _is_same_unit(one: str, other: str) -> bool:
    """Return whether two units of time are the same; bare days may be days of any kind."""
    days = one.endswith("day") and other.endswith("day")
    return one == other or (days and "day" in (one, other))


def _other_measure(told: _Told, said: str, measured: str, key: str) -> Problem:
    place, other = told.place("note"), told.of_promise("measure", key)
    return Problem(
        place,
        "K4",
        f"the note says '{said}', the measure says {measured} ({beside(place, other)}); write the "
        "result as it is measured, or mend the note",
        (other,),
    )
