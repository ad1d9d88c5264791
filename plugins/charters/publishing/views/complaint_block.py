"""How to complain: one component, the same on every page of an agency (item h)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from charters.model.complaints import ComplaintFigures, Complaints, OutsideReview, Posted, Theme
from charters.model.duty import PlanPart
from charters.model.register import Charter
from charters.publishing.book import Book, once
from charters.publishing.say.speech import Said, Speech, capitalized
from charters.publishing.views.cited import SourceView, source_view
from charters.publishing.views.facts import (
    Fact,
    Nothing,
    checked,
    facts,
    headed,
    keyword,
    listed,
    noted,
    nothing,
)
from charters.publishing.views.promise_cards import PromiseView, promise_view
from charters.publishing.views.reach import CALLED, ChannelView, channel_view


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of a complaint, its time, and how often that time was kept."""

    step: Said
    within: str
    who: Said | None
    promise: PromiseView | None


@dataclass(frozen=True, slots=True)
class ReviewView:
    """Somebody outside who looks at complaints."""

    name: Said
    when: Said
    contact: Said | None
    link: str
    source: SourceView | None


@dataclass(frozen=True, slots=True)
class FiguresView:
    """The complaints of one period."""

    period: str
    about: Said | None
    """The service they are about; None for all of them."""
    rows: list[Fact]
    source: SourceView | None


@dataclass(frozen=True, slots=True)
class ComplaintView:
    """Everything a customer needs to complain to one agency."""

    agency: Said
    about: Said | None
    how: Said | None
    ways: list[ChannelView]
    says: Said
    """What to send or say; or that it is not said."""
    answers: list[Said]
    """By when what is promised to happen; or that no time is."""
    nobody_outside: Said | None
    """Why nobody outside can look at it, or that nobody is named; None where somebody is."""
    steps: list[StepView]
    facts: list[Fact]
    reviews: list[ReviewView]
    figures: list[FiguresView]
    source: SourceView | None
    nothing: Nothing | None


@once
def complaint_view(book: Book, charter: Charter) -> ComplaintView:
    """Return the complaint block of an agency; it is there also where no route was published."""
    speech, complaints = book.speech, charter.agency.complaints or Complaints()
    _, ways = speech.gettext, list(charter.complaint_channels)
    ways.sort(key=lambda way: way.kind not in CALLED)
    absent = _missing(charter, _("Not found in the documents used."), _("Not published."))
    empty = not (complaints.how or ways or complaints.steps)
    return ComplaintView(
        agency=speech.say(charter.agency.name),
        about=speech.said(complaints.about),
        how=speech.said(complaints.how),
        ways=[channel_view(speech, charter, channel) for channel in ways],
        says=speech.said(complaints.send) or Said(absent),
        answers=_answers(speech, charter, complaints),
        nobody_outside=_nobody_outside(speech, charter, complaints),
        steps=_steps(book, charter, complaints),
        facts=_facts(speech, complaints),
        reviews=[_review(speech, charter, review) for review in complaints.outside_review],
        figures=[_figures(speech, charter, figures) for figures in complaints.figures],
        source=source_view(speech, charter, complaints.source),
        nothing=nothing(book, charter, PlanPart.COMPLAINTS) if empty else None,
    )


def _missing(charter: Charter, not_found: str, not_there: str) -> str:
    """Return that something is not there; of a compiled charter, that it was not found."""
    return not_found if charter.agency.compiled else not_there


def _answers(speech: Speech, charter: Charter, complaints: Complaints) -> list[Said]:
    _ = speech.gettext
    within = capitalized(_("within {time}"))
    found = [
        headed(speech, within.format(time=speech.amount(one.within)), one.step)
        for one in complaints.steps
        if one.within
    ]
    none = _missing(
        charter, _("No time was found in the documents used."), _("No time is promised.")
    )
    return found or [Said(none)]


def _nobody_outside(speech: Speech, charter: Charter, complaints: Complaints) -> Said | None:
    _ = speech.gettext
    if complaints.outside_review:
        return None
    none = _missing(
        charter, _("Nobody was found in the documents used."), _("Nobody outside is named.")
    )
    return speech.said(complaints.no_outside_review) or Said(none)


def _steps(book: Book, charter: Charter, complaints: Complaints) -> list[StepView]:
    return [
        StepView(
            step=book.speech.say(step.step),
            within=book.speech.amount(step.within) if step.within else "",
            who=book.speech.said(step.who),
            promise=promise_view(book, standing) if standing else None,
        )
        for step in complaints.steps
        for standing in (book.standing_of(charter, step.standard or ""),)
    ]


def _facts(speech: Speech, complaints: Complaints) -> list[Fact]:
    _ = speech.gettext
    return facts(
        speech,
        (_("Who decides"), complaints.decides),
        (_("What we can put right"), listed(speech, complaints.remedies)),
        (_("Help to complain"), complaints.help),
        (_("Someone may act for you"), complaints.representative),
        (_("Cost"), keyword(complaints.cost, free=_("free"))),
        (_("Languages"), listed(speech, complaints.languages)),
        (_("Other formats"), complaints.formats),
        (_("Kept confidential"), complaints.confidential),
        (_("No harm to you"), complaints.no_reprisal),
        (_("Suggestions and praise"), complaints.suggestions),
        (_("Also posted"), posted_words(speech, complaints.posted)),
    )


def posted_words(speech: Speech, posted: Iterable[Posted]) -> Said:
    """Return where else something is posted, and when somebody last looked there."""
    return listed(
        speech, (noted(speech, one.where, checked(speech, one.checked)) for one in posted)
    )


def _review(speech: Speech, charter: Charter, review: OutsideReview) -> ReviewView:
    return ReviewView(
        name=speech.say(review.name),
        when=speech.say(review.when),
        contact=speech.said(review.contact),
        link=review.link or "",
        source=source_view(speech, charter, review.source),
    )


def themes_words(speech: Speech, themes: Iterable[Theme]) -> Said:
    """Return themes with how often each was named."""
    notes = ((one, "" if one.count is None else speech.people(one.count)) for one in themes)
    return listed(speech, (noted(speech, one.theme, note) for one, note in notes))


def _figures(speech: Speech, charter: Charter, figures: ComplaintFigures) -> FiguresView:
    _ = speech.gettext
    counts = (
        (_("Open at the start"), figures.open_at_start),
        (_("Received"), figures.received),
        (_("Confirmed in time"), figures.acknowledged_in_time),
        (_("Answered in time"), figures.answered_in_time),
        (_("Found right"), figures.upheld),
        (_("Found partly right"), figures.partly_upheld),
        (_("Found not right"), figures.not_upheld),
        (_("Taken back"), figures.withdrawn),
        (_("Dealt with"), figures.closed),
        (_("Still open at the end"), figures.open_at_end),
    )
    rows = [Fact(label, Said(speech.people(count))) for label, count in counts if count is not None]
    days = figures.oldest_open_days
    rows += facts(
        speech,
        (_("What they were about"), themes_words(speech, figures.themes)),
        (_("The oldest one still open"), speech.measured(Decimal(days), "day") if days else None),
        (_("What we changed"), listed(speech, figures.changes)),
    )
    service = charter.service_by_id.get(figures.service or "")
    about = speech.say(service.name) if service else None
    return FiguresView(
        speech.period(figures.period), about, rows, source_view(speech, charter, figures.source)
    )
