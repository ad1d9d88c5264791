"""Steps of a complaint whose times or contacts differ (K3, K11, H2)."""

from __future__ import annotations

from collections.abc import Iterator

from charters.checks.contradictions.channels import contact_differs
from charters.checks.contradictions.places import AGENCY, Keys, beside, in_standard, level_said
from charters.checks.contradictions.promises import spoken
from charters.checks.wording import LANGUAGES
from charters.checks.wording.promise import heard
from charters.checks.wording.times import time_of
from charters.model.complaints import ComplaintStep
from charters.model.register import Charter, Register
from charters.problems import Problem


def check_complaint_steps(register: Register) -> Iterator[Problem]:
    """Yield steps whose words or standard say another time, and reviews with two contacts."""
    site = register.settings.language
    for charter in register.charters.values():
        complaints = charter.agency.complaints
        if complaints is None:
            continue
        for n, step in enumerate(complaints.steps):
            yield from _step_words(charter, n, step, site)
            yield from _step_standard(charter, n, step)
        for n, review in enumerate(complaints.outside_review):
            found = contact_differs(str(review.contact or ""), review.link or "")
            if found:
                yield _two_contacts(charter, n, found)


def _step_words(charter: Charter, n: int, step: ComplaintStep, site: str) -> Iterator[Problem]:
    """K3: the time in the words of a step is the one of its field."""
    within = time_of(step.within)
    if within is None or step.within is None:
        return
    for code, words, language in spoken(step.step, site):
        times = heard(words, language).promised if language in LANGUAGES else []
        if times and not any(time.same_as(within) for time in times):
            quoted = heard(words, language).quoted(times[0])
            where: Keys = ("complaints", "steps", n)
            place = charter.place(AGENCY, *where, "step", *([code] if code else []))
            other = charter.place(AGENCY, *where, "within")
            yield Problem(
                place,
                "K3",
                f"the step says '{quoted}', its time says {level_said(step.within)} "
                f"({beside(place, other)}); write the same time in both",
                (other,),
            )


def _step_standard(charter: Charter, n: int, step: ComplaintStep) -> Iterator[Problem]:
    """K11, H2: the time of a step is the limit of the standard that posts it."""
    standard = charter.standard_by_id.get(step.standard or "")
    if standard is None or standard.limit is None or step.within is None:
        return
    mine, posted = time_of(step.within), time_of(standard.limit)
    if mine is not None and posted is not None and not mine.same_as(posted):
        place = charter.place(AGENCY, "complaints", "steps", n, "within")
        other = in_standard(charter, standard, "limit")
        yield Problem(
            place,
            "K11",
            f"the step says {level_said(step.within)}, its standard '{standard.id}' says "
            f"{level_said(standard.limit)} ({beside(place, other)}); write the same time in both",
            (other,),
        )


def _two_contacts(charter: Charter, n: int, found: tuple[str, str]) -> Problem:
    where: Keys = ("complaints", "outside_review", n)
    place, other = (charter.place(AGENCY, *where, key) for key in ("link", "contact"))
    return Problem(
        place,
        "K11",
        f"the link leads to {found[1]}, but the contact says {found[0]} "
        f"({beside(place, other)}); write the same in both",
        (other,),
    )
