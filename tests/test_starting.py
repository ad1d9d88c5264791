"""A new site checks clean wherever it is, and what is added finds its place or is refused."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import cases_in, rewrite, there
from charters import __version__
from charters.cli import CANNOT_RUN, CLEAN, PROBLEMS
from charters.importing.appending import NoPlaceError, appended
from charters.model.fields import id_like
from charters.model.settings import Settings
from charters.problems import declared
from charters.publishing.data.schemas import FILES
from charters.reading import read
from charters.reading.audit_record import KNOWN
from charters.reading.site_settings import settings_of
from charters.rules import audit
from charters.starting.countries import country_of
from charters.starting.languages import languages_of
from charters.starting.new_site import NewSite, as_yaml, package_of
from commands import charters

TODAY = date(2026, 11, 28)
LICENCE = {"name": "Open: Licence", "link": "https://example.org/licence"}
CASES: list[dict[str, str]] = cases_in(Path(__file__).parent / "cases/appending.yml")
NEW = {"id": "new", "name": "New: one"}
STANDARDS = "data/standards/lamp-office/standards.yml"
RESULTS = "data/standards/lamp-office/results.csv"


ANSWERS = (
    *[
        "--name",
        "N",
        "--agency",
        "A",
        "--country",
        "NZ",
        "--languages",
        "en",
        "--forge",
        "none",
        "--licence",
    ],
    "",
)
"""What else `charters new` asks."""


def new_site(
    folder: Path,
    country: str = "NZ",
    forge: str = "none",
    today: date = TODAY,
    *,
    agency: str = "Lamp Office",
    languages: Sequence[str] = (),
) -> Path:
    found = there(country_of(country))
    codes = languages or languages_of(found)
    site = NewSite("Lamps: kept?", agency, found, codes, "none", forge, today, LICENCE)
    assert site.write(folder) == []
    return folder


def problems_of(site: Path, today: date = TODAY) -> list[str]:
    given, problems = settings_of(site)
    register, more = read(site, given.model_copy(update={"as_of": today}))
    return [str(one) for one in audit(register, [*problems, *more]).problems]


# ------------------------------------------------------------------------------- a new site


def test_a_licence_is_written_as_it_was_answered_and_never_guessed(tmp_path: Path) -> None:
    answers = "Lamps\nLamp Office\nNZ\n\nnone\nnone\nOpen: 1\nhttps://example.org/1\n"
    assert charters("new", tmp_path / "said", answers=answers).exit_code == CLEAN
    licence = there(settings_of(tmp_path / "said")[0].licence)
    assert (str(licence.name), licence.link) == ("Open: 1", "https://example.org/1")
    answers = "Lamps\nLamp Office\nNZ\n\nnone\nnone\n\n"
    assert charters("new", tmp_path / "open", answers=answers).exit_code == CLEAN
    assert settings_of(tmp_path / "open")[0].licence is None


@pytest.mark.parametrize(
    "country", ["AU", "BE", "CA", "DE", "ES", "FR", "GB", "HK", "IN", "JP", "NZ", "US", "ZA"]
)
def test_a_new_site_has_nothing_to_mend(country: str, tmp_path: Path) -> None:
    assert problems_of(new_site(tmp_path, country)) == []


@settings(max_examples=20, deadline=None)
@given(
    today=st.dates(date(2024, 1, 1), date(2032, 12, 31)),
    country=st.sampled_from(["US", "CA", "FR", "AU"]),
)
def test_a_new_site_has_nothing_to_mend_on_any_day(
    tmp_path_factory: pytest.TempPathFactory, today: date, country: str
) -> None:
    site = new_site(tmp_path_factory.mktemp("day") / "site", country, today=today)
    assert problems_of(site, today) == []


@pytest.mark.parametrize(("country", "language", "year"), [
    ("US", "en", "FY2026"), ("CA", "en", "2025-26"), ("FR", "fr", "2025"), ("LU", "fr", "2025"), ("ES", "es", "2025"), ("DE", "en", "2025"),
])  # fmt: skip
def test_the_country_says_language_and_fiscal_year(
    country: str, language: str, year: str, tmp_path: Path
) -> None:
    site = new_site(tmp_path, country)
    given, _ = settings_of(site)
    assert given.language == language
    last = (site / RESULTS).read_text().splitlines()[-1]
    assert last.startswith(f"application-decided,{year},")


def test_a_country_of_two_languages_gets_every_text_in_both(tmp_path: Path) -> None:
    standards = cases_in(new_site(tmp_path, "CA") / STANDARDS)
    assert [sorted(one["promise"]) for one in standards["standards"]] == [["en", "fr"]] * 3
    site, (given, _problems) = tmp_path, settings_of(tmp_path)
    assert given.languages == ["en", "fr"]
    pages = {path.name: path.read_text("utf-8") for path in site.glob("content/**/*.md")}
    assert {"index.md", "index.fr.md", "lamp-office.md", "lamp-office.fr.md"} == {*pages}
    assert "Ce que nous promettons" in pages["index.fr.md"]
    missed = next(
        row
        for row in csv.DictReader((site / RESULTS).read_text("utf-8").splitlines())
        if row["action"]
    )
    assert missed["missed_because"].startswith("{en: Many people called in the weeks after")
    assert ", fr: " in missed["missed_because"]


READ_ME = {"es": "| publicar un resultado |", "fr": "| publier un résultat |"}


@pytest.mark.parametrize(
    ("asked", "first", "folders"),
    [
        (["es-US", "en"], "es-US", {"en": "en"}),
        (["fr-CA", "en-CA"], "fr-CA", {"en": "en-CA"}),
        (["es"], "es", {}),
    ],
)
def test_a_new_site_speaks_the_languages_that_are_asked_for(
    asked: list[str], first: str, folders: dict[str, str], tmp_path: Path
) -> None:
    site = new_site(tmp_path, "US", languages=asked)
    given, _problems = settings_of(site)
    assert (given.language, given.folders) == (first, folders)
    assert READ_ME[first[:2]] in (site / "README.md").read_text("utf-8")
    assert [path.name for path in site.glob("README*")] == ["README.md"]
    assert problems_of(site) == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("en, de", "the pages do not speak 'de'; known: en, fr, es"),
        ("en en-CA", "write each language once: en, fr, es"),
        (",", "write each language once: en, fr, es"),
    ],
)
def test_languages_that_no_page_can_have_are_refused(asked: str, said: str, tmp_path: Path) -> None:
    words = ["--name", "N", "--agency", "A", "--country", "CA", "--languages", asked]
    done = charters("new", tmp_path / "site", *words)
    assert (done.exit_code, said in done.stderr) == (CANNOT_RUN, True)
    assert not (tmp_path / "site").exists()


def test_a_new_site_is_asked_for_in_the_language_of_the_reader(tmp_path: Path) -> None:
    answers = "Lampes\nBureau\nFR\n\nnone\nnone\n\n"
    done = charters("--language", "fr", "new", tmp_path / "site", answers=answers)
    assert done.exit_code == CLEAN
    assert done.stdout.startswith("Comment s’appelle le site\u00a0: ")
    assert "avec un organisme\u00a0: bureau" in done.stdout


def test_every_language_of_the_example_says_everything() -> None:
    example = declared("starting/example")
    keys = {code: set(words) for code, words in example.items() if code != "figures"}
    assert keys["fr"] == keys["es"] == keys["en"]


def test_the_french_example_is_set_as_french_is() -> None:
    words = declared("starting/example")["fr"].values()
    assert [one for one in words if re.search(r"\w'\w| [;:?!»]|« ", one)] == []


ENGLISH = re.compile(r"\b(?:the|of|and|what|who|how|that|it|is)\b", re.IGNORECASE)


@pytest.mark.parametrize("language", ["fr", "es"])
def test_a_new_site_explains_its_files_and_is_checked_in_its_first_language(
    language: str, tmp_path: Path
) -> None:
    site = new_site(tmp_path, forge="github", languages=[language, "en"])
    files = [site / "mkdocs.yml", *(site / "data").rglob("*.yml")]
    comments = re.findall(
        r"^ *# (?!yaml-language-server)(.*)", "\n".join(map(read_text, files)), re.MULTILINE
    )
    assert len(comments) > 9
    assert [one for one in comments if ENGLISH.search(one)] == []
    commands = {
        step["run"] for step in steps_of(site) if step.get("run", "").startswith("charters")
    }
    assert commands == {
        f"charters --language {language} {one}" for one in ("check --format github", "build")
    }


def read_text(path: Path) -> str:
    return path.read_text("utf-8")


@pytest.mark.parametrize("agency", ["Santé: «publique»", "a'b\"c #d", "- [x]", "Ώρα", "no", "1"])
def test_any_name_of_an_agency_is_written_so_that_it_is_read_back(
    agency: str, tmp_path: Path
) -> None:
    site = new_site(tmp_path, agency=agency)
    (folder,) = (site / "data/standards").iterdir()
    register, _ = read(site, Settings())
    assert str(register.charters[folder.name].agency.name) == agency
    assert problems_of(site) == []


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("mine\n")
    done = charters("new", tmp_path, "--framework", "none", *ANSWERS)
    assert (done.exit_code, len(done.stderr.splitlines())) == (CANNOT_RUN, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["mkdocs.yml"]
    assert (tmp_path / "mkdocs.yml").read_text() == "mine\n"


def test_what_no_flag_answers_is_asked(tmp_path: Path) -> None:
    done = charters("new", tmp_path / "site", answers="Lamps\nLamp Office\nNZ\n\nnone\ngithub\n\n")
    assert done.exit_code == CLEAN
    assert (tmp_path / "site" / STANDARDS).is_file()
    (note,) = problems_of(tmp_path / "site")
    assert "Y054 it is not said how others may use the data" in note
    done = charters(
        "new", tmp_path / "other", "--country", "Atlantis", answers="Lamps\nLamp Office\n"
    )
    assert (done.exit_code, "no country" in done.stderr) == (CANNOT_RUN, True)


@pytest.mark.parametrize(
    "kept", ["{there}/a b.whl", "{there}/gone.whl", "{there}", "https://x/a.whl", ""]
)
def test_a_site_takes_along_the_file_that_the_program_was_installed_from(
    kept: str, tmp_path: Path
) -> None:
    (tmp_path / "a b.whl").write_bytes(b"the program")
    url = kept.format(there=tmp_path.as_uri()).replace(" ", "%20")
    package = package_of(json.dumps({"url": url}) if url else None)
    site = replace(
        NewSite("N", "A", there(country_of("NZ")), ["en"], "none", "none", TODAY), package=package
    )
    assert site.write(tmp_path / "site") == []
    named = (tmp_path / "site/requirements.txt").read_text()
    if kept.endswith("a b.whl"):
        assert (named, (tmp_path / "site/a b.whl").read_bytes()) == ("./a b.whl\n", b"the program")
    else:
        assert (named, [*(tmp_path / "site").glob("*.whl")]) == (
            f"mkdocs-charters>={__version__},<1\n",
            [],
        )


def test_an_editor_is_given_the_schemas_of_the_files_that_the_program_reads(tmp_path: Path) -> None:
    site = new_site(tmp_path)
    given = json.loads((site / ".vscode/settings.json").read_text())["yaml.schemas"]
    assert [one for one in given if not (site / one).is_file()] == []
    written = (site / "data").rglob("*.yml")
    read_by = {f"data/standards/*/{one}" for one in FILES} | {f"data/{KNOWN}"}
    assert {*given.values()} == read_by
    assert {f"data/standards/*/{one.name}" for one in written} <= read_by


@pytest.mark.parametrize(
    ("name", "found"), [("Santé – Québec", "sante-quebec"), ("Lamp & Oil", "lamp-oil"), ("Ώρα", "")]
)
def test_an_id_is_made_of_the_plain_letters_of_a_name(name: str, found: str) -> None:
    assert id_like(name) == found


# ---------------------------------------------------------------------------- its workflows


def steps_of(site: Path) -> list[dict[str, Any]]:
    found = [cases_in(path) for path in sorted((site / ".github/workflows").iterdir())]
    return [
        step for workflow in found for job in workflow["jobs"].values() for step in job["steps"]
    ]


def test_the_workflows_of_a_new_site_run_no_test_of_the_program_and_no_words_of_a_stranger(
    tmp_path: Path,
) -> None:
    steps = steps_of(new_site(tmp_path, forge="github"))
    commands = {step["run"] for step in steps if "run" in step}
    of_one_line = {command for command in commands if "\n" not in command}
    assert of_one_line == {
        "pip install -r requirements.txt",
        "charters check --format github",
        "charters build",
    }
    assert not any(
        "${{" in command for command in commands
    )  # values come by the surroundings alone
    used = [step["uses"] for step in steps if "uses" in step]
    assert [one for one in used if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", one)] == []
    checkouts = [step["with"] for step in steps if "checkout" in step.get("uses", "")]
    assert checkouts == [{"persist-credentials": False, "fetch-depth": 0}] * 3


def test_a_stranger_starts_the_check_of_a_new_site_without_rights_or_secrets(
    tmp_path: Path,
) -> None:
    folder = new_site(tmp_path, forge="github") / ".github/workflows"
    check, publish, due = (
        cases_in(folder / name) for name in ("check.yml", "publish.yml", "due.yml")
    )
    assert set(check[True]) == {"pull_request"}  # YAML 1.1 reads the key `on` as True
    assert check["permissions"] == {"contents": "read"}
    tell = check["jobs"].pop("tell")
    assert all("permissions" not in job for job in check["jobs"].values())
    # What may write a comment runs nothing that a pull request could have changed.
    assert tell["permissions"] == {"pull-requests": "write"}
    assert [step.get("uses") for step in tell["steps"]] == [None]
    assert "charters " not in tell["steps"][0]["run"]
    assert "pull_request" not in {**publish[True], **due[True]}
    assert due["jobs"]["due"]["permissions"] == {"contents": "read", "issues": "write"}
    assert {name: job["permissions"] for name, job in publish["jobs"].items()} == {
        "build": {"contents": "read", "pages": "read"},
        "publish": {"pages": "write", "id-token": "write"},
    }
    assert not any("secrets" in path.read_text() for path in folder.iterdir())


@pytest.mark.parametrize("forge", ["github", "gitlab", "none"])
def test_every_form_of_a_new_site_can_be_read_as_what_it_is(forge: str, tmp_path: Path) -> None:
    site = new_site(tmp_path, forge=forge)
    for path in site.rglob("*"):
        assert (
            "{{ " not in path.read_text() or path.parent.name == "workflows"
            if path.is_file()
            else True
        )
        if path.suffix in (".yml", ".json"):
            yaml.load(path.read_text(), yaml.BaseLoader)  # noqa: S506 - makes texts alone


# ------------------------------------------------------------------------------- additions


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_an_entry_is_put_at_the_end_of_its_list(case: dict[str, str]) -> None:
    assert appended(case["before"], case["key"], NEW) == case["after"]


@pytest.mark.parametrize(
    "before", ["services: []\n", "services: [{id: a}]\n", "services: many\n", "a: [\n"]
)
def test_what_has_no_place_for_an_entry_is_refused_in_words(before: str) -> None:
    with pytest.raises(NoPlaceError, match="first"):
        appended(before, "services", NEW)


@given(
    name=st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1),
    many=st.integers(1, 3),
)
def test_what_is_added_is_read_back_and_nothing_else_changes(name: str, many: int) -> None:
    before = (
        "# ours\nservices:\n"
        + "".join(f"  - id: a{at}\n    name: A\n" for at in range(many))
        + "\n# end\n"
    )
    after = appended(before, "services", {"id": "new", "name": name})
    found = yaml.load(after, yaml.BaseLoader)["services"]  # noqa: S506 - makes texts alone
    assert found[-1] == {"id": "new", "name": name}
    assert len(found) == many + 1
    assert after.replace(after[len(before) - len("\n# end\n") : -len("\n# end\n")], "") == before
    assert yaml.load(as_yaml(name), yaml.BaseLoader) == name  # noqa: S506 - makes texts alone


ADDED = {
    "service": "Letters\n\nWe answer letters.\n",
    "promise": "questions\nWe answer every letter within 5 business days.\n\ntimeliness\nshare-within-limit\nletters\n5 business days\n90%\nyearly\n2025-07-01\n",
    "result": "call-answered\n2026-27-Q1\n3500\n4200\n2026-11-20\n\n\n",
    "agency": "Tide Office\n\nWe tell you the tide.\nTide tables\nThe tide of every port.\n",
}


@pytest.mark.parametrize("kind", ADDED)
def test_what_is_added_checks_clean(kind: str, tmp_path: Path) -> None:
    site = new_site(tmp_path, today=date(2026, 10, 20))
    before = {path: path.read_text() for path in site.rglob("*") if path.is_file()}
    done = charters("add", kind, "--root", site, "--as-of", "2026-11-28", answers=ADDED[kind])
    assert done.exit_code == CLEAN, done.output
    changed = [
        path for path in site.rglob("*") if path.is_file() and path.read_text() != before.get(path)
    ]
    assert changed
    assert [one for one in problems_of(site) if " K" not in one] == []


@pytest.mark.parametrize(("framework", "kind"), [("none", "other"), ("eo-12862", "independent")])
def test_how_the_order_reaches_an_agency_is_asked_only_where_there_is_an_order(
    framework: str, kind: str, tmp_path: Path
) -> None:
    site = new_site(tmp_path)
    rewrite(site / "mkdocs.yml", ("framework: none", f"framework: {framework}"))
    answers = (
        ADDED["agency"] if kind == "other" else ADDED["agency"].replace("\n\n", f"\n\n{kind}\n")
    )
    done = charters("add", "agency", "--root", site, answers=answers)
    assert (done.exit_code, "order" in done.stdout) == (CLEAN, kind != "other"), done.output
    written = (site / "data/standards/tide-office/agency.yml").read_text()
    assert f"kind: {kind}\n" in written


BLANK = [
    (["add", "service", "--with", "id=tides"], "name is needed and must not be blank"),
    (["add", "promise"], "promise is needed and must not be blank"),
    (["new", "other"], "an answer is needed here and must not be blank"),
]


@pytest.mark.parametrize(("words", "why"), BLANK)
def test_a_blank_answer_is_told_what_is_needed_and_how_to_end(
    words: list[str], why: str, tmp_path: Path
) -> None:
    site = new_site(tmp_path)
    before = {path: path.read_text() for path in site.rglob("*") if path.is_file()}
    of_a_site = [] if words[0] == "new" else ["--root", str(site)]
    words = [str(tmp_path / one) if one == "other" else one for one in words]
    first = "questions\n" if words[1] == "promise" else ""
    done = charters(*words, *of_a_site, answers=f"{first}\n \n")
    assert done.stdout.count(f"{why}; Ctrl-C ends, and nothing is written\n") == 2
    assert (done.exit_code, done.stderr) == (PROBLEMS, "Aborted!\n")
    assert {path: path.read_text() for path in site.rglob("*") if path.is_file()} == before
    assert not (tmp_path / "other").exists()


def test_a_blank_answer_on_the_command_line_is_refused(tmp_path: Path) -> None:
    done = charters("add", "service", "--with", "name=", "--root", new_site(tmp_path))
    assert (done.exit_code, done.stderr) == (CANNOT_RUN, "name is needed and must not be blank\n")


def test_a_promise_is_asked_for_what_its_shape_needs(tmp_path: Path) -> None:
    site = new_site(tmp_path)
    given = [
        "--with",
        "service=questions",
        "--with",
        "promise=You are content.",
        "--with",
        "id=is-content",
        "--with",
        "type=quality",
    ]
    done = charters(
        "add",
        "promise",
        "--root",
        site,
        *given,
        "--with",
        "shape=score",
        answers="{min: 1, max: 5}\nat least 4 points\nyearly\n2026-07-01\n",
    )
    assert done.exit_code == CLEAN, done.output
    assert (
        "scale: {min: '1', max: '5'}" in (site / STANDARDS).read_text()
        or "scale:\n" in (site / STANDARDS).read_text()
    )
    assert problems_of(site) == []


def test_an_example_is_no_answer_and_what_may_be_blank_stays_so(tmp_path: Path) -> None:
    site = new_site(tmp_path)
    given = [
        "service=questions",
        "promise=We answer every letter.",
        "id=every-letter",
        "type=timeliness",
    ]
    answers = "share-within-limit\nletters\n\n5 business days\n\nyearly\n2025-07-01\n"
    flags = [word for one in given for word in ("--with", one)]
    done = charters("add", "promise", "--root", site, *flags, answers=answers)
    assert "limit is needed and must not be blank" in done.stdout
    assert "For example: 60 seconds" in done.stdout
    added = (site / STANDARDS).read_text().partition("id: every-letter\n")[2]
    assert ("limit: 5 business days\n" in added, "target" in added) == (True, False)


def test_what_is_unclear_in_what_is_added_is_told_at_once(tmp_path: Path) -> None:
    site = new_site(tmp_path)
    answers = ADDED["promise"].replace("5 business days", "5 days")
    done = charters("add", "promise", "--root", site, answers=answers)
    assert (done.exit_code, " T007 " in done.stdout) == (CLEAN, True)
    assert "limit: 5 days\n" in (site / STANDARDS).read_text()


def test_what_is_added_is_asked_for_in_the_language_of_the_reader(tmp_path: Path) -> None:
    site = new_site(tmp_path)
    answers = "nothing\n" + ADDED["promise"]
    told = charters("--language", "fr", "add", "promise", "--root", site, answers=answers).stdout
    refused = "« nothing » n’est pas une valeur de service"
    for words in (refused, "Le niveau promis à un client.", "La moyenne de tous les cas"):
        assert words.replace("« ", "«\u00a0").replace(" »", "\u00a0»") in told
    assert "The " not in told


def test_what_would_be_wrong_is_told_with_its_place_and_nothing_is_written(tmp_path: Path) -> None:
    site = new_site(tmp_path)
    before = (site / RESULTS).read_text()
    done = charters(
        "add",
        "result",
        "--root",
        site,
        "--as-of",
        "2026-11-28",
        answers="call-answered\n2026-27-Q2\n4300\n4200\n2026-11-20\n\n\n",
    )
    assert done.exit_code == PROBLEMS
    told, again = done.stdout.splitlines()[-2:]
    assert "V011" in told
    assert told.startswith(f"error    {RESULTS}:28:27: ")
    assert again.startswith("nothing was written;")
    assert (site / RESULTS).read_text() == before


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("result", ["standard=nothing"]),
        ("result", ["agency=nobody"]),
        ("promise", ["service=nothing"]),
        ("agency", ["agency=../../elsewhere"]),
        ("agency", ["agency=a b"]),
        ("agency", ["agency=tide", "kind=other-than-that"]),
    ],
)
def test_an_answer_that_cannot_be_taken_is_refused_in_one_line(
    kind: str, given: list[str], tmp_path: Path
) -> None:
    site = new_site(tmp_path / "site")
    before = set(tmp_path.rglob("*"))
    words = [word for one in ("name=Tide Office", *given) for word in ("--with", one)]
    done = charters("add", kind, "--root", site, *words)
    assert (done.exit_code, len(done.stderr.splitlines())) == (CANNOT_RUN, 1)
    assert set(tmp_path.rglob("*")) == before


def test_a_framework_that_is_not_there_is_refused(tmp_path: Path) -> None:
    done = charters("new", tmp_path / "site", "--framework", "mine", *ANSWERS)
    assert done.exit_code == CANNOT_RUN
    assert not (tmp_path / "site").exists()


def test_an_agency_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    done = charters(
        "add",
        "agency",
        "--root",
        new_site(tmp_path),
        answers="Lamp Office\n\nexecutive\nS.\nA\nB.\n",
    )
    assert (done.exit_code, "already" in done.stderr) == (CANNOT_RUN, True)
