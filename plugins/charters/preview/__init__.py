"""A preview: the last good site, with what is wrong with the files of now on top of it."""

from charters.preview.loop import Preview
from charters.preview.shown import Made

__all__ = ["Made", "Preview"]
