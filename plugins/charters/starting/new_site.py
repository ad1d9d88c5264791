"""A new site: an agency with two services, three promises and what came of them, ready to be written over."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from importlib.metadata import distribution
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import yaml
from jinja2 import Environment, FunctionLoader, StrictUndefined, Template

from charters import __version__
from charters.model.fields import id_like
from charters.model.results import COLUMNS
from charters.model.text import as_cell
from charters.problems import declared
from charters.publishing.data.schemas import schemas
from charters.starting.countries import Country
from charters.starting.languages import bare, called, example

_FILES = files("charters") / "starting" / "files"
_FORM = ".jinja"


@dataclass(frozen=True)
class NewSite:
    """What a new site is to be."""

    name: str
    agency: str
    country: Country
    languages: Sequence[str]
    """Its languages, the first one first."""
    framework: str
    forge: str
    today: date
    licence: Mapping[str, str] | None = None
    """Name and link of the licence of the data; nobody but the publisher can say which."""
    package: Path | None = None
    """The file of the program, which goes along where no index of packages has it."""

    @cached_property
    def id(self) -> str:
        """The id of the agency, from its name."""
        return id_like(self.agency) or "agency"

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield every file, by its path in the site's folder."""
        forms = dict(_forms(_FILES / "site"))
        if self.forge != "none":
            forms |= dict(_forms(_FILES / self.forge))
        told = {path: forms.pop(path) for path in [*forms] if path.startswith("README.")}
        forms[f"README.md{_FORM}"] = told[f"README.{bare(self.languages[0])}.md{_FORM}"]
        environment, shown = _environment(forms), self._shown()
        for path in forms:
            if path.endswith(_FORM) and path != "steps.jinja":
                name = path.removesuffix(_FORM).replace("AGENCY", self.id)
                form = environment.get_template(path)
                yield name, form.render(shown)
                yield from self._further(name, form, shown)
        yield from ((f"schemas/{name}", text) for name, text in schemas().items())

    def _further(
        self, name: str, form: Template, shown: Mapping[str, Any]
    ) -> Iterator[tuple[str, str]]:
        """Yield a page of Markdown in each further language: index.fr.md beside index.md."""
        for code in self.languages[1:] if name.startswith("content/") else ():
            words = example()[bare(code)]
            yield (
                f"{name.removesuffix('.md')}.{bare(code)}.md",
                form.render({**shown, "words": words}),
            )

    def _shown(self) -> dict[str, Any]:
        figures, spoken = declared("starting/example")["figures"], [*map(bare, self.languages)]
        words = {key: {code: example()[code][key] for code in spoken} for key in example()["en"]}
        return {
            **{name: getattr(self, name) for name in ("name", "agency", "id", "languages", "framework", "forge", "today", "licence")},
            "fiscal_year_starts": self.country.fiscal_year_starts,
            "words": example()[spoken[0]],
            "charters": "charters" if spoken[0] == "en" else f"charters --language {spoken[0]}",
            "say": {key: _said(said) for key, said in words.items()},
            "called": [_said(names) for names in called(self.languages)],
            "figures": figures,
            "quarters": self.country.quarters(self.today, len(figures["calls"])),
            "years": self.country.years(self.today, len(figures["letters"])),
            "columns": COLUMNS,
            **{f"{name}_steps": _script(name) for name in ("diff", "tell", "due")},
            "requirement": f"./{self.package.name}" if self.package else _versions(),
        }  # fmt: skip

    def write(self, folder: Path) -> list[str]:
        """Write every file into a folder; write none, and return their names, where some are there."""
        texts = dict(self.texts())
        names = [*texts, *([self.package.name] if self.package else [])]
        taken = [path for path in names if (folder / path).exists() or (folder / path).is_symlink()]
        if taken:
            return taken
        for path, text in texts.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        if self.package:
            shutil.copyfile(self.package, folder / self.package.name)
        return []


def package_of(installed: str | None) -> Path | None:
    """Return the file of a release that was installed, from what pip keeps of where it took it from."""
    address = urlsplit(json.loads(installed)["url"] if installed else "")
    file = Path(url2pathname(address.path))
    return file if address.scheme == "file" and file.suffix == ".whl" and file.is_file() else None


def own_package() -> Path | None:
    """Return the file that this program was installed from; None where an index of packages has it."""
    return package_of(distribution("mkdocs-charters").read_text("direct_url.json"))


def _versions() -> str:
    """Return the versions that fit a site begun with this one."""
    return f"mkdocs-charters>={__version__},<{int(__version__.partition('.')[0]) + 1}"


def _script(name: str) -> str:
    """Return what a step of a workflow runs."""
    return (_FILES / f"{name}.sh").read_text(encoding="utf-8").strip()


def _forms(folder: Traversable, under: str = "") -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _forms(entry, f"{under}{entry.name}/")
        else:
            yield f"{under}{entry.name}", entry.read_text(encoding="utf-8")


def _environment(forms: Mapping[str, str]) -> Environment:
    environment = Environment(  # noqa: S701 - what is filled is YAML, CSV and Markdown
        loader=FunctionLoader(forms.get),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "yaml": as_yaml,
        "cell": as_field,
        "later": lambda day, days: day + timedelta(days),
    }
    return environment


def _said(words: Mapping[str, str]) -> str | Mapping[str, str]:
    return words if len(words) > 1 else next(iter(words.values()))


def as_field(value: str | Mapping[str, str]) -> str:
    """Return words, or a map of languages, as they stand between two commas of a table."""
    words = value if isinstance(value, str) else as_cell(value)
    return '"{}"'.format(words.replace('"', '""')) if {*words} & {*',"'} else words


def as_yaml(value: object) -> str:
    """Return words, or a map of languages, as they stand behind a key."""
    written = yaml.safe_dump(
        value, allow_unicode=True, default_flow_style=True, width=10**6, sort_keys=False
    )
    return written.removesuffix("\n").removesuffix("\n...")
