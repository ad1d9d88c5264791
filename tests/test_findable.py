"""What the search finds, and the everyday words by which it does."""

from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import replace
from datetime import date
from pathlib import Path
from tomllib import loads
from typing import Any

import pytest

from builders import book, charter, promise
from charters.indexing import Taken, mark, record_of
from charters.judging.verdicts import Bucket
from charters.model.channels import ChannelKind
from charters.model.offered import Service, StandardType
from charters.model.standards import Activity
from charters.publishing.data.everyday_words import alike, weights, words_in
from charters.publishing.data.findable import Findable, findables, meanings
from charters.publishing.site import site_of

EVERYDAY = Path(__file__).parents[1] / "plugins/charters/publishing/data/everyday"
OURS = ("agency", "ssa")
LANGUAGES = sorted(EVERYDAY.glob("*.toml"))


def words_of(file: Path) -> dict[str, Any]:
    return loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", LANGUAGES, ids=lambda file: str(file.stem))
def test_everyday_words_are_of_choices_and_pages_that_there_are(file: Path) -> None:
    words = words_of(file)
    known = {"type": StandardType, "activity": Activity, "channel": ChannelKind, "verdict": Bucket}
    assert {
        (subject, choice)
        for subject, values in known.items()
        for choice in words[subject].keys() - {*values}
    } == set()
    site = site_of(book(charter([promise()])), site_url="", title="")
    assert (
        words["page"].keys() - {one.url.strip("/") or "home" for one in site.pages.values()}
        == set()
    )


@pytest.mark.parametrize("file", LANGUAGES, ids=lambda file: str(file.stem))
def test_every_language_has_everyday_words_for_the_same_choices(file: Path) -> None:
    ours, first = words_of(file), words_of(LANGUAGES[0])
    assert ours.keys() == first.keys()
    for subject in ours.keys() - {"alike"}:
        assert ours[subject].keys() == first[subject].keys()


@pytest.mark.parametrize("file", LANGUAGES, ids=lambda file: str(file.stem))
def test_no_word_without_weight_is_one_that_means_something(file: Path) -> None:
    groups = " ".join(words_of(file)["alike"])
    nothing = {word for word, weight in weights(file.stem).items() if weight == 0}
    assert nothing & set(words_in(groups)) == set()


@pytest.mark.parametrize("file", LANGUAGES, ids=lambda file: str(file.stem))
def test_words_of_little_weight_weigh_less_than_others_and_each_once(file: Path) -> None:
    lines = [line for lines in words_of(file)["weights"].values() for line in lines]
    assert {0, 1} & {*weights(file.stem).values()} == {0}
    assert max(weights(file.stem).values()) < 1
    assert len({*words_in(" ".join(lines))}) == len(weights(file.stem))
    said = [one for line in lines for one in line.split()]
    assert sorted(one for one in said if said.count(one) > 1) == []


@pytest.mark.parametrize(
    ("name", "named", "for_short"),
    [
        ("Electronic travel authorization", ("3",), "eta"),
        ("Work permit", ("2",), ""),
        ("Passports", (), ""),
        ("Permit of a permit", (), ""),
        ("Answers to letters about the tax of three towns", (), "alttt"),
        ("Red orange yellow green blue indigo violet", (), ""),
    ],
)
def test_a_service_is_found_by_its_whole_name_and_by_its_initials(
    name: str, named: tuple[str, ...], for_short: str
) -> None:
    one = Service.model_validate({"id": "phone", "name": name, "summary": "We help."})
    found = [*findables(book(replace(charter([]), services=(one,))))]
    (service,) = [one for one in found if one.marks["type"] == ("service",)]
    assert service.marks["titled"] == named
    assert service.words.split(". ")[1:2] == [for_short or "phone"]


def test_words_that_mean_the_same_are_added_with_and_without_accents() -> None:
    assert "package" in alike("en", "We deliver parcels.")
    assert "fisc" in alike("fr-CA", "Votre IMPOT")
    assert alike("en", "Nothing of the kind") == alike("xx", "parcels") == ""


def test_an_agency_and_its_service_are_found_by_what_else_people_call_them() -> None:
    hotline = {"id": "phone", "name": "Phone", "summary": "We help.", "also_called": ["the wharf"]}
    made = replace(
        charter([promise()], also_called=["the dockers"]),
        services=(Service.model_validate(hotline),),
    )
    found = [one for one in findables(book(made)) if "the wharf" in one.words]
    assert [one.url for one in found] == ["agencies/ssa/phone/", "agencies/ssa/phone/#calls"]
    (of_agency,) = [words for *one, words in meanings(book(made)) if (*one,) == OURS]
    assert "the dockers" in of_agency
    assert {one.url for one in findables(book(made)) if one.marks["agency"] != OURS[1:]} == set()


def test_what_a_promise_is_has_words_by_which_it_is_found() -> None:
    made = book(charter([promise()]))
    said = {(name, value): words for name, value, words in meanings(made)}
    (found,) = [one for one in findables(made) if "#calls" in one.url]
    (service,) = [one for one in findables(made) if one.url.endswith("/phone/")]
    assert found.marks["type"] == ("promise", "waiting")
    assert (service.marks["type"], service.marks["promised"]) == (("service",), ("waiting",))
    assert "queue" in said["promised", "waiting"]
    assert "queue" in said["type", "waiting"]
    assert [one for one in found.marks.items() if "queue" in f"{one}"] == []


def test_a_result_tells_no_more_of_a_long_summary_than_leaves_room_for_the_next() -> None:
    long = {"id": "phone", "name": "Phone", "summary": "We help with taxes. " * 30}
    made = replace(
        charter([], serves="All who pay. " * 30), services=(Service.model_validate(long),)
    )
    about = [one.shows["about"] for one in findables(book(made)) if "about" in one.shows]
    assert [len(one) <= 240 and one.endswith(" …") for one in about] == [True, True]
    assert all("taxes" in one.words for one in findables(book(made)) if "phone" in one.url)


def test_every_word_of_a_verdict_is_one_by_which_it_is_found() -> None:
    made = book(charter([promise(), promise("early", target=None)]))
    said = {(name, value): words for name, value, words in meanings(made)}
    shown = {
        (state, one.shows["verdict"])
        for one in findables(made)
        for state in one.marks.get("verdict", ())
    }
    assert shown
    assert [(state, word) for state, word in shown if word not in said["verdict", state]] == []


def test_marks_are_words_of_which_none_begins_another() -> None:
    marks = [mark("agency", one) for one in ("va", "va-health", "vah-ealth", "vahealth")]
    assert len({*marks}) == len(marks)
    assert [(a, b) for a in marks for b in marks if a != b and b.startswith(a)] == []
    assert [one for one in marks if not one.isalnum()] == []


def test_what_marks_mean_is_told_with_each_word_by_itself() -> None:
    taken = Taken("fr")
    taken.explain({mark("agency", "ssa"): "L’office de l’acheminement"})
    (told,) = (json.loads(b64decode(one.rstrip(b",")))["payload"]["meta"] for one in taken.records)
    assert [*told.values()] == ["L'office de l'acheminement"]


def test_a_withdrawn_promise_says_so_where_it_is_found() -> None:
    ended = promise(withdrawn={"date": date(2024, 5, 1), "reason": "The office was closed."})
    (found,) = [one for one in findables(book(charter([ended]))) if "#calls" in one.url]
    assert found.shows["verdict"] == "Withdrawn on May 1, 2024."


def test_a_word_behind_a_typographic_apostrophe_is_found_and_shown_as_it_was_written() -> None:
    loans = {"id": "loans", "name": "L’aide d’été", "summary": "Prêts d’étude."}
    made = replace(charter([]), services=(Service.model_validate(loans),))
    (found,) = [one for one in findables(book(made)) if "loans" in one.url]
    record = record_of(found, "fr")
    assert (record["meta"]["title"], record["meta"]["shown"]) == ("L'aide d'été", "L’aide d’été")
    assert "Prêts d'étude." in record["content"]
    page = record_of(Findable("help/", "Aide", "Avis d’été"), "fr")
    assert ("d'été" in page["content"], "shown" in page["meta"]) == (True, False)
