"""What is aimed at besides the one aim of a promise: by level, by part, and by season."""

from __future__ import annotations

from charters.model.aims import Levels
from charters.model.standards import Standard
from charters.publishing.say.speech import Said, Speech
from charters.publishing.say.verdict_words import level_words
from charters.publishing.views.facts import listed
from charters.publishing.views.promise_cards import aim_words


def levels_said(speech: Speech, standard: Standard) -> Said:
    """Return the levels of a promise that has several, each with how often it is to be kept."""
    return listed(
        speech,
        (
            _with(speech, level_words(speech, level), aim_words(speech, standard, level.target))
            for level in standard.levels
        ),
    )


def parts_said(speech: Speech, standard: Standard) -> Said:
    """Return the parts of a promise that have a name, each with what is promised of it alone."""
    return listed(
        speech,
        (
            _with(speech, speech.say(part.name), _levels(speech, standard, part))
            for part in standard.parts
        ),
    )


def seasons_said(speech: Speech, standard: Standard) -> Said:
    """Return the aims that hold only from one day to another within each year."""
    days = (
        speech.from_to(speech.day_of_year(one.from_), speech.day_of_year(one.to))
        for one in standard.seasons
    )
    return listed(
        speech,
        (
            _with(speech, Said(when), _levels(speech, standard, season))
            for when, season in zip(days, standard.seasons, strict=True)
        ),
    )


def _levels(speech: Speech, standard: Standard, own: Levels) -> str:
    limit = speech.amount(own.limit) if own.limit else ""
    return ", ".join(filter(None, (limit, aim_words(speech, standard, own.target))))


def _with(speech: Speech, what: Said, level: str) -> Said:
    """Return what a level is of, with the level behind it: `By mail: 95 of every 100`."""
    if not level:
        return what
    # Translators: {part} is a part, a level or a season: "Online: 90 of every 100".
    before, after = speech.gettext("{part}: {level}").replace("{level}", level).split("{part}")
    words = f"{before}{what.words}{after}"
    own_language = what.language or what.parts
    return Said(words, parts=(Said(before), what, Said(after)) if own_language else ())
