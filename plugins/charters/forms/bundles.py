"""The packages that the page of forms loads: taken from files, and only where their hash is the known one."""

from __future__ import annotations

import tarfile
from base64 import b64encode
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from hashlib import sha512
from io import BytesIO
from pathlib import Path, PurePosixPath

from charters.problems import declared
from charters.problems.message import _

_TOP = "package/"
"""The folder that every package of npm is packed in."""


class FormsError(Exception):
    """The forms cannot be written; the words say why, and what to do."""


@dataclass(frozen=True)
class Bundle:
    """A package: the file it lies in, what it has to be, and which of its files are taken."""

    file: str
    package: str
    license: str
    sha512: str
    into: str
    takes: tuple[str, ...]
    program: str = ""
    words: str = ""
    """Where the program finds its words in the languages, as its own text names the folder."""


@cache
def bundles() -> tuple[Bundle, ...]:
    """Return the packages that the forms need."""
    entries = declared("forms/bundles")["bundles"]
    return tuple(Bundle(**{**entry, "takes": tuple(entry["takes"])}) for entry in entries)


def unpacked(bundle: Bundle, folder: Path) -> dict[str, bytes]:
    """Return the files taken out of a package, by their path below the page of forms."""
    packed = _packed(bundle, folder)
    files = {}
    with tarfile.open(fileobj=BytesIO(packed)) as archive:
        for member in archive:
            name = member.name.removeprefix(_TOP)
            taken = member.isfile() and any(fnmatchcase(name, one) for one in bundle.takes)
            if taken and (held := archive.extractfile(member)):
                files[f"{bundle.into}/{name}"] = held.read()
    return _with_words(bundle, files) if bundle.words else files


def _packed(bundle: Bundle, folder: Path) -> bytes:
    """Return the bytes of a package, of which every one is known."""
    path = folder / bundle.file
    get = f"npm pack {' '.join(one.package for one in bundles())}"
    if not path.is_file():
        message = _(
            "there is no {path}; fetch what the forms are made of with: {command}", path=str(path)
        )
        raise FormsError(message.filled(command=get))
    packed = path.read_bytes()
    if b64encode(sha512(packed).digest()).decode() != bundle.sha512:
        message = _("{path} is not {package} as it was published; fetch it again: {command}")
        raise FormsError(message.filled(path=str(path), package=bundle.package, command=get))
    return packed


def _with_words(bundle: Bundle, files: dict[str, bytes]) -> dict[str, bytes]:
    """Return files with each JSON file as a part of the program, which loads it as one."""
    program = f"{bundle.into}/{bundle.program}"
    made, loads = {}, files[program]
    for name, content in files.items():
        at = f"{bundle.words}{PurePosixPath(name).name}"
        if name.endswith(".json"):
            made[name.removesuffix("on")] = b"export default " + content
            loads = loads.replace(f"`{at}`".encode(), f"`{at.removesuffix('on')}`".encode())
        else:
            made[name] = content
    return {**made, program: loads}
