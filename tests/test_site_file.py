"""One reading of the site's file: the check, both engines and MkDocs itself take it to say the same."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config
from mkdocs.utils.yaml import yaml_load

from builders import CALLS, MKDOCS_YML, Folder, small_site
from charters.model.settings import Settings
from charters.plain_config import config_of
from charters.problems import rules
from charters.reading import read
from charters.reading.site_file import NAMES, site_file
from charters.reading.site_settings import settings_of
from commands import run
from planting import good_site
from sites import each_engine

OTHER_DATA = MKDOCS_YML.replace("{as_of", "{data_dir: data/promises, as_of")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return a site whose data lie in a folder of another name: who misses the setting finds none."""
    made = small_site(tmp_path)
    (tmp_path / "data/standards").rename(tmp_path / "data/promises")
    (tmp_path / "mkdocs.yml").unlink()
    return made


def problems_told(text: str) -> list[str]:
    found = re.findall(r"((?:error|warning|note) +\S+:\d+:\d+: \w+ .*)", text)
    return sorted(line for line in found if " S010 " not in line)


_PLUGINS = MKDOCS_YML[MKDOCS_YML.index("plugins:") : MKDOCS_YML.index("nav:")]
_REST = MKDOCS_YML.replace(_PLUGINS, "")
_AS_MAP = _PLUGINS.replace("- search", "search: {}").replace("- charters", "charters")
SET_UPS: dict[str, tuple[dict[str, str], str]] = {
    **{f"{name}": ({name: OTHER_DATA}, "") for name in NAMES},
    "another file": (
        {"mkdocs.fr.yml": OTHER_DATA, "mkdocs.yml": "site_name: Not this"},
        "mkdocs.fr.yml",
    ),
    "all inherited": (
        {
            "base.yml": OTHER_DATA,
            "mkdocs.yml": "INHERIT: base.yml\nsite_name: Over it\n",
        },
        "",
    ),
    "inherited twice, from a folder": (
        {
            "all/base.yml": f"INHERIT: ../more.yml\n{_REST}",
            "more.yml": OTHER_DATA,
            "mkdocs.yml": "INHERIT: all/base.yml\n",
        },
        "",
    ),
    "one option over the others": (
        {
            "base.yml": f"{_REST}{_AS_MAP}",
            "mkdocs.yml": "INHERIT: base.yml\nplugins: {charters: {data_dir: data/promises}}\n",
        },
        "",
    ),
    "a list takes the place of a list": (
        {"base.yml": MKDOCS_YML, "mkdocs.yml": f"INHERIT: base.yml\n{OTHER_DATA}"},
        "",
    ),
    "from the environment": (
        {"mkdocs.yml": OTHER_DATA.replace("data/promises", "!ENV [NOT_SET, DATA_DIR, data]")},
        "",
    ),
    "the name of the file it inherits from in the environment": (
        {"base.yml": OTHER_DATA, "mkdocs.yml": "INHERIT: !ENV [NOT_SET, base.yml]\n"},
        "",
    ),
    "keys copied from another part": (
        {
            "mkdocs.yml": f"extra: &all {{docs_dir: content}}\n<<: *all\n{OTHER_DATA.replace('docs_dir: content', '')}"
        },
        "",
    ),
}


@pytest.mark.parametrize("set_up", SET_UPS)
def test_check_and_build_find_the_same(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, set_up: str
) -> None:
    files, named = SET_UPS[set_up]
    monkeypatch.setenv("DATA_DIR", "data/promises")
    for name, text in files.items():
        folder.write(name, text)
    more = ["-f", named] if named else []
    checked = run(folder.path, "charters", "check", *more)
    assert (checked.returncode, checked.stdout) == (0, "no problems\n"), checked.stderr
    folder.write("data/promises/ssa/standards.yml", CALLS.replace("90%", "0.9"))
    (line,) = problems_told(run(folder.path, "charters", "check", *more).stdout)
    assert line.startswith("error    data/promises/ssa/standards.yml:10:13: ")
    program = "properdocs" if any(name.startswith("proper") for name in files) else "mkdocs"
    for command in (
        (program, "build", *more),
        ("charters", "build", *more),
        ("charters", "build", "--engine", "plain", *more),
    ):
        done = run(folder.path, *command)
        assert problems_told(done.stdout + done.stderr) == [line], command


@each_engine
def test_words_and_looks_may_lie_in_folders_of_any_name(folder: Folder, engine: str) -> None:
    (folder.path / "content").rename(folder.path / "docs")
    (folder.path / "overrides").rename(folder.path / "looks")
    written = OTHER_DATA.replace("docs_dir: content\n", "")
    folder.write("mkdocs.yml", written.replace("custom_dir: overrides", "custom_dir: looks"))
    folder.write("docs/about.md", "# About\n")
    folder.write("content/gone.html", "<script>")
    done = run(folder.path, "charters", "build", "--engine", engine)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "About" in (folder.path / "site/about/index.html").read_text(encoding="utf-8")
    folder.write("docs/a.html", "<script>alert(1)</script>")
    folder.write("looks/b.php", "<?php")
    told = problems_told(run(folder.path, "charters", "check").stdout)
    assert [line.partition(" files")[0] for line in told] == [
        "error    docs/a.html:1:1: Y045",
        "error    looks/b.php:1:1: Y045",
    ]


def test_a_folder_that_is_a_link_is_not_published(folder: Folder) -> None:
    (folder.path / "elsewhere").mkdir()
    (folder.path / "elsewhere/docs").mkdir()
    (folder.path / "way").symlink_to("elsewhere")
    folder.write("mkdocs.yml", OTHER_DATA.replace("docs_dir: content", "docs_dir: way/docs"))
    told = problems_told(run(folder.path, "charters", "check").stdout)
    assert (
        "error    way:1:1: Y043 this is a link to another place; put the folder itself here" in told
    )


REFUSED = {
    "INHERIT: ../base.yml": "mkdocs.yml:1:10: Y043 '../base.yml' is not a file inside the site's folder",
    "INHERIT: /etc/passwd": "mkdocs.yml:1:10: Y043 '/etc/passwd' is not a file inside the site's",
    "INHERIT: nowhere.yml": "mkdocs.yml:1:10: Y046 there is no file 'nowhere.yml'; add it",
    "INHERIT: mkdocs.yml": "mkdocs.yml:1:10: Y043 'mkdocs.yml' inherits from this file",
    "INHERIT: link.yml": "link.yml:1:1: Y043 this is a link to another place",
    "INHERIT: large.yml": "large.yml:1:1: Y041 this file has 200,001 bytes",
    "INHERIT: list.yml": "list.yml:1:1: Y008 write keys here, such as site_name",
    "docs_dir: ../x": "mkdocs.yml:1:11: Y043 '../x' is not a folder inside the site's folder",
    "docs_dir: .": "mkdocs.yml:1:11: Y043 '.' is not a folder inside the site's folder",
    "theme: {custom_dir: /etc}": "mkdocs.yml:1:21: Y043 '/etc' is not a folder inside the site's",
    "docs_dir: contents": "mkdocs.yml:1:11: Y046 there is no folder 'contents'; did you mean 'content'?",
    "docs_dir: words": "mkdocs.yml:1:11: Y046 there is no folder 'words'; make it, or name the one",
}


@pytest.mark.parametrize("line", REFUSED)
def test_nothing_is_read_outside_of_the_site(tmp_path: Path, line: str) -> None:
    site = good_site(tmp_path / "site")
    (tmp_path / "base.yml").write_text("site_name: Not of this site\n")
    (site / "link.yml").symlink_to(tmp_path / "base.yml")
    (site / "large.yml").write_text("#" * 200_001)
    (site / "list.yml").write_text("- a\n")
    kept = (site / "mkdocs.yml").read_text()
    (site / "mkdocs.yml").write_text(
        f"{line}\n{kept.replace('docs_dir: content', '') if 'docs_dir' in line else kept}"
    )
    (told,) = settings_of(site)[1]
    assert str(told).startswith(REFUSED[line])


# --------------------------------------------------------------------------- as MkDocs reads it

READ = {
    "types": "a: 1\nb: yes\nc: 2024-01-01\nd: ~\ne: 'yes'\nf: 1.5\ng: [on, \"1\"]\n",
    "environment": "a: !ENV [NO, ONE]\nb: !ENV ONE\nc: !ENV [NO, 5]\nd: !ENV NO\ne: !ENV [NO, no]\n",
    "copied": "x: &x {a: 1, b: 2}\ny: {<<: *x, b: 3}\nz: {<<: [*x, {c: 4, a: 9}]}\n",
    "inherited": "INHERIT: base.yml\nplugins: [b]\nextra: {a: {x: 9}, n: }\ntheme: plain\n",
    "empty": "# nothing\n",
}


@pytest.mark.parametrize("case", READ)
def test_the_file_says_what_mkdocs_takes_it_to_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str
) -> None:
    monkeypatch.setenv("ONE", "true")
    (tmp_path / "base.yml").write_text(
        "plugins: [a]\nextra: {a: {x: 1, y: 2}, n: {z: 1}}\ntheme: {name: b}\nnav: [i]\n"
    )
    file = tmp_path / "mkdocs.yml"
    file.write_text(READ[case])
    with file.open("rb") as read_by_mkdocs:
        assert site_file(tmp_path, "mkdocs.yml").tree() == yaml_load(read_by_mkdocs)


def test_both_engines_have_the_folders_that_were_looked_at(folder: Folder) -> None:
    folder.write("base.yml", OTHER_DATA)
    folder.write("mkdocs.yml", "INHERIT: base.yml\n")
    settings, _ = settings_of(folder.path)
    mkdocs: Any = load_config(str(folder.path / "mkdocs.yml"))
    plain = config_of(folder.path, settings)
    assert Path(mkdocs.docs_dir) == folder.path / settings.docs_dir
    assert Path(mkdocs.theme.custom_dir) == folder.path / settings.looks_dir
    assert (plain["docs_dir"], plain["theme"]["custom_dir"]) == ("content", "overrides")


def test_a_file_that_is_not_there_is_told(folder: Folder) -> None:
    folder.write("mkdocs.yml", OTHER_DATA)
    done = run(folder.path, "charters", "check", "-f", "mkdocs.fr.yml")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "there is no file 'mkdocs.fr.yml'\n"


# ------------------------------------------------------------------------------------ settings


def test_settings_come_from_the_environment_as_mkdocs_takes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = good_site(tmp_path)
    text = "plugins:\n  - charters:\n      as_of: !ENV [ONE, TWO, '2024-01-01']\n"
    (site / "mkdocs.yml").write_text(text, encoding="utf-8")
    monkeypatch.delenv("ONE", raising=False)
    monkeypatch.delenv("TWO", raising=False)
    assert str(settings_of(site)[0].as_of) == "2024-01-01"
    monkeypatch.setenv("TWO", "2024-02-02")
    assert str(settings_of(site)[0].as_of) == "2024-02-02"


@pytest.mark.parametrize(
    "options",
    [
        "!ENV [[a], {b: c}]",
        "!ENV {a: b}",
        "!ENV ''",
        "!other x",
        "{? [a] : b}",
        "[" * 3000,
        "&a [*a]",
        '"\\ud800"',
        "",
    ],
)
def test_odd_settings_do_not_break_the_reader(options: str, tmp_path: Path) -> None:
    site = good_site(tmp_path)
    text = f"plugins:\n  - other: !!python/name:x ''\n  - charters:\n      notice: {options}\n"
    (site / "mkdocs.yml").write_text(text, encoding="utf-8")
    for problem in settings_of(site)[1]:
        assert problem.place.path == "mkdocs.yml"
        assert problem.code in rules()


def test_anchors_in_mkdocs_yml_are_its_own_affair(tmp_path: Path) -> None:
    site = good_site(tmp_path)
    text = "extra: &all {a: b}\nmore: *all\nplugins:\n  - charters:\n      as_of: 2025-06-30\n"
    (site / "mkdocs.yml").write_text(text, encoding="utf-8")
    settings, problems = settings_of(site)
    assert str(settings.as_of) == "2025-06-30"
    assert [problem.code for problem in problems] == ["Y049"]


@pytest.mark.parametrize("folder", ["../x", "/etc", "", ".", "a/../../b", "x" * 5000, "a\nb"])
def test_data_never_comes_from_outside_of_the_site(tmp_path: Path, folder: str) -> None:
    options = f"plugins:\n  - charters:\n      data_dir: {json.dumps(folder)}\n"
    (tmp_path / "mkdocs.yml").write_text(options, encoding="utf-8")
    assert settings_of(tmp_path)[0].data_dir == "data/standards"


def test_a_site_without_mkdocs_yml_has_the_usual_settings(tmp_path: Path) -> None:
    assert settings_of(tmp_path) == (Settings(), [])
    assert read(good_site(tmp_path / "site"))[1] == []


@pytest.mark.parametrize(
    ("left", "told"),
    [
        (
            "",
            "error    mkdocs.yml:1:1: Y046 this file is missing, and how the site is read, judged and named stands in it; put it here, or go to the folder that has it",
        ),
        (
            "mkdocs.yml.txt",
            "error    mkdocs.yml:1:1: Y046 this file is missing, and mkdocs.yml.txt is not read in its place; rename mkdocs.yml.txt to mkdocs.yml",
        ),
    ],
)
def test_a_site_without_its_file_is_told_of_that_alone(
    tmp_path: Path, left: str, told: str
) -> None:
    folder = good_site(tmp_path)
    file = folder / "mkdocs.yml"
    file.rename(folder / left) if left else file.unlink()
    (folder / "data/standards/harbor/results.csv").write_text("nonsense", encoding="utf-8")
    done = run(folder, "charters", "check")
    assert (done.returncode, done.stdout.splitlines()[0]) == (1, told)
    assert problems_told(done.stdout) == [told]
