"""Earlier texts of standards.yml, cut into their standards and set against today's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charters.reading.past.blocks import blocks_of, values_of
from charters.rules.past.two_versions import differences

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


@pytest.mark.parametrize(
    "item",
    [
        "- {id: calls, promise: A.}\n",
        "- {promise: A., id: calls}\n",
        "- promise: A.\n  parts:\n  - {id: mail, name: Mail}\n  id: calls\n",
        "- promise: A.\n  parts:\n  - id: mail\n    name: Mail\n  id: calls\n",
        '- "id": calls\n  promise: A.\n',
    ],
)
def test_a_record_is_found_by_its_own_id_however_it_is_written(item: str) -> None:
    blocks = blocks_of(f"standards:\n{item}- id: letters\n  promise: B.\n")
    assert list(blocks) == ["calls", "letters"]


def test_a_key_after_the_list_belongs_to_no_standard() -> None:
    text = "standards:\n- id: one\n  promise: A.\n# end\nservices:\n- id: water\n"
    assert list(blocks_of(text)) == ["one"]


def test_a_version_never_differs_from_itself() -> None:
    standard = {"promise": {"en": "A 5"}, "limit": "5 minutes", "target": "at most 5 minutes"}
    assert list(differences(standard, standard)) == []
