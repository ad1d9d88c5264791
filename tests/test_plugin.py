"""The door to MkDocs: what stops a build, what it says, what it leaves alone, what it watches."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from builders import (
    CALLS,
    CALLS_IN_2025,
    MKDOCS_YML,
    Folder,
    Made,
    build,
    csv_row,
    found_in,
    site_folder,
    small_site,
)
from charters import plugin
from charters.model.settings import PluginOptions
from charters.plugin import ChartersPlugin
from charters.problems import Place, Problem
from commands import process, run
from sites import whoever_built


def of(agency: str, text: str) -> str:
    """Return the promises of a second agency in words of its own: the same ones are pointed out."""
    return text.replace("answer your call", f"answer your call to {agency.upper()}")


# Two errors: a bare number as a target, and a service that nobody wrote.
BAD = CALLS.replace("90%", "0.9").replace("service: phone", "service: phoen")
# A warning and no error: a promise about time without a number in it.
UNCLEAR = CALLS.replace("within 60 seconds", "fast")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return a good site's folder, and a site that was built before."""
    made = small_site(tmp_path)
    made.write("site/index.html", "the old site")
    return made


def lines_of_build(said: str) -> list[str]:
    """Return what our plugin warned of, without the mark MkDocs puts before each line."""
    return re.findall(r"^WARNING +- +charters: (.*)$", said, re.MULTILINE)


# --------------------------------------------------------------------------------- bad input


def spoil(folder: Folder) -> None:
    """Add three errors, in three files of two agencies."""
    folder.agency("irs", of("irs", BAD))
    folder.agency("va", of("va", CALLS), csv_row("calls", "2025", 1001, 1000))


def test_bad_data_stops_the_build_and_leaves_the_site_alone(folder: Folder) -> None:
    spoil(folder)
    done = run(folder.path, "mkdocs", "build")
    assert done.returncode == 1
    assert (folder.path / "site/index.html").read_text() == "the old site"
    assert "Traceback" not in done.stdout + done.stderr
    stop = [line for line in done.stderr.splitlines() if "nothing was built" in line]
    assert len(stop) == 1
    assert stop[0].startswith("ERROR   -  charters: 3 errors; nothing was built.")
    assert done.stderr.strip().splitlines()[-1] == stop[0]


def test_the_build_and_the_check_say_the_same_word_for_word(folder: Folder) -> None:
    spoil(folder)
    built, checked = run(folder.path, "mkdocs", "build"), run(folder.path, "charters", "check")
    assert checked.returncode == 1
    *lines, summary = checked.stdout.strip().splitlines()
    assert lines_of_build(built.stderr) == lines
    assert len(lines) == 3
    assert summary == "3 errors"
    assert all(
        re.match(r"error    data/standards/(irs|va)/\w+\.\w+:\d+:\d+: [A-Z]\d+ ", line)
        for line in lines
    )


def test_ten_thousand_problems_are_counted_and_stay_readable(folder: Folder) -> None:
    rows = "\n".join(csv_row("calls", f"20{n:02}", 1001, 1000) for n in range(99))
    folder.agency("irs", of("irs", CALLS), rows)
    built, checked = run(folder.path, "mkdocs", "build"), run(folder.path, "charters", "check")
    lines = lines_of_build(built.stderr)
    assert lines == checked.stdout.strip().splitlines()[:-1]
    assert len(lines) < 60


@pytest.mark.parametrize(
    ("arguments", "returncode"), [((), 0), (("--strict",), 1)], ids=["lenient", "strict"]
)
def test_a_warning_stops_a_strict_build_only(
    folder: Folder, arguments: tuple[str, ...], returncode: int
) -> None:
    folder.agency("ssa", UNCLEAR, CALLS_IN_2025)
    done = run(folder.path, "mkdocs", "build", *arguments)
    assert done.returncode == returncode
    (line,) = lines_of_build(done.stderr)
    assert line.startswith("warning  data/standards/ssa/standards.yml:7:")
    checked = run(folder.path, "charters", "check", *arguments)
    assert checked.returncode == returncode
    assert line in checked.stdout


def test_a_link_that_mkdocs_cannot_read_is_told_with_its_line(folder: Folder) -> None:
    folder.agency("ssa", CALLS, page="Words.\n\n[see](https://[x.y/)")
    done = run(folder.path, "mkdocs", "build")
    assert "Traceback" not in done.stdout + done.stderr
    (line,) = lines_of_build(done.stderr)
    assert line.startswith(
        "error    content/agencies/ssa.md:7:7: M004 'https://[x.y/' is no address;"
    )


def test_pages_without_folders_stop_the_build_at_once(folder: Folder) -> None:
    folder.write("mkdocs.yml", f"{MKDOCS_YML}use_directory_urls: false\n")
    done = run(folder.path, "mkdocs", "build")
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1] == (
        "ERROR   -  charters needs use_directory_urls: true; take the line out of mkdocs.yml"
    )
    assert "S001" not in done.stderr
    assert (folder.path / "site/index.html").read_text() == "the old site"


def test_a_fault_of_the_finished_pages_says_that_they_have_replaced_the_old_ones(
    folder: Folder,
) -> None:
    folder.agency("ssa", CALLS, page="[see](../how-we-judge.md#nowhere)")
    done = run(folder.path, "mkdocs", "build")
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("ERROR   -  charters: 1 error on the finished pages")
    assert "`charters build` keeps the old site until the new one is sound" in last
    assert (folder.path / "site/index.html").read_text(encoding="utf-8") != "the old site"


def test_a_broken_link_in_the_words_of_an_agency_stops_the_build(folder: Folder) -> None:
    folder.agency("ssa", CALLS, page="[see](../how-we-judge.md#nowhere)")
    with pytest.raises(MkDocsException) as stopped:
        build(folder.path, folder.path / "out")
    said = "\n".join(stopped.value.__notes__)
    assert "S002 '../../how-we-judge/#nowhere' leads to a place that is not on" in said


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("asof: 2026-06-30", "asof"),
        ("as_of: yesterday", "yesterday"),
        ("suppress_below: -3", "-3"),
        ("fiscal_year_starts: smarch", "smarch"),
        ("windows: {survey_month: 3}", "survey_month"),
    ],
)
def test_an_option_that_cannot_be_is_told_with_its_line(
    tmp_path: Path, option: str, words: str
) -> None:
    publisher = "publisher: {name: Testers, contact: 'mailto:web@example.org'}"
    licence = "licence: {name: Open Licence, link: 'https://example.org/licence'}"
    options = f"- charters:\n      {option}\n      {publisher}\n      {licence}"
    config = re.sub(r"- charters: .*", options, MKDOCS_YML)
    made = site_folder(tmp_path, config)
    made.agency("ssa", CALLS)
    with pytest.raises(MkDocsException) as stopped:
        build(tmp_path, tmp_path / "out")
    said = "\n".join(stopped.value.__notes__).splitlines()
    checked = run(tmp_path, "charters", "check")
    line = checked.stdout.splitlines()[0]
    assert checked.returncode == 1
    assert re.match(r"error +mkdocs.yml:8:\d+: [A-Z]\d+ ", line)
    assert words in line
    assert f"charters: {line}" in said


# ------------------------------------------------------------------------------------ settings


def test_the_options_of_the_plugin_are_the_settings_of_a_site() -> None:
    options = set(ChartersPlugin.config_class())
    assert options == set(PluginOptions.model_fields)


def test_the_day_is_today_and_is_told_when_none_is_set(folder: Folder) -> None:
    folder.write("mkdocs.yml", re.sub(r"as_of: [\d-]+, ", "", MKDOCS_YML))
    done = run(folder.path, "mkdocs", "build", "-d", "out")
    assert re.search(
        r"as of \d{4}-\d\d-\d\d \(today; set as_of to change it\); agencies: 1", done.stderr
    )


def test_the_preview_follows_data_words_and_looks(folder: Folder) -> None:
    config = load_config(str(folder.path / "mkdocs.yml"))
    config.plugins.on_config(config)
    watched = {str(Path(path).resolve().relative_to(folder.path)) for path in config.watch}
    assert {"data/standards", "overrides"} <= watched
    assert Path(config.docs_dir).name == "content"


def test_a_second_build_in_one_process_sees_what_has_changed(folder: Folder) -> None:
    """The preview builds again and again: nothing of the build before may stay."""
    out = folder.path / "out"
    build(folder.path, out)
    assert ">Met<" in (out / "agencies/ssa/phone/index.html").read_text(encoding="utf-8")
    folder.agency("ssa", CALLS, csv_row("calls", "2025", 850, 1000))
    build(folder.path, out)
    assert ">Missed<" in (out / "agencies/ssa/phone/index.html").read_text(encoding="utf-8")


# --------------------------------------------------------------------------------------- pages


def test_a_page_without_a_title_has_the_name_of_its_agency(folder: Folder) -> None:
    agency = "name: Social Security\nkind: independent\nserves: We serve everyone.\n"
    folder.agency("ssa", CALLS, agency=agency)
    build(folder.path, folder.path / "out")
    html = (folder.path / "out/agencies/ssa/index.html").read_text(encoding="utf-8")
    assert "<title>Social Security - Promises</title>" in html


def test_headings_of_an_agency_never_get_in_the_way_of_the_plan(folder: Folder) -> None:
    page = "/// standard | calls\n///\n\n# About\n\n### Calls\n\n/// standard | calls\n///\n"
    folder.agency("ssa", CALLS, CALLS_IN_2025, page=page)
    folder.write("content/index.md", "# Welcome\n\n# State\n\n#### Agencies\n")
    assert build(folder.path, folder.path / "out") == []


def test_a_service_named_like_an_index_page_replaces_no_plan(folder: Folder) -> None:
    standards = CALLS.replace("id: phone", "id: index").replace("service: phone", "service: index")
    folder.agency("ssa", standards, CALLS_IN_2025)
    build(folder.path, folder.path / "out")
    plan = (folder.path / "out/agencies/ssa/index.html").read_text(encoding="utf-8")
    service = (folder.path / "out/agencies/ssa/index/index.html").read_text(encoding="utf-8")
    assert "Customer service plan" in plan
    assert 'id="calls-figures"' in service


def test_generated_pages_are_found_by_their_words(folder: Folder) -> None:
    build(folder.path, folder.path / "out")
    found = found_in(folder.path / "out")
    assert found["agencies/ssa/phone/#calls"]["meta"]["title"] == (
        "We answer your call within 60 seconds."
    )


def menu_of(page: Path) -> str:
    menu = re.search(r'<nav class="ch-nav".*?</nav>', page.read_text(encoding="utf-8"), re.DOTALL)
    assert menu is not None
    return menu[0]


def test_generated_pages_are_in_no_menu(folder: Folder) -> None:
    build(folder.path, folder.path / "out")
    pages = {*(folder.path / "out").rglob("index.html")}
    alone = {path for path in pages if {"poster", "embed"} & {*path.parts}}
    assert alone
    for path in pages - alone:
        assert len(re.findall("<li>", menu_of(path))) == 3


def test_without_a_menu_of_its_own_a_site_lists_its_overviews_and_no_agencies(
    folder: Folder,
) -> None:
    folder.write("mkdocs.yml", re.sub(r"nav: .*\n", "", MKDOCS_YML))
    folder.agency("irs", of("irs", CALLS))
    folder.write("content/about.md", "Our words on us.\n")
    assert build(folder.path, folder.path / "out") == []
    menu = menu_of(folder.path / "out/agencies/ssa/index.html")
    overviews = ("promises", "changes", "complaints", "order", "how-we-judge", "data")
    assert re.findall(r'href="([^"]*)"', menu) == [
        *("../..", "../../about/", "../"),
        *(f"../../{name}/" for name in overviews),
    ]


def test_an_agency_stands_in_the_menu_where_somebody_put_it_there(folder: Folder) -> None:
    folder.write("mkdocs.yml", MKDOCS_YML.replace("agencies.md", "agencies/ssa.md"))
    assert build(folder.path, folder.path / "out") == []
    assert 'href="agencies/ssa/"' in menu_of(folder.path / "out/index.html")


def test_what_an_agency_wrote_stands_once_below_the_head_of_its_plan(folder: Folder) -> None:
    folder.agency("ssa", CALLS, page="# Of us\n\nOur own *words*.\n")
    assert build(folder.path, folder.path / "out") == []
    html = (folder.path / "out/agencies/ssa/index.html").read_text(encoding="utf-8")
    before, _, after = html.partition("Our own <em>words</em>.")
    assert '<h2 id="words_of-us">Of us</h2>' in before[before.index("</header>") :]
    assert "Our own" not in after


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        ("Welcome to all.\n", "<h1>Promises</h1>"),
        ("", "<h1>Promises</h1>"),
        ("`< h1>` is no heading.\n", "<h1>Promises</h1>"),
        ("## Welcome\n\nTo all.\n", '<h1 id="words_welcome">Welcome</h1>'),
        ("To all.\n\n# Welcome\n", '<h1 id="words_welcome">Welcome</h1>'),
    ],
)
def test_a_home_page_has_one_main_heading_whatever_it_is_written_with(
    folder: Folder, words: str, heading: str
) -> None:
    folder.write("content/index.md", words)
    assert build(folder.path, folder.path / "out") == []
    html = (folder.path / "out/index.html").read_text(encoding="utf-8")
    assert re.findall(r"<h1.*?</h1>", html) == [heading]


# ----------------------------------------------------------------- other doors, other builders


def test_properdocs_builds_a_whole_site_to_the_same_bytes(tmp_path: Path, whole: Made) -> None:
    done = run(
        whole.folder, "properdocs", "build", "--no-strict", "--site-dir", str(tmp_path / "site")
    )
    assert done.returncode == 0, done.stderr
    ours, theirs = whoever_built(whole.site), whoever_built(tmp_path / "site")
    assert len(ours) > 40
    assert ours.keys() == theirs.keys()
    assert [name for name, content in ours.items() if content != theirs[name]] == []


IMPORTS = """
import sys
import charters.reading, charters.judging.standings, charters.judging.patterns
import charters.rules, charters.rules.pages.finished, charters.publishing.site
import charters.publishing.data.reports, charters.publishing.data.feeds, charters.publishing.rendering
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def test_the_core_knows_neither_mkdocs_nor_templates_nor_a_terminal() -> None:
    done = process(sys.executable, "-c", IMPORTS)
    loaded = set(done.stdout.split())
    assert "charters" in loaded
    assert loaded & {"mkdocs", "jinja2", "click", "material", "properdocs"} == set()


def test_why_nothing_is_built_is_told_in_the_language_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "fr_CA.UTF-8")
    stopped = plugin._stopped([Problem(Place("agency.yml"), "Y001", "")], plugin._NOT_BUILT)
    assert stopped.startswith("charters\u00a0: 1 erreur\u202f; rien n’a été construit.")
