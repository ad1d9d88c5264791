"""The editor's loop: wait for a change, make the pages anew, and show them, or what is wrong."""

from __future__ import annotations

import gc
import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from charters.preview.serving import Server
from charters.preview.shown import Made, Shown
from charters.preview.watched import State, Watched, changed
from charters.problems import Message, without_notes
from charters.problems.message import _
from charters.publishing.data import reports
from charters.publishing.say.clause_words import sayer
from charters.workers import WorkError, how_it_failed

Make = Callable[[Path], Made]
"""Makes a site in a folder; says what is wrong, and never shows pages that would be."""


class Preview:
    """A preview at an address; what it tells goes to `say`, line by line."""

    make: Make

    def __init__(
        self, address: tuple[str, int], say: Callable[[str], None], language: str = ""
    ) -> None:
        """Listen; without a language it is told in that of the terminal."""
        self.language = language
        self.shown = Shown()
        self.watched = Watched()
        self.seen: State = {}
        self._say = say
        self._server = Server(address, lambda: self.shown)
        self._sites = 0

    @property
    def address(self) -> tuple[str, int]:
        """Where the server listens."""
        host, port = self._server.server_address[:2]
        return str(host), port

    @property
    def url(self) -> str:
        """Where the preview can be seen."""
        host, port = self.address
        return f"http://{f'[{host}]' if ':' in host else host}:{port}/"

    def tell_address(self) -> None:
        """Say where the preview can be seen, and how it ends."""
        say = sayer(reports.language_of_reader(self.language))
        self._say(say(_("preview at {url} (Ctrl-C ends it)", url=self.url)))

    def watch(self, paths: Iterable[Path]) -> None:
        """Look at other files from now on."""
        self.watched.paths = frozenset(paths)

    def run(self) -> None:
        """Serve until somebody ends it."""
        serving = Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        serving.start()
        gc.disable()  # looking for garbage takes a tenth of the time that an editor waits
        try:
            with TemporaryDirectory(prefix="charters-preview-", ignore_cleanup_errors=True) as at:
                self._follow(Path(at))
        finally:
            gc.enable()
            # A server whose socket is closed under it would look for requests without a pause.
            self._server.shutdown()
            serving.join()
            self._server.server_close()

    def end(self) -> None:
        """Look no more, and answer no more as soon as what is being made is made."""
        self.watched.ended.set()

    def _follow(self, place: Path) -> None:
        shown: State | None = None
        while not self.watched.ended.is_set():
            self.seen = self.watched.settled()
            if self._build(place, [] if shown is None else changed(shown, self.seen)):
                shown = self.seen
                gc.collect()
                self.watched.wait_for_change(shown)
            self.shown = replace(self.shown, is_building=True)

    def _build(self, place: Path, since: Sequence[Path]) -> bool:
        """Make the pages; return whether they are of the files as they still are."""
        began, at = time.monotonic(), time.strftime("%H:%M:%S")
        self._sites += 1
        folder = place / str(self._sites)
        made = _made(self.make, folder)
        self.watch(made.watched or self.watched.paths)
        if self.watched.state() != self.seen:
            return False
        # What is shown until now may just be read by a browser, and goes at the next turn.
        shown = self.shown.good.site if self.shown.good else None
        for old in place.glob("*"):
            if old not in (folder, shown):
                shutil.rmtree(old, ignore_errors=True)
        self._show(made, at)
        self._tell(made, since, time.monotonic() - began)
        return True

    def _show(self, made: Made, at: str) -> None:
        before = self.shown
        if made.site is None:
            self.shown = Shown(made, before.good, before.at, before.number, is_building=False)
        else:
            self.shown = Shown(made, made, at, before.number + 1, is_building=False)

    def _tell(self, made: Made, since: Sequence[Path], seconds: float) -> None:
        say = sayer(reports.language_of_reader(self.language))
        found = without_notes(made.problems)
        problems = reports.spoken(found, self.language)
        for line in reports.lines(problems, language=self.language):
            self._say(line)
        if made.trouble:
            self._say(reports.told(made.trouble, self.language))
        for one in since[:1]:
            what = _("{file} changed", file=one.name)
            if more := len(since) - 1:
                what = _("{file} and {count} more changed", file=one.name, count=more)
            self._say(say(what))
        counts = reports.summary(found, self.language)
        self._say(f"{time.strftime('%H:%M:%S')} {say(self._what(made, counts, seconds))}")

    def _what(self, made: Made, counts: str, seconds: float) -> Message:
        if made.site:
            pages, took = len([*made.site.rglob("*.html")]), Decimal(f"{seconds:.1f}")
            words = _("made {pages} pages in {seconds} s: {counts}", pages=pages, seconds=took)
        elif self.shown.number:
            words = _(
                "{counts}; no new pages, shown are still those of {time}. Mend the lines above",
                time=self.shown.at,
            )
        else:
            words = _("{counts}; no new pages. Mend the lines above")
        return words.filled(counts=counts)


def _made(make: Make, folder: Path) -> Made:
    """Make a site; what nobody has foreseen ends neither the server nor what is shown."""
    try:
        return make(folder)
    except WorkError as fault:
        why = fault.args[0]
    except Exception as fault:  # noqa: BLE001 - files of anybody, and extensions of anybody
        why = how_it_failed(fault)
    foreseen = isinstance(why, Message)
    return Made(None, trouble=why if foreseen else _("the program has a fault: {told}", told=why))
