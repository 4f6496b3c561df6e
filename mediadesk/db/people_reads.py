"""Queries about people: their list, where somebody appears, which records were joined."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from mediadesk.db import blocking
from mediadesk.db.codecs import TABLES
from mediadesk.db.connection import Connection, rows
from mediadesk.db.searching import named_cases
from mediadesk.domain.codes import DrawnInRole
from mediadesk.domain.model import Organisation, Person
from mediadesk.domain.rows_people import WhoKind
from mediadesk.domain.types import CaseId, DrawnInId, PartyId, PartySide

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mediadesk.domain.changes import Change
    from mediadesk.domain.conflicts import Appearance, Role, Who
    from mediadesk.domain.rows_people import Joined, WhoRow

__all__ = ["PeopleReads"]

_MOST = 3000
_LEAST_DIGITS = 6
_AMONG = "(SELECT value FROM json_each(?))"
_PARTIES = (
    "SELECT p.case_id, c.year, c.seq, p.id, p.side,"
    " coalesce(n.name_ru, o.name_ru, ''), coalesce(n.name_kk, o.name_kk, ''),"
    " coalesce(n.iin, o.bin, ''), n.born_on, coalesce(n.phone, o.phone, ''),"
    " coalesce(o.head_name, ''), p.representative_name, p.representative_iin,"
    " p.representative_phone FROM party p JOIN cases c ON c.id = p.case_id"
    " LEFT JOIN person n ON n.id = p.person_id"
    " LEFT JOIN organisation o ON o.id = p.organisation_id"
)
_MEDIATORS = (
    "WITH part(case_id, mediator_id, role) AS ("
    "SELECT id, mediator_id, 'lead' FROM cases WHERE mediator_id IS NOT NULL"
    f" AND id IN {_AMONG} UNION SELECT case_id, mediator_id, role FROM assignment"
    f" WHERE case_id IN {_AMONG})"
    " SELECT c.id, c.year, c.seq, m.name_ru, m.name_kk, m.iin, m.born_on, m.phone, t.role"
    " FROM part t JOIN cases c ON c.id = t.case_id JOIN mediator m ON m.id = t.mediator_id"
)
_DRAWN_IN = (
    "SELECT d.case_id, c.year, c.seq, d.id, p.side, d.role, d.name, d.contacts"
    " FROM drawn_in d JOIN cases c ON c.id = d.case_id LEFT JOIN party p ON p.id = d.party_id"
    f" WHERE d.case_id IN {_AMONG}"
)
_LED = (
    "SELECT c.id FROM mediator m JOIN cases c ON c.mediator_id = m.id"
    " WHERE m.iin = :iin AND c.trashed_on IS NULL"
    " UNION SELECT c.id FROM mediator m JOIN assignment a ON a.mediator_id = m.id"
    " JOIN cases c ON c.id = a.case_id WHERE m.iin = :iin AND c.trashed_on IS NULL"
    " ORDER BY 1 DESC LIMIT :most"
)
_LIST = (
    (
        WhoKind.PERSON,
        "SELECT id, name_ru, name_kk, iin, born_on, phone, (SELECT count(DISTINCT case_id)"
        " FROM party WHERE person_id = person.id) FROM person",
    ),
    (
        WhoKind.ORGANISATION,
        "SELECT id, name_ru, name_kk, bin, NULL, phone, (SELECT count(DISTINCT case_id)"
        " FROM party WHERE organisation_id = organisation.id) FROM organisation",
    ),
)


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None


def _names(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


class PeopleReads:
    """What readers and units of work both can ask about people."""

    def __init__(self, conn: Connection) -> None:
        """Read through this connection."""
        self._conn = conn

    def cases_of(self, change: Change) -> set[int]:
        """Name the cases a change belongs to."""
        from mediadesk.db import history

        told = {"entity": change.entity, "id": change.id}
        return history.cases_of(
            self._conn, {**told, "before": change.before, "after": change.after}
        )

    def people(self) -> tuple[WhoRow, ...]:
        """List all persons and organisations with the number of their cases, in order of entry."""
        from mediadesk.domain.rows_people import WhoRow

        return tuple(
            WhoRow(
                kind=kind,
                id=id_,
                name=name_ru,
                name_kk=name_kk,
                number=number,
                born_on=_day(born_on),
                phone=phone,
                cases=cases,
            )
            for kind, sql in _LIST
            for id_, name_ru, name_kk, number, born_on, phone, cases in rows(self._conn, sql)
        )

    def appearances(self, who: Who, *, but_led_by: int = 0) -> tuple[Appearance, ...]:
        """Give everybody of the cases in which somebody may appear: by number, name, telephone.

        The cases are found in the search index; who of them fits, `domain.conflicts` decides.
        `but_led_by` leaves out the cases that the mediator of this id leads or helps in.
        """
        found: dict[int, None] = {}
        for name in who.names:
            found.update(dict.fromkeys(named_cases(self._conn, name, _MOST, but_led_by=but_led_by)))
        found.update(dict.fromkeys(self._keyed(who)))
        if not but_led_by:
            found.update(dict.fromkeys(self._led(who.number)))
        return tuple(self._everybody(list(found)))

    def own_appearances(self, one: Person | Organisation) -> tuple[Appearance, ...]:
        """Give the cases in which exactly this record is a party, newest first."""
        column = "person_id" if isinstance(one, Person) else "organisation_id"
        sql = f"{_PARTIES} WHERE p.{column} = ? ORDER BY p.case_id DESC, p.ord"
        return tuple(_party(line) for line in rows(self._conn, sql, (one.id,)))

    def joins(self, one: Person | Organisation, names_in: str = "ru") -> tuple[Joined, ...]:
        """Give the records that were joined to this one and are still gone, newest first.

        Of a person whose data are blocked there are none: their names are the person's.
        """
        from mediadesk.domain.rows_people import Joined

        table = TABLES[type(one)]
        if table == "person" and one.id in blocking.blocked(self._conn):
            return ()
        sql = (
            "SELECT seq, at, changes FROM journal WHERE command = 'JoinPeople'"
            " AND json_extract(params, '$.record') = ? ORDER BY seq DESC"
        )
        found = []
        for seq, at, changes in rows(self._conn, sql, (one.id,)):
            told = [
                each
                for each in json.loads(changes)
                if each["entity"] == table and not each.get("redacted")
            ]
            gone = next((each for each in told if each["after"] is None), None)
            if gone is not None and not self._is_there(table, gone["before"]):
                kept = gone["before"]
                name = (names_in == "kk" and kept["name_kk"]) or kept["name_ru"]
                found.append(Joined(seq=seq, at=at, name=name))
        return tuple(found)

    def _is_there(self, table: str, row: dict[str, Any]) -> bool:
        sql = f"SELECT 1 FROM {table} WHERE uid = ?"
        return bool(rows(self._conn, sql, (bytes.fromhex(row["uid"]),)))

    def _keyed(self, who: Who) -> Iterator[int]:
        digits = "".join(c for c in who.phone if c.isdigit())
        keys = {who.number, digits, digits[1:]}
        for key in sorted(key for key in keys if len(key) >= _LEAST_DIGITS):
            sql = "SELECT DISTINCT case_id FROM search_key WHERE key = ? LIMIT ?"
            for (case_id,) in rows(self._conn, sql, (key, _MOST)):
                yield case_id

    def _led(self, number: str) -> Iterator[int]:
        """Name the cases that the mediator with this IIN led or helped in."""
        if number:
            for (case_id,) in rows(self._conn, _LED, {"iin": number, "most": _MOST}):
                yield case_id

    def _everybody(self, case_ids: Sequence[int]) -> Iterator[Appearance]:
        from mediadesk.domain.conflicts import Appearance, Role, Who

        among = json.dumps(case_ids)
        for line in rows(self._conn, f"{_PARTIES} WHERE p.case_id IN {_AMONG}", (among,)):
            yield _party(line)
            yield from _beside(line)
        for line in rows(self._conn, _DRAWN_IN, (among,)):
            yield _drawn_in(line)
        for line in rows(self._conn, _MEDIATORS, (among, among)):
            case_id, year, seq, name_ru, name_kk, iin, born_on, phone, role = line
            yield Appearance(
                case_id=CaseId(case_id),
                number=f"{year}/{seq:04d}",
                role=Role.CO_MEDIATOR if role == "co" else Role.MEDIATOR,
                who=Who(
                    names=_names(name_ru, name_kk), number=iin, born_on=_day(born_on), phone=phone
                ),
            )


def _made(line: Sequence[Any], role: Role, who: Who) -> Appearance:
    from mediadesk.domain.conflicts import Appearance

    case_id, year, seq, party_id, side = line[:5]
    return Appearance(
        case_id=CaseId(case_id),
        number=f"{year}/{seq:04d}",
        role=role,
        who=who,
        side=PartySide(side),
        party_id=PartyId(party_id),
    )


def _party(line: Sequence[Any]) -> Appearance:
    from mediadesk.domain.conflicts import Role, Who

    name_ru, name_kk, number, born_on, phone = line[5:10]
    who = Who(names=_names(name_ru, name_kk), number=number, born_on=_day(born_on), phone=phone)
    return _made(line, Role.PARTY, who)


def _drawn_in(line: Sequence[Any]) -> Appearance:
    from mediadesk.domain.conflicts import Appearance, Role, Who, phone_in

    case_id, year, seq, id_, side, role, name, contacts = line
    return Appearance(
        case_id=CaseId(case_id),
        number=f"{year}/{seq:04d}",
        role=Role.DRAWN_IN,
        who=Who(names=_names(name), phone=phone_in(contacts)),
        side=PartySide(side) if side else None,
        drawn_as=DrawnInRole(role),
        drawn_id=DrawnInId(id_),
    )


def _beside(line: Sequence[Any]) -> Iterable[Appearance]:
    from mediadesk.domain.conflicts import Role, Who

    head, name, iin, phone = line[10:14]
    if head:
        yield _made(line, Role.HEAD, Who(names=(head,)))
    if name:
        yield _made(line, Role.REPRESENTATIVE, Who(names=(name,), number=iin, phone=phone))
