"""The configuration of the forms: every agency's files as Sveltia CMS asks for them (Decap's format)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from charters.forms.forge import Forge
from charters.forms.form_fields import Field, chosen, described, fields_of, unshown, without
from charters.model.aims import AIM_COLUMN_MEANINGS
from charters.model.file_names import AGENCY, BENCHMARKS, RESULTS, STANDARDS, SURVEYS, TARGETS
from charters.model.register import Charter, Register
from charters.model.results import COLUMN_MEANINGS, MORE_MEANINGS, Status
from charters.publishing.data.schemas import FILES
from charters.publishing.say.speech import Speech
from charters.reading.sources import relative

WHOLE = {"name": "whole", "widget": "hidden"}
"""The text of the file as it was read, from which whatever did not change is written again."""
_RESULTS: Mapping[str, str] = {**COLUMN_MEANINGS, **MORE_MEANINGS}
_NEEDED = ("standard", "period", "status", "published")


def configuration(home: Path, register: Register, forge: Forge, speech: Speech) -> str:
    """Return the configuration as YAML; what agencies have in common stands in it once."""
    collections = [
        _agency(home, register, charter, speech) for charter in register.charters.values()
    ]
    said = {
        "backend": forge.backend,
        "publish_mode": forge.publish_mode,
        "media_folder": register.settings.docs_dir,
        "public_folder": "/",
        "show_preview_links": False,
        "editor": {"preview": False},
        "output": {"omit_empty_optional_fields": True},
        "collections": collections,
    }
    return yaml.safe_dump(said, sort_keys=False, allow_unicode=True, width=100)


def _agency(home: Path, register: Register, charter: Charter, speech: Speech) -> dict[str, Any]:
    """Return the forms of one agency, the one that is needed most often first."""
    folder = home / register.settings.data_dir / charter.id
    page = home / register.settings.agencies_dir / f"{charter.id}.md"
    files = [
        _table(home, folder / RESULTS, _RESULTS, charter, speech),
        *(_records(home, folder / name, speech) for name in FILES),
        _table(home, folder / TARGETS, AIM_COLUMN_MEANINGS, charter, speech),
        _file(home, page, "page-frontmatter", speech.gettext("In the agency's own words"), [_BODY]),
    ]
    return {
        "name": charter.id,
        "label": str(speech.say(charter.agency.name).words),
        "editor": {"preview": False},
        "files": files,
    }


_BODY: Field = {"name": "body", "label": "Markdown", "widget": "text"}


def _file(home: Path, path: Path, kind: str, label: str, fields: list[Field]) -> dict[str, Any]:
    """Return the form of one file; its lines end as they ended before."""
    ends = "crlf-" if path.is_file() and b"\r\n" in path.read_bytes() else ""
    return {
        "name": path.stem,
        "label": label,
        "file": relative(home, path),
        "format": f"{ends}{kind}",
        "fields": [*fields, WHOLE],
    }


def _labels(speech: Speech) -> Mapping[str, str]:
    """Return what each file is called in the list of forms."""
    return {
        RESULTS: speech.gettext("Results: add one"),
        AGENCY: speech.gettext("The agency: customers, channels, complaints"),
        STANDARDS: speech.gettext("Services and promises"),
        BENCHMARKS: speech.gettext("How we compare"),
        SURVEYS: speech.gettext("Surveys"),
        TARGETS: speech.gettext("Aims of a year: add one"),
    }


def _records(home: Path, path: Path, speech: Speech) -> dict[str, Any]:
    """Return the form of a YAML file, without the keys whose values no form can hold."""
    fields = fields_of(FILES[path.name], speech.gettext)
    shown = without(fields, frozenset(left_out(path)))
    return _file(home, path, "records", _labels(speech)[path.name], shown)


def left_out(path: Path) -> Iterator[str]:
    """Yield the keys of a YAML file that its form leaves out: texts in several languages, say."""
    if path.is_file():
        written = yaml.load(path.read_bytes(), yaml.BaseLoader)  # noqa: S506 - every value as text
        yield from dict.fromkeys(unshown(fields_of(FILES[path.name]), written))


def _table(
    home: Path, path: Path, meanings: Mapping[str, str], charter: Charter, speech: Speech
) -> dict[str, Any]:
    """Return the form of a table: the rows it has to look at, and new ones to fill in."""
    columns = _columns(path, meanings)
    rows = {
        "name": "rows",
        "label": speech.gettext("New rows"),
        "label_singular": speech.gettext("row"),
        "widget": "list",
        "min": 1,
        "fields": [_cell(column, meanings, charter, speech) for column in columns],
    }
    stands = {
        "name": "stands",
        "label": speech.gettext(
            "What is published: rows are only added, and a corrected one comes again"
        ),
        "widget": "text",
        "readonly": True,
        "default": ",".join(columns),
    }
    return _file(home, path, "rows", _labels(speech)[path.name], [rows, stands])


def _columns(path: Path, meanings: Mapping[str, str]) -> list[str]:
    """Return the columns of a table as its first line has them."""
    if path.is_file():
        first = path.read_text(encoding="utf-8-sig").split("\n", 1)[0]
        return [column for name in first.split(",") if (column := name.strip()) in meanings]
    return [column for column in meanings if column not in MORE_MEANINGS]


def _cell(column: str, meanings: Mapping[str, str], charter: Charter, speech: Speech) -> Field:
    said = described(column, meanings[column])
    shown = {key: speech.gettext(words) for key, words in said.items() if key != "name"}
    asked = {**said, **shown, "required": column in _NEEDED}
    if column == "standard":
        return {**asked, **chosen(_promises(charter, speech))}
    if column == "status":
        return {**asked, **chosen((one.value for one in Status), default=Status.FINAL.value)}
    return {**asked, "widget": "string"}


def words(*_: object, **__: object) -> Iterator[tuple[int, str, str, list[str]]]:
    """Yield what each column and each key holds, as Babel collects it for translators."""
    for meanings in (_RESULTS, AIM_COLUMN_MEANINGS):
        for column, meaning in meanings.items():
            said = described(column, meaning)
            for key in ("label", "hint"):
                yield 1, "gettext", said[key], ["Translators: a column of a table, in a form"]
    asked = dict[str, str]()
    for record in FILES.values():
        fields_of(record, lambda words: asked.setdefault(words, words))
    yield from ((1, "gettext", words, []) for words in asked)


def _promises(charter: Charter, speech: Speech) -> Iterator[dict[str, str]]:
    """Yield what a row can be about: each promise and figure, by its words."""
    named = [(one.id, one.promise) for one in charter.standards]
    for name, words in (*named, *((one.id, one.name) for one in charter.figures)):
        yield {"label": f"{speech.say(words).words} ({name})", "value": name}
