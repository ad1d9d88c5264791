"""What a chart says in words: its message, what is drawn, and how it went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from charters.judging.patterns import alike_slots
from charters.judging.spc import Amount
from charters.judging.standings import Slot, Standing
from charters.model.level_words import clock_parts
from charters.model.periods import Period
from charters.model.quantities import PERCENT
from charters.publishing.charts.pictures import Heading, Series, ends_of
from charters.publishing.say.distances import distance_words, without_zeros
from charters.publishing.say.pieces import filled, in_a_row, together
from charters.publishing.say.result_words import in_shape, part_words, when_words
from charters.publishing.say.speech import Said, Speech, capitalized
from charters.publishing.say.units import IN_TWO

ZERO = Decimal(0)


def heading_of(speech: Speech, standing: Standing, series: Series, *aims: str) -> Heading:
    """Return the words of a chart; `aims` are sentences on the aim, for those who do not see it."""
    told = _Told(speech, standing, series, alike_slots(standing))
    marked = [*told.marked()]
    begun = [one._replace(words=capitalized(one.words)) for one in marked[:1]]
    named = [piece for one in (*begun, *marked[1:]) for piece in (Said(", "), one)]
    return Heading(told.title(), told.about(), in_a_row(told.course(), *aims, together(named[1:])))


@dataclass(frozen=True)
class _Told:
    speech: Speech
    standing: Standing
    series: Series
    slots: Sequence[Slot]

    def title(self) -> str:
        """Return the newest result, how it lies to the aim, and how far from it results have been.

        What was counted in another way before is not set against it.
        """
        _, since = self.speech.gettext, max((at.index for at in self.series.breaks), default=0)
        figures = self.series.figures
        counted = [None if at < since else figure for at, figure in enumerate(figures)]
        if not any(figure is not None for figure in counted):
            since, counted = 0, [*figures]
        _first, last, low, high = ends_of(counted)
        count = self.speech.number(sum(figure is not None for figure in counted))
        if counted[low] == counted[high]:
            always = _("{level} each time").format(level=self._level(last))
            return ", ".join(filter(None, (always, self._against(last))))
        ranks = {high: _("the highest of {count}"), low: _("the lowest of {count}")}
        if any(figure is not None for figure in figures[:since]):
            ranks = {
                high: _("the highest of {count} since the change"),
                low: _("the lowest of {count} since the change"),
            }
        latest = (
            _("{level} {when}").format(level=self._level(last), when=self._when(last)),
            ranks.get(last, "").format(count=count),
            self._against(last),
        )
        far = max(high, low, key=lambda at: abs((counted[at] or ZERO) - (counted[last] or ZERO)))
        words = _("{latest}; {level} at the peak {when}")
        if far == low:
            words = _("{latest}; {level} at the lowest {when}")
        return words.format(
            latest=", ".join(filter(None, latest)),
            level=self._level(far, again=True),
            when=self._when(far),
        )

    def about(self) -> Said:
        """Return what is drawn, whose it is, and of when: in one line."""
        speech, standard = self.speech, self.standing.standard
        measure = standard.measure
        if measure.shape.is_share:
            things = speech.things(measure.of) or speech.gettext("cases")
            what = Said(speech.gettext("% of {things}").format(things=things))
        elif measure.unit and not self.series.unit:
            what = speech.say(measure.unit)
        else:
            what = Said(capitalized(in_shape(speech, standard, speech.unit(self.series.unit))))
        part = self.standing.part and part_words(speech, standard, self.standing.part)
        agency = speech.say(self.standing.charter.agency.name)
        words = "{what}, {part}, {agency}, {span}" if part else "{what}, {agency}, {span}"
        span = Said(self._span())
        return filled(words, what=what, part=part or Said(""), agency=agency, span=span)

    def _span(self) -> str:
        first, last = self.slots[0].period, self.slots[-1].period
        short = self.series.short_labels
        if short[0].isdigit() and short[-1].isdigit():
            return self.speech.from_to(short[0], short[-1])
        return self.speech.months(Period(first.start, last.end, ""))

    def course(self) -> str:
        """Return where the results began and are, and their highest and lowest."""
        first, last, low, high = (
            self.speech.gettext("{level} ({period})").format(
                level=self._level(at), period=self._named(at)
            )
            for at in ends_of(self.series.floats)
        )
        words = self.speech.gettext("From {first} to {last}. Highest: {high}. Lowest: {low}.")
        return words.format(first=first, last=last, high=high, low=low)

    def marked(self) -> Iterator[Said]:
        """Yield what is named in the picture, with its time."""
        series = self.series
        named = [(at.index, at.word) for at in series.breaks if at.index]
        named += [
            (at, mark.word)
            for at, mark in enumerate(series.marks)
            if mark and (at == 0 or mark != series.marks[at - 1])
        ]
        for at, word in sorted(named):
            yield Said(self.speech.headed(self._named(at), word))
        yield from (Said(one.word, one.language) for one in series.happenings)

    def _named(self, at: int) -> str:
        """Return a period as its axis names it where that is a year, else in full."""
        short = self.series.short_labels[at]
        return short if short.isdigit() else self.series.labels[at]

    def _when(self, at: int) -> str:
        """Return when a result is of: the year where its period is about as long, else its months."""
        short, period = self.series.short_labels[at], self.slots[at].period
        if self.series.at_end and period.start == period.end:
            return self.speech.gettext("on {day}").format(day=self.speech.day(period.end))
        if self.series.at_end:
            return when_words(self.speech, self.standing.standard, period)
        months = short if short.isdigit() else self.speech.months(period)
        return self.speech.gettext("in {period}").format(period=months)

    def _level(self, at: int, *, again: bool = False) -> str:
        """Return a result with its unit; `again` without, where it was said before."""
        speech, unit, amount = self.speech, self.series.unit, self.series.figures[at] or ZERO
        if unit == PERCENT:
            return speech.gettext("{number}%").format(number=speech.number(amount))
        if again and not self._is_split():
            return speech.number(amount)
        return speech.measured(amount, unit)

    def _is_split(self) -> bool:
        """Return whether any result is said in minutes and seconds, or hours and minutes."""
        figures = self.series.figures
        time = self.standing.standard.measure.result_unit in IN_TWO
        return time and any(figure is not None and clock_parts(figure) for figure in figures)

    def _against(self, at: int) -> str:
        """Return how far a result lies over or under the aim of its time; '' without an aim."""
        _, target = self.speech.gettext, self.slots[at].verdict.target
        figure = self.series.figures[at]
        if target is None or figure is None:
            return ""
        low, high = target.level.amount, (target.upper or target.level).amount
        if low < high and low <= figure <= high:
            return _("within the aim")
        if figure == low:
            return self._close_to(low, self.series.values[at] or ZERO)
        words = _("{gap} over the aim") if figure > high else _("{gap} under the aim")
        return words.format(gap=self._gap(figure - high if figure > high else low - figure))

    def _close_to(self, aim: Decimal, value: Amount) -> str:
        """Return on which side of the aim a result lies that is the aim once it is rounded."""
        _ = self.speech.gettext
        if value == aim:
            return _("exactly the aim")
        return _("just over the aim") if value > aim else _("just under the aim")

    def _gap(self, gap: Decimal) -> str:
        standard, split = self.standing.standard, self._is_split()
        if split or self.series.unit == PERCENT:
            return distance_words(self.speech, standard, Fraction(gap))
        return self.speech.number(without_zeros(gap))
