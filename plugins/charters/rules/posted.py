"""Where a promise is posted besides the web, and when somebody saw it there (C2)."""

from __future__ import annotations

import re
from datetime import date

from charters.model.complaints import Posted
from charters.model.standards import Standard
from charters.rules.filled import is_said

_ON_THE_WEB = re.compile(
    r"\b(?:web\w*|internet|online|home ?page|pages?|https?|portal|en ligne)\b|\.(?:gov|com|org|ca)\b",
    re.IGNORECASE,
)
_AT_THE_SERVICE = re.compile(
    r"\b(?:office|counter|lobby|wall|poster|sign|letter|form|message|phone|leaflet|receipt|desk"
    r"|bureau|guichet|lettre|affiche)",
    re.IGNORECASE,
)


def last_posted(promise: Standard) -> date | None:
    """Return when a promise was last seen where people meet the service; None where never."""
    days = [posted.checked for posted in promise.posted if posted.checked and _is_met(posted)]
    return max(days, default=None)


def _is_met(posted: Posted) -> bool:
    where = str(posted.where)
    away = _ON_THE_WEB.search(where) and not _AT_THE_SERVICE.search(where)
    return is_said(posted.where, "where") and not away
