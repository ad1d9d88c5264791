"""Item (f): the channels, and whether what is said of one of them agrees."""

from __future__ import annotations

import re

_PHONE_NUMBER = re.compile(r"\+?[\dA-Z](?:[\s().-]*[\dA-Z]){6,13}")
_KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")


def contact_differs(contact: str, link: str) -> tuple[str, str] | None:
    """Return a contact and the target of its link where they are two numbers or two addresses."""
    scheme, _, target = link.partition(":")
    if scheme.lower() == "mailto":
        address = _EMAIL.findall(contact)
        target = target.partition("?")[0]
        same = len(address) != 1 or address[0].lower() == target.lower()
        return None if same else (address[0], target)
    numbers = _PHONE_NUMBER.findall(contact)
    if scheme.lower() != "tel" or len(numbers) != 1:
        return None
    said, dialed = _digits(numbers[0]), _digits(target)
    if said.endswith(dialed) or dialed.endswith(said) or len(min(said, dialed, key=len)) < 7:
        return None
    return numbers[0].strip(), target


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number.translate(_KEYPAD)).lstrip("0")
