"""What earlier versions of the files show: promises changed without a word, results rewritten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from charters.model.addresses import moved_to
from charters.model.past import Past, Sight
from charters.model.register import AgencyPage, Register
from charters.model.settings import Settings
from charters.problems import Place, Problem
from charters.problems.message import _
from charters.rules.case import Case
from charters.rules.past.late_changes import late_changes
from charters.rules.past.old_translations import old_pages, old_translations
from charters.rules.past.promises_before import promises_before
from charters.rules.past.results_before import results_before
from charters.rules.saying import clash


def past_problems(register: Register, cases: Mapping[str, Case]) -> Iterator[tuple[str, Problem]]:
    """Yield what the past shows and the register does not say, each with its agency.

    '' stands for the site as a whole. Where there is no history, nothing is found.
    """
    here = Place(register.settings.data_dir)
    yield from (("", problem) for problem in _sight(register.past, register.settings))
    yield from (("", problem) for problem in _gone(register.past, here))
    yield from (("", problem) for problem in old_pages(register, _translated(register)))
    if register.past.sight is Sight.NONE:
        return
    everywhere = frozenset(name for case in cases.values() for name in case.charter.standard_by_id)
    moved = moved_to(case.charter for case in cases.values())
    for name, case in cases.items():
        found = (
            promises_before(case, everywhere, moved),
            late_changes(case),
            results_before(case),
            old_translations(case),
        )
        yield from ((name, problem) for problems in found for problem in problems)


def _translated(register: Register) -> Iterator[tuple[AgencyPage, AgencyPage]]:
    """Yield each page that is written in a further language, behind what it translates."""
    for charter in register.charters.values():
        if charter.page:
            yield from ((charter.page, page) for page in charter.translations.values())
    others = {page.path: page for page in register.pages}
    for page in register.pages:
        source = others.get(register.settings.told_apart(page.path)[0])
        if source is not None and source is not page:
            yield source, page


def _sight(past: Past, settings: Settings) -> Iterator[Problem]:
    here = Place(settings.data_dir)
    if past.sight is Sight.CLOSED:
        message = _("git cannot tell what the promises were before: {why}", why=past.why)
        yield Problem(here, "K7S", message)
    elif past.sight is Sight.SHALLOW and not settings.whole_history:
        message = _(
            "only the last commits are here, from {day} on; fetch the whole history (fetch-depth: 0)",
            day=past.since or "",
        )
        yield Problem(here, "K7S", message)
    elif past.sight is Sight.SHALLOW:
        first, *more = past.cut_off_by or (Place(settings.site_file),)
        message = _(
            "only the last commits are here, from {day} on, so nothing shows whether a promise was lowered without a word",
            day=past.since or "",
        )
        do = _(
            "fetch the whole history: with: {{fetch-depth: 0}} below uses: actions/checkout, GIT_DEPTH: 0 on GitLab, git fetch --unshallow by hand; or allow it in {file}: whole_history: no",
            file=settings.site_file,
        )
        yield Problem(first, "K37", message, tuple(more), do)


def _gone(past: Past, here: Place) -> Iterator[Problem]:
    for agency in past.gone:
        said = _(
            "the folder of '{name}' ({promises} promises, {results} rows of results) stands in the version of {day} (commit {commit}) and is gone now",
            name=agency.id,
            promises=agency.promises,
            results=agency.results,
            day=agency.seen.day,
            commit=agency.seen.commit[:7],
        )
        do = _("put it back, and end its promises with withdrawn: {{date: ..., reason: ...}}")
        yield clash("K7", "C9", here, said, do)
