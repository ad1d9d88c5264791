"""Which organization a line is of, and what the inventory of organizations says of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from charters.importing.account import Account
from charters.importing.inventory.kept import Kept
from charters.importing.inventory.snapshot import Line, Snapshot
from charters.importing.inventory.taking import LANGUAGES, Said, Taker, address, in_one, plain
from charters.model.fields import ID, id_like
from charters.model.limits import NAME, WORDS
from charters.problems import Message
from charters.problems.message import _

_COLUMNS = {
    "en": ("abbr_en", "applied_title", "legal_title", "description_en", "website"),
    "fr": ("abbr_fr", "titre_applique", "titre_legal", "description_fr", "site_web"),
}
"""Short name, name, name by law, description and address, in each language's file."""


@dataclass(frozen=True)
class Organisation:
    """What is known of one organization."""

    name: Said
    short_name: Said
    also_called: Said
    serves: Said
    link: str


class Organisations:
    """Finds the organization of a line by its code, its number, or one of its names."""

    def __init__(self, snapshot: Snapshot, there: Mapping[str, Kept]) -> None:
        self.account: Account = snapshot.account
        self.there = {
            name.casefold(): agency
            for agency, kept in there.items()
            for *_, found in kept.told("agency")
            for record in found.values()
            for name in (agency, *record["name"].values())
        } | {agency: agency for agency in there}
        """The agencies that the site has already, by their ids and by what they were called in any year."""
        self.owners = {id_like(line.text("owner_org")) for line in snapshot.lines} - {""}
        self.number_by_name: dict[str, str] = {}
        self.names: dict[str, list[str]] = defaultdict(list)
        self.lines: dict[tuple[str, str], Line] = {}
        for line in snapshot.organisations.get("names", ()):
            self._learn(line.text("org_name_variant"), line.text("org_id"))
            self._leave(line, _("it leads from a name to an organization, and stands in no file"))
        for code, kind in zip(LANGUAGES, ("organisations", "organisations_fr"), strict=True):
            for line in snapshot.organisations.get(kind, ()):
                self._learn_line(code, line)

    def _learn_line(self, code: str, line: Line) -> None:
        number = line.text("org_id")
        first = self.lines.setdefault((code, number), line)
        why = _("another line is about the same organization")
        self._leave(line, why if first is not line else _("the inventory names no service of it"))
        for column in _COLUMNS[code][1:3]:
            self._learn(line.text(column), number)

    def _leave(self, line: Line, why: Message) -> None:
        """Say why a line is left out; what is used of it after all, is."""
        for cell in line.cells.values():
            self.account.leave(line.sheet, cell, why)

    def _learn(self, name: str, number: str) -> None:
        if name and number:
            self.number_by_name.setdefault(name.casefold(), number)
            self.names[number].append(name)

    def id_of(self, line: Line) -> str:
        """Return the id that an agency has on the site; '' where a line names none.

        Files of different years call an organization by other codes, or by its name alone.
        """
        owner = id_like(line.text("owner_org"))
        if owner in self.there:
            return self.there[owner]
        name = line.text("department_name_en") or line.text("owner_org_title").split(" | ")[0]
        names = (owner, name.casefold())
        number = line.text("org_id") or next(filter(None, map(self.number_by_name.get, names)), "")
        codes = [one for one in self.names.get(number, ()) if ID.fullmatch(one)]
        if own := self._of_its_own(name, number, codes):
            return self.there.get(own, own)
        before = {self.there.get(one, "") for one in (*codes, names[1])} - self.owners - {""}
        if owner or before:
            return min(before, default=owner)
        known = self.owners | self._short(number)
        usual = min(codes, key=lambda one: (one not in known, "-" not in one, one), default="")
        return usual or id_like(name)

    def _of_its_own(self, name: str, number: str, codes: Sequence[str]) -> str:
        """Return the code that begins with the first letters of a name, of a number that is of several offices.

        What the inventory of organizations itself has a code for is one office, whatever it was called.
        """
        if not self._short(number).isdisjoint(codes):
            return ""
        first = "".join(word[0] for word in name.split() if word[0].isupper()).lower()
        return next((one for one in codes if first.startswith(one.partition("-")[0])), "")

    def _short(self, number: str) -> set[str]:
        """Return the codes that an organization's short names make: `tbs`, `tbs-sct`."""
        found = [
            id_like(line.text(f"abbr_{code}"))
            for code in LANGUAGES
            if (line := self.lines.get((code, number)))
        ]
        return {*found[:1], "-".join(found)}

    def of(self, agency: str, line: Line) -> Organisation:
        """Return what is known of the organization of a line, and account for its cells."""
        into = f"{agency}/agency.yml"
        titles = self._titles(line)
        names = (agency, *titles.values())
        number = next((n for one in names if (n := self.number_by_name.get(one.casefold()))), "")
        number = number or line.text("org_id")
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for code in LANGUAGES:
            if about := self.lines.get((code, number)):
                for key, said in self._said(Taker(self.account, about, into), code):
                    found[key][code] = said
        legal = {code: said for code, said in found["legal"].items() if said != titles.get(code)}
        name = titles or found["name"] or found["legal"] or {"en": agency}
        link = in_one(found["link"], "en")
        return Organisation(name, found["short_name"], legal, found["serves"], link)

    def _titles(self, line: Line) -> dict[str, str]:
        """Return the name in each language: of a title such as `A | B` one half each."""
        english, _bar, french = line.text("owner_org_title").partition(" | ")
        english = english or line.text("department_name_en")
        french = french or line.text("department_name_fr")
        pairs = zip(LANGUAGES, (english.strip(), french.strip()), strict=True)
        return {code: plain(name, NAME)[0] for code, name in pairs if name}

    def _said(self, taker: Taker, code: str) -> Iterator[tuple[str, str]]:
        short, applied, legal, about, site = _COLUMNS[code]
        taker.take("org_id", "id")
        for column, key, ours, limit in (
            (short, "short_name", "short_name", NAME),
            (applied, "name", "name", NAME),
            (legal, "legal", "also_called", NAME),
            (about, "serves", "serves", WORDS),
        ):
            if text := taker.line.text(column):
                said, why = plain(text, limit)
                taker.take(column, ours, *why)
                yield key, said
        if text := taker.line.text(site):
            link, why = address(text)
            if link and code == "en":
                taker.take(site, "link", *why)
                yield "link", link
            elif link:
                taker.leave(site, _("an agency has one address; this is the one in French"))
            else:
                taker.link(site, "link")
