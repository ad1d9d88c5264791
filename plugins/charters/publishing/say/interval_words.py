"""How sure a share is: its 95% interval in words."""

from __future__ import annotations

from decimal import Decimal

from charters.model.quantities import Target
from charters.publishing.say.result_words import decimals_of
from charters.publishing.say.speech import Speech, rounded


def interval_words(
    speech: Speech, interval: tuple[float, float] | None, target: Target | None = None
) -> str:
    """Return the 95% interval of a share, of every 100; '' where there is none.

    With as many decimals as the aim has, one at least, and more where both ends would read alike.
    """
    if interval is None:
        return ""
    fewest = max(1, decimals_of(target))
    low, high = interval
    for decimals in range(fewest, fewest + 3):
        first, last = _percent(low, decimals), _percent(high, decimals)
        if 0 < first < last < 100:
            return speech.from_to(speech.number(first), speech.number(last))
        if high - low >= 2 * 0.1 ** (fewest + 2):
            break  # Far apart, they do not read alike, whatever lies next to none or to all.
    return speech.from_to(*(_end_words(speech, end, fewest) for end in interval))


def _percent(share: float, decimals: int) -> Decimal:
    return rounded(share, decimals + 2).scaleb(2)


def _step(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def _end_words(speech: Speech, share: float, decimals: int) -> str:
    """Return an end of an interval: only what is certain is written as none, or as all."""
    _ = speech.gettext
    if share in (0, 1):
        return speech.number(int(share) * 100)
    shown, step = _percent(share, decimals), _step(decimals)
    if shown == 0:
        # Translators: {level} is a bare number: "less than 0.1".
        return _("less than {level}").format(level=speech.number(step))
    if shown == 100:
        return _("more than {level}").format(level=speech.number(100 - step))
    return speech.number(shown)
