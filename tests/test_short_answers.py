"""The answer to whether a promise was kept, in one plain sentence, for every shape and every verdict."""

from __future__ import annotations

from typing import Any

import pytest

from builders import CASES, cases_in, measured_by, promise, result
from charters.judging.standings import JudgedResult
from charters.judging.verdicts import Verdict, Word
from charters.model.shapes import Shape
from charters.publishing.say.result_words import aim_of
from charters.publishing.say.short_answers import short_answer, short_answer_of_levels
from charters.publishing.say.speech import speech_for

ANSWERS: dict[str, list[dict[str, Any]]] = cases_in(CASES / "short_answers.yml")
LANGUAGES = ("en", "fr", "es")
OF_PERIODS_OR_LEVELS = {Word.NOT_REPORTED, Word.NOT_COLLECTED}
"""Verdicts that no promise as a whole can have."""


def judged(case: dict[str, Any]) -> JudgedResult:
    """Return the result that a case describes, of a promise of its shape."""
    limit = {"limit": "20 minutes"} if case["shape"] == "share-within-limit" else {}
    made = promise(target=case.get("target"), measure=measured_by(case["shape"]), **limit)
    return JudgedResult(made, result(**case["result"]))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", ANSWERS["shapes"], ids=lambda case: str(case["en"]))
def test_a_result_of_each_shape_is_answered(case: dict[str, Any], language: str) -> None:
    speech, found = speech_for(language), judged(case)
    aim = aim_of(speech, found.standard.measure, found.target) if found.target else ""
    said = short_answer(speech, found.verdict, found, aim, case.get("age", {}).get(language, ""))
    assert said == case[language]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", ANSWERS["verdicts"], ids=lambda case: str(case["verdict"]))
def test_each_verdict_is_answered(case: dict[str, Any], language: str) -> None:
    speech, verdict = speech_for(language), Verdict(Word(case["verdict"]))
    waited = JudgedResult(promise(measure=measured_by("mean")), result(value="15"))
    found = waited if case["with_result"] else None
    assert short_answer(speech, verdict, found, "") == case[language]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", ANSWERS["levels"], ids=lambda case: str(case["en"]))
def test_several_levels_are_answered_as_one(case: dict[str, Any], language: str) -> None:
    word, kept, count = Word(case["verdict"]), case["kept"], case["of"]
    assert short_answer_of_levels(speech_for(language), word, kept, count, "") == case[language]


def test_no_shape_and_no_verdict_is_left_out() -> None:
    shapes = {Shape(case["shape"]) for case in ANSWERS["shapes"]}
    assert shapes == {shape for shape in Shape if shape.is_measured}
    judged_by_shape = {judged(case).verdict.word for case in ANSWERS["shapes"]}
    others = {Word(case["verdict"]) for case in ANSWERS["verdicts"]}
    assert judged_by_shape | others == {*Word} - OF_PERIODS_OR_LEVELS
