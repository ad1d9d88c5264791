"""The command line itself, and what it does where the machine refuses.

What reads, judges and tells is imported by the command that is run: help comes at once, and a check
waits for nothing that it does not use.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import click

from charters import __version__
from charters.cli.help import LANGUAGE, Group, speak
from charters.cli.telling import give_up_streams, stop


class _Commands(Group):
    """The commands; what the machine refuses (a full disk, a closed pipe) is told in one line."""

    def __call__(self, *args: Any, **more: Any) -> Any:
        """Run the command line; as a program, which has nothing more to do, it ends at once.

        The machine takes back what was read far quicker than Python takes it apart.
        """
        with _told_in_one_line():
            try:
                return super().__call__(*args, **more)
            except SystemExit as end:
                sys.stdout.flush()
                sys.stderr.flush()
                if isinstance(end.code, int) and not (args or more):
                    os._exit(end.code)
                raise

    def make_context(self, *args: Any, **more: Any) -> click.Context:
        """Read the words of the command line; help is printed here."""
        with _told_in_one_line():
            return super().make_context(*args, **more)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was named."""
        with _told_in_one_line():
            return super().invoke(ctx)


@contextmanager
def _told_in_one_line() -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        give_up_streams()
        from charters.problems import refusal

        stop(refusal(fault))


def _speak(context: click.Context, language: str | None) -> None:
    context.meta[LANGUAGE] = language
    speak(language or "")


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="charters")
@click.option(
    "--language",
    expose_value=False,
    is_eager=True,
    callback=lambda context, _option, language: _speak(context, language),
    help="The language in which problems are told: en, es or fr. [default: that of the terminal]",
)
def main() -> None:
    """Check, explain and publish public service charters."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 50, 1000)  # what is imported is no garbage
    click.get_current_context().call_on_close(partial(_collect_again, before))
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # none watches how files are read
    for stream in (sys.stdout, sys.stderr):
        # A terminal of another encoding shows a code in place of a letter, and no traceback.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _collect_again(threshold: tuple[int, int, int]) -> None:
    """Look for garbage as before the command: a test runs many in one process."""
    gc.set_threshold(*threshold)
    gc.freeze()  # what was made meanwhile would be looked over at once, and most programs end here
    gc.unfreeze()
    gc.enable()
