"""What was published before, read from the history of the files: never typed by anybody.

Only the line of first parents counts: drafts of a branch were never published.
"""

from charters.reading.past.looking_back import look_back

__all__ = ["look_back"]
