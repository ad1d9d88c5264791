"""The inline references in the agencies' pages that name no promise or fact we know."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from charters.model.refusal import shown
from charters.model.register import RESULT, AgencyPage, Charter
from charters.problems import Problem
from charters.problems.message import SILENCE, Message, _
from charters.reading.prose import REFERENCE, prose_of
from charters.reading.spelling import Speller
from charters.reading.written import MEASURED, Written

FACTS = ("result", "aim", "verdict", "period", "change")
"""What a reference can print of a promise."""

_FORM = _("write {{id: result}} with an id from standards.yml, or \\{{ where you mean a brace")


def page_reference_problems(
    pages: Iterable[tuple[str, AgencyPage]],
    charters: Mapping[str, Charter],
    written: Mapping[str, Written],
    agencies: Collection[str],
) -> Iterator[Problem]:
    """Yield the references of pages that cannot be followed, or have nothing to print yet.

    Each page comes with its agency; '' for one that is no agency's.
    """
    known = Speller(agencies)
    for own, page in pages:
        if "{" in page.body:
            prose = prose_of(page)
            for found in REFERENCE.finditer(prose.without_code):
                for code, message in _faults(found, own, charters, written, known):
                    yield Problem(prose.place(found.start()), code, message)


def _faults(
    found: re.Match[str],
    own: str,
    charters: Mapping[str, Charter],
    written: Mapping[str, Written],
    agencies: Speller,
) -> Iterator[tuple[str, Message]]:
    named, fact = found[1], found[2]
    agency, _slash, name = named.rpartition("/")
    if not agency and not own:
        yield (
            "M013",
            _(
                "'{named}' does not say of which agency; write {{agency/{named}: {fact}}}",
                named=named,
                fact=fact,
            ),
        )
        return
    if agency and agency not in agencies.known:
        renamed = (one.id for one in charters.values() if agency in one.agency.formerly)
        hint = next(
            (_("it is called '{name}' today; write that", name=id_) for id_ in renamed), SILENCE
        )
        hint = hint or agencies.hint(agency, _FORM)
        yield "M013", _("there is no agency {agency}; {hint}", agency=shown(agency), hint=hint)
        return
    ids = written.get(agency or own)
    if ids is None:
        return  # its files could not be read, which is said of them
    if ids.lacks(MEASURED, name):
        yield (
            "M013",
            _(
                "there is no {kind} {name}; {hint}",
                kind=Message(MEASURED),
                name=shown(name),
                hint=ids.hint(MEASURED, name, _FORM),
            ),
        )
    elif fact not in FACTS:
        near = Speller(FACTS).near(fact.lower())
        if near:
            said = _(
                "a promise has no {fact} to print; write {{{name}: {near}}}",
                fact=shown(fact),
                name=named,
                near=near,
            )
        else:
            said = _(
                "a promise has no {fact} to print; write {{{name}: {first}}}, or one of {others}",
                fact=shown(fact),
                name=named,
                first=FACTS[0],
                others=", ".join(FACTS[1:]),
            )
        yield "M013", said
    elif name in charters[agency or own].measured_by_id:
        yield from _nothing_to_print(charters[agency or own], named, fact)


def _nothing_to_print(charter: Charter, named: str, fact: str) -> Iterator[tuple[str, Message]]:
    name = named.rpartition("/")[2]
    standard = charter.standard_by_id.get(name)
    if name in charter.figure_by_id and fact in ("aim", "verdict"):
        yield (
            "M014",
            _(
                "'{named}' is a figure and has no {fact} to print; write {{{named}: result}}",
                named=named,
                fact=fact,
            ),
        )
    elif standard is not None and fact == "aim" and standard.target is None:
        yield (
            "M014",
            _(
                "'{named}' has no aim to print; add its target, or take the reference out",
                named=named,
            ),
        )
    elif fact in ("result", "period") and not (
        charter.results.get(name) or RESULT in charter.refused
    ):
        yield (
            "M014",
            _(
                "'{named}' has no {fact} to print; add a row to results.csv, or wait for one",
                named=named,
                fact=fact,
            ),
        )
