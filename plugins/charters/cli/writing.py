"""The commands that write an editor's files: a new site, one more of something, a table, a move."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from charters.cli.sites import Site, as_of_day, of_a_site
from charters.cli.telling import CLEAN, PROBLEMS, _, print_lines, reader, said, say, stop, tell
from charters.cli.terminal import main

if TYPE_CHECKING:
    from charters.problems import Message
    from charters.starting.countries import Country
    from charters.starting.questions import Question


_FORGES = ("github", "gitlab", "none")
_FRAMEWORKS = ("eo-12862", "none")


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help="What the site is called.")
@click.option("--agency", help="The agency's name.")
@click.option("--country", help="In two letters; says fiscal year, and the usual languages.")
@click.option(
    "--languages",
    help="The languages of the site, the first one first: en, fr. [default: the country's]",
)
@click.option(
    "--framework",
    type=click.Choice(_FRAMEWORKS),
    help="What the charter is held against, or none. [default: the country's]",
)
@click.option(
    "--forge",
    type=click.Choice(_FORGES),
    help="Whose workflows are written.",
)
@click.option(
    "--licence", help="How others may use the data, by its name; blank while nobody has decided."
)
@click.option("--licence-link", help="Where the words of that licence stand.")
def new(folder: Path, **given: str | None) -> None:
    """Write a new site into FOLDER: an agency with two services, three promises and their results.

    \b
    Example:     charters new my-charter
    """
    from charters.model.periods import today
    from charters.starting.new_site import NewSite, own_package

    name = _asked(given["name"], _("What is the site called"))
    agency = _asked(given["agency"], _("Which agency promises something"))
    country = _country(_asked(given["country"], _("Which country, in two letters"), "US"))
    languages = _languages(given["languages"], country)
    held = _asked(given["framework"], _("What is it held against"), country.framework, _FRAMEWORKS)
    forge = _asked(given["forge"], _("Where are the files kept"), _FORGES[0], _FORGES)
    licence = _asked(given["licence"], _("Which licence has the data (blank: not decided yet)"), "")
    terms = None
    if licence:
        asks = _("Where does that licence stand (https://...)")
        terms = {"name": licence, "link": _asked(given["licence_link"], asks)}
    day, package = today(), own_package()
    site = NewSite(name, agency, country, languages, held, forge, day, terms, package)
    if taken := site.write(folder):
        message = _(
            "nothing was written: {files} would be written over; name an empty folder",
            files=", ".join(taken[:3]),
        )
        stop(message)
    done = _(
        "a site of {agency} is in {folder}; README.md there says how to go on. Look at it with:",
        agency=site.id,
        folder=str(folder),
    )
    say(done)
    click.echo(f"    cd {shlex.quote(str(folder))} && charters build && charters serve")


def _country(code: str) -> Country:
    from charters.starting.countries import country_of

    if found := country_of(code):
        return found
    message = _(
        "'{code}' is no country; write its code of two letters, such as US, CA or NZ", code=code
    )
    return stop(message)


def _languages(given: str | None, country: Country) -> list[str]:
    from charters.starting.languages import languages_of, refusal

    usual = ", ".join(languages_of(country))
    asked = _asked(given, _("In which languages, the first one first"), usual)
    codes = asked.replace(",", " ").split()
    if why := refusal(codes):
        stop(why)
    return codes


def _asked(
    given: str | None, message: Message, usual: str | None = None, choices: Sequence[str] = ()
) -> str:
    """Return what a flag says, or what is answered at the terminal."""
    if given is not None:
        return given
    while not (answer := _typed(said(message), usual, choices)) and usual is None:
        say(_an_end(_("an answer is needed here and must not be blank")))
    return answer


def _typed(asks: str, usual: str | None, choices: Sequence[str] = ()) -> str:
    """Return what is typed; of a blank line what is usual, if anything is."""
    kind = click.Choice(choices) if choices else str
    colon, shown = reader()(": "), bool(usual)
    typed = click.prompt(asks, usual or "", type=kind, show_default=shown, prompt_suffix=colon)
    return str(typed).strip()


def _an_end(why: Message) -> Message:
    return _("{why}; Ctrl-C ends, and nothing is written", why=why)


@main.command()
@click.argument("kind", type=click.Choice(["agency", "service", "promise", "result"]))
@click.option(
    "--with",
    "given",
    multiple=True,
    metavar="KEY=WORDS",
    help="An answer that need not be asked for; may be repeated.",
)
@of_a_site
@as_of_day
def add(site: Site, kind: str, given: tuple[str, ...], as_of: str | None) -> None:
    """Add one more agency, service, promise or result; what is needed for it is asked.

    \b
    Example:     charters add result --with standard=call-answered
    """
    from charters.importing.appending import NoPlaceError
    from charters.importing.faults import TableError
    from charters.problems import errors_of
    from charters.starting.additions import KINDS
    from charters.starting.questions import AnswerError

    settings, _problems = site.settings(as_of)
    answers = dict(one.partition("=")[::2] for one in given)
    addition = KINDS[kind](site.root, settings, settings.day, answers)
    try:
        for question in addition.questions():
            if question.key in answers:
                question.refuse(answers[question.key])
            else:
                answers[question.key] = _answer(question)
        faults = addition.faults()
        tell(faults)
        if errors_of(faults):
            given_again = (shlex.quote(f"{key}={text}") for key, text in answers.items())
            again = " --with ".join([f"charters add {kind}", *given_again])
            say(_("nothing was written; mend the answer and run: {command}", command=again))
            raise SystemExit(PROBLEMS)
        for path in addition.write():
            say(_("{path} has it", path=path))
    except (AnswerError, NoPlaceError, TableError) as why:
        stop(why.args[0])


def _answer(question: Question) -> str:
    """Ask for one answer at the terminal, again until it can be taken."""
    from charters.starting.questions import AnswerError

    say(question.asks)
    for choice, meaning in question.choices.items():
        click.echo(f"    {choice:22} {said(meaning)}".rstrip())
    while True:
        answer = _typed(question.key, question.usual)
        try:
            question.refuse(answer)
        except AnswerError as why:
            say(_an_end(why.args[0]))
        else:
            return answer


@main.command()
@of_a_site
@click.option("--dry-run", is_flag=True, help="Say what would be changed; write nothing.")
def migrate(site: Site, *, dry_run: bool) -> None:
    """Move a site of an earlier version to the form its files have today, line by line.

    \b
    Example:     charters migrate --dry-run
    """
    from charters import migrating

    settings, problems = site.settings()
    edits = migrating.edits_of(site.root, settings, problems)
    print_lines(migrating.lines(edits, settings.language))
    if not dry_run:
        migrating.migrate(site.root, edits)


def _link_answers() -> Mapping[str, Message]:
    """Return what is said of an address that did not answer well, by the word on record."""
    from charters.reading.link_record import NO_ANSWER, NOT_ALLOWED

    return {NO_ANSWER: _("no answer"), NOT_ALLOWED: _("not allowed")}


@main.command()
@of_a_site
@click.option(
    "--again-after",
    default=30,
    show_default=True,
    help="Days after which an address is tried again.",
)
@click.option(
    "--delay", default=1.0, show_default=True, help="Seconds between two requests to one server."
)
@click.option(
    "--list",
    "only_list",
    is_flag=True,
    help="Say what is on record and what is unchecked, and ask nobody.",
)
def links(site: Site, again_after: int, delay: float, *, only_list: bool) -> None:
    """Try the addresses of other sites that the files name, and keep what they answered in links.csv.

    One request at a time, and servers may forbid it (robots.txt). What was tried is written at once, so
    that a run that is broken off goes on where it stopped. No build ever does this.

    \b
    Exit status: 0 every address answered, 1 some did not, 2 the command could not run.
    Example:     charters links
    """
    from charters import following
    from charters.model.periods import today
    from charters.reading import link_record

    settings, _problems = site.settings()
    places = following.addresses(site.root, settings)
    on_record = link_record.tried_before(site.root, settings.data_dir)
    known = {address: tried for address, tried in on_record.items() if address in places}
    first = today() - timedelta(days=again_after)
    fresh = {one for one, tried in known.items() if tried.checked > first.isoformat()}
    wanted = [] if only_list else [address for address in places if address not in fresh]
    for tried in following.Follower(delay).follow(wanted):
        known[tried.address] = tried
        link_record.record(site.root, settings.data_dir, known.values())
    dead = [one for one in sorted(known.values()) if one.answer != link_record.ANSWERED]
    answers = _link_answers()
    for one in dead:
        answer = answers.get(one.answer, one.answer)
        told = _("{answer} on {day}", answer=answer, day=one.checked)
        click.echo(f"{places[one.address]}: {one.address}: {said(told)}")
    untried = said(_("unchecked"))
    for address, place in places.items():
        if only_list and address not in known:
            click.echo(f"{place}: {address}: {untried}")
    say(
        _(
            "{count} addresses: {answered} answered, {dead} did not, {unchecked} unchecked",
            count=len(places),
            answered=len(known) - len(dead),
            dead=len(dead),
            unchecked=len(places) - len(known),
        )
    )
    raise SystemExit(PROBLEMS if dead else CLEAN)
