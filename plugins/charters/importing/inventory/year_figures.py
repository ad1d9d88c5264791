"""The figures of one line about a standard, and whether the inventory agrees with itself about them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from charters.importing.inventory.taking import Taker, aim, is_nothing, share, whole
from charters.model.refusal import shown
from charters.problems.message import _

COUNTS = ("volume_meeting_target", "total_volume")
_NO_COUNTS = (None, None)


@dataclass(frozen=True)
class YearFigures:
    """What a line says of its year in figures."""

    taker: Taker
    percent: bool

    @cached_property
    def counts(self) -> tuple[int | None, int | None]:
        """How many cases kept the promise, and how many there were."""
        kept, total = map(self._count, COUNTS)
        return kept, total

    def _count(self, name: str) -> int | None:
        text = self.taker.line.text(name)
        found = whole(text)
        if found is None and is_nothing(text):
            self.taker.leave(name, _("it says that there is no figure"))
        elif found is None:
            said = _("{text} is no whole number", text=shown(text))
            self.taker.refuse(name, "I004", said, _("ask the agency for the count"))
        elif str(found) != text:
            self.taker.mend(name, _("it is written without signs between its digits"))
        return found

    @cached_property
    def _said(self) -> Decimal | None:
        return share(self.taker.line.text("performance"), percent=self.percent)

    @property
    def alone(self) -> Decimal | None:
        """The share that is the result, as there are no counts."""
        is_alone = self.counts == _NO_COUNTS and self._said is not None and self._said <= 100
        return self._said if is_alone else None

    @property
    def _level(self) -> Fraction | None:
        kept, total = self.counts
        if kept is not None and total:
            return Fraction(kept * 100, total)
        return None if self.alone is None else Fraction(self.alone)

    def check(self) -> None:
        """Hold the share and the word of the inventory against its own counts."""
        kept, total = self.counts
        if kept is not None and total is not None and kept > total:
            for name in ("performance", "target_met"):
                self.taker.leave(name, _("it is worked out from counts that cannot be"))
            return
        self._check_share()
        self._check_word()

    def _check_share(self) -> None:
        text, said, level = self.taker.line.text("performance"), self._said, self._level
        if said is None and is_nothing(text):
            self.taker.leave("performance", _("it says that there is no figure"))
        elif said is None or (level is None and said > 100):
            told = _("{text} is no share of all cases", text=shown(text))
            self.taker.refuse("performance", "I005", told, _("ask the agency for the share"))
        elif self.alone is not None:
            self.taker.mend("performance", _("there are no counts: the share is used"))
        elif level is None:
            self.taker.leave("performance", _("a share of no cases is no result"))
        elif _is_rounded(level, said):
            self.taker.leave("performance", _("it is worked out from the counts, which are used"))
        else:
            met, total = self.counts
            told = _(
                "{text} stands beside {met} of {total}", text=shown(text), met=met, total=total
            )
            self.taker.refuse("performance", "I009", told, _("find out which is right"))

    def _check_word(self) -> None:
        said, word = self.taker.line.text("target_met").upper(), self._word
        if said == word:
            why = _("the verdict is worked out from the figures, and is the same")
            self.taker.leave("target_met", why)
        else:
            told = _(
                "it says {said}, and the figures beside it come to {word}", said=said, word=word
            )
            self.taker.refuse("target_met", "I009", told, _("find out which is right"))

    @property
    def _word(self) -> str:
        """What the inventory would say of these figures."""
        target, level = aim(self.taker.line, percent=self.percent), self._level
        if not target or target > 100 or level is None:
            return "NA"
        return "Y" if level >= Fraction(target) else "N"


def _is_rounded(exact: Fraction, stated: Decimal) -> bool:
    """Return whether a percentage is another one, rounded to as many digits as it has."""
    last = Decimal(1).scaleb(int(stated.as_tuple().exponent))
    return abs(exact - Fraction(stated)) <= max(Fraction(last) / 2, Fraction(1, 100))
