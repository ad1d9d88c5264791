"""What holds for every finding and every roll-up, whatever the evidence."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charters import rules
from charters.model.periods import months_later
from charters.model.text import Text
from charters.model.written_levels import parse_quantity
from charters.problems.message import Message, _
from charters.rules import audit, framework
from charters.rules.findings import (
    ClauseState,
    Duty,
    Finding,
    Seen,
    State,
    Strength,
    roll_up,
    worst,
)
from order_cases import GOOD, findings_of, load_good, plant, read_planted

PACKAGE = Path(rules.__file__).parent
TEMPLATE = "Say something."


def finding(
    state: State, check: str = "A1", level: Duty = Duty.MUST, judged: date | None = None
) -> Finding:
    return Finding(
        "ferry-board",
        "a",
        check,
        level,
        Seen(state, _(TEMPLATE), Strength.WORDS),
        judged_on=judged,
    )


states = st.sampled_from(State)
some_findings = st.lists(
    st.builds(finding, states, st.sampled_from(["A1", "A2", "A3", "A4"]), st.sampled_from(Duty)),
    min_size=1,
)


# ------------------------------------------------------------------------------- the roll-up


@given(some_findings)
def test_a_contradiction_makes_its_item_contradictory(found: list[Finding]) -> None:
    more = [*found, finding(State.CONTRADICTORY, "A9", Duty.SHOULD)]
    assert roll_up(more)["a"].state is State.CONTRADICTORY


@given(some_findings, st.randoms())
def test_the_order_of_findings_does_not_matter(found: list[Finding], chance: Any) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)
    assert roll_up(shuffled) == roll_up(found)


@given(some_findings)
def test_the_counts_are_the_counts_of_the_checks(found: list[Finding]) -> None:
    item = roll_up(found)["a"]
    assert sum(item.counts.values()) == len({one.rule for one in found})
    assert set(item.counts) == set(State)


@given(some_findings)
def test_an_item_is_present_only_when_no_required_check_is_worse(found: list[Finding]) -> None:
    if roll_up(found)["a"].state is State.PRESENT:
        required = [one for one in found if one.level is Duty.MUST] or found
        states = {one.state for one in required}
        assert not states & {State.MISSING, State.PARTIAL, State.STALE, State.CONTRADICTORY}


@given(some_findings)
def test_what_does_not_apply_changes_no_state(found: list[Finding]) -> None:
    more = [*found, finding(State.NOT_APPLICABLE, "A9", Duty.SHOULD)]
    assert roll_up(more)["a"].state is roll_up(found)["a"].state


@given(st.lists(states, min_size=1))
def test_the_state_of_a_whole_is_one_of_its_parts_or_partial(parts: list[State]) -> None:
    assert worst(parts) in {*parts, State.PARTIAL}


M, S = Duty.MUST, Duty.SHOULD


@pytest.mark.parametrize(
    ("parts", "state"),
    [
        pytest.param([(State.PRESENT, M), (State.PRESENT, S)], State.PRESENT, id="all there"),
        pytest.param([(State.MISSING, M), (State.MISSING, M)], State.MISSING, id="all missing"),
        pytest.param([(State.MISSING, M), (State.PRESENT, M)], State.PARTIAL, id="one missing"),
        pytest.param([(State.PARTIAL, M), (State.PRESENT, M)], State.PARTIAL, id="one partial"),
        pytest.param([(State.STALE, M), (State.PRESENT, M)], State.STALE, id="one stale"),
        pytest.param([(State.STALE, M), (State.PARTIAL, M)], State.PARTIAL, id="partial beats stale"),
        pytest.param([(State.PRESENT, M), (State.MISSING, S)], State.PRESENT, id="advice does not count"),
        pytest.param([(State.PRESENT, M), (State.STALE, S)], State.STALE, id="any stale counts"),
        pytest.param([(State.MISSING, M), (State.PRESENT, S)], State.MISSING, id="advice alone is nothing"),
        pytest.param([(State.NOT_APPLICABLE, M)], State.NOT_APPLICABLE, id="nothing applies"),
        pytest.param([(State.NOT_APPLICABLE, M), (State.PRESENT, M)], State.PRESENT, id="the rest applies"),
        pytest.param([(State.NEEDS_A_PERSON, M), (State.PRESENT, M)], State.NEEDS_A_PERSON, id="not judged yet"),
        pytest.param([(State.NEEDS_A_PERSON, S), (State.PRESENT, M)], State.PRESENT, id="advice not judged yet"),
        pytest.param([(State.PRESENT, S), (State.MISSING, S)], State.PARTIAL, id="only advice"),
    ],
)  # fmt: skip
def test_the_worst_state_wins(parts: list[tuple[State, Duty]], state: State) -> None:
    found = [finding(one, f"A{n}", level) for n, (one, level) in enumerate(parts)]
    assert roll_up(found)["a"].state is state


def test_what_a_person_judged_no_longer_holds_an_item_back() -> None:
    judged = finding(State.NEEDS_A_PERSON, "A2", judged=date(2026, 1, 1))
    assert roll_up([finding(State.PRESENT), judged])["a"].state is State.PRESENT


def test_checks_without_findings_make_no_item() -> None:
    assert roll_up([]) == {}


# ------------------------------------------------------------------------------ the evidence


def test_nothing_or_a_bare_yes_is_never_present() -> None:
    with pytest.raises(ValueError, match="A1"):
        Finding("x", "a", "A1", Duty.MUST, Seen(State.PRESENT, _(TEMPLATE)))


TEXTS = [
    ("agency.yml", "complaints.help"),
    ("agency.yml", "complaints.no_reprisal"),
    ("agency.yml", "complaints.confidential"),
    ("agency.yml", "customers.travelers.who"),
    ("benchmarks.yml", "benchmarks.bright-library.comparable_because"),
    ("standards.yml", "standards.counter-wait.if_missed"),
]
WEAK = ["TBD", "n/a", "N/A.", "to be added", "yes", "coming soon", "Three words only"]


@pytest.mark.parametrize(("file", "at"), TEXTS)
@pytest.mark.parametrize("words", [*WEAK, "its own name"])
def test_words_that_say_nothing_turn_nothing_green(
    tmp_path: Path, file: str, at: str, words: str
) -> None:
    said = at.rpartition(".")[2].replace("_", " ") if words == "its own name" else words
    bare = findings_of(read_planted(tmp_path / "a", {"in": file, "at": at, "put": said}))
    without = findings_of(read_planted(tmp_path / "b", _taken_out(file, at)))
    assert states_of(bare) == states_of(without)


def _taken_out(file: str, at: str) -> dict[str, Any]:
    needed = at == "customers.travelers.who"  # the reader wants it; a stroke stands for nothing
    return {"in": file, "at": at, "put": "-"} if needed else {"in": file, "at": at, "out": True}


def states_of(found: list[Finding]) -> dict[str, State]:
    return {check: state for item in roll_up(found).values() for check, state in item.rules.items()}


def test_no_file_can_be_taken_away_and_leave_its_item_as_it_was(tmp_path: Path) -> None:
    for n, (file, key, item) in enumerate(
        (
            ("agency.yml", "customers", "a"),
            ("surveys.yml", "customers", "b"),
            ("standards.yml", "standards", "c"),
            ("benchmarks.yml", "benchmarks", "d"),
            ("surveys.yml", "staff", "e"),
            ("agency.yml", "channels", "f"),
            ("agency.yml", "complaints", "h"),
        )
    ):
        register = read_planted(
            tmp_path / str(n), {"in": file, "at": key, "put": [] if key != "complaints" else {}}
        )
        assert roll_up(findings_of(register))[item].state is not State.PRESENT


# --------------------------------------------------------------------------- not applicable


def with_declared(tmp_path: Path, entry: dict[str, str], *more: dict[str, Any]) -> list[Finding]:
    steps = [{"in": "agency.yml", "at": "not_applicable", "put": [entry]}, *more]
    return findings_of(read_planted(tmp_path / "site", *steps))


REASON = "The law gives this task to another agency."
NO_STAFF = {"in": "surveys.yml", "at": "staff", "out": True}


@pytest.mark.parametrize("entry", [{"cites": "Lantern Act section 3"}, {"decided": "2026-01-01"}])
@pytest.mark.parametrize("item", ["E1", "e1", "e", "(e)", "E"])
def test_not_applicable_needs_a_reason_and_a_law_or_a_day(
    tmp_path: Path, item: str, entry: dict[str, str]
) -> None:
    found = with_declared(tmp_path, {"item": item, "reason": REASON, **entry}, NO_STAFF)
    first = next(one for one in found if one.rule == "E1")
    assert first.state is State.NOT_APPLICABLE
    assert REASON in str(first.seen.sentence)


@pytest.mark.parametrize(
    "entry",
    [
        {"reason": REASON},
        {"reason": "TBD", "cites": "Act 3"},
        {"reason": "No.", "decided": "2026-01-01"},
    ],
)
def test_not_applicable_without_them_is_missing_still(
    tmp_path: Path, entry: dict[str, str]
) -> None:
    found = with_declared(tmp_path, {"item": "E1", **entry}, NO_STAFF)
    first = next(one for one in found if one.rule == "E1")
    assert first.state is State.MISSING
    assert "'cites' or 'decided'" in str(first.seen.add)
    assert first.seen.place is not None
    assert first.seen.place.path.endswith("agency.yml")


def test_not_applicable_beside_evidence_is_a_contradiction(tmp_path: Path) -> None:
    found = with_declared(tmp_path, {"item": "e", "reason": REASON, "cites": "Lantern Act"})
    assert roll_up(found)["e"].state is State.CONTRADICTORY
    places = {
        place.path.rpartition("/")[2]
        for one in found
        if one.rule == "E1"
        for place in (one.seen.place, *one.seen.also)
        if place
    }
    assert "agency.yml" in places


def test_an_agency_that_serves_nobody_directly_is_asked_nothing(tmp_path: Path) -> None:
    steps = [
        {"in": "agency.yml", "at": "direct_service.answer", "put": "no"},
        {
            "in": "agency.yml",
            "at": "direct_service.reason",
            "put": "We only work for other agencies.",
        },
        {"in": "standards.yml", "at": "services.loans.serves", "put": "agencies"},
    ]
    found = findings_of(read_planted(tmp_path / "site", *steps))
    assert {one.state for one in found} == {State.NOT_APPLICABLE}


# -------------------------------------------------------------------------- judged by a person


def test_a_judgment_shows_who_made_it_and_when(tmp_path: Path) -> None:
    found = findings_of(read_planted(tmp_path / "site"))
    judged = next(one for one in found if one.rule == "X21")
    assert (str(judged.judged_by), judged.judged_on) == (
        "Counsel of the Lantern Office",
        date(2026, 2, 10),
    )
    assert judged.state is State.NEEDS_A_PERSON
    assert not judged.seen.add


def test_a_judgment_of_the_future_is_none_yet(tmp_path: Path) -> None:
    steps = {"in": "agency.yml", "at": "judged.1.date", "put": "2026-07-01"}
    found = findings_of(read_planted(tmp_path / "site", steps))
    judged = next(one for one in found if one.rule == "X21")
    assert judged.judged_on is None
    assert judged.seen.add


def test_a_judge_from_outside_confirms_what_is_present(tmp_path: Path) -> None:
    entry = {
        "item": "H4",
        "by": "Auditor",
        "date": "2026-01-01",
        "finding": "The ombudsman answers.",
        "outside": "yes",
    }
    found = findings_of(
        read_planted(tmp_path / "site", {"in": "agency.yml", "at": "judged.+", "put": entry})
    )
    assert {one.seen.strength for one in found if one.rule == "H4"} == {Strength.CONFIRMED}


# ------------------------------------------------------------------------- compiled charters

COMPILED: dict[str, Any] = {
    "in": "agency.yml",
    "at": "compiled",
    "put": {"by": "the charters project", "source": "public documents", "until": "2026-06-01"},
}


def test_what_a_compiled_charter_lacks_was_not_found_in_the_documents(tmp_path: Path) -> None:
    trees = load_good()
    gone = [
        {"in": file, "at": key, "out": True}
        for file, keep in (("agency.yml", 5), ("surveys.yml", 0))
        for key in list(trees[file])[keep:]
        if key not in ("sources", "compiled", "channels")
    ]
    found = findings_of(read_planted(tmp_path / "site", *gone, COMPILED))
    lacking = [one for one in found if one.state is State.MISSING]
    assert len(lacking) > 20
    assert [
        str(one.seen.sentence) for one in lacking if "documents used" not in str(one.seen.sentence)
    ] == []
    assert [str(one.seen.sentence) for one in found if "shows no" in str(one.seen.sentence)] == []


def test_a_compiled_charter_is_judged_on_the_last_day_of_its_documents(tmp_path: Path) -> None:
    old: list[dict[str, Any]] = [
        {
            "in": "surveys.yml",
            "at": "staff.counters-2025.fielded",
            "put": {"first": "2019-01-01", "last": "2019-03-31"},
        },
        {**COMPILED, "put": {**COMPILED["put"], "until": "2020-01-01"}},
    ]
    found = findings_of(read_planted(tmp_path / "site", *old))
    assert {one.state for one in found if one.rule == "E4"} == {State.PRESENT}


# ------------------------------------------------------------------------------ the sentences


def templates() -> Iterator[tuple[str, str, set[str], set[str]]]:
    """Yield every message in the code: where, its template, its places, its values."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "_"
            ):
                first = node.args[0]
                either = first.body if isinstance(first, ast.IfExp) else first
                said = either.value if isinstance(either, ast.Constant) else ""
                text = said if isinstance(said, str) else ""
                given = {str(keyword.arg) for keyword in node.keywords}
                yield (
                    f"{path.name}:{node.lineno}",
                    text,
                    set(re.findall(r"(?<!\{)(?:\{\{)*\{(\w+)\}", text)),
                    given,
                )


def test_every_message_is_written_out_where_it_is_said() -> None:
    found = list(templates())
    assert len(found) > 300
    assert [where for where, text, _places, _given in found if not text] == []


FILLED_LATER = re.compile(r"(?:unrecorded|results_before|leads|shown_signs|shown_tables)\.py:")
"""Where one message is said of several things: `filled` and ** give it its values, and formatting stops where one is missing."""


def test_every_place_of_a_message_has_its_value() -> None:
    later = {"names"}  # a tally puts in the names
    wrong = [
        (where, text)
        for where, text, places, given in templates()
        if (given - {"None"} - places if FILLED_LATER.match(where) else places ^ given) - later
    ]
    assert wrong == []


def test_sentences_are_for_citizens() -> None:
    said = [(where, text) for where, text, _places, _given in templates() if text[:1].isupper()]
    words = ("stakeholder", "KPI", "metric", "e.g.", "i.e.", "shall", "client", "n=")
    assert [where for where, text in said if any(word in text for word in words)] == []
    assert [where for where, text in said if len(text.split()) > 45] == []


@pytest.mark.parametrize(
    ("message", "text"),
    [
        (_("In {count} cases.", count=1234), "In 1,234 cases."),
        (_("On {day}.", day=date(2026, 1, 5)), "On January 5, 2026."),
        (
            _("{level} at most.", level=parse_quantity("5 business days")),
            "5 business days at most.",
        ),
        (_("{level} at most.", level=parse_quantity("1 day")), "1 day at most."),
        (_("{level} of them.", level=parse_quantity("90%")), "90% of them."),
        (_("{who} waits.", who=Text((("en", "Ann"), ("fr", "Anne")))), "Ann waits."),
        (_("So: {what}.", what=_("{n} of us", n=3)), "So: 3 of us."),
        (Message(""), ""),
    ],
)
def test_a_message_reads_as_english(message: Message, text: str) -> None:
    assert str(message) == text
    assert bool(message) is bool(text)


def test_next_steps_say_each_advice_once_and_what_cannot_be_true_first(tmp_path: Path) -> None:
    wrong = "We hand you a lantern within 10 minutes in 93% of visits."
    steps: list[dict[str, Any]] = [
        {"in": "agency.yml", "at": "complaints", "out": True},
        {"in": "standards.yml", "at": "standards.counter-wait.promise", "put": wrong},
    ]
    found = audit(read_planted(tmp_path / "site", *steps)).next_steps(GOOD)
    advice = [str(one.seen.add) for one in found]
    assert len(set(advice)) == len(advice)
    assert found[0].state is State.CONTRADICTORY
    assert audit(read_planted(tmp_path / "good")).next_steps(GOOD) == []


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 120), st.integers(0, 120))
def test_windows_never_shrink(day: date, months: int, more: int) -> None:
    assert months_later(day, months) <= months_later(day, months + more)
    assert months_later(months_later(day, 12), 0).month == day.month


def test_an_item_state_names_its_checks(tmp_path: Path) -> None:
    items = roll_up(findings_of(read_planted(tmp_path / "site")))
    assert isinstance(items["a"], ClauseState)
    assert list(items) == list(framework().clauses)
    assert list(items["a"].rules) == ["A1", "A2", "A3", "A4", "A5", "A6"]


def test_planting_in_a_copy_leaves_the_good_agency_alone() -> None:
    trees = load_good()
    plant(trees, {"in": "agency.yml", "at": "customers", "out": True})
    assert "customers" in load_good()["agency.yml"]


@pytest.mark.parametrize(
    ("file", "key"),
    [
        (file, key)
        for file, tree in load_good().items()
        if file.endswith(".yml") and file != "mkdocs.yml"
        for key in tree
    ],
)
def test_every_check_answers_whatever_is_missing(tmp_path: Path, file: str, key: str) -> None:
    gone = {"in": file, "at": key, "out": True}
    register = read_planted(tmp_path / "site", gone)
    if GOOD in register.charters:  # without a name or a kind there is no agency to ask
        found = findings_of(register)
        assert {one.rule for one in found} == set(framework().clause_of)
