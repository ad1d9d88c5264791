"""What customers and staff were asked, what they said, and what came of it (items b, e; Sec. 2, 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from charters.model.quantities import HIDDEN
from charters.model.register import Charter
from charters.model.surveys import CustomerSurvey, Fielded, Heard, Idea, Question, StaffSurvey, Want
from charters.publishing.book import Book
from charters.publishing.say.choice_words import word
from charters.publishing.say.speech import Said, Speech, rounded
from charters.publishing.views.cited import SourceView, source_view
from charters.publishing.views.complaint_block import themes_words
from charters.publishing.views.facts import Fact, as_said, facts, headed, listed, named, put
from charters.publishing.views.measure_facts import wording_words
from charters.publishing.views.promise_cards import PromiseView, promise_view


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question and its answers."""

    asks: Said
    wording: str
    """Whose words it stands in; '' where they are those in which it was put."""
    answers: list[tuple[Said, str]]
    satisfied: str
    about: Said | None


@dataclass(frozen=True, slots=True)
class WantView:
    """Something customers want, and the promise that answers it or why there is none."""

    want: Said
    promise: PromiseView | None
    because: Said | None


@dataclass(frozen=True, slots=True)
class IdeaView:
    """An idea of staff, and what became of it."""

    idea: Said
    status: str
    why: list[Said]
    known: Said
    """How many had it, who looks after it, and since when."""


@dataclass(frozen=True, slots=True)
class SurveyView:
    """One survey of customers or of staff."""

    id: str
    name: Said
    when: str
    facts: list[Fact]
    findings: list[Said]
    source: SourceView | None
    wants: Sequence[WantView] = ()
    questions: Sequence[QuestionView] = ()
    ideas: Sequence[IdeaView] = ()

    @property
    def wording(self) -> str:
        """Whose words all of several questions stand in; '' where that is not one and the same."""
        said = {question.wording for question in self.questions}
        return said.pop() if len(said) == 1 and len(self.questions) > 1 else ""


@dataclass(frozen=True, slots=True)
class HeardView:
    """You said, we did - or did not, because."""

    said: Said
    did: Said | None
    did_not_because: Said | None
    when: str
    source: SourceView | None


def customer_survey_view(book: Book, charter: Charter, survey: CustomerSurvey) -> SurveyView:
    """Return a survey of customers."""
    speech, _ = book.speech, book.speech.gettext
    rate = _rate(speech, survey.answered, survey.offered)
    return SurveyView(
        id=survey.id,
        name=speech.say(survey.name),
        when=_fielded(speech, survey.fielded),
        facts=facts(
            speech,
            (_("We asked"), listed(speech, survey.purposes)),
            (_("About"), named(speech, charter.service_by_id, survey.services)),
            (_("Who was asked"), named(speech, charter.group_by_id, survey.groups)),
            (_("How we asked"), survey.channel),
            (_("Customers in that time"), _count(speech, survey.customers)),
            (_("Asked"), _count(speech, survey.offered)),
            (_("Answered"), _count(speech, survey.answered)),
            (_("Share who answered"), rate),
            (_("How people were chosen"), survey.how_chosen),
            (_("What we changed"), listed(speech, survey.changed)),
            (_("How to complain, said in the survey"), survey.complaint_link_offered),
            (
                _("Can be compared with"),
                named(speech, charter.survey_by_id, _comparable(charter, survey)),
            ),
            (_("Federal approval"), survey.approval),
            (_("Published"), survey.published),
        ),
        wants=[_want(book, charter, want) for want in survey.wants],
        questions=[_question(speech, question) for question in survey.questions],
        findings=[speech.say(finding) for finding in survey.findings],
        source=source_view(speech, charter, survey.source),
    )


def staff_survey_view(speech: Speech, charter: Charter, survey: StaffSurvey) -> SurveyView:
    """Return a survey of front-line employees."""
    _ = speech.gettext
    promised, compared = charter.standard_by_id, charter.benchmark_by_id
    promises = (promised[name].promise for name in survey.standards if name in promised)
    others = (compared[name].organization for name in survey.benchmarks if name in compared)
    return SurveyView(
        id=survey.id,
        name=speech.say(survey.name),
        when=_fielded(speech, survey.fielded),
        facts=facts(
            speech,
            (_("Who was asked"), survey.who_counts),
            (_("Asked"), _count(speech, survey.asked)),
            (_("Answered"), _count(speech, survey.answered)),
            (_("Share who answered"), _rate(speech, survey.answered, survey.asked)),
            (_("How answers stay anonymous"), survey.anonymous),
            (_("What stands in the way"), themes_words(speech, survey.barriers)),
            (_("Promises it is about"), listed(speech, promises)),
            (_("Compared with"), listed(speech, others)),
            (_("What staff were told"), survey.told_staff),
        ),
        findings=[speech.say(finding) for finding in survey.findings],
        ideas=[_idea(speech, idea) for idea in survey.ideas],
        source=source_view(speech, charter, survey.source),
    )


def _want(book: Book, charter: Charter, want: Want) -> WantView:
    standing = book.standing_of(charter, want.standard or "")
    return WantView(
        want=book.speech.say(want.want),
        promise=promise_view(book, standing) if standing else None,
        because=book.speech.said(want.no_standard_because),
    )


def _idea(speech: Speech, idea: Idea) -> IdeaView:
    _ = speech.gettext
    named_by = None
    if (count := idea.count) is not None:
        times = speech.ngettext("named {count} time", "named {count} times", count)
        named_by = times.format(count=speech.people(count))
    known = (named_by, idea.owner, idea.date)
    return IdeaView(
        speech.say(idea.idea),
        word(speech, idea.status) if idea.status else _("no answer yet"),
        [speech.say(why) for why in (idea.changed, idea.reason) if why],
        listed(speech, filter(None, known)),
    )


def _fielded(speech: Speech, fielded: Fielded) -> str:
    is_a_day = fielded.last.start == fielded.last.end
    join = speech.days if is_a_day else speech.from_to
    return join(speech.period(fielded.first), speech.period(fielded.last))


def _count(speech: Speech, count: int | None) -> str | None:
    return None if count is None else speech.people(count)


def _rate(speech: Speech, answered: int | None, offered: int | None) -> str | None:
    if answered is None or not offered or HIDDEN in (answered, offered):
        return None
    share = speech.number(rounded(Fraction(answered * 100, offered), 1))
    return speech.gettext("{number} of every 100").format(number=share)


def _question(speech: Speech, question: Question) -> QuestionView:
    answers = [
        (speech.say(answer.label), speech.people(answer.count)) for answer in question.answers
    ]
    about = (
        put(speech, speech.gettext("about {what}"), what=question.about) if question.about else None
    )
    asks, satisfied = speech.say(question.asks), _satisfied(speech, question)
    return QuestionView(asks, wording_words(speech, question.wording), answers, satisfied, about)


def _comparable(charter: Charter, survey: CustomerSurvey) -> list[str]:
    """Return the other surveys that asked the same, so that answers can be compared."""
    known = charter.question_by_id
    asked = (name for question in survey.questions for name in question.comparable_with)
    return list(dict.fromkeys(known[name][0].id for name in asked if name in known))


def _satisfied(speech: Speech, question: Question) -> str:
    """Return the share who answered with a label that counts as satisfied (B10)."""
    labels = {str(label) for label in question.satisfied}
    total = sum(answer.count for answer in question.answers)
    is_shown = all(answer.count != HIDDEN for answer in question.answers)
    if labels and total and is_shown:
        met = sum(answer.count for answer in question.answers if str(answer.label) in labels)
        share = speech.number(rounded(Fraction(met * 100, total), 0))
        words = speech.gettext("{number} of every 100 answered {labels}").format(
            number=share, labels=listed(speech, question.satisfied).words
        )
        counts = speech.gettext("{met} of {total}").format(
            met=speech.number(met), total=speech.number(total)
        )
        return f"{words} ({counts})"
    return speech.amount(question.published) if question.published else ""


def heard_view(speech: Speech, charter: Charter, heard: Heard) -> HeardView:
    """Return one thing customers said, and the answer to it."""
    return HeardView(
        said=speech.say(heard.said),
        did=speech.said(heard.did),
        did_not_because=speech.said(heard.did_not_because),
        when=as_said(speech, heard.date).words,
        source=source_view(speech, charter, heard.source),
    )


def not_surveyed_facts(speech: Speech, charter: Charter) -> list[Fact]:
    """Return the services that no survey of customers covers, and why (B5)."""
    known, label = charter.service_by_id, speech.gettext("No survey is about")
    return facts(
        speech,
        *(
            (label, headed(speech, known[one.service].name, one.because))
            for one in charter.surveys.not_surveyed
            if one.service in known
        ),
    )
