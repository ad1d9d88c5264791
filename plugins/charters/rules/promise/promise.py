"""What the rules about wording are given, and what they answer."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from charters.model.agency import AgencyKind
from charters.model.quantities import Quantity, Target
from charters.model.shapes import Shape
from charters.model.standards import StandardType
from charters.rules.promise.shares import Share, find_shares
from charters.rules.promise.times import Time, find_times


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise in one language, beside the fields that say the same in figures."""

    words: str
    language: str = "en"
    """`en` or `fr`; the words of other languages are left alone."""
    type: StandardType | None = None
    shape: Shape | None = None
    """How it is measured; None where that is not known, and then less is concluded."""
    limit: Quantity | None = None
    target: Target | None = None
    percentile: Decimal | None = None
    days_not_stated: bool = False
    """Whether `day_kind: not stated` owns up that nobody knows which days are counted."""
    has_legal_basis: bool = False
    agency_kind: AgencyKind = AgencyKind.EXECUTIVE
    agency_names: tuple[str, ...] = ()
    """The names an independent agency goes by in its own text, besides 'we'."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What one rule says about one text; the caller knows the place."""

    code: str
    message: str
    fragment: str
    """The words the remark is about, as the editor wrote them."""
    against: str = ""
    """The field of the standard that the words disagree with, if it is one."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words made ready for the rules: tidied once, their numbers found once."""

    words: str
    """With plain spaces, apostrophes and dashes, in the editor's case."""
    text: str
    """The same in lower case; every place in it is a place in `words`."""
    language: str
    times: tuple[Time, ...]
    shares: tuple[Share, ...]

    def fragment(self, start: int, end: int) -> str:
        """Return a part of the words as the editor wrote it."""
        return self.words[start:end].strip()

    def quoted(self, part: Time | Share) -> str:
        """Return what the editor wrote for a number."""
        return self.fragment(part.start, part.start + len(part.written))

    @property
    def promised(self) -> list[Time]:
        """The lengths of time that are promised, without those said aside."""
        return [time for time in self.times if time.is_promised]


@lru_cache(maxsize=4096)
def heard(words: str, language: str) -> Said:
    """Return words made ready for the rules."""
    tidy = " ".join(words.translate(_PLAIN).split())
    text = tidy.lower()
    if len(text) != len(tidy):  # a few capitals become two letters; places must stay places
        tidy = text
    return Said(
        tidy, text, language, tuple(find_times(text, language)), tuple(find_shares(text, language))
    )


_PLAIN = str.maketrans(
    {"’": "'", "ʼ": "'", "`": "'", "´": "'", "–": "-", "—": "-", "‑": "-", "−": "-", "‐": "-"}
)
