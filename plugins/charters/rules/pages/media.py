"""Sound and film: nothing starts by itself, and what is said can be read."""

from __future__ import annotations

from collections.abc import Sequence

from charters.problems.message import _
from charters.rules.pages.checks import Found, of
from charters.rules.pages.elements import Element


@of("[autoplay]")
def starting_alone(elements: Sequence[Element]) -> Found:
    """Yield sound that starts by itself and that nobody can stop."""
    for media in elements:
        is_silent = "muted" in media.attrs or "controls" in media.attrs
        is_short = "#t=" in f"{media.get('src')}{media.node.html}"
        if media.tag in ("audio", "video") and not (is_silent or is_short) and media.rendered:
            yield (
                media,
                _(
                    "<{tag}> starts by itself and nobody can stop it; take out autoplay, and write controls",
                    tag=media.tag,
                ),
            )


@of("video")
def without_captions(films: Sequence[Element]) -> Found:
    """Yield films whose words nobody can read."""
    tracks = films[0].page.tagged("track")
    read = [one for one in tracks if one.get("kind") in ("", "captions", "subtitles")]
    for film in films:
        if "muted" not in film.attrs and film.in_tree and not film.holds_one_of(read):
            yield (
                film,
                _(
                    '<video> has no captions; add <track kind="captions"> with what is said, or write it beside the film'
                ),
            )
