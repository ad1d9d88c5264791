"""The order, item by item: what each agency shows, how strong it is, and what to add next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from charters.model.judged import Judged
from charters.model.register import Charter
from charters.problems import rules
from charters.publishing.book import Book, once
from charters.publishing.say.clause_words import (
    clause_title,
    say_message,
    state_here,
    strength_word,
)
from charters.publishing.say.speech import Said, Speech
from charters.publishing.views.evidence import evidence_links
from charters.publishing.views.facts import headed, put, sentence_of
from charters.publishing.views.finding_words import to_add, to_say
from charters.publishing.views.places import agency_name, agency_url
from charters.rules.declared import judgment
from charters.rules.findings import ClauseState, Finding, State
from charters.rules.framework import Clause
from charters.rules.language.overview import overviews

MOST_LINKS = 4
MOST_OF_A_CHECK = 5
MOST_STEPS = 5
"""One check may find hundreds of mistakes at an agency; so many stand on its page, the command has all."""
_MENDED_FIRST = (
    "contradictory",
    "stale",
    "missing",
    "partial",
    "person",
    "present",
    "not-applicable",
)


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check of one item."""

    check: str
    kind: str
    state: str
    strength: str
    sentence: Said
    add: Said
    evidence: tuple[tuple[Said, str], ...]
    """Pairs of words and address."""
    judged: Said | None


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """The checks of one item that are in one state."""

    kind: str
    state: str
    checks: Sequence[CheckRow]
    left: str
    """How many more findings of these checks are not among them; '' where all are."""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item of the order at one agency."""

    item: str
    title: str
    kind: str
    state: str
    present: str
    """Of how many checks that apply how many are present: 2 of 6; '' where none applies."""
    counts: str
    evidence: tuple[tuple[Said, str], ...]
    """The first few places where the evidence stands."""
    checks: tuple[CheckRow, ...]
    groups: Sequence[CheckGroup]
    """The checks by their state, what is to be mended first."""


def check_groups(speech: Speech, checks: Sequence[CheckRow]) -> Iterator[CheckGroup]:
    """Yield checks by their state, with no more than a few findings of each."""
    by_kind: dict[str, list[CheckRow]] = {kind: [] for kind in _MENDED_FIRST}
    for check in checks:
        by_kind[check.kind].append(check)
    for kind, found in by_kind.items():
        if found:
            yield _group(speech, kind, found)


def _group(speech: Speech, kind: str, found: Sequence[CheckRow]) -> CheckGroup:
    of_check = Counter[str]()
    shown = []
    for row in found:
        of_check[row.check] += 1
        if of_check[row.check] <= MOST_OF_A_CHECK:
            shown.append(row)
    left = len(found) - len(shown)
    more = speech.if_any(
        "{count} more finding of these checks is not listed here; the command 'charters order' lists all.",
        "{count} more findings of these checks are not listed here; the command 'charters order' lists all.",
        left,
    )
    return CheckGroup(kind, found[0].state, shown, more)


@dataclass(frozen=True, slots=True)
class NextStep:
    """One of the next things to do: what, and in which file."""

    check: str
    add: Said


@dataclass(frozen=True, slots=True)
class OrderFoot:
    """What the order asks and what one agency shows: at the foot of its plan, and on a page of every check."""

    agency: Said
    url: str
    """Address of the page with every check."""
    plan_url: str
    nowhere: str
    """What to say of an item of which nothing is there."""
    rows: list[ItemRow]
    kinds: list[str]
    """The states that occur, of items and of checks."""
    steps: list[NextStep]
    """What to add next, for editors: on that page alone, on no citizen's."""


@once
def order_foot(book: Book, charter: Charter) -> OrderFoot:
    """Return the state of each item at one agency, and the next most useful things to add."""
    steps = book.audit.next_steps(charter.id)[:MOST_STEPS]
    said = [NextStep(step.rule, sentence_of(book.speech, to_add(book, step))) for step in steps]
    name = agency_name(book.speech, charter)
    return OrderFoot(
        agency=name,
        url=order_url(charter),
        plan_url=agency_url(charter),
        nowhere=_nowhere(book.speech, charter),
        rows=(rows := item_rows(book, charter)),
        kinds=sorted({kind for row in rows for kind in (row.kind, *(c.kind for c in row.checks))}),
        steps=said,
    )


def _nowhere(speech: Speech, charter: Charter) -> str:
    """Return what to say of an item without evidence; of a compiled charter, only what we know."""
    if charter.agency.compiled:
        return speech.gettext("not found in the documents used")
    return speech.gettext("nowhere yet")


def order_url(charter: Charter) -> str:
    """Return the address of the page with every check of one agency."""
    return f"order/{charter.id}/"


@once
def item_rows(book: Book, charter: Charter) -> list[ItemRow]:
    """Return the state of each clause at one agency."""
    frame = book.audit.framework
    by_clause: dict[str, list[Finding]] = {}
    for finding in book.audit.findings.get(charter.id, ()):
        by_clause.setdefault(finding.clause, []).append(finding)
    return [
        _item_row(book, charter, clause, by_clause[clause.id])
        for clause in (frame.clauses.values() if frame else ())
        if clause.id in by_clause
    ]


def _item_row(book: Book, charter: Charter, clause: Clause, found: Sequence[Finding]) -> ItemRow:
    speech, state = book.speech, book.audit.clauses[charter.id][clause.id]
    links = [link for finding in found for link in finding.seen.evidence]
    checks = tuple(_check_row(book, charter, finding) for finding in found)
    return ItemRow(
        item=clause.id,
        title=clause_title(speech, clause),
        kind=kind_of(state.state),
        state=state_here(speech, charter, state.state),
        present=_present(speech, state),
        counts=counts_words(speech, charter, state),
        evidence=evidence_links(speech, charter, links)[:MOST_LINKS],
        checks=checks,
        groups=[*check_groups(speech, checks)],
    )


def _present(speech: Speech, state: ClauseState) -> str:
    total = sum(state.counts.values()) - state.counts[State.NOT_APPLICABLE]
    if not total:
        return ""
    count = speech.number(state.counts[State.PRESENT])
    return speech.gettext("{count} of {total}").format(count=count, total=speech.number(total))


def kind_of(state: State) -> str:
    """Return the name of a state in marks and styles."""
    return "person" if state is State.NEEDS_A_PERSON else state.value


def counts_words(speech: Speech, charter: Charter, state: ClauseState) -> str:
    """Return how many checks are in which state: 6 of 9 checks present, 1 stale, 2 missing."""
    counts = state.counts
    total = sum(counts.values())
    first = speech.ngettext(
        "{count} of {total} check present", "{count} of {total} checks present", total
    ).format(count=speech.number(counts[State.PRESENT]), total=speech.number(total))
    others = [
        f"{speech.number(count)} {state_here(speech, charter, kind, count)}"
        for kind, count in counts.items()
        if count and kind is not State.PRESENT
    ]
    return ", ".join([first, *others])


def _check_row(book: Book, charter: Charter, finding: Finding) -> CheckRow:
    speech, seen = book.speech, finding.seen
    judged = judgment(book.audit.cases[charter.id], rules()[finding.rule])
    return CheckRow(
        check=finding.rule,
        kind=kind_of(finding.state),
        state=state_here(speech, charter, finding.state),
        strength=strength_word(speech, seen.strength),
        sentence=sentence_of(speech, to_say(book, finding)),
        add=sentence_of(speech, to_add(book, finding)),
        evidence=evidence_links(speech, charter, seen.evidence),
        judged=_judged_words(speech, judged, said=finding.state is State.NEEDS_A_PERSON)
        if judged
        else None,
    )


def _judged_words(speech: Speech, judged: Judged, *, said: bool) -> Said:
    """Return who judged, and what of it, unless the finding has said that."""
    _ = speech.gettext
    sentence = {
        None: _("Judged by {who} on {day}"),
        False: _("Judged by {who}, of the service, on {day}"),
        True: _("Judged by {who}, outside the service, on {day}"),
    }[judged.outside]
    by = put(speech, sentence, who=judged.by, day=speech.day(judged.date))
    return by if said else headed(speech, by, judged.finding)


def order_lines(book: Book, charter: Charter, *, every: bool) -> Iterator[str]:
    """Yield the state of each item at one agency for a terminal; `every`: each check too."""
    foot, speech = order_foot(book, charter), book.speech
    _, headed = speech.gettext, speech.headed
    add = _("add")
    yield f"{speech.say(charter.agency.name).words} ({charter.id})"
    for number, step in enumerate(foot.steps, 1):
        nth = _("next {number}").format(number=speech.number(number))
        yield headed(f"  {nth}", f"{step.add.words} ({step.check})")
    for row in foot.rows:
        yield headed(f"  {row.title}", f"{row.state} ({row.counts})")
        for check in row.checks if every else ():
            yield headed(f"    {check.check:5} {check.state}", check.sentence.words)
            if check.add.words:
                yield headed(f"          {add}", check.add.words)
    for overview in overviews(book.audit.cases[charter.id]) if every else ():
        yield from (f"  {say_message(speech, line)}" for line in overview.lines())
