"""Ways to reach an agency: two contacts that are one, and which way meets which need."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import Nowhere
from charters.judging.needs import meets, open_ways
from charters.model.agency import Agency
from charters.model.channels import Barrier, Channel, ChannelKind
from charters.model.offered import Service
from charters.model.register import Charter, Register
from charters.model.settings import Settings
from charters.rules import State, audit
from charters.rules.costs import is_answered_cost, is_charged, is_free
from charters.rules.f_contacts import contact_differs

# ------------------------------------------------------------------------------------- contacts


@pytest.mark.parametrize(
    ("contact", "link", "differs"),
    [
        ("1-800-772-1213", "tel:1-800-772-1213", False),
        ("800-772-1213", "tel:+18007721213", False),
        ("1-800-ASK-USPS", "tel:1-800-275-8777", False),
        ("1-800-772-1213", "tel:1-800-772-1214", True),
        ("711, then 1-800-772-1213", "tel:711", False),
        ("1-800-555-0100 or 1-800-555-0101", "tel:1-800-555-0199", False),
        ("help@ssa.gov", "mailto:HELP@ssa.gov?subject=Help", False),
        ("help@ssa.gov", "mailto:info@ssa.gov", True),
        ("12 Main Street", "https://www.ssa.gov/", False),
    ],
)
def test_a_number_and_the_link_behind_it_are_the_same(
    contact: str, link: str, *, differs: bool
) -> None:
    assert (contact_differs(contact, link) is not None) is differs


@pytest.mark.parametrize(
    ("cost", "free", "charged", "answered"),
    [
        ("free", True, False, True),
        ("No charge.", True, False, True),
        ("none", True, False, True),
        ("$0.25 for each minute", False, True, True),
        ("A fee of $5, because we print it.", False, False, True),
        ("what your phone company asks", False, False, True),
        ("TBD", False, False, False),
        ("cost", False, False, False),
        ("", False, False, False),
    ],
)
def test_words_on_cost_say_free_or_a_charge(
    cost: str, *, free: bool, charged: bool, answered: bool
) -> None:
    assert (is_free(cost), is_charged(cost), is_answered_cost(cost)) == (free, charged, answered)


# ---------------------------------------------------------------------------------------- needs

CELLS = list(product(Barrier, ChannelKind))
MET = {
    Barrier.DISABILITY: "relay text email",
    Barrier.LANGUAGE: "",
    Barrier.LITERACY: "phone in-person partner",
    Barrier.NO_INTERNET: "phone relay in-person mail text partner",
    Barrier.COST_HOURS_PLACE: "online phone relay mail email text app fax",
}
"""The means that meet a need by what they are."""


def channel(kind: str, **more: object) -> Channel:
    return Channel.model_validate({"id": kind, "kind": kind, "name": kind, **more})


@pytest.mark.parametrize(("need", "kind"), CELLS)
def test_a_way_meets_a_need_by_what_it_is(need: Barrier, kind: ChannelKind) -> None:
    assert meets(channel(kind), need) is (kind.value in MET[need].split())


@pytest.mark.parametrize(("need", "kind"), CELLS)
def test_a_way_meets_what_it_says_it_helps_with(need: Barrier, kind: ChannelKind) -> None:
    assert meets(channel(kind, helps=[need.value]), need)


@pytest.mark.parametrize("kind", ["in-person", "partner"])
def test_a_place_whose_entrance_is_described_meets_a_disability(kind: str) -> None:
    assert meets(channel(kind, physical_access="A ramp and a hearing loop"), Barrier.DISABILITY)


def test_the_entrance_of_a_phone_meets_nothing() -> None:
    assert not meets(channel("phone", physical_access="A ramp"), Barrier.DISABILITY)


@pytest.mark.parametrize("written", ["online", "app", "mail"])
def test_a_phone_and_a_written_way_meet_a_disability_together(written: str) -> None:
    together = [channel("phone"), channel(written)]
    assert open_ways(together, Barrier.DISABILITY)
    assert not any(open_ways([alone], Barrier.DISABILITY) for alone in together)


def test_two_languages_meet_the_need_of_another_on_one_line_or_two() -> None:
    english, spanish = (channel("phone", languages=[name]) for name in ("English", "Spanish"))
    assert open_ways([channel("phone", languages=["English", "Spanish"])], Barrier.LANGUAGE)
    assert open_ways([english, spanish], Barrier.LANGUAGE)
    assert not open_ways([english, channel("mail", languages=["english"])], Barrier.LANGUAGE)


# --------------------------------------------------------- one answer for the check and the page

WAYS = [
    *(channel(kind) for kind in ChannelKind),
    channel("in-person", id="ramp", physical_access="A ramp"),
    channel("phone", id="two-languages", languages=["English", "Spanish"]),
    channel("online", id="helpful", helps=["literacy", "language"]),
]
NAMES = [way.id for way in WAYS]


def register_of(services: list[list[str]], need: Barrier, **group: object) -> Register:
    customers = [{"id": "all", "name": "All", "who": "All", "needs": [need.value], **group}]
    agency = Agency.model_validate(
        {"name": "A", "kind": "other", "serves": "B", "customers": customers}
    ).model_copy(update={"channels": WAYS})
    named = [
        Service.model_validate(
            {"id": f"s{n}", "name": "S", "summary": "S", "customers": ["all"], "channels": ways}
        )
        for n, ways in enumerate(services)
    ]
    files = dict.fromkeys(("agency.yml", "standards.yml"), Nowhere("file.yml"))
    charter = Charter("a", agency, services=tuple(named), files=files)
    return Register(Settings(), date(2025, 6, 30), {"a": charter})


LISTS = st.lists(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True), min_size=1, max_size=3
)


@given(services=LISTS, need=st.sampled_from(Barrier))
def test_a_need_that_one_service_leaves_open_is_a_problem_and_a_contradiction(
    services: list[list[str]], need: Barrier
) -> None:
    by_id = {way.id: way for way in WAYS}
    unmet = not all(open_ways([by_id[name] for name in ways], need) for ways in services)
    held = audit(register_of(services, need))
    found = {f.rule for f in held.findings["a"] if f.state is State.CONTRADICTORY}
    assert any(problem.code == "K10" for problem in held.problems) is unmet
    assert ("A5" in found, "G3" in found) == (unmet, unmet)


@given(services=LISTS, need=st.sampled_from(Barrier))
def test_a_need_that_is_admitted_contradicts_nothing_and_is_never_called_met(
    services: list[list[str]], need: Barrier
) -> None:
    by_id = {way.id: way for way in WAYS}
    unmet = not all(open_ways([by_id[name] for name in ways], need) for ways in services)
    held = audit(register_of(services, need, served="partly", barriers="They live far away."))
    said = [str(f.seen.sentence) for f in held.findings["a"] if f.rule == "G3"]
    assert not any(problem.code == "K10" for problem in held.problems)
    assert any("stands in their way" in sentence for sentence in said) is unmet
