"""A small site in a real repository, version after version, and what its past shows."""

from __future__ import annotations

import shutil
from pathlib import Path

from builders import rewrite, site_folder
from charters.model.register import Register
from charters.model.results import COLUMNS
from charters.problems import Problem
from charters.reading import read
from charters.rules.case import Case
from charters.rules.past import past_problems
from commands import commit, git

AGENCY = "name: Fair River Water Board\nkind: executive\nserves: We bring water.\n"
COMPILED = AGENCY + "compiled: {by: the project, source: Documents, until: 2024-12-31}\n"
SERVICES = "services:\n  - {id: water, name: Water, summary: Call us about water.}\n"
STANDARDS = (
    SERVICES
    + """standards:
  - id: phone-wait      # never used again
    service: water
    type: waiting
    promise: We answer your call within 60 seconds.
    limit: 60 seconds
    measure: {shape: share-within-limit, of: calls, counted: all calls}
    target: 90%
    introduced: 2020-01-01
  # a word between two
  - id: letters
    service: water
    type: timeliness
    promise: We answer your letter within 20 business days.
    limit: 20 business days
    measure: {shape: share-within-limit, of: letters}
    target: 95%
    introduced: 2020-01-01
"""
)
SETTINGS = """\
site_name: T
docs_dir: content
plugins:
  - charters:
      as_of: 2025-06-30
      publisher: {name: Testers, contact: 'mailto:web@example.org'}
      licence: {name: Open Licence, link: 'https://example.org/licence'}
"""


def past_of(register: Register) -> list[Problem]:
    """Return what the past of a register shows."""
    cases = {name: Case(register, charter) for name, charter in register.charters.items()}
    return [problem for _, problem in past_problems(register, cases)]


class Site:
    """A site in a repository, as an editor has it on disk."""

    def __init__(
        self,
        root: Path,
        *,
        top: Path | None = None,
        agency: str = AGENCY,
        standards: str = STANDARDS,
        settings: str = SETTINGS,
    ) -> None:
        self.root, self.top = root, top or root
        made = site_folder(root, settings)
        made.agency("fair-river", standards, agency=agency, page="Our plan.\n")
        self.folder = root / "data/standards/fair-river"
        self.page = root / "content/agencies/fair-river.md"
        self.git("init", "--quiet", "--initial-branch", "main")

    def git(self, *command: str) -> None:
        git(self.top, *command)

    def commit(self, day: str = "") -> None:
        """Publish the files as they are, on a day that is named or today."""
        commit(self.top, day)

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    def rows(self, *rows: str) -> None:
        self.write("results.csv", "\n".join([",".join(COLUMNS), *rows]) + "\n")

    def change(self, *pairs: tuple[str, str]) -> None:
        """Change words of the promises."""
        rewrite(self.folder / "standards.yml", *pairs)

    def begin_anew(self) -> None:
        """Forget every version there was."""
        shutil.rmtree(self.top / ".git")
        self.git("init", "--quiet")

    def past(self) -> list[Problem]:
        """Return what the past of the site shows, which has no other fault."""
        register, problems = read(self.root)
        assert [str(problem) for problem in problems if problem.code[0] != "M"] == []
        return past_of(register)

    def found(self) -> list[str]:
        """Return the same in words, with its line."""
        return [f"{one.place.line} {one.code} {one.text}" for one in self.past()]
