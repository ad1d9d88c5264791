"""What to know before reading the results of a promise: since when, how they were counted, what is missing."""

from __future__ import annotations

from datetime import timedelta

from charters.judging.history import counted_alike
from charters.judging.patterns import told_slots
from charters.judging.standings import Standing
from charters.publishing.book import Book
from charters.publishing.say.choice_words import word
from charters.publishing.say.pattern_words import anew_words, met_lately_words, too_early_words
from charters.publishing.say.result_words import with_counts
from charters.publishing.say.speech import Said, Speech
from charters.publishing.views.measure_facts import days_words


def notes_on(book: Book, standing: Standing) -> list[Said]:
    """Return what to know of the pattern before reading it."""
    speech, pattern, latest = book.speech, book.pattern_today(standing), standing.latest
    _ = speech.gettext
    notes = (
        _since(speech, standing),
        _window_words(speech, standing),
        _counted_alike_words(speech, standing),
        met_lately_words(speech, pattern),
        too_early_words(speech, pattern),
        anew_words(speech, pattern),
        _("The number of cases varies more than twofold between periods; small periods swing more.") if pattern and pattern.uneven else "",
        _("The latest figure is provisional and may still change.") if latest and latest.verdict.provisional else "",
        days_words(speech, standing.standard.measure),
        _missing_words(speech, standing),
    )  # fmt: skip
    said = (note if isinstance(note, Said) else Said(note) for note in notes if note)
    return [note for note in said if note.words]


def published_beside(speech: Speech, standing: Standing) -> list[str]:
    """Return the results of other lengths of time, newest first; none of them is judged."""
    return [
        speech.headed(speech.period(row.period), with_counts(speech, standing.standard, row, None))
        for row in reversed(standing.beside)
    ]


def _window_words(speech: Speech, standing: Standing) -> str:
    """Return that results overlap, where they do; '' where each stands for itself."""
    if standing.standard.window is None:
        return ""
    return speech.gettext(
        "Each result covers {time}: they overlap, so no ups and downs from one to the next can be told."
    ).format(time=word(speech, standing.standard.window))


def _counted_alike_words(speech: Speech, standing: Standing) -> str:
    """Return where the results that were counted in another way stand; '' where there are none."""
    since = counted_alike(standing.standard, standing.as_of)
    if not any(one.result.period.start < since for one in standing.judged):
        return ""
    return speech.gettext(
        "Until {day} results were counted in another way. They stand in the table, in their own unit and judged by the aims of their time; the picture and what is usual begin after that."
    ).format(day=speech.day(since - timedelta(days=1)))


def _since(speech: Speech, standing: Standing) -> str:
    """Return from when results are kept; else of what time the first is, where some were due before."""
    kept, told = standing.standard.records_from, told_slots(standing)
    if kept is not None:
        said = speech.gettext("Results are kept here since {period}.")
        return said.format(period=speech.period(kept))
    if len(told) == len(standing.slots):
        return ""
    said = speech.gettext("The first result here is for {period}.")
    return said.format(period=speech.period(told[0].period))


def _missing_words(speech: Speech, standing: Standing) -> str:
    """Return how many periods have no result; '' where none is missing (F9)."""
    count = len(standing.missing)
    if standing.charter.compiled_for(standing.standard):
        return speech.if_any(
            "For {count} period no result was found in the documents used.",
            "For {count} periods no result was found in the documents used.",
            count,
        )
    return speech.if_any(
        "For {count} period a result was due and is not published.",
        "For {count} periods a result was due and is not published.",
        count,
    )
