"""The words that contradictions are found in: routes, complaints, old versions."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charters.checks.contradictions import route_words as words_of
from charters.checks.contradictions.channels import contact_differs
from charters.checks.contradictions.complaint_figures import check_complaint_figures
from charters.checks.contradictions.old_standards import blocks_of, unrecorded, values_of
from charters.model.agency import Agency
from charters.model.register import Charter, Register
from charters.model.settings import Settings
from charters.problems import Place

# --------------------------------------------------------------------------------------- routes


@pytest.mark.parametrize(
    ("pattern", "words", "expected"),
    [
        (words_of.ANY_WAY, "Complain in any way you like.", True),
        (words_of.ANY_WAY, "It does not in any way affect you.", False),
        (words_of.IN_WRITING_ONLY, "We only accept complaints in writing.", True),
        (words_of.IN_WRITING_ONLY, "You can also write to us.", False),
        (words_of.FREE, "Toll-free", True),
        (words_of.FREE, "There is no charge.", True),
        (words_of.FREE, "Free from errors", False),
        (words_of.FREE, "Feel free to come in.", False),
        (words_of.CHARGE, "a fee of $25", True),
        (words_of.CHARGE, "15 cents per minute", True),
        (words_of.CHARGE, "Up to $500 is paid back.", False),
        (words_of.ALWAYS, "24 hours a day", True),
        (words_of.ALWAYS, "within 24 hours", False),
        (words_of.CLOCK_HOURS, "9 to 5", True),
        (words_of.CLOCK_HOURS, "every day", False),
        (words_of.NO_ACCOUNT, "You do not need an account.", True),
        (words_of.NO_ACCOUNT, "No account is needed to read this.", False),
        (words_of.PRINT_AND_MAIL, "Print the form and mail it.", True),
        (words_of.PRINT_AND_MAIL, "We print your letters in large type.", False),
    ],
)
def test_words_of_a_route(pattern: re.Pattern[str], words: str, *, expected: bool) -> None:
    assert bool(pattern.search(words)) is expected


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


# ----------------------------------------------------------------------------------- complaints

COUNTS = st.integers(0, 500)


def balanced(figures: dict[str, int]) -> bool:
    agency = Agency.model_validate(
        {
            "name": "A",
            "kind": "other",
            "serves": "B",
            "complaints": {"figures": [{"period": "2024"} | figures]},
        }
    )
    charter = Charter("a", agency, files={"agency.yml": Nowhere()})
    register = Register(Settings(), date(2025, 6, 30), {"a": charter})
    return not [p for p in check_complaint_figures(register) if "dealt with" in p.message]


class Nowhere:
    def place(self, *keys: str | int) -> Place:
        return Place("agency.yml", len(keys))


@given(start=COUNTS, end=COUNTS, upheld=COUNTS, not_upheld=COUNTS, off=st.integers(-50, 50))
def test_complaints_balance_exactly_when_all_are_accounted_for(
    start: int, end: int, upheld: int, not_upheld: int, off: int
) -> None:
    received = upheld + not_upheld + end - start + off
    if received >= 0:
        figures = {
            "open_at_start": start,
            "received": received,
            "upheld": upheld,
            "partly_upheld": 0,
            "not_upheld": not_upheld,
            "open_at_end": end,
        }
        assert balanced(figures) is (off == 0)


@given(end=COUNTS, upheld=COUNTS, not_upheld=COUNTS, start=COUNTS)
def test_an_unknown_start_may_explain_what_was_dealt_with(
    end: int, upheld: int, not_upheld: int, start: int
) -> None:
    received = upheld + not_upheld + end - start
    if received >= 0:
        figures = {"received": received, "upheld": upheld, "not_upheld": not_upheld}
        assert balanced(figures | {"open_at_end": end})


# --------------------------------------------------------------------------------- old versions

IDS = st.lists(st.from_regex(r"[a-z]{3,6}", fullmatch=True), min_size=1, max_size=6, unique=True)


@given(ids=IDS, indent=st.integers(0, 4), gap=st.sampled_from(["", "\n", "  # a word\n"]))
def test_a_file_is_cut_into_its_standards(ids: list[str], indent: int, gap: str) -> None:
    pad = " " * indent
    items = [f"{pad}- id: {name}\n{pad}  promise: Words of {name}.\n" for name in ids]
    text = f"services: []\nstandards:\n{gap.join(items)}"
    blocks = blocks_of(text)
    assert list(blocks) == ids
    assert [values_of(block)["promise"] for block in blocks.values()] == [
        f"Words of {name}." for name in ids
    ]


def test_a_key_after_the_list_belongs_to_no_standard() -> None:
    text = "standards:\n- id: one\n  promise: A.\n# end\nservices:\n- id: water\n"
    assert list(blocks_of(text)) == ["one"]


def test_a_version_never_differs_from_itself() -> None:
    standard = {"promise": {"en": "A 5"}, "limit": "5 minutes", "target": "at most 5 minutes"}
    assert list(unrecorded(standard, standard)) == []
