"""The forms as they are written: fields from the models, and packages of which every byte is known."""

from __future__ import annotations

import io
import tarfile
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha512
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import yaml
from click.testing import Result

from builders import ROOT, rewrite
from charters.forms import bundles as packages
from charters.forms import forms_page
from charters.forms.bundles import Bundle, bundles
from charters.forms.forge import forge_at
from charters.forms.form_fields import fields_of
from charters.model.fields import Record
from charters.model.meanings import meaning
from charters.model.results import COLUMN_MEANINGS, Status
from charters.model.standards import Standard
from charters.publishing.data.schemas import FILES
from charters.publishing.say.speech import speech_for
from charters.rules.pages.finished import check_site
from commands import charters

GOOD = ROOT / "tests" / "cases" / "reading" / "good"
HARBOR = "data/standards/harbor"
EDIT_ROOT = "https://forge.example.org/town/charters/_edit/main/"


def packed(files: dict[str, bytes]) -> bytes:
    """Return a package as npm packs it."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return made.getvalue()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with two small packages in place of those of the forms."""
    loads = b"const words = {fr: () => import(`../locales/fr.json`)};"
    sveltia = packed(
        {
            "package/npm/index.js": loads,
            "package/npm/index.js.map": b"{}",
            "package/locales/fr.json": b'{"a": "b"}',
            "package/../../npm/chunks/out.js": b"",
            "package/LICENSE.txt": b"MIT",
        }
    )
    files = (sveltia, packed({"package/browser/index.js": b"", "package/LICENSE": b"ISC"}))
    small = []
    for bundle, content in zip(bundles(), files, strict=True):
        (tmp_path / bundle.file).write_bytes(content)
        known = b64encode(sha512(content).digest()).decode()
        small.append(replace(bundle, sha512=known))
    for module in (packages, forms_page):
        monkeypatch.setattr(module, "bundles", lambda: tuple(small))
    return tmp_path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a site whose files are kept at a forge."""
    home = tmp_path / "home"
    for path in sorted(GOOD.rglob("*.*")):
        if path.is_file():
            (home / path.relative_to(GOOD)).parent.mkdir(parents=True, exist_ok=True)
            (home / path.relative_to(GOOD)).write_bytes(path.read_bytes())
    where = f"  - charters:\n      edit_root: {EDIT_ROOT}\n"
    rewrite(home / "mkdocs.yml", ("  - charters:\n", where))
    return home


def forms(home: Path, folder: Path, *more: str) -> Result:
    return charters("forms", "--root", home, "--packages", folder, *more)


def files_of(home: Path, agency: str = "harbor") -> dict[str, Any]:
    """Return the forms of an agency, by the name of the file."""
    written = (home / "site/forms/config.yml").read_text(encoding="utf-8")
    collections = yaml.safe_load(written)["collections"]
    found = next(one for one in collections if one["name"] == agency)
    return {one["file"].rpartition("/")[2]: one for one in found["files"]}


def records(record: type[Record]) -> Iterator[type[Record]]:
    """Yield a record and every one inside it."""
    yield record
    for hint in get_type_hints(record, include_extras=True).values():
        for inner in inside(hint):
            yield from records(inner)


def inside(hint: Any) -> Iterator[type[Record]]:
    if isinstance(hint, type) and issubclass(hint, Record):
        yield hint
    for inner in get_args(hint):
        yield from inside(inner)


@pytest.mark.parametrize("name", FILES)
def test_a_form_asks_for_every_key_in_the_words_of_the_reference(name: str) -> None:
    for record in set(records(FILES[name])):
        fields = {field["name"]: field for field in fields_of(record)}
        keys = {one.alias or key: one for key, one in record.model_fields.items()}
        assert list(fields) == list(keys)
        for key, field in fields.items():
            name = next(name for name, one in record.model_fields.items() if one is keys[key])
            assert field["hint"].startswith(meaning(record, name).replace("`", ""))
            assert field["required"] == keys[key].is_required()


def test_keys_are_asked_for_in_the_language_of_the_site() -> None:
    french = {one["name"]: one for one in fields_of(Standard, speech_for("fr").gettext)}
    assert (
        french["limit"]["hint"]
        == "Le niveau promis à un client. (nombre et unité\u00a0: 60 seconds)"
    )
    scale = next(one for one in french["measure"]["fields"] if one["name"] == "scale")
    assert scale["fields"][0]["hint"].startswith("La valeur la plus basse")


def test_a_result_is_asked_for_column_by_column(home: Path, folder: Path) -> None:
    assert forms(home, folder).exit_code == 0
    rows, stands, whole = files_of(home)["results.csv"]["fields"]
    asked = {field["name"]: field for field in rows["fields"]}
    assert list(asked) == list(COLUMN_MEANINGS)
    assert asked["met"]["hint"] == COLUMN_MEANINGS["met"]
    assert asked["status"]["options"] == [one.value for one in Status]
    assert [one["value"] for one in asked["standard"]["options"]][:2] == [
        "phone-wait",
        "calls-answered",
    ]
    assert stands["readonly"]
    assert whole["widget"] == "hidden"


def test_a_table_is_asked_for_in_the_columns_it_has(home: Path, folder: Path) -> None:
    table = home / HARBOR / "results.csv"
    lines = table.read_text(encoding="utf-8").split("\n")
    more = [
        f"{line},{'overdue' if not at else ''}" if line else "" for at, line in enumerate(lines)
    ]
    table.write_text("\r\n".join(more), encoding="utf-8", newline="")
    assert forms(home, folder).exit_code == 0
    form = files_of(home)["results.csv"]
    assert [field["name"] for field in form["fields"][0]["fields"]] == [*COLUMN_MEANINGS, "overdue"]
    assert form["format"] == "crlf-rows"


def test_the_columns_are_asked_for_in_the_language_of_the_site(home: Path, folder: Path) -> None:
    rewrite(home / "mkdocs.yml", ("  - charters:\n", "  - charters:\n      language: fr\n"))
    assert forms(home, folder).exit_code == 0
    period = files_of(home)["results.csv"]["fields"][0]["fields"][1]
    assert period["label"] == "Période"
    assert period["hint"].startswith("La période")


def test_what_no_form_can_hold_is_left_to_hands_and_told_of(home: Path, folder: Path) -> None:
    in_two = ("name: Harbor Office", "name: {en: Harbor, fr: Port}")
    rewrite(home / HARBOR / "agency.yml", in_two)
    done = forms(home, folder)
    assert f"{HARBOR}/agency.yml: the form leaves out name" in done.output
    form, other = files_of(home), files_of(home, "parks")
    assert "name" not in [field["name"] for field in form["agency.yml"]["fields"]]
    assert "name" in [field["name"] for field in other["agency.yml"]["fields"]]


@pytest.mark.parametrize(
    ("edited_at", "expected"),
    [
        ("https://github.com/o/r/edit/main/", ("github", "o/r", "main", "https://api.github.com")),
        (
            "https://git.gov.example/o/r/edit/a/b/",
            ("github", "o/r", "a/b", "https://git.gov.example/api/v3"),
        ),
        (
            "https://gitlab.com/g/s/r/-/edit/main/",
            ("gitlab", "g/s/r", "main", "https://gitlab.com/api/v4"),
        ),
        (
            "https://codeberg.org/o/r/_edit/main/",
            ("gitea", "o/r", "main", "https://codeberg.org/api/v1"),
        ),
        ("https://example.org/files/", None),
        ("https://github.com/edit/main/", None),
    ],
)
def test_where_files_are_kept_is_read_from_where_they_are_edited(
    edited_at: str, expected: tuple[str, ...] | None
) -> None:
    found = forge_at(edited_at)
    assert (found and (found.name, found.repo, found.branch, found.api)) == expected


def test_a_change_waits_for_review_where_the_forge_can_ask_for_one() -> None:
    modes = {
        at: forge_at(f"https://example.org/o/r{at}main/")
        for at in ("/edit/", "/-/edit/", "/_edit/")
    }
    assert [one.publish_mode for one in modes.values() if one] == ["editorial_workflow"] * 2 + [
        "simple"
    ]


def test_the_page_is_one_that_a_site_may_have(home: Path, folder: Path) -> None:
    assert forms(home, folder).exit_code == 0
    assert [str(one) for one in check_site(home / "site")] == []
    html = (home / "site/forms/index.html").read_text(encoding="utf-8")
    assert '<html lang="en" dir="ltr">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert "connect-src 'self' blob: data: https://forge.example.org;" in html


def test_only_what_is_named_is_taken_out_of_a_package(home: Path, folder: Path) -> None:
    assert forms(home, folder).exit_code == 0
    site = home / "site"
    taken = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    assert [path for path in taken if "/sveltia/" in path or "/yaml/" in path] == [
        "forms/sveltia/LICENSE.txt",
        "forms/sveltia/locales/fr.js",
        "forms/sveltia/npm/index.js",
        "forms/yaml/LICENSE",
        "forms/yaml/browser/index.js",
    ]
    assert not (home / "npm").exists()


def test_the_words_of_a_language_become_a_part_of_the_program(home: Path, folder: Path) -> None:
    assert forms(home, folder).exit_code == 0
    sveltia = home / "site/forms/sveltia"
    assert b"import(`../locales/fr.js`)" in (sveltia / "npm/index.js").read_bytes()
    assert (sveltia / "locales/fr.js").read_bytes() == b'export default {"a": "b"}'


def spoiled(folder: Path, bundle: Bundle) -> None:
    (folder / bundle.file).write_bytes(b"x" + (folder / bundle.file).read_bytes())


def absent(folder: Path, bundle: Bundle) -> None:
    (folder / bundle.file).unlink()


@pytest.mark.parametrize(("done_to", "said"), [(spoiled, "is not"), (absent, "there is no")])
def test_a_package_that_is_not_the_known_one_is_not_used(
    home: Path, folder: Path, done_to: Any, said: str
) -> None:
    done_to(folder, bundles()[1])
    done = forms(home, folder)
    assert done.exit_code == 2
    assert said in done.output
    assert "npm pack @sveltia/cms@" in done.output
    assert not (home / "site").exists()


def test_no_forms_are_written_where_nobody_says_where_files_are_kept(
    home: Path, folder: Path
) -> None:
    rewrite(home / "mkdocs.yml", (f"      edit_root: {EDIT_ROOT}\n", ""))
    done = forms(home, folder)
    assert done.exit_code == 2
    assert "set edit_root in mkdocs.yml" in done.output


def test_no_forms_are_written_of_files_that_cannot_be_read(home: Path, folder: Path) -> None:
    (home / HARBOR / "agency.yml").write_text("name: [\n", encoding="utf-8")
    done = forms(home, folder)
    assert done.exit_code == 2
    assert "mend them first" in done.output


def test_forms_take_the_place_of_forms_and_of_nothing_else(home: Path, folder: Path) -> None:
    assert forms(home, folder).exit_code == forms(home, folder).exit_code == 0
    done = forms(home, folder, "--out", str(home / "data"))
    assert done.exit_code == 2
    assert (home / HARBOR / "agency.yml").is_file()
