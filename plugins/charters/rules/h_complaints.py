"""Item (h): a way to complain that is complete, safe and seen to from outside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from charters.model.channels import ChannelKind
from charters.model.complaints import Complaints
from charters.model.file_names import AGENCY, SURVEYS
from charters.model.text import Text
from charters.problems import Problem
from charters.problems.message import _
from charters.rules.case import Case
from charters.rules.costs import is_answered_cost, is_charged
from charters.rules.f_contacts import two_contacts
from charters.rules.filled import is_said, is_sentence
from charters.rules.findings import Seen, Strength
from charters.rules.forms import Look, Subject
from charters.rules.promise import LANGUAGES
from charters.rules.promise.promise import heard
from charters.rules.promise.times import Time, time_of
from charters.rules.records import kind_of, nothing
from charters.rules.saying import clash, counted, listed, partial, parts, present

_EMPTY_REMEDY = re.compile(
    r"\b(?:look|looking|looked) into|\bbe reviewed\b|\bnot(?:e|ed) your\b", re.IGNORECASE
)


def of_complaints(look: Callable[[Case, Complaints], Seen]) -> Look:
    """Return a rule about the way to complain, which says so where there is none."""

    def seen(case: Case) -> Iterator[Seen]:
        complaints = case.charter.agency.complaints
        yield kind_of("complaints").none(case) if complaints is None else look(case, complaints)

    return seen


def _route(case: Case, found: Complaints) -> Seen:
    """H1: how to complain, in which steps, in what time, and who decides."""
    ways = {channel.kind for channel in case.charter.complaint_channels} - {ChannelKind.EMAIL}
    has_steps = any(is_said(step.step, "step") for step in found.steps)
    is_timed = any(step.within or step.standard for step in found.steps)
    decides = is_said(found.decides, "decides") or any(is_said(step.who) for step in found.steps)
    told = (
        ("how", _("how to complain"), is_sentence(found.how, "how")),
        ("channels", _("ways besides email"), bool(ways)),
        ("steps", _("the steps"), has_steps),
        ("steps: within", _("how long each step takes"), is_timed),
        ("decides", _("who decides"), decides),
    )
    return parts(case, "complaints", _("how to complain"), told, case.page("complain"))


def _times(case: Case, found: Complaints) -> Seen:
    """H2: the times to confirm and to answer are standards themselves, with results."""
    timed = [(n, step) for n, step in enumerate(found.steps) if step.within or step.standard]
    with_results = {standing.standard.id for standing in case.kept if standing.last_published}
    bare = [n for n, step in timed if step.standard not in with_results]
    place = case.place(AGENCY, "complaints", "steps")
    if not timed:
        what = _("time in which a complaint is confirmed and answered")
        add = _("In agency.yml, add 'within: 5 business days' to the steps under 'complaints'.")
        return nothing(case, what, add, place)
    what = _("Times for complaints that are promises with results")
    sentence = counted(case, what, len(timed), len(timed) - len(bare))
    if bare:
        add = _(
            "Post the time as a standard of type redress, publish its results, and name it "
            "under 'standard' of this step in agency.yml."
        )
        return partial(sentence, add, *(case.place(AGENCY, "complaints", "steps", n) for n in bare))
    if len(timed) < 2:
        sentence = _("Only one step of a complaint has a time.")
        add = _("In agency.yml, give a time both to confirming a complaint and to answering it.")
        return partial(sentence, add, place, strength=Strength.FIGURES)
    return present(sentence, Strength.FIGURES, case.page("complain"))


def _remedies(case: Case, found: Complaints) -> Seen:
    """H3: what can be put right, more than 'we will look into it'."""
    said = [remedy for remedy in found.remedies if is_said(remedy, "remedies")]
    real = [remedy for remedy in said if not _EMPTY_REMEDY.search(str(remedy))]
    if real:
        sentence = _("What can be put right is listed: {count}.", count=len(real))
        return present(sentence, Strength.WORDS, case.page("complain"))
    place = case.place(AGENCY, "complaints", "remedies")
    add = _(
        "In agency.yml, under 'complaints', add 'remedies': an apology, a new decision, "
        "a correction, money back, whatever you may do."
    )
    if said:
        sentence = _("Complaints are looked into, but nothing says what is put right.")
        return partial(sentence, add, place)
    return nothing(case, _("list of what can be put right"), add, place)


def _outside(case: Case, found: Complaints) -> Seen:
    """H4: somebody outside who looks at complaints, how to reach them and when."""
    reviews, why_none = found.outside_review, found.no_outside_review
    if any(review.link or is_said(review.contact) for review in reviews):
        names = listed([review.name for review in reviews])
        sentence = _("Outside review is named: {names}.", names=names)
        links = [review.link for review in reviews if review.link]
        return present(sentence, Strength.WORDS, case.page("complain"), *links)
    place = case.place(AGENCY, "complaints", "outside_review")
    add = _(
        "In agency.yml, under 'complaints', add 'outside_review': name, when to use it, "
        "and contact or link."
    )
    if reviews:
        return partial(_("An outside review is named, but not how to reach it."), add, place)
    if why_none is not None and is_said(why_none):
        sentence = _("The plan says that there is no outside review: {why}", why=why_none)
        place = case.place(AGENCY, "complaints", "no_outside_review")
        return partial(sentence, add, place, strength=Strength.NOTHING)
    return nothing(case, _("outside review of complaints"), add, place)


def _safe(case: Case, found: Complaints) -> Seen:
    """H5: help, somebody to act for you, no fee, no reprisal, in confidence."""
    costs = found.cost is not None and is_answered_cost(str(found.cost))
    another = is_sentence(found.representative)
    told = (
        ("help", _("who helps"), is_sentence(found.help, "help")),
        ("representative", _("that somebody may act for you"), another),
        ("cost", _("what it costs"), costs),
        ("no_reprisal", _("that it does you no harm"), is_sentence(found.no_reprisal)),
        ("confidential", _("that it is kept in confidence"), is_sentence(found.confidential)),
    )
    return parts(case, "complaints", _("help and safety"), told, case.page("complain"))


def _suggestions(case: Case) -> Iterator[Seen]:
    """H9: what people suggested, and what was done, or why not."""
    said = case.charter.surveys.heard
    open_ends = [
        n
        for n, one in enumerate(said)
        if not is_sentence(one.did, "did") and not is_sentence(one.did_not_because)
    ]
    add = _("In surveys.yml, add under 'heard' what people said, and did or did_not_because.")
    what = _("Suggestions of customers with an answer")
    sentence = counted(case, what, len(said), len(said) - len(open_ends))
    if not said:
        what = _("answer to a suggestion of customers")
        yield nothing(case, what, add, case.place(SURVEYS, "heard"))
    elif open_ends:
        yield partial(sentence, add, *(case.place(SURVEYS, "heard", n) for n in open_ends))
    else:
        yield present(sentence, Strength.WORDS, case.page("surveys"))


def _step_times(case: Case) -> Iterator[Problem]:
    """H2: the time of a step is that of its words, and of the standard that posts it."""
    complaints, do = case.charter.agency.complaints, _("write the same time in both")
    for n, step in enumerate(complaints.steps if complaints else ()):
        time, standard = time_of(step.within), case.charter.standard_by_id.get(step.standard or "")
        posted = time_of(standard.limit) if standard else None
        within = case.in_agency("complaints", "steps", n, "within")
        if time and standard and posted and not posted.same_as(time):
            said = _(
                "the step says {time}, its standard '{name}' says {limit}",
                time=step.within,
                name=standard.id,
                limit=standard.limit,
            )
            yield clash("K11", "H2", within, said, do, case.in_standard(standard, "limit"))
        for code, words in _other_times(case, step.step, time) if time else ():
            place = case.in_agency("complaints", "steps", n, "step", *code)
            said = _("the step says '{words}', its time says {time}", words=words, time=step.within)
            yield clash("K3", "H2", place, said, do, within)


def _other_times(case: Case, text: Text, time: Time) -> Iterator[tuple[Sequence[str], str]]:
    """Yield what words say instead of a time, with the code of their language, if they have one."""
    for code, words, language in case.spoken(text):
        said = heard(words, language) if language in LANGUAGES else None
        if said and said.promised and not any(one.same_as(time) for one in said.promised):
            yield [code] if code else [], said.quoted(said.promised[0])


def _two_contacts(case: Case) -> Iterator[Problem]:
    """H4: the number or address of an outside review is the one behind its link."""
    complaints = case.charter.agency.complaints
    for n, review in enumerate(complaints.outside_review if complaints else ()):
        yield from two_contacts(case, "H4 X13", review, "complaints", "outside_review", n)


def _charged(case: Case) -> Iterator[Problem]:
    """H5: to complain costs nothing, unless it is said why."""
    complaints = case.charter.agency.complaints
    cost = complaints.cost if complaints else None
    if cost is not None and is_charged(str(cost)):
        said = _("whoever complains is to pay '{cost}', and nothing says why", cost=cost)
        do = _("make it free, or write why there is a charge, with 'because'")
        yield clash("K21", "H5", case.in_agency("complaints", "cost"), said, do)


SUBJECT = Subject(
    looks={
        "H1": of_complaints(_route),
        "H2": of_complaints(_times),
        "H3": of_complaints(_remedies),
        "H4": of_complaints(_outside),
        "H5": of_complaints(_safe),
        "H9": _suggestions,
    },
    clashes=(_step_times, _two_contacts, _charged),
)
