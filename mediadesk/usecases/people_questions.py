"""Questions about people: their list, one of them whole, where somebody occurs, what is required."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from mediadesk.domain.bilingual import name_of
from mediadesk.domain.model import DrawnIn, Mediator, Organisation, Party, Person
from mediadesk.domain.rows_people import Joined, WhoKind, WhoRow
from mediadesk.domain.text import fold, other_layout, sort_key
from mediadesk.usecases.base import Base

if TYPE_CHECKING:
    from datetime import date

    from mediadesk.domain.conflicts import Appearance, Match, Occurrence, Who
    from mediadesk.domain.minors import Minor
    from mediadesk.domain.powers import Power
    from mediadesk.domain.rows import CaseFile

__all__ = ["PeopleQuestions"]

_REMEMBERED = 100_000


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the list with what it is searched by."""

    row: WhoRow
    words: tuple[str, ...]
    digits: str


class PeopleQuestions(Base):
    """What the window asks about people; nothing here changes the file."""

    _listed: tuple[tuple[int, str], tuple[_Line, ...]] = ((-1, ""), ())

    def people(self, text: str = "", kind: WhoKind | None = None) -> tuple[WhoRow, ...]:
        """List persons and organisations by name: all, or those that fit a text, a kind.

        A text fits by the beginning of every word of a name, in any spelling or keyboard layout, or
        by the beginning of an IIN, a BIN or a telephone.
        """
        found = [line for line in self._lines() if kind in (None, line.row.kind)]
        if text.strip():
            wanted = (text, other_layout(text))
            found = next(
                (hits for typed in wanted if (hits := [x for x in found if _fits(x, typed)])), []
            )
        return tuple(line.row for line in found)

    def _lines(self) -> tuple[_Line, ...]:
        """Give the sorted list, read again only when the file has changed."""
        with self.store.reader() as reader:
            moment = (reader.journal_head(), self.names_in)
            if moment != self._listed[0]:
                self._listed = (moment, _lined(reader.people(), self.names_in))
        return self._listed[1]

    def person_or_body(self, kind: WhoKind, id_: int) -> Person | Organisation:
        """Give a person or an organisation; InputProblem(NOT_FOUND) if there is none."""
        if kind is WhoKind.PERSON:
            return self.known(Person, id_)
        return self.known(Organisation, id_)

    def own_cases(self, one: Person | Organisation) -> tuple[Appearance, ...]:
        """Give the cases in which exactly this record is a party, newest first."""
        with self.store.reader() as reader:
            return reader.own_appearances(one)

    def occurs(
        self, one: Person | Organisation | Mediator, *, but: int = 0
    ) -> tuple[Occurrence, ...]:
        """Tell where somebody occurs: party, representative, head, drawn in, (co-)mediator.

        `but` is the party that is being entered. One that is stored already is left out where it is
        a party itself, unless it stands there under a number of its own.
        """
        from mediadesk.domain.conflicts import who_is

        return self.occurs_as(who_is(one), but=but)

    def occurs_as(self, who: Who, *, but: int = 0, but_drawn: int = 0) -> tuple[Occurrence, ...]:
        """Tell where somebody occurs of whom only this is known."""
        from mediadesk.domain.conflicts import occurrences

        with self.store.reader() as reader:
            return occurrences(who, reader.appearances(who), but=but, but_drawn=but_drawn)

    def similar_people(self, one: Person | Organisation) -> tuple[tuple[WhoRow, Match], ...]:
        """List other records of the kind that may be the same, the most alike first."""
        from mediadesk.domain.conflicts import Match, matched, who_is

        kind = WhoKind.PERSON if isinstance(one, Person) else WhoKind.ORGANISATION
        who, order = who_is(one), list(Match)
        found = [
            (line.row, by)
            for line in self._lines()
            if line.row.kind is kind and line.row.id != one.id
            if (by := matched(who, _who(line.row))) is not None
        ]
        return tuple(sorted(found, key=lambda pair: order.index(pair[1])))

    def joins(self, one: Person | Organisation) -> tuple[Joined, ...]:
        """Give the records that were joined to this one and can be separated again."""
        with self.store.reader() as reader:
            return reader.joins(one, self.names_in)

    def power(self, party: Party) -> Power | None:
        """Give the power of attorney of a party's representative with its last day."""
        from mediadesk.domain.powers import power_of

        return power_of(party, self.law.people)

    def minors(self, file: CaseFile, on: date | None = None) -> tuple[Minor, ...]:
        """Give the parties that are minors on a day (today), and who helps them."""
        from mediadesk.domain.minors import Minor, adult_on, helpers_of, is_minor

        day, law = on or self.clock.today(), self.law.people
        drawn_in = file.all(DrawnIn)
        return tuple(
            Minor(each, adult_on(each.person, law), helpers_of(each, drawn_in))
            for each in file.parties
            if each.person is not None and is_minor(each.person, day, law)
        )

    def conflicts(self, file: CaseFile) -> tuple[tuple[str, tuple[Occurrence, ...]], ...]:
        """Give for everybody of a case, by name, where else they occur in a way to look at.

        Of a party or a person drawn in: other cases, or another place in this one. Of those who
        mediate: as anything but a mediator (law on mediation, art. 7). See `conflicts.is_news`.
        """
        from mediadesk.domain.conflicts import (
            Role,
            is_news,
            occurrences,
            people_of,
            shown_name,
            who_is,
        )

        found: list[tuple[str, tuple[Occurrence, ...]]] = []
        for one in people_of(file):
            kept = tuple(
                each
                for each in self.occurs_as(one.who)
                if replace(each.at, who=one.who) != one and is_news(one, each.at)
            )
            if kept:
                found.append((shown_name(one.who, self.names_in), kept))
        for mediator in self._mediating(file):
            who = who_is(mediator)
            with self.store.reader() as reader:
                elsewhere = occurrences(who, reader.appearances(who, but_led_by=mediator.id))
            here = occurrences(who, people_of(file))
            mediate = (Role.MEDIATOR, Role.CO_MEDIATOR)
            told = (*here, *(each for each in elsewhere if each.at.role not in mediate))
            if told:
                found.append((name_of(mediator, self.names_in), told))
        return tuple(found)

    def _mediating(self, file: CaseFile) -> tuple[Mediator, ...]:
        """Give the leading mediator of a case and those who help now."""
        from mediadesk.domain.assignments import helpers

        with self.store.reader() as reader:
            helping = [reader.get(Mediator, each.mediator_id or 0) for each in helpers(file)]
        return tuple(each for each in (file.mediator, *helping) if each is not None)


def _who(row: WhoRow) -> Who:
    from mediadesk.domain.conflicts import Who

    names = tuple(dict.fromkeys(name for name in (row.name, row.name_kk) if name))
    return Who(names=names, number=row.number, born_on=row.born_on, phone=row.phone)


@lru_cache(maxsize=_REMEMBERED)
def _folded(name: str) -> str:
    return fold(name)


@lru_cache(maxsize=_REMEMBERED)
def _sorting(name: str) -> str:
    return sort_key(name)


@lru_cache(maxsize=_REMEMBERED)
def _words(name_ru: str, name_kk: str) -> tuple[str, ...]:
    """Give the words a record is found by, with their second spellings."""
    from mediadesk.db.search_index import folded

    return tuple(folded((name_ru, name_kk)).split())


def _lined(rows: tuple[WhoRow, ...], names_in: str) -> tuple[_Line, ...]:
    """Sort the rows by name as it is shown and mark those that look like one another.

    The name that is not shown stays known: the list is searched by both.
    """
    from mediadesk.domain.conflicts import matched

    groups: dict[tuple[WhoKind, str], list[WhoRow]] = {}
    for row in rows:
        for key in {row.number, _folded(row.name)} - {""}:
            groups.setdefault((row.kind, key), []).append(row)
    double = {
        (one.kind, one.id)
        for group in groups.values()
        if len(group) > 1
        for one in group
        if any(matched(_who(one), _who(other)) for other in group if other is not one)
    }
    lines = (
        _Line(
            replace(
                row,
                is_double=(row.kind, row.id) in double,
                name=(names_in == "kk" and row.name_kk) or row.name,
                name_kk=row.name if names_in == "kk" else row.name_kk,
            ),
            _words(row.name, row.name_kk),
            "".join(c for c in row.phone if c.isdigit()),
        )
        for row in rows
    )
    return tuple(sorted(lines, key=lambda line: (_sorting(line.row.name), line.row.id)))


def _fits(line: _Line, typed: str) -> bool:
    """Tell whether a line fits what was typed."""
    wanted = fold(typed).split()
    if wanted and all(any(word.startswith(each) for word in line.words) for each in wanted):
        return True
    digits = "".join(c for c in typed if c.isdigit())
    if not digits or any(c.isalpha() for c in typed):
        return False
    phone = line.digits[1:]  # without the country's 7
    is_phone = bool(phone) and any(phone.startswith(each) for each in {digits, digits[1:]} - {""})
    return line.row.number.startswith(digits) or is_phone
