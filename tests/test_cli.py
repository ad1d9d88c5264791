"""The command: what it prints, where, and with which exit status it ends."""

from __future__ import annotations

import ast
import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from builders import rewrite
from charters import __version__, cli
from charters.cli import CANNOT_RUN, CLEAN, PROBLEMS, main
from charters.cli import help as help_
from charters.problems import rules
from charters.rules import auditing, framework
from charters.rules.findings import Duty
from commands import charters, process
from planting import GOOD, golden_cases, good_site, planted

GOLDEN = golden_cases()
TWO_AGENCIES = dict(GOLDEN)["many: two agencies at once"]
ONLY_A_WARNING = dict(GOLDEN)["ties: a limit in days of an unknown kind"]
ONLY_A_NOTE = dict(GOLDEN)["results: columns in another order"]


@pytest.fixture
def readers_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the checks beyond reading, which have tests of their own."""
    nothing: list[Any] = []
    monkeypatch.setattr(auditing, "CLASHES", nothing)
    monkeypatch.setattr(auditing, "past_problems", lambda *_: nothing)


pytestmark = pytest.mark.usefixtures("readers_alone")


# ------------------------------------------------------------------------------------- check


def test_a_good_site_is_clean(tmp_path: Path) -> None:
    done = charters("check", "--root", good_site(tmp_path))
    assert (done.exit_code, done.stdout, done.stderr) == (CLEAN, "no problems\n", "")


def test_problems_are_printed_line_by_line_and_counted(tmp_path: Path) -> None:
    done = charters("check", "--root", planted(tmp_path, TWO_AGENCIES))
    assert done.exit_code == PROBLEMS
    said = done.stdout.splitlines()
    assert sorted(said[:6]) == [f"error    {line}" for line in TWO_AGENCIES["report"].splitlines()]
    assert said[6:] == ["6 errors"]
    assert all(": charters explain " in line for line in done.stderr.splitlines())


def test_programs_get_json_and_nothing_else(tmp_path: Path) -> None:
    done = charters("check", "--format", "json", "--root", planted(tmp_path, TWO_AGENCIES))
    assert done.exit_code == PROBLEMS
    document = json.loads(done.stdout)
    found = document["problems"]
    assert document["as_of"]
    said = "".join(
        f"{p['path']}:{p['line']}:{p['column']}: {p['code']} {p['message']}\n" for p in found
    )
    assert said == TWO_AGENCIES["report"]
    assert {p["severity"] for p in found} == {"error"}


def test_json_of_a_good_site_is_an_empty_list(tmp_path: Path) -> None:
    done = charters("check", "--format", "json", "--root", good_site(tmp_path))
    assert (done.exit_code, json.loads(done.stdout)["problems"]) == (CLEAN, [])


def test_annotations_name_files_from_the_top_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    done = charters("check", "--format", "github", "--root", planted(tmp_path, ONLY_A_WARNING))
    assert done.stdout.startswith("::warning file=site/data/standards/harbor/standards.yml,line=65")


def test_github_gets_annotations_and_the_count_beside_them(tmp_path: Path) -> None:
    done = charters("check", "--format", "github", "--root", planted(tmp_path, ONLY_A_WARNING))
    assert done.stdout == (
        "::warning file=data/standards/harbor/standards.yml,line=65,col=12,"
        "title=T007 Days of an unknown kind::'20 days' does not say which days; write 20 business "
        "days or 20 calendar days (or, where nobody knows, day_kind: not stated under 'measure')\n"
    )
    assert done.stderr == "1 warning\n"


@pytest.mark.parametrize(
    ("case", "words", "status"),
    [
        (ONLY_A_NOTE, [], CLEAN),
        (ONLY_A_NOTE, ["--strict"], CLEAN),
        (ONLY_A_WARNING, [], CLEAN),
        (ONLY_A_WARNING, ["--strict"], PROBLEMS),
        (TWO_AGENCIES, [], PROBLEMS),
    ],
)
def test_only_errors_are_refused_and_warnings_when_asked_for(
    case: dict[str, Any], words: list[str], status: int, tmp_path: Path
) -> None:
    assert charters("check", "--root", planted(tmp_path, case), *words).exit_code == status


def test_all_prints_every_one(tmp_path: Path) -> None:
    site = good_site(tmp_path)
    path = site / "data/standards/harbor/results.csv"
    path.write_text(path.read_text(encoding="utf-8") + "x,2024\n" * 100, encoding="utf-8")
    assert len(charters("check", "--root", site).stdout.splitlines()) == 12
    assert len(charters("check", "--root", site, "--all").stdout.splitlines()) == 101


def test_the_day_the_site_is_judged_on_can_be_given(tmp_path: Path) -> None:
    done = charters("check", "--root", good_site(tmp_path), "--as-of", "2024-12-31")
    assert done.exit_code == PROBLEMS
    assert "after the day this site is judged on (2024-12-31)" in done.stdout


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2024-02-30", "there is no day '2024-02-30' in the calendar; February 2024 goes from 01 to 29"),
        ("tomorrow", "'tomorrow' is not a date; write the year in four digits, the month and the day in two, with - between them"),
        ("2024", "'2024' is not a date; write the year in four digits, the month and the day in two, with - between them"),
    ],
)  # fmt: skip
def test_a_bad_day_stops_the_check(day: str, said: str, tmp_path: Path) -> None:
    done = charters("check", "--root", good_site(tmp_path), "--as-of", day)
    assert (done.exit_code, done.stdout, done.stderr) == (CANNOT_RUN, "", f"{said}\n")


def test_a_folder_that_is_not_there_stops_the_check(tmp_path: Path) -> None:
    done = charters("check", "--root", tmp_path / "nowhere")
    assert done.exit_code == CANNOT_RUN
    assert done.stderr == f"there is no folder '{tmp_path}/nowhere'\n"


def test_a_folder_that_is_no_site_stops_the_check(tmp_path: Path) -> None:
    done = charters("check", "--root", tmp_path)
    assert done.exit_code == CANNOT_RUN
    assert done.stderr.startswith(f"neither mkdocs.yml nor data/standards is in '{tmp_path}'; ")


@pytest.mark.parametrize(
    "words",
    [
        ["check", "--format", "xml"],
        ["check", "--no-such-option"],
        ["check", "--root", __file__],
        ["no-such-command"],
        ["explain", "Y001", "Y002"],
    ],
)
def test_a_command_that_makes_no_sense_cannot_run(words: list[str]) -> None:
    done = charters(*words)
    assert done.exit_code == CANNOT_RUN
    assert done.stderr.startswith("Usage: ")


@pytest.mark.parametrize(
    ("words", "french", "english"),
    [
        ([], "Contrôle chaque fichier du site.", "Check every file of the site."),
        (["check"], "État de sortie\u00a0: 0 rien à corriger", "Exit status: 0 nothing to mend"),
        (["import", "table"], "Exemple\u00a0:     charters import", "Example:     charters import"),
        (["new"], "Le nom de l’organisme.", "The agency's name."),
    ],
)
def test_help_is_in_the_language_of_the_reader(
    words: list[str], french: str, english: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    told = charters("--language", "fr", *words, "--help").stdout
    assert (told.startswith("Utilisation\u00a0: "), french in told, english in told) == (
        True,
        True,
        False,
    )
    assert english in charters(*words, "--help").stdout
    monkeypatch.setenv("LC_ALL", "fr_CA.UTF-8")
    assert french in charters(*words, "--help").stdout


@pytest.mark.parametrize(
    ("words", "language", "said"),
    [
        (["check", "--oops"], "fr", "Erreur\u00a0: L’option '--oops' n’existe pas. Vouliez-vous dire '--root'\u202f?"),
        (["chek"], "es", "Error: No existe el comando 'chek'. (¿Quiso decir uno de estos: 'check', 'schema'?)"),
        (["explain", "Y001", "Y002"], "fr", "Erreur\u00a0: Argument en trop (Y002)"),
        (["new"], "es", "Error: Falta el argumento 'FOLDER'."),
        (["check-site", "/nowhere"], "fr", "Erreur\u00a0: Valeur refusée pour 'FOLDER'\u00a0: Dossier introuvable\u00a0: '/nowhere'."),
        (["serve", "--port", "x"], "es", "Error: Valor no admitido para '--port': 'x' no sirve: hace falta un número."),
        (["import", "gc-service-inventory"], "fr", "Erreur\u00a0: Option manquante '--into'."),
        (["import", "gc-service-inventory", "--into", "x"], "es", "no hay nada que importar; indique --standards, --services o --organisations"),
        (["check", "--as-of", "2026-13-45", "--root", str(GOOD)], "fr", "«\u00a02026-13-45\u00a0» a un mois qui n’existe pas\u202f; les mois vont de 01 à 12"),
        (["check", "--root"], "fr", "Erreur\u00a0: L’option '--root' demande une valeur."),
        (["add", "agency"], "es", "Interrumpido."),
    ],
)  # fmt: skip
def test_what_the_library_of_commands_says_is_in_the_language_of_the_reader(
    words: list[str], language: str, said: str
) -> None:
    told = charters("--language", language, *words).stderr.rstrip().splitlines()
    assert told[-1] == said
    assert not any(line.startswith(("Usage:", "Try ", "Error: No such")) for line in told)


def commands(of: click.Command = main, name: str = "") -> Iterator[tuple[str, ...]]:
    """Yield the words that name each command."""
    if not isinstance(of, click.Group):
        yield (name,)
        return
    for one, command in of.commands.items():
        yield from ((name, *words) if name else words for words in commands(command, one))


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("words", [(), ("import",)])
def test_a_list_of_commands_says_whole_sentences(words: tuple[str, ...], language: str) -> None:
    usage, *listed = charters("--language", language, *words, "--help").stdout.splitlines()
    assert "..." in usage
    assert (len(listed) > 8, [line for line in listed if "..." in line]) == (True, [])


@pytest.mark.parametrize("language", ["fr", "es"])
@pytest.mark.parametrize("words", [(), *commands()], ids=" ".join)
def test_no_word_of_help_is_left_in_english(words: tuple[str, ...], language: str) -> None:
    said = charters("--language", language, *words, "--help").stdout
    left = re.findall(
        r"(?<![-\w])(?:default:|required|INTEGER|FLOAT|TEXT|DAY|WORDS|the|of)(?!\w)", said
    )
    assert left == []


def test_each_word_of_the_library_of_commands_is_one_that_it_says() -> None:
    asked = {
        node.value
        for module in Path(click.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.Constant)
    }
    assert set(help_.OF_CLICK) - asked == set()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["build", "--engine", "plain", "--out", "data"], "contient des fichiers et aucun index.html"),
        (["forms"], "donnez edit_root dans mkdocs.yml"),
        (["diff", "no-such-branch"], "il n’y a pas de "),
    ],
)  # fmt: skip
def test_why_a_command_cannot_run_is_told_in_the_language_of_the_reader(
    tmp_path: Path, words: list[str], said: str
) -> None:
    site = good_site(tmp_path)
    words = [str(site / one) if one == "data" else one for one in words]
    done = charters("--language", "fr", *words, "--root", site)
    assert (done.exit_code, said in done.stderr) == (CANNOT_RUN, True), done.stderr


def test_why_a_file_cannot_be_read_is_told_in_the_language_of_the_reader(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yml"
    broken.write_text("a: [\n", encoding="utf-8")
    done = charters("--language", "fr", "language", broken, "--root", tmp_path)
    assert done.exit_code == CANNOT_RUN
    assert done.stderr.startswith("broken.yml:2:1: Y001 un crochet")


def test_the_command_says_its_version_and_its_commands() -> None:
    assert charters("--version").stdout == f"charters, version {__version__}\n"
    for word in ("check", "explain"):
        assert word in charters("--help").stdout
        assert charters(word, "--help").exit_code == CLEAN


# ----------------------------------------------------------------------------------- explain


@pytest.mark.parametrize("code", rules())
def test_a_code_is_explained_with_a_bad_and_a_good_example(code: str) -> None:
    rule = rules()[code]
    done = charters("explain", code.lower())
    assert done.exit_code == CLEAN
    head, why, bad, good = done.stdout.split("\n\n", 2)[:2] + done.stdout.split("Bad:\n")[1].split(
        "\n\nGood:\n"
    )
    clause = framework().clause_of.get(code)
    levels = {Duty.MUST: "needed", Duty.SHOULD: "advice"}
    kind = f"{levels[clause.levels[code]]}, {clause.short}" if clause else rule.severity.value
    assert head == f"{code}  {rule.title} ({kind})"
    assert f"Asked by: {rule.source}.\n" in done.stdout or not rule.source
    assert why == rule.why
    assert [line[4:] for line in bad.splitlines()] == rule.bad.strip("\n").split("\n")
    assert [line[4:] for line in good.splitlines()] == rule.good.strip("\n").split("\n")


def test_a_rule_is_explained_in_the_language_of_the_reader() -> None:
    told = charters("--language", "fr", "explain", "A1").stdout
    assert told.startswith("A1  Les groupes de clients sont nommés (exigé, (a) Clients)\n\n")
    assert [one for one in ("Asked by", "Written in", "Bad:", "Good:") if one in told] == []
    listed = charters("--language", "es", "explain").stdout.splitlines()
    assert listed[0] == "Y001   error       No se puede leer una línea"


def test_without_a_code_all_of_them_are_listed() -> None:
    listed = charters("explain").stdout.splitlines()
    assert [line.split()[0] for line in listed] == list(rules())


def test_an_unknown_code_cannot_be_explained() -> None:
    done = charters("explain", "Y999")
    assert done.exit_code == CANNOT_RUN
    assert done.stderr == "there is no code 'Y999'; charters explain lists them all\n"


# -------------------------------------------------------------------- whatever happens inside


COMMAND = (sys.executable, "-m", "charters.cli")


def test_the_command_runs_as_a_process(tmp_path: Path) -> None:
    done = process(*COMMAND, "check", "--root", planted(tmp_path, TWO_AGENCIES))
    assert done.returncode == PROBLEMS
    assert TWO_AGENCIES["report"].splitlines()[0] in done.stdout
    assert "Traceback" not in done.stderr


def loaded_by(*words: str) -> tuple[str, set[str]]:
    ask = f"import sys; from charters.cli import main; main({[*words]!r}, standalone_mode=False)"
    program = f"{ask}; print(*sys.modules, file=sys.stderr)"
    done = process(sys.executable, "-c", program)
    assert done.returncode == CLEAN, done.stderr
    return done.stdout, {one for one in done.stderr.split() if one.startswith("charters.")}


def test_help_waits_for_nothing_that_reads_judges_or_publishes() -> None:
    said, ours = loaded_by("--help")
    assert "serve" in said
    assert {one for one in ours if not one.startswith("charters.cli")} == set()


def test_a_rule_is_explained_without_the_code_of_any_rule() -> None:
    said, ours = loaded_by("explain", "K24")
    assert "K24" in said
    assert {"charters.rules.auditing", "charters.reading"} & ours == set()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_a_terminal_of_another_encoding_is_no_obstacle(encoding: str, tmp_path: Path) -> None:
    site = good_site(tmp_path)
    wrong = ("kind: executive", f"kind: 日本{'語' * 50}")
    rewrite(site / "data/standards/harbor/agency.yml", wrong)
    done = process(*COMMAND, "check", "--root", site, PYTHONIOENCODING=encoding)
    assert done.returncode == PROBLEMS
    assert "Traceback" not in done.stderr
    assert "agency.yml:2:7: Y017" in done.stdout


def test_the_entry_point_is_the_command() -> None:
    assert cli.main is main


RUNS = """\
site_name: Test
hooks: [hook.py]
docs_dir: content
plugins: [charters, evil]
markdown_extensions:
  - evil:
      run: !!python/object/apply:os.system ["touch {mark}"]
  - toc: {slugify: !!python/name:evil.run}
extra: {value: !!python/object/new:evil.Run {}}
theme: {name: null, custom_dir: evil}
"""


def test_the_check_runs_nothing_that_mkdocs_yml_names(tmp_path: Path) -> None:
    site, mark = good_site(tmp_path), tmp_path / "it-ran"
    program = f"open({str(mark)!r}, 'w').close()\n"
    (site / "hook.py").write_text(program)
    (site / "evil.py").write_text(program + "run = None\n")
    (site / "mkdocs.yml").write_text(RUNS.replace("{mark}", str(mark)))
    done = process(
        *COMMAND, "check", "--root", site, PYTHONPATH=os.pathsep.join([str(site), *sys.path])
    )
    assert done.returncode in (CLEAN, PROBLEMS)
    assert not mark.exists()
