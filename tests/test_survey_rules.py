"""What answers come to, which labels say what, and surveys that cannot be as they are told."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charters.judging.answers import agree, alike, is_unsatisfied, levels
from charters.judging.labels import says
from charters.model.quantities import PERCENT
from charters.model.surveys import Question
from charters.model.text import Text, parse_text
from charters.problems import Cases, Message, rules
from charters.rules import State, audit
from order_cases import GOOD, findings_of_case, read_planted

COUNTS = st.lists(st.integers(0, 5000), min_size=2, max_size=6)
SMALL = {"in": "mkdocs.yml", "at": "suppress_below", "put": 10}


def text(*words: str) -> Text:
    """Return words in the site's language, or in English and French."""
    return parse_text(words[0] if len(words) == 1 else dict(zip(("en", "fr"), words, strict=True)))


def question(answers: dict[str, int], **more: Any) -> Question:
    counts = [{"label": label, "count": str(count)} for label, count in answers.items()]
    return Question.model_validate({"id": "q", "asks": "Well?", "answers": counts, **more})


# ------------------------------------------------------------------------------------- the labels


@pytest.mark.parametrize(
    ("label", "unsatisfied"),
    [
        ("Neutral", True),
        ("3 - So-so", True),
        ("Average.", True),
        ("Better than average", False),
        ("Neither satisfied nor dissatisfied", True),
        ("Not at all satisfied", True),
        ("Very dissatisfied", True),
        ("Don’t know", True),
        ("Satisfied", False),
        ("Not bad", False),
        ("2: poor", True),
        ("Ni satisfait, ni insatisfait", True),
        ("Peu satisfaite", True),
        ("Très satisfait", False),
        ("Ni satisfecho ni insatisfecho", True),
        ("Nada satisfecha", True),
        ("3: Regular", True),
        ("Prefiero no contestar: no sabe", True),
        ("Muy satisfecho", False),
    ],
)
def test_a_label_says_whether_somebody_is_satisfied(label: str, *, unsatisfied: bool) -> None:
    assert is_unsatisfied(text(label), []) is unsatisfied


@pytest.mark.parametrize(
    ("label", "scale", "unsatisfied"),
    [
        ("3", "12345", True),
        ("4", "12345", False),
        ("3", "54321", True),
        ("2", "1234", False),
    ],
)
def test_the_middle_of_an_odd_scale_of_numbers_is_neutral(
    label: str, scale: str, *, unsatisfied: bool
) -> None:
    steps = [text(step) for step in (*scale, "No answer")]
    assert is_unsatisfied(text(label), steps) is unsatisfied


@pytest.mark.parametrize(
    ("topic", "driver"),
    [
        ("effectiveness", "effectiveness"),
        ("Did you get what you came for?", "effectiveness"),
        ("Was it easy?", "ease"),
        ("Le délai était-il court?", "efficiency"),
        ("Were you treated well?", "humanity"),
        ("Nous faites-vous confiance?", "trust"),
        ("Était-ce clair?", "transparency"),
        ("¿Fue fácil el trámite?", "ease"),
        ("¿Entendió qué iba a pasar?", "transparency"),
        ("¿Le trataron con respeto?", "humanity"),
        ("¿Esperó demasiado tiempo?", "efficiency"),
    ],
)
def test_a_question_says_which_part_of_satisfaction_it_is_about(topic: str, driver: str) -> None:
    assert says(text(topic), driver)


def test_texts_are_alike_in_any_language_and_but_for_capitals_and_points() -> None:
    assert alike(text("How satisfied are you?"), text("HOW SATISFIED are you"))
    assert alike(text("Satisfied"), text("Satisfied", "Satisfait"))
    assert not alike(text("Satisfied"), text("Delighted", "Ravi"))


# ------------------------------------------------------------------------------------- the levels


@given(COUNTS)
def test_a_share_is_between_none_and_all(counts: list[int]) -> None:
    answers = dict(zip(("Good", "Bad", "No answer", "a", "b", "c"), counts, strict=False))
    for share in levels(question(answers, satisfied=["good"]), PERCENT):
        assert 0 <= share <= 100


@given(COUNTS)
def test_a_mean_lies_on_the_scale_and_those_without_an_answer_count_nothing(
    counts: list[int],
) -> None:
    answers = {str(step): count for step, count in enumerate(counts, start=1)}
    means = levels(question(answers), "points")
    assert means == levels(question({**answers, "Don't know": 99}), "points")
    assert bool(means) is any(counts)
    assert all(1 <= mean <= len(counts) for mean in means)


def test_a_scale_of_words_has_no_mean_and_nobody_said_satisfied_no_share() -> None:
    asked = question({"Good": 3, "Bad": 2})
    assert levels(asked, "points") == levels(asked, PERCENT) == []


def test_nothing_is_worked_out_of_counts_too_small_to_be_shown() -> None:
    asked = question({"Good": 300, "Bad": 4}, satisfied=["Good"])
    assert levels(asked, PERCENT, fewest=5) == []
    assert levels(asked, PERCENT, fewest=4)


@given(st.integers(1, 10_000), st.integers(0, 10_000), st.integers(0, 3))
def test_a_rounded_level_agrees_with_the_exact_one(total: int, met: int, places: int) -> None:
    exact = Fraction(met * 100, total)
    assert agree(Decimal(round(exact * 10**places)).scaleb(-places), exact)


def test_a_level_agrees_only_to_the_precision_it_is_written_with() -> None:
    assert agree(Decimal(72), Fraction(715, 10))
    assert not agree(Decimal("72.0"), Fraction(715, 10))
    assert not agree(Decimal(72), Fraction(65))


# -------------------------------------------------------------------------------------- the audit


def clashes(root: Path, *steps: dict[str, Any]) -> list[Any]:
    found = audit(read_planted(root, *steps))
    return [problem for problem in found.problems if rules()[problem.code].state == "contradictory"]


def values_of(message: Message | str) -> list[object]:
    return [value for _name, value in message.values] if isinstance(message, Message) else []


def test_counts_of_people_in_a_clash_are_hidden_on_pages_where_they_are_small(
    tmp_path: Path,
) -> None:
    steps = [
        {"in": "surveys.yml", "at": "customers.satisfaction-2026.answered", "put": 10001},
        {"in": "surveys.yml", "at": "staff.counters-2025.barriers.0.count", "put": 181},
    ]
    found = clashes(tmp_path / "site", *steps)
    said = [value for one in found for value in values_of(one.message) if isinstance(value, int)]
    assert {one.code for one in found} == {"K12"}
    assert said
    assert all(isinstance(value, Cases) for value in said)


def test_no_level_is_worked_out_of_answers_that_are_hidden(tmp_path: Path) -> None:
    where = "customers.satisfaction-2026.questions.satisfied-2026"
    typed = {"in": "surveys.yml", "at": f"{where}.published", "put": "92%"}
    few = [
        {"in": "surveys.yml", "at": f"{where}.answers.4.count", "put": 5},
        {"in": "surveys.yml", "at": f"{where}.answers.3.count", "put": 95},
    ]
    assert [one.code for one in clashes(tmp_path / "a", typed, *few)] == ["K2"]
    assert clashes(tmp_path / "b", typed, *few, SMALL) == []


def test_every_clash_about_surveys_names_the_rules_it_speaks_of(tmp_path: Path) -> None:
    steps: list[dict[str, Any]] = [
        {"in": "surveys.yml", "at": "uses.0.date", "put": "2024-01"},
        {"in": "surveys.yml", "at": "planned.0.when", "put": "2026-05"},
        {"in": "surveys.yml", "at": "staff.counters-2025.ideas.0.changed", "out": True},
    ]
    register = read_planted(tmp_path / "site", *steps)
    found = audit(register)
    shown = {rule for problem in found.problems for rule in problem.shows}
    contradictory = {one.rule for one in found.findings[GOOD] if one.state is State.CONTRADICTORY}
    assert shown == contradictory == {"S2.4", "S3.4", "E3"}


def test_whoever_compiled_a_charter_cannot_show_that_questions_were_put_alike(
    tmp_path: Path,
) -> None:
    compiled = {"by": "us", "source": "public documents", "until": "2026-06-01"}
    case = {"in": "agency.yml", "at": "compiled", "put": compiled}
    found = findings_of_case(tmp_path / "site", case)
    assert [one.seen.strength.value for one in found if one.rule == "B9"] == ["E1"]


def test_a_part_that_is_missing_is_not_said_to_be_all_that_was_not_found(tmp_path: Path) -> None:
    compiled = {"by": "us", "source": "public documents", "until": "2026-06-01"}
    steps = [
        {"in": "agency.yml", "at": "compiled", "put": compiled},
        {"in": "surveys.yml", "at": "customers.wants-2025", "out": True},
    ]
    (found,) = (
        one for one in findings_of_case(tmp_path / "site", {"steps": steps}) if one.rule == "B1"
    )
    assert found.state is State.PARTIAL
    assert str(found.seen.sentence).startswith("Only a part was found in the documents used")
