"""What charters are held against is a file: the order, another government's duty, or nothing."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from builders import MKDOCS_YML, rewrite, site_folder
from charters.reading import read
from charters.rules import audit
from clashes import CASES, found_in
from commands import charters
from order_cases import SITE as FICTITIOUS
from planting import good_site
from sites import built, each_engine, files_of, published

POLICY = Path(__file__).parent / "cases" / "frameworks" / "policy.toml"
OF_THE_ORDER = re.compile(
    r"\bthe order\b|12862|Executive Order|Section [2-5]\b|\bitem \(?[a-h]\b", re.IGNORECASE
)


def held_against(path: Path, framework: str, engine: str) -> dict[str, str]:
    """Build the site of fictitious agencies, held against something, and return its files."""
    site_folder(path, MKDOCS_YML.replace("{as_of", f"{{framework: {framework}, as_of"))
    shutil.copyfile(POLICY, path / "policy.toml")
    for part in ("data", "content"):
        shutil.copytree(FICTITIOUS / part, path / part, dirs_exist_ok=True)
    for one in path.rglob("*.md"):  # What the agencies say of the order themselves is their own.
        one.write_text(one.read_text("utf-8").replace("the order", "the law"), encoding="utf-8")
    kinds = (".html", ".csv", ".json", ".xml")
    found = files_of(published(engine, path, path / "site")).items()
    return {name: held.decode() for name, held in found if name.endswith(kinds)}


@each_engine
def test_without_a_framework_nothing_speaks_of_the_order(tmp_path: Path, engine: str) -> None:
    files = held_against(tmp_path, "none", engine)
    assert len(files) > 30
    assert [name for name in files if "order" in name] == []
    spoken = {name: OF_THE_ORDER.findall(text) for name, text in files.items()}
    assert {name: words for name, words in spoken.items() if words} == {}
    said = files["agencies/ten-lines/index.html"]
    assert "<b>Nothing published yet.</b> </p>" in said
    assert "taken to court" not in said


def test_without_a_framework_the_command_has_nothing_to_say(tmp_path: Path) -> None:
    home = good_site(tmp_path)
    rewrite(home / "mkdocs.yml", ("docs_dir", "      framework: none\ndocs_dir"))
    done = charters("order", "--root", home)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "mkdocs.yml names no framework, so nothing is asked of any agency\n"
    assert charters("check", "--root", home).exit_code == 0


@pytest.mark.parametrize("case", ["K20-must", "K20-executive", "K19-guarantee"])
def test_what_only_the_order_gives_ground_for_is_not_told(tmp_path: Path, case: str) -> None:
    code = case.partition("-")[0]
    file = CASES / f"{case}.case"
    assert any(f" {code} " in line for line in found_in(tmp_path / "order", file))
    (tmp_path / "none").mkdir()
    found_in(tmp_path / "none", file)
    settings = tmp_path / "none/mkdocs.yml"
    settings.write_text(settings.read_text() + "      framework: none\n")
    register, _ = read(tmp_path / "none")
    assert {problem.code for problem in audit(register).problems} & {code} == set()


@each_engine
def test_another_duty_is_a_file_of_the_site(tmp_path: Path, engine: str) -> None:
    files = held_against(tmp_path, "policy.toml", engine)
    page = files["order/index.html"]
    assert "<h1>What the policy asks</h1>" in page
    assert "Policy on Service of the Lamp Islands, item by item" in page
    assert re.findall(r'<h3 id="item-([a-z]+)">', page) == ["standards", "redress"]
    heads = re.findall(r'<th [^>]*><a href="#item-[a-z]+">([^<]+)</a></th>', page)
    assert heads == ["Publish what can be expected", "Complaints"]
    assert "Every department answers complaints." in page
    plan = files["agencies/ten-lines/index.html"]
    assert "The policy asks departments to answer complaints." in plan
    assert "The policy gives rights that a tribunal can enforce." in plan
    assert "can be taken to the tribunal of the islands" in plan
    assert "Asked by: Policy on Service, 4.2.1." in files["rules/index.html"]
    found = json.loads(files["data/order.json"])["agencies"][0]["items"]
    assert [item["item"] for item in found] == ["standards", "redress"]
    assert [check["check"] for check in found[0]["checks"]] == ["C1", "C3", "C5", "C7"]
    schema = json.loads(files["data/order.schema.json"])
    assert schema["title"].startswith("What Policy on Service of the Lamp Islands asks")
    spoken = {name: OF_THE_ORDER.findall(text) for name, text in files.items()}
    assert {name: words for name, words in spoken.items() if words} == {}


def test_its_words_are_said_in_the_language_of_the_site(tmp_path: Path) -> None:
    folder = site_folder(
        tmp_path, MKDOCS_YML.replace("{as_of", "{framework: policy.toml, language: fr, as_of")
    )
    shutil.copyfile(POLICY, folder.path / "policy.toml")
    shutil.copytree(FICTITIOUS / "data", tmp_path / "data")
    shutil.copytree(FICTITIOUS / "content", tmp_path / "content", dirs_exist_ok=True)
    built("plain", tmp_path, tmp_path / "site")
    page = (tmp_path / "site/order/index.html").read_text("utf-8")
    assert "<h1>Ce que demande the policy</h1>" in page
    assert ">Entendre les plaintes</h3>" in page
    plan = (tmp_path / "site/agencies/ten-lines/index.html").read_text("utf-8")
    assert "La politique donne des droits" in plan


FAULTS = {
    "is not there": ("", "", "mkdocs.yml:8:18: Y046 there is no framework 'duty.toml'; write"),
    "is no TOML": ("called =", "called", "duty.toml:3:8: Y001 this is no TOML; write"),
    "has a key twice": ("called", "name", "duty.toml:3:20: Y001 this is no TOML; write"),
    "names no rule": (
        '"H1", "H2"',
        '"H1", "H99"',
        "duty.toml:1:1: Y017 clause redress names a rule 'H99'",
    ),
    "names one that nobody is held to": (
        '"H1", "H2"',
        '"Y001"',
        "duty.toml:1:1: Y017 clause redress names",
    ),
    "begins with a rule that it does not ask for": (
        'first_steps = ["H1", "C3"]',
        'first_steps = ["H1", "C99"]',
        "duty.toml:1:1: Y017 'first_steps' names 'C99', which no clause asks for",
    ),
    "gives the source of a rule that it does not ask for": (
        'C1 = "Policy',
        'D1 = "Policy',
        "duty.toml:1:1: Y017 'sources' names 'D1', which no clause asks for",
    ),
    "names a rule twice": (
        '"H1", "H2"',
        '"C1"',
        "duty.toml:1:1: Y003 rule C1 stands under clause standards",
    ),
    "has an unknown key": ("footing", "footer", "duty.toml:1:1: Y004 'footer' is not a known key"),
    "has no name": ('name = "', 'footer_ = "', "duty.toml:1:1: Y004 'footer_' is not a known key"),
    "carries HTML": ("Hear complaints", "<b>Hear</b>", "duty.toml:1:1: Y011"),
    "speaks of no part": ("complaints =", "complains =", "duty.toml:1:1: Y017 'complains' is not"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_wrong_with_it_is_told(tmp_path: Path, fault: str) -> None:
    was, now, line = FAULTS[fault]
    home = good_site(tmp_path)
    rewrite(home / "mkdocs.yml", ("docs_dir", "      framework: duty.toml\ndocs_dir"))
    text = POLICY.read_text(encoding="utf-8")
    assert was in text
    if was:
        (home / "duty.toml").write_text(text.replace(was, now, 1), encoding="utf-8")
    told = [str(problem) for problem in read(home)[1]]
    assert any(one.startswith(line) for one in told), told


@pytest.mark.parametrize("name", ["../duty.toml", "/etc/passwd", "eo13571", "link.toml"])
def test_no_framework_is_read_outside_of_the_site(tmp_path: Path, name: str) -> None:
    home = good_site(tmp_path)
    shutil.copyfile(POLICY, tmp_path / "duty.toml")
    (home / "link.toml").symlink_to(tmp_path / "duty.toml")
    rewrite(home / "mkdocs.yml", ("docs_dir", f"      framework: {name}\ndocs_dir"))
    register, problems = read(home)
    assert register.framework is None
    assert {problem.code for problem in problems} <= {"Y043", "Y046"}
    assert problems


def test_the_document_of_settings_shows_the_file_that_is_tried_here() -> None:
    guide = (Path(__file__).parents[1] / "docs" / "settings.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    assert shown == POLICY.read_text(encoding="utf-8")
