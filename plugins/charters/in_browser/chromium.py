"""The browser that pages are looked at in: Chromium, driven by Playwright, which comes with the extra `audit`."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from charters.problems import SILENCE, Message
from charters.problems.message import _

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_PACKAGES = ("playwright", "axe_playwright_python")


def lacking() -> Message:
    """Return what has to be installed first, in one line; silence where everything is there."""
    if any(find_spec(name) is None for name in _PACKAGES):
        command = "pip install 'mkdocs-charters[audit]'"
        return _("an audit needs a browser and axe: {command}", command=command)
    if not found_chromium():
        return _(
            "an audit needs Chromium: apt-get install chromium, or name one: CHARTERS_CHROMIUM=/path/to/chromium"
        )
    return SILENCE


def found_chromium() -> str:
    """Return the browser of this machine; '' where there is none."""
    wishes = (os.environ.get("CHARTERS_CHROMIUM"), os.environ.get("CHROMIUM"), *_NAMES)
    return next(filter(None, (shutil.which(name) for name in wishes if name)), "")


def version() -> str:
    """Return which browser it is: `Chromium 140.0.7339.80`."""
    done = subprocess.run(  # noqa: S603 - the browser of this machine
        [found_chromium(), "--version"], capture_output=True, text=True, check=False
    )
    return " ".join(done.stdout.split()[:2])


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser, and end it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Only pages of our own are opened; as root Chromium cannot start its sandbox.
        browser = playwright.chromium.launch(
            executable_path=found_chromium(), args=["--no-sandbox"]
        )
        yield browser
        browser.close()
