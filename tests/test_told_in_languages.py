"""What goes wrong around the files (the machine, the programs, a browser) is told in the language of the reader."""

from __future__ import annotations

import errno
import os
import re
from datetime import date
from pathlib import Path

import pytest

from charters import indexing
from charters.in_browser.told import Teller
from charters.in_browser.whole_site import AuditOutcome
from charters.model.audited import Found, KnownFault
from charters.model.settings import Settings
from charters.model.text import Text
from charters.preview.shown import Made, Shown
from charters.problems import Message, Place, refusal
from charters.publishing.data import reports
from charters.publishing.rendering import SiteError
from charters.rules.saying import listed
from charters.workers import WorkError, meanwhile


@pytest.mark.parametrize(
    ("number", "english", "french", "spanish"),
    [
        (errno.ENOSPC, "No space left on device", "il n’y a plus de place sur le disque", "no queda espacio en el disco"),
        (errno.EACCES, "Permission denied", "accès refusé", "permiso denegado"),
        (errno.ENOENT, "No such file or directory", "fichier ou dossier introuvable", "no existe ese archivo o carpeta"),
    ],
)  # fmt: skip
def test_what_the_machine_refuses_is_told_in_the_language_of_the_reader(
    number: int, english: str, french: str, spanish: str
) -> None:
    why = refusal(OSError(number, os.strerror(number), "data/a.yml"))
    said = [reports.told(why, language) for language in ("en", "fr", "es")]
    assert said == [f"{one} (data/a.yml)" for one in (english, french, spanish)]


def test_what_nobody_foresaw_is_told_as_the_system_says_it() -> None:
    assert refusal(OSError(errno.EXDEV, "Invalid cross-device link")) == "Invalid cross-device link"


FOREIGN = "/a.py:1: KeyError: 'b'"


@pytest.mark.parametrize(
    ("trouble", "marked", "said"),
    [
        (Message("the finished site has no index.html"), "<p>", "n’a pas d’index"),
        (FOREIGN, '<p lang="en">', "KeyError"),
    ],
)
def test_a_preview_tells_trouble_in_the_language_of_the_site_and_marks_what_is_in_another(
    trouble: Message | str, marked: str, said: str
) -> None:
    banner = Shown(Made(None, trouble=trouble, language="fr")).said.decode()
    (told,) = re.findall(r"<p.*?</p>", banner, re.DOTALL)
    assert (told.startswith(marked), said in told) == (True, True), told


@pytest.mark.usefixtures("of_two_cores")
def test_a_process_that_was_ended_is_told_in_the_language_of_the_reader() -> None:
    with meanwhile(lambda: os._exit(9)) as heard, pytest.raises(WorkError) as why:
        heard()
    assert reports.told(why.value.args[0], "fr").startswith("un processus qui écrivait des pages")
    assert reports.told(why.value.args[0], "es").startswith("se interrumpió desde fuera un proceso")


def test_why_there_is_no_index_of_the_search_is_told_in_the_language_of_the_reader(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (service := tmp_path / "service").write_text(
        "#!/bin/sh\nhead -c 1 > /dev/null\nprintf 'e30=,'\n"
    )
    service.chmod(0o755)
    monkeypatch.setattr(indexing, "get_executable", lambda: str(service))
    with pytest.raises(SiteError) as why:
        indexing.write_index(tmp_path, {})
    assert reports.told(why.value.args[0], "fr").startswith(
        "l’index de la recherche n’a pas été fait"
    )


OURS = Found(rule="reflow", title="Nothing keeps moving for a reader who asked for less motion", page="a/",
             at=("320 px, dark", "no JavaScript"), where="#x", said="axe says", elements=3, wcag=("1.4.10",))  # fmt: skip
KNOWN = KnownFault(rule="motion", where="*", reason="r", owner="Web", until=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("language", "english"),
    [(one, (" on ", " and ", " more", "the ", "dark", "JavaScript;")) for one in ("fr", "es")],
)
def test_what_an_audit_found_is_told_in_the_language_of_the_reader(
    language: str, english: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/index.html").write_text("<!doctype html><html><body><p id=x>x</p>")
    teller = Teller(tmp_path, Settings(), tmp_path, {KNOWN: Place("known-faults.yml", 3)})
    found = [OURS, OURS.model_copy(update={"page": "a/"})]
    outcome = AuditOutcome(found[:1], [], found, [], [KNOWN], [KNOWN])
    told = [one.text for one in reports.spoken(teller.told(outcome), language)]
    assert len(told) == 4
    assert (told[0].count("320 px, "), told[0].count("JavaScript]")) == (1, 1)
    assert [(word, line) for line in told for word in english if word in line] == []


def test_a_sentence_names_things_as_they_are_called_in_its_language() -> None:
    ours = Text((("en", "Call centers"), ("es", "Centros de llamadas")))
    said = [reports.told(listed([ours, "B", "C", "D"]), language) for language in ("en", "es")]
    assert said == ["Call centers, B, C and 1 more", "Centros de llamadas, B, C y 1 más"]
