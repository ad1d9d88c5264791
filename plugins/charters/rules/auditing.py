"""The audit: one run of all rules over a register, for every door, page and file.

What is wrong is a problem; what an agency shows is a finding. A problem that speaks of a rule of the
framework becomes a finding of that rule, so that a clause is contradictory on a page if, and only
if, a problem says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from operator import attrgetter
from pathlib import PurePosixPath

from charters.model.register import AgencyPage, Register
from charters.model.settings import Settings
from charters.problems import Message, Problem, rules
from charters.problems.message import _
from charters.reading.yamldoc import Document
from charters.rules import (
    a_customers,
    b_questions,
    b_surveys,
    c_result_words,
    c_results,
    c_settling,
    c_standards,
    d_benchmarks,
    dates,
    e_staff,
    ended,
    f_channels,
    g_access,
    h_complaint_figures,
    h_complaints,
    hidden_numbers,
    language,
    plan_numbers,
    plausible,
    promise,
    route_words,
    s2_uses,
    s_sections,
    slips,
    two_answers,
    x_further,
)
from charters.rules.case import Case
from charters.rules.declared import (
    apply_declared,
    apply_judged,
    apply_scope,
    declared_beside_evidence,
    judgment,
    out_of_scope,
    telling,
)
from charters.rules.findings import ClauseState, Duty, Finding, Seen, State, Strength, roll_up
from charters.rules.forms import Clash, Except, Form, Has, Look, Subject, form_of
from charters.rules.framework import Framework, framework_of
from charters.rules.past import past_problems
from charters.rules.same_words import same_words
from charters.rules.waived import Waived, left_out

_ROOMS = (
    *(
        promise,
        a_customers,
        b_surveys,
        b_questions,
        c_standards,
        c_results,
        c_result_words,
        c_settling,
    ),
    *(d_benchmarks, e_staff, f_channels, g_access, h_complaints, h_complaint_figures),
    *(
        s2_uses,
        s_sections,
        x_further,
        dates,
        two_answers,
        route_words,
        ended,
        plan_numbers,
        hidden_numbers,
    ),
    *(plausible, slips, language),
)
SUBJECTS: tuple[Subject, ...] = tuple(room.SUBJECT for room in _ROOMS)
"""The code of every rule, in the order of the clauses."""

LOOKS: Mapping[str, Look] = {code: look for one in SUBJECTS for code, look in one.looks.items()}
HAS: Mapping[str, Has] = {code: has for one in SUBJECTS for code, has in one.has.items()}
SHORT: Mapping[str, Has] = {code: falls for one in SUBJECTS for code, falls in one.short.items()}
CLASHES: tuple[Clash, ...] = (out_of_scope, *(found for one in SUBJECTS for found in one.clashes))


@dataclass(frozen=True)
class Audit:
    """What the rules say of a register, each worked out once and only when it is asked for."""

    register: Register
    cases: dict[str, Case]
    by_agency: Mapping[str, Sequence[Problem]]
    """What the rules found wrong, by agency; '' is what is about no single one."""
    read: Sequence[Problem] = ()
    """What reading found wrong before."""
    asked: Callable[[], Framework | None] = lambda: None
    """What the agencies are asked to meet; read where somebody wants to know."""

    @cached_property
    def framework(self) -> Framework | None:
        """The clauses that the agencies are held against, if there are any."""
        return self.asked()

    @property
    def problems(self) -> Sequence[Problem]:
        """Everything an editor has to mend, sorted by place."""
        return self._told[0]

    @property
    def waived(self) -> Sequence[Waived]:
        """The findings that the site leaves out for a time."""
        return self._told[1]

    @cached_property
    def _told(self) -> tuple[Sequence[Problem], Sequence[Waived]]:
        found = {*self.read, *(p for found in self.by_agency.values() for p in found)}
        told, waived = left_out(self.register, sorted(found, key=attrgetter("order")))
        return sorted(told, key=attrgetter("order")), waived

    @cached_property
    def findings(self) -> Mapping[str, Sequence[Finding]]:
        """What each rule of the framework says of each agency, in the order of the framework."""
        return {name: self._findings_of(name) for name in self.cases} if self.framework else {}

    def _findings_of(self, agency: str) -> Sequence[Finding]:
        if self.framework and agency not in self._found:
            found = _findings(self.cases[agency], self.framework, self.by_agency[agency])
            self._found[agency] = list(found)
        return self._found.get(agency, ())

    @cached_property
    def _found(self) -> dict[str, Sequence[Finding]]:
        return {}

    @cached_property
    def clauses(self) -> Mapping[str, Mapping[str, ClauseState]]:
        """The state of each clause at each agency."""
        return {agency: roll_up(found) for agency, found in self.findings.items()}

    def let_go(self, agency: str) -> None:
        """Say all of an agency that has a place, and let go of what places are found by: a third of what was read."""
        self._findings_of(agency)
        told = self.cases[agency]
        self.cases[agency] = bare = Case(self.register, told.charter)
        vars(bare).update(standings=told.standings)
        for file in told.charter.files.values():
            if isinstance(file, Document):
                file.let_go()

    def next_steps(self, agency: str) -> list[Finding]:
        """Return what to do next: what cannot be true first, then what helps citizens most."""
        found = self.findings.get(agency, ())
        open_ends = sorted((one for one in found if one.seen.add), key=self._usefulness)
        by_advice = {str(finding.seen.add): finding for finding in reversed(open_ends)}
        return sorted(by_advice.values(), key=self._usefulness)

    def _usefulness(self, finding: Finding) -> tuple[bool, int, bool, int]:
        first = self.framework.first_steps if self.framework else ()
        rank = first.index(finding.rule) if finding.rule in first else len(first)
        place = _places()[finding.rule]
        optional = finding.level is not Duty.MUST
        return finding.state is not State.CONTRADICTORY, rank, optional, place


@cache
def _places() -> Mapping[str, int]:
    """Return where each rule stands among all of them."""
    return {code: at for at, code in enumerate(rules())}


def audit(
    register: Register,
    read: Iterable[Problem] = (),
    *,
    lets_go: bool = False,
) -> Audit:
    """Run every rule over a register; `read` is what reading found wrong.

    `lets_go` is whether few will ask where anything stands: a site is made of what was found.
    """
    asked = cache(partial(framework_of, register))
    cases = {name: Case(register, charter) for name, charter in register.charters.items()}
    found: dict[str, set[Problem]] = {name: set() for name in ("", *cases)}
    for name, problem in (*past_problems(register, cases), *same_words(cases)):
        found[name].add(problem)
    found[""].update(g_access.checked_by_hand(register))
    for page in register.pages:
        found[""].update(_of_page(page, register.settings))
    by_place = attrgetter("order")
    by_agency = {"": sorted(found[""], key=by_place)}
    audited = Audit(register, cases, by_agency, list(read), asked)
    for name, case in cases.items():
        for page in case.charter.pages:
            found[name].update(_of_page(page, register.settings))
        clashes = (problem for clash in CLASHES for problem in clash(case))
        found[name].update(problem for problem in clashes if _has_ground(problem, asked))
        if case.charter.agency.not_applicable and (frame := asked()) is not None:
            looked = ((c.id, rule, _looked(case, rule.code)) for c, rule, _level in frame.asked)
            found[name].update(declared_beside_evidence(case, looked))
        by_agency[name] = sorted(found[name], key=by_place)
        if lets_go:
            audited.let_go(name)
    return audited


def _of_page(page: AgencyPage, settings: Settings) -> Iterator[Problem]:
    if not page.is_only_a_name:
        from charters.rules.pages.in_markdown import markdown_problems  # late: it loads much

        is_ours = settings.is_of_charters(page.path)
        yield from markdown_problems(page, page.language, is_put_in_order=is_ours)
    yield from language.page_problems(page, page.language)


def _has_ground(problem: Problem, asked: Callable[[], Framework | None]) -> bool:
    needed = rules()[problem.code].asked_with
    return not needed or ((frame := asked()) is not None and needed in frame.clause_of)


def _findings(case: Case, frame: Framework, problems: Sequence[Problem]) -> Iterator[Finding]:
    by_rule: dict[str, list[Seen]] = {}
    for problem in problems:
        for code in dict.fromkeys(problem.shows):
            by_rule.setdefault(code, []).append(_seen(problem))
    for clause, rule, level in frame.asked:
        judged = judgment(case, rule)
        seen = apply_scope(case, telling(_looked(case, rule.code)))
        seen = [apply_judged(one, judged) for one in apply_declared(case, rule, clause.id, seen)]
        for one in telling([*seen, *by_rule.get(rule.code, ())]):
            yield Finding(
                case.charter.id,
                clause.id,
                rule.code,
                one.level or level,
                one,
                judged.by if judged else None,
                judged.date if judged else None,
            )


def _looked(case: Case, code: str) -> list[Seen]:
    has, short = HAS.get(code), SHORT.get(code)
    found = ((form, short if isinstance(form, Except) else has) for form in _forms(code))
    seen = [one for form, test in found for one in form.look(case, test)]
    return [*seen, *LOOKS[code](case)] if code in LOOKS else seen


@cache
def _forms(code: str) -> Sequence[Form]:
    return [form_of(name, table) for name, table in rules()[code].forms.items()]


def _seen(problem: Problem) -> Seen:
    """Return a problem as what a rule saw: a page says what the check says, in the same words.

    The line of the check begins with the place; here the file stands in what is to be done.
    """
    message, do = (
        said if isinstance(said, Message) else Message(said)
        for said in (problem.message, problem.do)
    )
    path = PurePosixPath(problem.place.path)
    file = path if path.suffix == ".md" else path.name
    do = _("In {file}, line {line}: {do}", file=str(file), line=str(problem.place.line), do=do)
    state = State(rules()[problem.code].state)
    return Seen(state, message, Strength.WORDS, do, problem.place, problem.also)
