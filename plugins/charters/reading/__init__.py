"""From editors' files to the register, and the problems met on the way."""

from charters.reading.folder import read

__all__ = ["read"]
