"""Public service charters: promises, results and verdicts, from text files to pages."""

__version__ = "0.1.0"
