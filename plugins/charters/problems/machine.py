"""What the machine refuses (a full disk, no right to write), in words that can be said in any language."""

from __future__ import annotations

from charters.problems.message import Message, _

_WHYS = (
    *(_("No such file or directory"), _("Permission denied"), _("Operation not permitted")),
    *(_("No space left on device"), _("Disk quota exceeded"), _("Read-only file system")),
    *(_("Is a directory"), _("Not a directory"), _("File exists"), _("Directory not empty")),
    *(_("File name too long"), _("Too many open files"), _("Too many levels of symbolic links")),
    *(_("Input/output error"), _("Cannot allocate memory"), _("Broken pipe")),
)
"""Why it refuses most, as systems say it in English."""


def refusal(fault: OSError) -> Message | str:
    """Return why the machine refuses something, and at which file; a why that nobody foresaw as the system says it."""
    said = fault.strerror or str(fault)
    why = next((one for one in _WHYS if one.template == said), said)
    return _("{why} ({place})", why=why, place=str(fault.filename)) if fault.filename else why
