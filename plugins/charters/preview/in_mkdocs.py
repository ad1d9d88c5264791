"""The preview in the place of the server of MkDocs, whose every request waits until a build goes well."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from charters.preview.loop import Preview
from charters.preview.shown import Made
from charters.problems import Problem, errors_of

Say = Callable[[str], None]
Address = tuple[str, int]


def until_mended(
    address: Address, paths: Iterable[Path], look: Callable[[], Sequence[Problem]], say: Say
) -> None:
    """Show what is wrong until nothing is that would make a page wrong: MkDocs would end at once."""
    preview = Preview(address, say)

    def made(_folder: Path) -> Made:
        problems = look()
        if not errors_of(problems):
            preview.end()
        return Made(None, problems)

    preview.make = made
    preview.watch(paths)
    preview.tell_address()
    preview.run()


class InMkDocs:
    """What MkDocs and its plugins ask of a server, answered by a preview."""

    folder: Path | None = None
    """Where the pages that are just made belong."""
    url: str = ""
    """The address that MkDocs builds them for."""

    def __init__(self, address: Address, build: Callable[[], object], say: Say) -> None:
        self.problems: list[Problem] = []
        self.faults: Callable[[], Sequence[Problem]] = list
        self._build = build
        self._preview = Preview(address, say)
        self._preview.make = self._made

    def _made(self, folder: Path) -> Made:
        self.folder, self.problems = folder, []
        try:
            self._build()
        except (Exception, SystemExit) as fault:  # noqa: BLE001 - any plugin of anybody may stop a build
            problems = self.problems or self.faults()
            return Made(None, problems, "" if problems else f"{fault}")
        return Made(folder, self.problems, base=unquote(urlsplit(self.url).path) or "/")

    def watch(self, path: str, _function: None = None, *, recursive: bool = True) -> None:  # noqa: ARG002 - of MkDocs
        """Look at one more file or folder."""
        self._preview.watch({*self._preview.watched.paths, Path(path).absolute()})

    def unwatch(self, path: str) -> None:
        """Look at it no more."""
        self._preview.watch(self._preview.watched.paths - {Path(path).absolute()})

    def serve(self, *, open_in_browser: bool = False) -> None:
        """Serve until somebody ends it."""
        self._preview.tell_address()
        if open_in_browser:
            webbrowser.open(self._preview.url)
        self._preview.run()

    def shutdown(self) -> None:
        """Answer no more."""
        self._preview.end()
