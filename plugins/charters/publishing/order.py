"""The order, item by item: what each agency shows, how strong it is, and what to add next."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from charters.checks.findings import Finding, ItemState, Level, Message, State, Strength, roll_up
from charters.checks.order import ITEMS, next_steps
from charters.model.register import Charter
from charters.model.text import Text
from charters.publishing.book import Book
from charters.publishing.promises import agency_name, agency_url, service_url
from charters.publishing.speech import Said, Speech, _n

MOST_LINKS = 4


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check of one item."""

    check: str
    kind: str
    state: str
    strength: str
    sentence: str
    add: str
    place: str
    evidence: tuple[tuple[str, str], ...]
    """Pairs of words and address."""
    judged: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item of the order at one agency."""

    item: str
    title: str
    agency: Said
    url: str
    """Address of the page with every check of the agency."""
    kind: str
    state: str
    counts: str
    add: str
    """The next most useful thing to add; '' where nothing is missing."""
    place: str
    evidence: tuple[tuple[str, str], ...]
    """The first few places where the evidence stands."""
    checks: tuple[CheckRow, ...]


@dataclass(frozen=True, slots=True)
class ItemBlock:
    """One item of the order across all agencies."""

    item: str
    title: str
    asks: str
    counts: list[tuple[str, str, str]]
    """Kind, word and number of agencies in each state that occurs."""
    rows: list[ItemRow]


def item_title(speech: Speech, item: str) -> str:
    """Return the plain title of an item of the order, with its letter or section."""
    title = say_message(speech, ITEMS[item])
    return f"({item}) {title}" if item in "abcdefgh" else title


def item_asks(speech: Speech, item: str) -> str:
    """Return what an item of the order asks, in one plain sentence."""
    _ = speech.gettext
    return {
        "a": _("Identify the customers who are, or should be, served."),
        "b": _(
            "Survey customers on the kind and quality of services they want, and on their satisfaction."
        ),
        "c": _("Post service standards and measure results against them."),
        "d": _("Benchmark customer service performance against the best private organizations."),
        "e": _("Survey front-line employees on barriers to, and ideas for, matching the best."),
        "f": _("Give customers choices in both the sources of service and the means of delivery."),
        "g": _("Make information, services and complaint systems easily accessible."),
        "h": _("Provide means to address customer complaints."),
        "s2": _(
            "Report on customer surveys, and use satisfaction in judging management and sharing out resources."
        ),
        "s3": _(
            "Publish a plan that customers can readily understand, with standards, benchmarks and future surveys."
        ),
        "s4": _("Independent agencies are requested to adhere to the order."),
        "s5": _(
            "The order is internal management; it creates no right that can be enforced in court."
        ),
        "x": _("What guidance in several countries adds to the order; advice, never a duty."),
    }[item]


# Translators: the states of checks and items; also behind a number, such as "2 missing".
_STATES = {
    State.PRESENT: _n("present", "present"),
    State.PARTIAL: _n("partial", "partial"),
    State.MISSING: _n("missing", "missing"),
    State.STALE: _n("out of date", "out of date"),
    State.CONTRADICTORY: _n("contradictory", "contradictory"),
    State.NOT_APPLICABLE: _n("does not apply", "do not apply"),
    State.NEEDS_A_PERSON: _n("needs a person", "need a person"),
}


def state_word(speech: Speech, state: State, count: int = 1) -> str:
    """Return the word for a state, as it stands behind a number."""
    one, many = _STATES[state]
    return speech.ngettext(one, many, count)


def state_here(speech: Speech, charter: Charter, state: State, count: int = 1) -> str:
    """Return the word for a state at one agency: what a compiled charter lacks was not found."""
    if charter.agency.compiled and state is State.MISSING:
        return speech.ngettext("not found", "not found", count)
    return state_word(speech, state, count)


def strength_word(speech: Speech, strength: Strength) -> str:
    """Return what the strength of evidence means."""
    _ = speech.gettext
    return {
        Strength.NOTHING: _("nothing, or a bare yes"),
        Strength.WORDS: _("described in words"),
        Strength.FIGURES: _("figures that can be worked out again"),
        Strength.OPENED: _("tried, and answered, on a recorded day"),
        Strength.CONFIRMED: _("confirmed by somebody outside"),
    }[strength]


def say_message(speech: Speech, message: Message) -> str:
    """Return a check's sentence in the site's language."""
    if not message.template:
        return ""
    values = {name: _value(speech, value) for name, value in message.values}
    return speech.gettext(message.template).format(**values)


def _value(speech: Speech, value: object) -> str:
    if isinstance(value, Message):
        return say_message(speech, value)
    if isinstance(value, Text):
        return speech.say(value).words
    if isinstance(value, date):
        return speech.day(value)
    return speech.number(value) if isinstance(value, int) else str(value)


@dataclass(frozen=True, slots=True)
class StepView:
    """One of the next things to do: what, and in which file."""

    check: str
    add: str


@dataclass(frozen=True, slots=True)
class OrderFoot:
    """What the order asks and what one agency shows, at the foot of its plan."""

    agency: Said
    url: str
    """Address of the page with every check."""
    plan_url: str
    rows: list[ItemRow]
    steps: list[StepView]


def order_foot(book: Book, charter: Charter) -> OrderFoot:
    """Return the state of each item at one agency, and the next most useful things to add."""
    steps = next_steps(book.findings[charter.id])
    said = [StepView(step.check, say_message(book.speech, step.add)) for step in steps]
    name = agency_name(book.speech, charter)
    return OrderFoot(name, order_url(charter), agency_url(charter), item_rows(book, charter), said)


def order_url(charter: Charter) -> str:
    """Return the address of the page with every check of one agency."""
    return f"order/{charter.id}/"


def item_rows(book: Book, charter: Charter) -> list[ItemRow]:
    """Return the state of each item of the order at one agency."""
    found = book.findings[charter.id]
    states = roll_up(found)
    by_item: dict[str, list[Finding]] = {}
    for finding in found:
        by_item.setdefault(finding.item, []).append(finding)
    return [
        _item_row(book, charter, states[item], by_item[item]) for item in ITEMS if item in states
    ]


def _item_row(book: Book, charter: Charter, state: ItemState, found: Sequence[Finding]) -> ItemRow:
    speech = book.speech
    following = next(iter(next_steps(found, 1)), None)
    return ItemRow(
        item=state.item,
        title=item_title(speech, state.item),
        agency=agency_name(speech, charter),
        url=order_url(charter),
        kind=_kind(state.state),
        state=state_here(speech, charter, state.state),
        counts=counts_words(speech, charter, state),
        add=say_message(speech, following.add) if following else "",
        place=following.place.path if following and following.place else "",
        evidence=_evidence(speech, charter, [link for f in found for link in f.evidence])[
            :MOST_LINKS
        ],
        checks=tuple(_check_row(speech, charter, finding) for finding in found),
    )


def _kind(state: State) -> str:
    return "person" if state is State.NEEDS_A_PERSON else state.value


def counts_words(speech: Speech, charter: Charter, state: ItemState) -> str:
    """Return how many checks are in which state: 6 of 9 checks present, 1 stale, 2 missing."""
    counts = state.counts
    total = sum(counts.values())
    first = speech.gettext("{count} of {total} checks present").format(
        count=speech.number(counts[State.PRESENT]), total=speech.number(total)
    )
    others = [
        f"{speech.number(count)} {state_here(speech, charter, kind, count)}"
        for kind, count in counts.items()
        if count and kind is not State.PRESENT
    ]
    return ", ".join([first, *others])


def _check_row(speech: Speech, charter: Charter, finding: Finding) -> CheckRow:
    judged = ""
    if finding.judged_by is not None and finding.judged_on is not None:
        judged = speech.gettext("judged by {who} on {day}").format(
            who=speech.say(finding.judged_by).words, day=speech.day(finding.judged_on)
        )
    return CheckRow(
        check=finding.check,
        kind=_kind(finding.state),
        state=state_here(speech, charter, finding.state),
        strength=strength_word(speech, finding.strength),
        sentence=say_message(speech, finding.sentence),
        add=say_message(speech, finding.add),
        place=finding.place.path if finding.place else "",
        evidence=_evidence(speech, charter, finding.evidence),
        judged=judged,
    )


def _evidence(
    speech: Speech, charter: Charter, links: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    """Return links with words of their own: where on this site, or whose document."""
    return tuple((_label(speech, charter, link), link) for link in dict.fromkeys(links))


def _label(speech: Speech, charter: Charter, link: str) -> str:
    """Return the words of a link: the same words never lead to two places of a page."""
    if "://" in link:
        titles = (
            speech.say(source.title).words
            for source in charter.agency.sources
            if source.link == link
        )
        return next(titles, link.split("/")[2])
    path, _hash, part = link.partition("#")
    known = part_titles(speech)
    if part in known:
        return known[part]
    if part in charter.standard_by_id:
        return speech.say(charter.standard_by_id[part].promise).words
    asked = {survey.id: survey.name for survey in charter.surveys.customers}
    asked |= {survey.id: survey.name for survey in charter.surveys.staff}
    names = {f"survey-{name}": speech.say(title).words for name, title in asked.items()}
    services = {service_url(charter, s.id): speech.say(s.name).words for s in charter.services}
    return names.get(part) or services.get(path) or speech.gettext("the plan")


def part_titles(speech: Speech) -> Mapping[str, str]:
    """Return the titles of the parts of a plan by the places they stand in."""
    _ = speech.gettext
    return {
        "standards": _("What you can expect"),
        "channels": _("How to reach us"),
        "complain": _("Something went wrong? Tell us"),
        "compare": _("How we compare"),
        "surveys": _("What you told us, and what we changed"),
        "staff": _("What our staff told us"),
        "customers": _("Who we serve, and whom we do not reach yet"),
        "next": _("What comes next"),
        "about": _("About this plan"),
    }


def item_blocks(book: Book) -> list[ItemBlock]:
    """Return every item of the order across all agencies."""
    rows = {charter.id: item_rows(book, charter) for charter in book.register.charters.values()}
    blocks = []
    for item in ITEMS:
        found = [row for agency in rows.values() for row in agency if row.item == item]
        if found:
            blocks.append(_block(book.speech, item, found))
    return blocks


def _block(speech: Speech, item: str, rows: list[ItemRow]) -> ItemBlock:
    states = {_kind(state): state for state in State}
    counts = []
    for kind, count in sorted(Counter(row.kind for row in rows).items()):
        words = {row.state for row in rows if row.kind == kind}
        word = words.pop() if len(words) == 1 else state_word(speech, states[kind], count)
        counts.append((kind, word, speech.number(count)))
    return ItemBlock(item, item_title(speech, item), item_asks(speech, item), counts, rows)


def order_lines(book: Book, charter: Charter, *, every: bool) -> Iterator[str]:
    """Yield the state of each item at one agency for a terminal; `every`: each check too."""
    foot = order_foot(book, charter)
    yield f"{book.speech.say(charter.agency.name).words} ({charter.id})"
    for row in foot.rows:
        yield f"  {row.title}: {row.state} ({row.counts})"
        for check in row.checks if every else ():
            yield f"    {check.check:5} {check.state}: {check.sentence}"
            if check.add:
                yield f"          add: {check.add}"
    for number, step in enumerate(foot.steps, 1):
        yield f"  next {number}: {step.add} ({step.check})"


def as_json(book: Book) -> str:
    """Return every finding as JSON, described by data/order.schema.json."""
    agencies = [_agency_json(book, charter) for charter in book.register.charters.values()]
    document = {"as_of": book.register.as_of.isoformat(), "agencies": agencies}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _agency_json(book: Book, charter: Charter) -> dict[str, Any]:
    found = book.findings[charter.id]
    states = roll_up(found)
    return {
        "agency": charter.id,
        "items": [_item_json(states[item], found) for item in ITEMS if item in states],
    }


def _item_json(state: ItemState, found: Sequence[Finding]) -> dict[str, Any]:
    return {
        "item": state.item,
        "state": state.state.value,
        "checks": [_finding_json(finding) for finding in found if finding.item == state.item],
    }


def _finding_json(finding: Finding) -> dict[str, Any]:
    return {
        "check": finding.check,
        "level": finding.level.value,
        "state": finding.state.value,
        "strength": finding.strength.value,
        "sentence": str(finding.sentence),
        "add": str(finding.add),
        "path": finding.place.path if finding.place else None,
        "line": finding.place.line if finding.place else None,
        "evidence": list(finding.evidence),
        "judged_by": str(finding.judged_by) if finding.judged_by else None,
        "judged_on": finding.judged_on.isoformat() if finding.judged_on else None,
    }


def order_schema() -> str:
    """Return the JSON Schema of the findings document."""
    text, number, maybe = (
        {"type": "string"},
        {"type": ["integer", "null"]},
        {"type": ["string", "null"]},
    )
    check = _object(
        {
            "check": text,
            "level": {"enum": [level.value for level in Level]},
            "state": {"enum": [state.value for state in State]},
            "strength": {"enum": [strength.value for strength in Strength]},
            "sentence": text,
            "add": text,
            "path": maybe,
            "line": number,
            "evidence": {"type": "array", "items": text},
            "judged_by": maybe,
            "judged_on": maybe,
        }
    )
    states = {"enum": [state.value for state in State]}
    item = _object({"item": {"enum": list(ITEMS)}, "state": states, "checks": _list(check)})
    agency = _object({"agency": text, "items": _list(item)})
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What Executive Order 12862 asks, and what each agency shows",
        **_object({"as_of": {"type": "string", "format": "date"}, "agencies": _list(agency)}),
    }
    return json.dumps(schema, indent=1)


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}
