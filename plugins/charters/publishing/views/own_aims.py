"""What is aimed at besides the one aim of a promise: by level, by part, and by season."""

from __future__ import annotations

from collections.abc import Sequence

from charters.model.aims import Levels
from charters.model.standards import Standard
from charters.publishing.say.result_words import level_words
from charters.publishing.say.speech import Said, Speech
from charters.publishing.views.facts import headed, listed
from charters.publishing.views.shown_aims import aim_words


def levels_said(speech: Speech, standard: Standard) -> Said:
    """Return the levels of a promise that has several, each with how often it is to be kept."""
    levels = standard.levels
    told = [(level_words(speech, one), aim_words(speech, standard, one.target)) for one in levels]
    return _each(speech, told)


def parts_said(speech: Speech, standard: Standard) -> Said:
    """Return the parts of a promise that have a name, each with what is promised of it alone."""
    parts = standard.parts
    return _each(speech, [(speech.say(one.name), _levels(speech, standard, one)) for one in parts])


def seasons_said(speech: Speech, standard: Standard) -> Said:
    """Return the aims that hold only from one day to another within each year."""
    day, seasons = speech.day_of_year, standard.seasons
    days = [Said(speech.days(day(one.from_), day(one.to))) for one in seasons]
    own = [_levels(speech, standard, one) for one in seasons]
    return _each(speech, list(zip(days, own, strict=True)))


def _levels(speech: Speech, standard: Standard, own: Levels) -> str:
    limit = speech.amount(own.limit) if own.limit else ""
    return ", ".join(filter(None, (limit, aim_words(speech, standard, own.target))))


def _each(speech: Speech, told: Sequence[tuple[Said, str]]) -> Said:
    """Return what levels are of, each with its level behind it: `By mail: 95 of every 100; ...`."""
    said = [headed(speech, what, level) if level else what for what, level in told]
    return listed(speech, said, between=speech.gettext("; "))
