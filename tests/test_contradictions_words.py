"""The words that contradictions are found in: languages, routes, sentences, old versions."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charters.checks.contradictions.complaint_figures import check_complaint_figures
from charters.checks.contradictions.old_standards import blocks_of, unrecorded, values_of
from charters.checks.contradictions.prose import sentences_of
from charters.checks.contradictions.translations import differing
from charters.model.agency import Agency
from charters.model.register import AgencyPage, Charter, Register
from charters.model.settings import Settings
from charters.model.text import parse_text
from charters.problems import Place

# ------------------------------------------------------------------------------------ languages


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("within 30 days", "dans les 20 jours"),
        ("9 out of 10 calls", "80 % des appels"),
        ("from 8 a.m. to 5 p.m.", "de 8 h à 16 h"),
        ("Call 1-800-555-0100.", "Composez le 1 800 555-0199."),
        ("We serve 1,500 towns.", "Nous servons 15 000 villes."),
        ("80% of the time, within 2 minutes", "dans un délai de 2 minutes"),
    ],
)
def test_two_languages_with_other_numbers_differ(one: str, other: str) -> None:
    assert differing(parse_text({"en": one, "fr": other}), "en")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("within thirty days", "dans les 30 jours"),
        ("9 out of 10 calls", "90 % des appels"),
        ("within 2 weeks", "en 14 jours civils"),
        ("from 8:30 a.m. to 5 p.m. or noon", "de 8 h 30 à 17 h ou midi"),
        ("Call 1-800-555-0100.", "Composez le 1 800 555-0100."),
        ("1,500,000 liters and $2.50", "1 500 000 litres et 2,50 $"),
        ("on October 1, 2024", "le 1er octobre 2024"),
        ("on 2024-10-01", "le 1er octobre 2024"),
        ("24 hours a day", "en tout temps"),
        ("form SSA-437-BK and M2R", "le formulaire SSA-437-BK"),
    ],
)
def test_two_languages_may_write_a_number_each_in_its_way(one: str, other: str) -> None:
    assert differing(parse_text({"en": one, "fr": other}), "en") is None


@given(numbers=st.lists(st.integers(2, 9999), max_size=5))
def test_the_same_digits_never_differ(numbers: list[int]) -> None:
    words = " ou ".join(str(number) for number in numbers) or "x"
    text = parse_text({"en": words, "es": words, "fr": words})
    assert differing(text, "en") is None


@given(one=st.integers(13, 90), other=st.integers(13, 90))
def test_two_numbers_differ_in_any_two_languages(one: int, other: int) -> None:
    text = parse_text({"de": f"{one} Tage", "es": f"{other} días"})
    assert (differing(text, "en") is not None) is (one != other)


# ------------------------------------------------------------------------------------ sentences


def test_sentences_know_their_line_and_the_promise_beside_them() -> None:
    body = """\
## Calls

We answer [your calls](https://example.gov/). It takes
60 seconds, e.g. less.

/// standard | phone-wait
///

- One item
- Another `90%` item
```
We answer 1% of calls.
```
"""
    page = AgencyPage("content/agencies/a.md", "", body, 5)
    found = [(s.line, s.words, s.beside) for s in sentences_of(page)]
    assert found == [
        (5, "Calls", ""),
        (7, "We answer your calls.", "phone-wait"),
        (7, "It takes 60 seconds, e.g. less.", "phone-wait"),
        (13, "One item", "phone-wait"),
        (14, "Another       item", ""),
    ]


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
