"""Open data: the figures of the pages, every row, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import book, change, charter, measured_by, promise, result, share_published
from charters.model.results import Result
from charters.publishing.book import Book
from charters.publishing.data.exports import as_csv, as_json, datasets, register_schema
from charters.publishing.data.long_lists import document


def made(*rows: Result, **more: Any) -> Book:
    return book(charter([promise(**more)], rows))


def csv_rows(found: Book, name: str) -> list[dict[str, str]]:
    table = next(table for table in datasets(found) if table.name == name)
    return list(csv.DictReader(io.StringIO(as_csv(table), newline="")))


def json_of(found: Book) -> dict[str, Any]:
    document = json.loads(as_json(found, datasets(found)))
    assert isinstance(document, dict)
    return document


CORRECTED = [
    result("2024", 9100, 10000, line=2, published="2025-02-01"),
    result("2024", 8996, 10000, line=3, status="revised", published="2025-05", note="Lost calls."),
]


def test_a_share_has_its_counts_interval_target_and_verdict() -> None:
    (row,) = csv_rows(made(result("2025", 8996, 10000)), "results")
    assert (row["met"], row["total"], row["percent"]) == ("8996", "10000", "89.9600")
    assert (row["target"], row["verdict"], row["reached"]) == ("90%", "missed", "no")
    assert (row["low"], row["high"]) == ("89.3555", "90.5338")
    assert (row["start"], row["end"]) == ("2025-01-01", "2025-12-31")


@pytest.mark.parametrize(
    ("met", "total", "percent"),
    [
        (0, 8_545_875, "0.0000"),
        (1, 8_545_875, "0.00001"),
        (8_545_874, 8_545_875, "99.99999"),
        (89_999_999, 100_000_000, "89.999999"),
        (2, 3, "66.6667"),
        (3, 3, "100.0000"),
    ],
)
def test_a_percentage_is_rounded_only_as_far_as_the_verdict_allows(
    met: int, total: int, percent: str
) -> None:
    (row,) = csv_rows(made(result("2025", met, total)), "results")
    assert row["percent"] == percent


def test_zero_is_zero_and_missing_is_empty() -> None:
    (row,) = csv_rows(made(result("2025", 0, 8_545_875)), "results")
    assert (row["met"], row["verdict"], row["reached"]) == ("0", "missed", "no")
    assert row["value"] == row["cases"] == row["excluded"] == ""
    (row,) = csv_rows(made(result("2025", 0, 0)), "results")
    assert (row["met"], row["total"], row["percent"]) == ("0", "0", "")
    assert (row["verdict"], row["reached"], row["low"]) == ("no-cases", "", "")
    (fields,) = json_of(made(result("2025", 0, 0)))["results"]
    assert (fields["met"], fields["percent"], fields["reached"]) == (0, None, None)


def test_a_value_keeps_its_digits_in_csv() -> None:
    found = made(
        result("2025", value="14.70"), measure=measured_by("mean"), target="at most 15 minutes"
    )
    (row,) = csv_rows(found, "results")
    assert (row["value"], row["percent"], row["met"]) == ("14.70", "", "")
    assert json_of(found)["results"][0]["value"] == 14.7


def test_a_commitment_has_an_answer() -> None:
    found = made(result("2025", answer="no"), measure={"shape": "yes-no"}, target=None)
    (row,) = csv_rows(found, "results")
    assert (row["answer"], row["verdict"], row["reached"]) == ("no", "missed", "no")


def test_a_corrected_row_stays_and_only_the_last_one_is_judged() -> None:
    rows = csv_rows(made(*CORRECTED), "results")
    assert [row["in_force"] for row in rows] == ["no", "yes"]
    assert [row["met"] for row in rows] == ["9100", "8996"]
    assert [row["verdict"] for row in rows] == ["", "missed"]
    assert [row["published"] for row in rows] == ["2025-02-01", "2025-05"]


def test_parts_are_there_with_their_names() -> None:
    rows = csv_rows(
        made(result("2025", 950, 1000), result("2025", 100, 200, part="channel: mail")), "results"
    )
    assert [(row["part"], row["verdict"]) for row in rows] == [
        ("", "met"),
        ("channel: mail", "missed"),
    ]


def test_a_hidden_row_has_no_figure_at_all() -> None:
    row = result("2025", 2, 3, hidden=True)
    (found,) = csv_rows(made(row), "results")
    figures = ("met", "total", "value", "cases", "percent", "low", "high", "reached", "excluded")
    assert {name: found[name] for name in figures} == dict.fromkeys(figures, "")
    assert found["verdict"] == "hidden"


def test_a_promise_has_the_aim_of_today_and_its_headline_count() -> None:
    announced = [change("2027-01-01", "target", "90%", "80%")]
    (row,) = csv_rows(made(result("2025", 850, 1000), target="80%", changes=announced), "standards")
    assert (row["target"], row["verdict"], row["headline"]) == ("90%", "missed", "missed")
    assert row["latest_period"] == "2025"


def test_promises_in_the_same_words_are_told_apart_by_the_way_they_hold_for() -> None:
    ways = [promise("calls", channel="phone"), promise("letters", channel="mail"), promise("all")]
    rows = csv_rows(book(charter(ways)), "standards")
    assert {row["promise"] for row in rows} == {rows[0]["promise"]}
    assert [row["channel"] for row in rows] == ["phone", "mail", ""]


def test_the_three_facts_of_a_standing_are_columns_of_their_own() -> None:
    rows = [result(f"{year}", 40, 100, line=year) for year in range(2019, 2024)]
    more = {"reported": "yearly", "introduced": "2019-01-01"}
    (row,) = csv_rows(made(*rows, **more), "standards")
    assert (row["verdict"], row["latest_period"], row["latest_end"]) == (
        "missed",
        "2023",
        "2023-12-31",
    )
    assert (row["months_old"], row["old"], row["late_since"]) == ("30", "yes", "2025-03-31")
    compiled = {"by": "us", "source": "public documents", "until": "2024-03-31"}
    (row,) = csv_rows(made(*rows, compiled=compiled, **more), "standards")
    assert (row["late_since"], row["collected_until"]) == ("", "2024-03-31")


def test_the_aim_of_the_newest_result_is_told_beside_that_of_today() -> None:
    lowered = [change("2025-01-01", "target", "90%", "80%")]
    (row,) = csv_rows(made(result("2024", 850, 1000), target="80%", changes=lowered), "standards")
    assert (row["latest_target"], row["target"], row["verdict"]) == ("90%", "80%", "missed")


def test_without_a_result_nothing_is_told_of_its_age() -> None:
    (row,) = csv_rows(made(), "standards")
    assert (row["months_old"], row["old"], row["verdict"], row["headline"]) == (
        "",
        "",
        "none-yet",
        "cannot-be-judged",
    )


def test_a_withdrawn_promise_keeps_its_verdict_and_is_in_no_count() -> None:
    gone = {"date": "2025-12-31", "reason": "The line was closed."}
    found = made(result("2025", 850, 1000), withdrawn=gone)
    (row,) = csv_rows(found, "standards")
    assert (row["verdict"], row["headline"]) == ("missed", "withdrawn")
    (row,) = csv_rows(found, "changes")
    assert (row["field"], row["effect"]) == ("withdrawn", "ended")


def test_a_change_says_what_it_did_and_a_gap_in_the_documents_that_it_is_one() -> None:
    given = [
        change("2023-01-01", "target", "none found", "95%"),
        change("2024-01-01", "target", "95%", "90%"),
    ]
    rows = csv_rows(made(result("2025", 850, 1000), changes=given), "changes")
    assert [row["effect"] for row in rows] == ["found", "weaker"]


# Words that an editor may write, and what a spreadsheet must not do with them.
HOSTILE = [
    "=HYPERLINK(1)",
    "+1",
    "-1",
    "@SUM(1)",
    "=1+1",
    "a=1",
    "'quoted'",
    '"q", x',
    "5 < 6",
    "ü",
]


SIGNS = (*"=+-@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("\uff0b1+1", "'\uff0b1+1"),
        ("\uff0d1", "'\uff0d1"),
        ("  =1+1", "'  =1+1"),
        ("We tried.\n--|--", "We tried.\n'--|--"),
        ("We tried.\r\n@SUM(1)", "We tried.\r\n'@SUM(1)"),
        ("one\t=1+1", "one\t'=1+1"),
        ("one;=1+1", "one;'=1+1"),
        ("one = two - three\nand so on", "one = two - three\nand so on"),
    ],
)
def test_no_line_of_a_cell_is_a_formula(text: str, cell: str) -> None:
    found = made(result("2025", 9, 10, note=text))
    (row,) = csv_rows(found, "results")
    assert row["note"] == cell
    assert json_of(found)["results"][0]["note"] == text


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_is_a_formula_and_no_text_is_lost(text: str) -> None:
    found = made(result("2025", 9, 10, note=text))
    (row,) = csv_rows(found, "results")
    assert row["note"] == (f"'{text}" if text[0] in "=+-@" else text)
    assert json_of(found)["results"][0]["note"] == text


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30))
def test_any_words_survive_the_way_through_csv_and_json(text: str) -> None:
    found = made(result("2025", 9, 10, note=text))
    (row,) = csv_rows(found, "results")
    lines = row["note"].splitlines()
    assert row["note"] == text or "".join(lines).replace("'", "") == "".join(
        text.splitlines()
    ).replace("'", "")
    assert not any(line.lstrip().startswith(SIGNS) for line in lines)
    assert json_of(found)["results"][0]["note"] == text


def test_csv_is_plain_rfc_4180() -> None:
    (table,) = [t for t in datasets(made(*CORRECTED)) if t.name == "results"]
    text = as_csv(table)
    assert text.endswith("\r\n")
    assert text.count("\r\n") == text.count("\n") == 3
    header = text.partition("\r\n")[0].split(",")
    assert header == [column.name for column in table.columns]


MANY = [
    *CORRECTED,
    result("2025", 0, 8_545_875, line=4),
    result("2023", 0, 0, line=5),
    result("2022", 20, 25, line=6),
    share_published("2021", "89.96", line=7),
    result("2025", 1, 2, part="channel: mail", line=8),
]


def test_csv_and_json_have_the_same_rows_and_figures() -> None:
    found = made(*MANY)
    document = json_of(found)
    for table in datasets(found):
        rows = csv_rows(found, table.name)
        assert len(rows) == len(document[table.name]) == len(table)
        for row, fields in zip(rows, document[table.name], strict=True):
            assert list(row) == list(fields) == [column.name for column in table.columns]
            for column in table.columns:
                text, value = row[column.name], fields[column.name]
                if column.type in ("integer", "number"):
                    assert (Decimal(text) if text else None) == _exact(value)
                else:
                    assert text == (value or "")


def test_what_nobody_said_is_null_in_json_whatever_kind_of_value_it_would_be() -> None:
    document = json_of(made(*MANY))
    rows = [row for table in document.values() if isinstance(table, list) for row in table]
    assert [name for row in rows for name, value in row.items() if value == ""] == []
    assert {row["part"] for row in document["results"]} == {None, "channel: mail"}


def _exact(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(repr(value))


def test_the_schema_describes_every_column_of_the_document() -> None:
    found = made(*MANY)
    schema = json.loads(register_schema(datasets(found)))
    document = json_of(found)
    assert list(schema["properties"]) == schema["required"] == list(document)
    kinds: dict[str, Any] = {"integer": int, "number": (int, float), "string": str}
    for name, rows in document.items():
        if name in ("as_of", "licence"):
            continue
        columns = schema["properties"][name]["items"]["properties"]
        for row in rows:
            assert list(row) == list(columns)
            for key, value in row.items():
                expected = kinds[columns[key]["type"][0]]
                assert value is None or isinstance(value, expected), (name, key, value)
        assert all(column["description"] for column in columns.values())


def test_the_same_register_gives_the_same_bytes() -> None:
    def everything() -> list[str | bytes]:
        found = made(*MANY)
        tables = datasets(found)
        return [as_json(found, tables), *map(as_csv, tables)]

    assert everything() == everything()


@pytest.mark.parametrize("count", [0, 1, 100, 101, 250])
def test_a_long_list_is_whole_however_it_is_cut(count: int) -> None:
    some, other = [{"n": n, "é": "–"} for n in range(count)], [Decimal("0.5")]
    text = document({"as_of": "2026-06-30"}, [("some", iter(some)), ("other", other)])
    assert json.loads(text) == {"as_of": "2026-06-30", "some": some, "other": [0.5]}
