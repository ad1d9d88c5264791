"""The commands that look: what is wrong, why a rule exists, what the order asks, what a file may hold."""

from __future__ import annotations

import gc
from pathlib import Path

import click

from charters.cli.sites import (
    Site,
    as_of_day,
    folder_in_repository,
    no_agency,
    of_a_site,
    read_site,
)
from charters.cli.telling import (
    CLEAN,
    PROBLEMS,
    _,
    counts,
    in_some_form,
    print_lines,
    print_problems,
    reader,
    refused,
    said,
    say,
    stop,
    stop_with,
)
from charters.cli.terminal import main


@main.command()
@of_a_site
@as_of_day
@in_some_form
@click.option("--strict", is_flag=True, help="Refuse warnings too.")
@click.option("--all", "every", is_flag=True, help="Print every problem, also 10,000 of a kind.")
def check(site: Site, as_of: str | None, form: str, *, strict: bool, every: bool) -> None:
    """Check every file of the site.

    \b
    Exit status: 0 nothing to mend, 1 problems, 2 the check could not run.
    Example:     charters check --format github
    """
    from charters.publishing.data import rule_book
    from charters.rules import audit

    register, problems = read_site(site, as_of)
    gc.disable()  # what the audit makes is needed to the end, too
    audited = audit(register, problems)
    problems = list(audited.problems)
    known: dict[str, object] = {"as_of": register.as_of}
    if form == "json":
        known["pages"] = rule_book.addresses(register.settings, audited.framework)
    folder = folder_in_repository(site.root)
    print_problems(problems, form, every=every, known=known, folder=folder)
    raise SystemExit(PROBLEMS if refused(problems, strict=strict) else CLEAN)


@main.command()
@of_a_site
@as_of_day
@click.argument("agency", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def order(site: Site, as_of: str | None, agency: str | None, form: str) -> None:
    """Say, item by item, what Executive Order 12862 asks, or another framework, and what an agency shows.

    \b
    Example:     charters order ssa
    """
    from charters.publishing.book import open_book
    from charters.publishing.data import clause_data as order_data
    from charters.publishing.views import order as order_pages
    from charters.rules import audit

    register, problems = read_site(site, as_of)
    book = open_book(audit(register, problems))
    if book.audit.framework is None:
        file = register.settings.site_file
        stop(_("{file} names no framework, so nothing is asked of any agency", file=file))
    if refused(problems, strict=False):
        say(_("{counts}; see them with: charters check", counts=counts(problems)), err=True)
    if form == "json":
        click.echo(order_data.as_json(book))
        return
    if agency is not None and agency not in register.charters:
        no_agency(agency, register.charters)
    for charter in register.charters.values():
        if agency in (None, charter.id):
            print_lines(order_pages.order_lines(book, charter, every=agency is not None))


@main.command()
@of_a_site
@as_of_day
@click.option("--agency", help="One agency alone, by its id.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "ics", "markdown"]), default="text"
)
def due(site: Site, as_of: str | None, agency: str | None, form: str) -> None:
    """Say what is due: results, actions after a miss, reviews and surveys, the first day first.

    \b
    Example:     charters due --agency ssa
    """
    from charters.publishing.book import open_book
    from charters.publishing.data import due_list
    from charters.publishing.data.calendars import calendar_of
    from charters.publishing.views.due_board import all_due
    from charters.rules import audit

    register, problems = read_site(site, as_of)
    book = open_book(audit(register, problems))
    if agency is not None and agency not in register.charters:
        no_agency(agency, register.charters)
    views = all_due(book, agency)
    if form == "json":
        click.echo(due_list.as_json(book, views))
    elif form == "ics":
        click.echo(calendar_of(book, views, book.speech.gettext("What is due")), nl=False)
    elif form == "markdown":
        print_lines(due_list.markdown(book, views, agency or ""))
    else:
        print_lines(due_list.text(book, views))


@main.command(name="check-site")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--base", default="/", help="The path the site is served under, such as /charters.")
@click.option(
    "--host", multiple=True, help="A host from which pages may fetch programs and pictures."
)
@in_some_form
def check_built_site(folder: Path, base: str, host: tuple[str, ...], form: str) -> None:
    """Check the pages of a built site: links, fragments, images, headings, names.

    \b
    Example:     charters check-site site
    """
    from charters.rules.pages.finished import check_site

    problems = check_site(folder, base, hosts=host)
    print_problems(problems, form, every=False)
    raise SystemExit(PROBLEMS if problems else CLEAN)


@main.command()
@of_a_site
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--language", default="en", help="The language they are in: en, fr or es.")
@in_some_form
def language(site: Site, files: tuple[Path, ...], language: str, form: str) -> None:
    """Say how plainly a file is written: Markdown, an agency's YAML, or any text.

    What the site's file waives is left out.

    \b
    Exit status: 0 nothing to mend, 1 something, 2 a file could not be read.
    Example:     charters language content/agencies/ssa.md --format json
    """
    from charters.publishing.data import language_report
    from charters.reading.site_settings import settings_of
    from charters.reading.sources import decoded, relative
    from charters.rules.language import InSentence, language_of, unwaived

    found: list[InSentence] = []
    settings, _problems = settings_of(site.root, site.file)
    for path in files:
        source, faults = decoded(relative(site.root, path), path.read_bytes())
        more, unread = language_of(source, language) if source else ([], faults)
        if unread:
            stop_with(unread[0])
        found += unwaived(more, source, settings) if source else []
    if form == "json":
        click.echo(language_report.as_json(found))
    else:
        folder = folder_in_repository(site.root)
        print_problems([one.problem for one in found], form, every=True, folder=folder)
    raise SystemExit(PROBLEMS if found else CLEAN)


@main.command()
@click.argument("code", required=False)
@click.option("--reference", is_flag=True, help="Print every rule as one Markdown document.")
def explain(code: str | None, *, reference: bool) -> None:
    """Say why a rule exists, with a bad and a good example; without CODE, list all rules."""
    from charters.problems import Severity, rules
    from charters.rules import framework
    from charters.rules.findings import Duty

    if reference:
        from charters.publishing.data import rule_book

        click.echo(rule_book.reference(framework()), nl=False)
        return
    told = reader()
    if code is None:
        weights = {one: told(one.value) for one in Severity}
        width = max(map(len, weights.values())) + 1
        for rule in rules().values():
            click.echo(f"{rule.code:6} {weights[rule.severity]:{width}}{told(rule.title)}")
        return
    found = rules().get(code.upper())
    if found is None:
        stop(_("there is no code '{code}'; charters explain lists them all", code=code))
    clause = framework().clause_of.get(found.code)
    weight = told(found.severity.value)
    if clause:
        level = _("needed") if clause.levels[found.code] is Duty.MUST else _("advice")
        weight = f"{said(level)}, {said(clause.short)}"
    click.echo(f"{found.code}  {told(found.title)} ({weight})\n\n{told(found.why)}\n")
    source = framework().source_of(found)
    facts = (
        (source, _("Asked by: {source}.", source=source)),
        (found.where, _("Written in: {place}", place=found.where)),
        (found.follows, _("Looks after: {rules}", rules=found.follows)),
    )
    for fact, message in facts:
        if fact:
            click.echo(f"{said(message)}\n")
    bad, good = said(_("Bad:")), said(_("Good:"))
    click.echo(f"{bad}\n{_indented(found.bad)}\n\n{good}\n{_indented(found.good)}")


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.strip("\n").split("\n"))


@main.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the schemas into this folder.",
)
@click.option(
    "--reference", is_flag=True, help="Print the reference of every file and key as Markdown."
)
def schema(out: Path | None, *, reference: bool) -> None:
    """Print the JSON Schemas of the editors' files, for completion in an editor."""
    from charters.publishing.data.files_reference import reference as files_reference
    from charters.publishing.data.printed_schemas import every_schema

    if reference:
        click.echo(files_reference(), nl=False)
        return
    for name, text in every_schema().items():
        if out is None:
            click.echo(f"// {name}\n{text}", nl=False)
            continue
        out.mkdir(parents=True, exist_ok=True)
        (out / name).unlink(missing_ok=True)  # a link would lead to another file
        (out / name).write_text(text, encoding="utf-8")
