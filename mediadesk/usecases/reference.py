"""Reference data a centre may change: law, calendars, lists; the centre's edition wins over updates.

A data file says itself that it may be edited: it has a title. What the centre changed is a text in
its encrypted file, journaled and undone like everything else.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from mediadesk import assets
from mediadesk.domain.model import ReferenceText
from mediadesk.domain.rights import ROLES_FILE
from mediadesk.errors import Code, InputProblem, WorldTrouble
from mediadesk.usecases.glancing import Glancing

if TYPE_CHECKING:
    from concurrent.futures import Future
    from pathlib import Path

    from mediadesk.domain.changes import Outcome
    from mediadesk.domain.reference import Block, Difference, Reference

__all__ = ["ReferenceData", "ReferenceSet", "ReferenceState"]

_FOLDERS: Final = ("law", "calendar")
_TITLE: Final = "title_ru"


class ReferenceState(StrEnum):
    """Whose edition is in force: as supplied, the centre's own, or own while a newer one is there."""

    SUPPLIED = "supplied"
    OWN = "own"
    NEWER = "newer"


@dataclass(frozen=True, slots=True)
class ReferenceSet:
    """One data file that may be edited."""

    name: str
    title: str
    source: str
    edition: str
    state: ReferenceState
    changed_on: date | None = None


class ReferenceData(Glancing):
    """Shows, changes and gives back reference data."""

    def reference_sets(self, language: str) -> tuple[ReferenceSet, ...]:
        """List what may be edited, in the order of titles in `language` (ru, kk, en)."""
        own = self._own()
        found = []
        for name in self._names():
            table = assets.load_toml(name, self.shelf)
            if _TITLE not in table:
                continue
            mine = own.get(name)
            found.append(
                ReferenceSet(
                    name,
                    str(table.get(f"title_{language}", table[_TITLE])),
                    str(table.get("source", "")),
                    str(table.get("edition", "")),
                    self._state(mine),
                    mine.changed_on if mine else None,
                )
            )
        return tuple(sorted(found, key=lambda each: (each.name.count("/"), each.name)))

    def reference(self, name: str) -> Reference:
        """Give the data in force; InputProblem(NOT_FOUND) for what may not be edited."""
        from mediadesk.domain.reference import flat

        table = assets.load_toml(name, self.shelf) if name in self._names() else {}
        if _TITLE not in table:
            raise InputProblem(Code.NOT_FOUND, what=name)
        return _with_blocks(flat(table), self.supplied_reference(name) or self._calendar())

    def supplied_reference(self, name: str) -> Reference | None:
        """Give the data as it came with the program; None for a file the centre made."""
        from mediadesk.domain.reference import flat

        path = _supplied(name)
        return flat(tomllib.loads(path.read_text("utf-8"))) if path.is_file() else None

    def reference_differences(self, name: str) -> tuple[Difference, ...]:
        """Compare what is in force with what was supplied."""
        from mediadesk.domain.reference import differences

        supplied = self.supplied_reference(name)
        return differences(self.reference(name), supplied) if supplied else ()

    def save_reference(self, name: str, data: Reference) -> Future[Outcome]:
        """Put the centre's edition in force.

        InputProblem: REFERENCE_CELL names a row and a column that may not be empty or doubled,
        REFERENCE_BAD says that the program could not work with these entries. Nothing is changed then.
        """
        from mediadesk.domain.commands import SaveRecord
        from mediadesk.domain.reference import tree

        self._demand_cells(name, data)
        import tomli_w

        text = tomli_w.dumps(tree(data))
        self._demand_usable(name, text)
        stored = self._own().get(name)
        record = ReferenceText(
            id=stored.id if stored else ReferenceText(changed_on=self.clock.today()).id,
            rev=stored.rev if stored else 0,
            name=name,
            text=text,
            based_on=stored.based_on if stored else _sum(name),
            ignored=stored.ignored if stored else "",
            changed_on=self.clock.today(),
        )
        return self.execute(SaveRecord(record=record))

    def bind_role(self, code: str, *, own_cases: bool) -> Future[Outcome]:
        """Bind a role to own cases, or set it free; the table of roles is the centre's own then."""
        data = self.reference(ROLES_FILE)
        blocks = tuple(
            replace(
                block,
                rows=tuple(
                    {**row, "own_cases": own_cases} if row["code"] == code else row
                    for row in block.rows
                ),
            )
            if block.name == "role"
            else block
            for block in data.blocks
        )
        return self.save_reference(ROLES_FILE, replace(data, blocks=blocks))

    def supplied_again(self, name: str) -> Future[Outcome]:
        """Give the supplied edition its force back; the centre's one can be had again by undoing."""
        from mediadesk.domain.commands import RemoveRecord

        return self.execute(RemoveRecord(record=self._demand_own(name)))

    def leave_newer(self, name: str) -> Future[Outcome]:
        """Keep the centre's edition although a newer one was supplied; it is not offered again."""
        from mediadesk.domain.commands import SaveRecord

        stored = self._demand_own(name)
        return self.execute(SaveRecord(record=replace(stored, ignored=_sum(name))))

    def new_calendar(self, year: int) -> Future[Outcome]:
        """Make an empty, unconfirmed calendar of days off for a year that has none."""
        from mediadesk.domain.reference import Reference

        name = f"calendar/{year}.toml"
        if name in self._names():
            raise InputProblem(Code.REFERENCE_EXISTS, name=str(year))
        newest = self._calendar()
        titles = {key: said for key, said in newest.head.items() if key.startswith("title_")}
        head = {
            **{
                key: str(said).replace(str(newest.head["year"]), str(year))
                for key, said in titles.items()
            },
            "year": year,
            "confirmed": False,
            "source": "",
            "edition": self.clock.today().isoformat(),
        }
        blocks = tuple(replace(block, rows=()) for block in newest.blocks)
        return self.save_reference(name, Reference(head, blocks))

    def is_own_reference(self, name: str) -> bool:
        """Tell whether the centre's own edition is in force."""
        return name in self._own()

    def _calendar(self) -> Reference:
        """Give the newest supplied calendar: its blocks are those of a calendar the centre makes."""
        from mediadesk.domain.reference import flat

        newest = max(path.name for path in (assets.root("resources") / "calendar").glob("*.toml"))
        return flat(assets.load_toml(f"calendar/{newest}"))

    def _own(self) -> dict[str, ReferenceText]:
        with self.store.reader() as reader:
            return {each.name: each for each in reader.find(ReferenceText)}

    def _demand_own(self, name: str) -> ReferenceText:
        stored = self._own().get(name)
        if stored is None:
            raise InputProblem(Code.NOT_FOUND, what=name)
        return stored

    def _names(self) -> tuple[str, ...]:
        top = (path.name for path in assets.root("resources").glob("*.toml"))
        rest = (name for folder in _FOLDERS for name in assets.names(folder, self.shelf))
        return (*top, *rest)

    @staticmethod
    def _state(own: ReferenceText | None) -> ReferenceState:
        if own is None:
            return ReferenceState.SUPPLIED
        supplied = _sum(own.name)
        is_known = supplied in (own.based_on, own.ignored)
        return ReferenceState.OWN if is_known else ReferenceState.NEWER

    def _demand_usable(self, name: str, text: str) -> None:
        """Load everything with the candidate before it is saved."""
        from mediadesk.domain.clause_library import library_from_toml
        from mediadesk.domain.doubts import parse_doubts
        from mediadesk.domain.office_reminders import due_day_from_toml
        from mediadesk.domain.report_outside import parse_rules
        from mediadesk.usecases.agreement_editing import LIBRARY
        from mediadesk.usecases.document_findings import vocabulary
        from mediadesk.usecases.law import load_law

        candidate = assets.Shelf(self.shelf.folder, {**self.shelf.texts, name: text})
        try:
            load_law(candidate).retention()
            vocabulary(candidate)
            if name == LIBRARY:
                library_from_toml(assets.load_toml(name, candidate))
            self._vocabulary(candidate)
            parse_doubts(assets.load_toml("doubts.toml", candidate))
            parse_rules(assets.load_toml("reporting.toml", candidate))
            due_day_from_toml(assets.load_toml("offices.toml", candidate))
            self.code_book(candidate)
            self.body_directory(candidate)
        except (WorldTrouble, KeyError, ValueError) as error:
            raise InputProblem(Code.REFERENCE_BAD) from error

    def _demand_cells(self, name: str, data: Reference) -> None:
        """Demand what every supplied row has, and that no code stands twice."""
        from mediadesk.domain.reference import KEY

        supplied = self.supplied_reference(name)
        for block in data.blocks:
            before = (
                next((b for b in supplied.blocks if b.name == block.name), None)
                if supplied
                else None
            )
            needed = _always(before or block)
            seen: set[Any] = set()
            for number, row in enumerate(block.rows, 1):
                lacking = next((c for c in needed if row.get(c) in (None, "")), None)
                if (
                    lacking is None
                    and KEY in row
                    and row[KEY] in seen
                    and before is not None
                    and _is_unique(before)
                ):
                    lacking = KEY
                if lacking is not None:
                    raise InputProblem(Code.REFERENCE_CELL, number=number, column=lacking)
                seen.add(row.get(KEY))


def _supplied(name: str) -> Path:
    return assets.root("resources") / name


def _with_blocks(data: Reference, like: Reference) -> Reference:
    """Give blocks that have lost all rows, and columns nobody has filled, back to be filled."""
    from mediadesk.domain.reference import Reference

    known = {block.name: block for block in data.blocks}
    blocks = []
    for model in like.blocks:
        block = known.pop(model.name, replace(model, rows=()))
        columns = tuple(dict.fromkeys([*model.columns, *block.columns]))
        blocks.append(replace(block, columns=columns))
    names = {block.name for block in blocks}
    head = {name: value for name, value in data.head.items() if name not in names}
    return Reference(head, (*blocks, *known.values()))


def _sum(name: str) -> str:
    """Give the SHA-256 of a supplied file; '' if none was supplied."""
    path = _supplied(name)
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _always(block: Block) -> tuple[str, ...]:
    """Name the columns that have a value in every row of a block."""
    return (
        tuple(
            column
            for column in block.columns
            if all(row.get(column) not in (None, "") for row in block.rows)
        )
        if block.rows
        else ()
    )


def _is_unique(block: Block) -> bool:
    from mediadesk.domain.reference import KEY

    codes = [row.get(KEY) for row in block.rows]
    return len(set(codes)) == len(codes)
