"""The page of forms as files in a built site: our page, the configuration, and what it loads."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment

from charters.forms.bundles import FormsError, bundles, unpacked
from charters.forms.configuration import configuration, left_out
from charters.forms.forge import forge_at
from charters.model.register import Register
from charters.problems.message import Message, _
from charters.publishing.say.catalogues import locale_of
from charters.publishing.say.speech import Speech, speech_for
from charters.reading.sources import relative

_PAGE = files("charters") / "forms" / "page"


def write(home: Path, register: Register, packages: Path, out: Path) -> list[Message]:
    """Write the page of forms in place of an older one; return the keys that it leaves to hands."""
    forge = forge_at(register.settings.edit_root or "")
    if forge is None:
        message = _(
            "the forms have to know where the files are kept; set edit_root in mkdocs.yml, such as https://github.com/OWNER/REPOSITORY/edit/main/"
        )
        raise FormsError(message)
    speech = speech_for(register.settings.language)
    loaded = [unpacked(bundle, packages) for bundle in bundles()]
    ours = {
        "index.html": _page(speech, forge.hosts).encode(),
        **{name: (_PAGE / name).read_bytes() for name in ("forms.js", "formats.js")},
        "config.yml": configuration(home, register, forge, speech).encode(),
    }
    _make_room(out)
    for name, content in {**ours, **{k: v for one in loaded for k, v in one.items()}}.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(content)
    return list(_left_out(home, register))


def _make_room(out: Path) -> None:
    """Take older forms away, and nothing else that anybody might have there."""
    if (out / "formats.js").is_file():
        shutil.rmtree(out)
    elif out.exists() and any(out.iterdir()):
        message = _(
            "{path} holds something other than forms; name another folder with --out", path=str(out)
        )
        raise FormsError(message)


def _left_out(home: Path, register: Register) -> Iterator[Message]:
    for name in register.charters:
        for path in sorted((home / register.settings.data_dir / name).glob("*.yml")):
            for key in left_out(path):
                yield _(
                    "{file}: the form leaves out {key}, which holds several languages or levels; change it in the file",
                    file=relative(home, path),
                    key=key,
                )


def _page(speech: Speech, hosts: str) -> str:
    environment = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    environment.install_gettext_callables(speech.gettext, speech.ngettext, newstyle=False)  # type: ignore[attr-defined]
    locale = locale_of(speech.language)
    return environment.from_string((_PAGE / "index.html").read_text(encoding="utf-8")).render(
        language=speech.language, direction=locale.text_direction if locale else "ltr", hosts=hosts
    )
