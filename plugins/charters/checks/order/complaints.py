"""Item (h): provide means to address customer complaints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from charters.checks.findings import Message, Strength, _
from charters.checks.order.case import AGENCY, Case
from charters.checks.order.costs import is_answered_cost, is_charged
from charters.checks.order.said import is_said, is_sentence
from charters.checks.order.seen import (
    PROMISES,
    Seen,
    contradiction,
    counted,
    listed,
    listed_all,
    nothing,
    partial,
    present,
)
from charters.model.agency import ChannelKind
from charters.model.complaints import ComplaintStep

_EMPTY_REMEDY = re.compile(
    r"\b(?:look|looking|looked) into|\bbe reviewed\b|\bnot(?:e|ed) your\b", re.IGNORECASE
)
Part = tuple[str, Message, bool]
"""A part of the complaint block: its key, what it says in plain words, whether it is there."""


def no_complaints(case: Case) -> Seen:
    """Say that there is no way to complain."""
    return nothing(
        case,
        _("way to complain"),
        _(
            "In agency.yml, add 'complaints' with how, channels, steps (each with within and "
            "who), remedies, help, cost and outside_review."
        ),
        case.place(AGENCY, "complaints"),
    )


def _page(case: Case) -> str:
    return case.page("complain")


def check_route(case: Case) -> Iterator[Seen]:
    """H1: how to complain, in which steps, in what time, and who decides."""
    complaints = case.charter.agency.complaints
    if complaints is None:
        yield no_complaints(case)
        return
    steps = complaints.steps
    timed = any(step.within or step.standard for step in steps)
    decided = is_said(complaints.decides, "decides") or any(is_said(step.who) for step in steps)
    yield _complete(
        case,
        (
            ("how", _("how to complain"), is_sentence(complaints.how, "how")),
            ("channels", _("ways besides email"), _has_ways(case)),
            ("steps", _("the steps"), any(is_said(step.step, "step") for step in steps)),
            ("within (in steps)", _("how long each step takes"), timed),
            ("decides", _("who decides"), decided),
        ),
    )


def _has_ways(case: Case) -> bool:
    """Return whether there are ways to complain, and not by email alone."""
    return bool({channel.kind for channel in case.complaint_channels} - {ChannelKind.EMAIL})


def _complete(case: Case, parts: Sequence[Part]) -> Seen:
    """Say whether every part of the complaint block is there, and which is not."""
    lacking = [(key, words) for key, words, is_there in parts if not is_there]
    what = listed_all([words for _key, words in lacking])
    add = _(
        "In agency.yml, under 'complaints', add {keys}.",
        keys=", ".join(key for key, _words in lacking),
    )
    place = case.place(AGENCY, "complaints")
    if not lacking:
        return present(
            _(
                "On how to complain, the plan says {what}.",
                what=listed_all([w for _k, w, _t in parts]),
            ),
            Strength.WORDS,
            _page(case),
        )
    if len(lacking) == len(parts):
        return nothing(case, _("word to those who complain on {what}", what=what), add, place)
    if case.is_compiled:
        sentence = _("On how to complain, not found in the documents used: {what}.", what=what)
    else:
        sentence = _("On how to complain, the plan does not say {what}.", what=what)
    return partial(sentence, add, place)


def check_times(case: Case) -> Iterator[Seen]:
    """H2: the times to confirm and to answer are standards themselves, with results."""
    complaints = case.charter.agency.complaints
    if complaints is None:
        yield no_complaints(case)
        return
    timed = [(n, step) for n, step in enumerate(complaints.steps) if step.within or step.standard]
    if not timed:
        yield nothing(
            case,
            _("time in which a complaint is confirmed and answered"),
            _("In agency.yml, add 'within: 5 business days' to the steps under 'complaints'."),
            case.place(AGENCY, "complaints", "steps"),
        )
        return
    for n, step in timed:
        yield from _time_differs(case, n, step)
    with_results = {s.standard.id for s in case.kept if s.latest is not None}
    bare = [n for n, step in timed if step.standard not in with_results]
    if bare:
        yield partial(
            counted(
                case,
                _("Times for complaints that are promises with results"),
                len(timed),
                len(timed) - len(bare),
            ),
            _(
                "Post the time as a standard of type redress, publish its results, and name it "
                "under 'standard' of this step in agency.yml."
            ),
            *(case.place(AGENCY, "complaints", "steps", n) for n in bare),
        )
    elif len(timed) < 2:
        yield partial(
            _("Only one step of a complaint has a time."),
            _("In agency.yml, give a time both to confirming a complaint and to answering it."),
            case.place(AGENCY, "complaints", "steps"),
            strength=Strength.FIGURES,
        )
    else:
        yield present(
            _("The times for complaints are promises with results: {count}.", count=len(timed)),
            Strength.FIGURES,
            _page(case),
        )


def _time_differs(case: Case, n: int, step: ComplaintStep) -> Iterator[Seen]:
    promise = case.charter.standard_by_id.get(step.standard or "")
    if promise is None or promise.limit is None or step.within is None:
        return
    if promise.limit != step.within:
        yield contradiction(
            _(
                "A step of a complaint takes {within}, but its promise says {limit}.",
                within=step.within,
                limit=promise.limit,
            ),
            _("Make 'within' of the step and the limit of {name} the same.", name=promise.id),
            case.place(AGENCY, "complaints", "steps", n, "within"),
            PROMISES.place(case, promise, "limit"),
        )


def check_remedies(case: Case) -> Iterator[Seen]:
    """H3: what can be put right, more than 'we will look into it'."""
    complaints = case.charter.agency.complaints
    if complaints is None:
        yield no_complaints(case)
        return
    remedies = [remedy for remedy in complaints.remedies if is_said(remedy, "remedies")]
    real = [remedy for remedy in remedies if not _EMPTY_REMEDY.search(str(remedy))]
    add = _(
        "In agency.yml, under 'complaints', add 'remedies': an apology, a new decision, "
        "a correction, money back, whatever you may do."
    )
    place = case.place(AGENCY, "complaints", "remedies")
    if real:
        yield present(
            _("What can be put right is listed: {count}.", count=len(real)),
            Strength.WORDS,
            _page(case),
        )
    elif remedies:
        yield partial(
            _("Complaints are looked into, but nothing says what is put right."), add, place
        )
    else:
        yield nothing(case, _("list of what can be put right"), add, place)


def check_outside(case: Case) -> Iterator[Seen]:
    """H4: somebody outside who looks at complaints, how to reach them and when."""
    complaints = case.charter.agency.complaints
    if complaints is None:
        yield no_complaints(case)
        return
    place = case.place(AGENCY, "complaints", "outside_review")
    reviews, none = complaints.outside_review, is_said(complaints.no_outside_review)
    if reviews and none:
        yield contradiction(
            _("The plan names an outside review, and says that there is none."),
            _("In agency.yml, under 'complaints', keep outside_review or no_outside_review."),
            place,
            case.place(AGENCY, "complaints", "no_outside_review"),
        )
    bare = [review for review in reviews if not (review.link or is_said(review.contact))]
    add = _(
        "In agency.yml, under 'complaints', add 'outside_review': name, when to use it, "
        "and contact or link."
    )
    if reviews and len(bare) < len(reviews):
        yield present(
            _(
                "Outside review is named: {names}.",
                names=listed([str(review.name) for review in reviews]),
            ),
            Strength.WORDS,
            _page(case),
            *(review.link for review in reviews if review.link),
        )
    elif reviews:
        yield partial(_("An outside review is named, but not how to reach it."), add, place)
    elif none:
        yield partial(
            _(
                "The plan says that there is no outside review: {why}",
                why=complaints.no_outside_review or "",
            ),
            _("If there is an outside review after all, add it under 'complaints' in agency.yml."),
            place,
        )
    else:
        yield nothing(case, _("outside review of complaints"), add, place)


def check_safe(case: Case) -> Iterator[Seen]:
    """H5: help, somebody to act for you, no fee, no reprisal, in confidence."""
    complaints = case.charter.agency.complaints
    if complaints is None:
        yield no_complaints(case)
        return
    if is_charged(str(complaints.cost or "")):
        yield contradiction(
            _("Complaining is to be easy, but it costs money: {cost}", cost=complaints.cost or ""),
            _("In agency.yml, under 'complaints', say why there is a charge, or that it is free."),
            case.place(AGENCY, "complaints", "cost"),
        )
    cost = complaints.cost is not None and is_answered_cost(str(complaints.cost))
    yield _complete(
        case,
        (
            ("help", _("who helps"), is_sentence(complaints.help, "help")),
            (
                "representative",
                _("that somebody may act for you"),
                is_sentence(complaints.representative),
            ),
            ("cost", _("what it costs"), cost),
            ("no_reprisal", _("that it does you no harm"), is_sentence(complaints.no_reprisal)),
            (
                "confidential",
                _("that it is kept in confidence"),
                is_sentence(complaints.confidential),
            ),
        ),
    )
