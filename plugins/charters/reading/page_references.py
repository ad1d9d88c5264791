"""The inline references in the agencies' pages that name no promise or fact we know."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from charters.model.refusal import shown
from charters.model.register import RESULT, AgencyPage, Charter, level_of
from charters.problems import Problem
from charters.problems.message import SILENCE, Message, _
from charters.reading.near_references import near_references
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
    known = _Known(charters, written, Speller(agencies))
    for own, page in pages:
        prose = prose_of(page)
        for found in REFERENCE.finditer(prose.without_code) if "{" in page.body else ():
            one = _Reference(found[1], found[2], own)
            if said := known.lacks(one):
                yield Problem(prose.place(found.start()), "M013", said)
            elif said := known.has_nothing_for(one):
                yield Problem(prose.place(found.start()), "M014", said)
        for near in near_references(prose.without_code, FACTS, partial(known.has, own)):
            yield Problem(prose.place(near.at), "M013", near.said)


class _Reference:
    """What stands between the braces, on a page of an agency or of none."""

    def __init__(self, named: str, fact: str, own: str) -> None:
        self.named, self.fact = named, fact
        agency, _slash, self.name = named.rpartition("/")
        self.agency = agency or own

    def of(self, message: Message) -> Message:
        """Return a message about it."""
        return message.filled(named=self.named, fact=self.fact)


@dataclass(frozen=True)
class _Known:
    """What there is to refer to."""

    charters: Mapping[str, Charter]
    written: Mapping[str, Written]
    agencies: Speller

    def has(self, own: str, named: str) -> bool:
        """Return whether a name is surely that of something measured."""
        one = _Reference(named, "", own)
        ids = self.written.get(one.agency)
        return ids is not None and one.name in ids.names(MEASURED)

    def lacks(self, one: _Reference) -> Message:
        """Return that there is no such agency, promise or fact."""
        if one.named in FACTS and self.has(one.agency, one.fact):
            return one.of(_("the promise comes first; write {{{fact}: {named}}}"))
        if not one.agency:
            said = _("'{named}' does not say of which agency; write {{agency/{named}: {fact}}}")
            return one.of(said)
        if one.agency not in self.agencies.known:
            return self._no_agency(one.agency)
        ids = self.written.get(one.agency)
        if ids is None:
            return SILENCE  # its files could not be read, which is said of them
        if ids.lacks(MEASURED, one.name):
            return self._of_another(one) or ids.no_such(MEASURED, one.name, _FORM)
        return SILENCE if one.fact in FACTS else _no_fact(one)

    def _of_another(self, one: _Reference) -> Message:
        """Return that what a reference names is that of one other agency; nothing where it says which, or is of none."""
        found = [of for of in self.written if one.named == one.name and self.has(of, one.name)]
        if len(found) != 1:
            return SILENCE
        said = _("'{named}' is one of the agency {agency}; write {{{agency}/{named}: {fact}}}")
        return one.of(said.filled(agency=found[0]))

    def _no_agency(self, agency: str) -> Message:
        renamed = (one.id for one in self.charters.values() if agency in one.agency.formerly)
        if today := next(renamed, None):
            hint = _("it is called '{name}' today; write that", name=today)
        else:
            hint = self.agencies.hint(agency, _FORM)
        return _("there is no agency {agency}; {hint}", agency=shown(agency), hint=hint)

    def has_nothing_for(self, one: _Reference) -> Message:
        """Return why there is nothing to print yet."""
        charter = self.charters.get(one.agency)
        if charter is None or one.name not in charter.measured_by_id:
            return SILENCE
        standard = charter.standard_by_id.get(one.name)
        if one.name in charter.figure_by_id and one.fact in ("aim", "verdict"):
            said = _("'{named}' is a figure and has no {fact} to print; write {{{named}: result}}")
        elif standard is not None and one.fact == "aim" and standard.target is None:
            if level_of(one.name) in charter.refused:
                return SILENCE
            said = _("'{named}' has no aim to print; add its target, or take the reference out")
        elif one.fact in ("result", "period") and not (
            charter.results.get(one.name) or RESULT in charter.refused
        ):
            said = _("'{named}' has no {fact} to print; add a row to results.csv, or wait for one")
        else:
            return SILENCE
        return one.of(said)


def _no_fact(one: _Reference) -> Message:
    written = {"name": one.named, "fact": shown(one.fact)}
    if near := Speller(FACTS).near(one.fact.lower()):
        said = _("a promise has no {fact} to print; write {{{name}: {near}}}", near=near)
        return said.filled(**written)
    said = _("a promise has no {fact} to print; write {{{name}: {first}}}, or one of {others}")
    return said.filled(first=FACTS[0], others=", ".join(FACTS[1:]), **written)
