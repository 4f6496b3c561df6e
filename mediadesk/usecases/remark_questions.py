"""What is asked of remarks: those of a case, those of all cases, whose a case is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mediadesk.errors import Code, RuleBroken
from mediadesk.usecases.base import Base

if TYPE_CHECKING:
    from pathlib import Path

    from mediadesk.db.store import Store
    from mediadesk.db.unit import Unit
    from mediadesk.domain.ports import Clock, Ids
    from mediadesk.domain.remark_records import Remark
    from mediadesk.domain.types import CaseId
    from mediadesk.usecases.law import Law

__all__ = ["RemarkQuestions"]


class RemarkQuestions(Base):
    """Reads questions and corrections on cases of other offices, and keeps those cases as they came."""

    def __init__(self, store: Store, *, clock: Clock, ids: Ids, centre: Path, law: Law) -> None:
        """Begin a sitting in which no case of another office is changed here."""
        super().__init__(store, clock=clock, ids=ids, centre=centre, law=law)
        self._changed_here: set[int] = set()

    def why_not_changed(self, case_id: int) -> RuleBroken | None:
        """Give the error that would be raised for a change of a case that another office keeps."""
        from mediadesk.domain.model import Case, Office

        if case_id in self._changed_here or not self.is_foreign(case_id):
            return None
        with self.store.reader() as reader:
            case = reader.get(Case, case_id)
            office = reader.get(Office, case.office_id) if case else None
        return _elsewhere(case, office)

    def change_here(self, case_id: int) -> None:
        """Let a case of another office be changed here in this sitting, for somebody said so."""
        self._changed_here.add(case_id)

    def judge_owner(self, cmd: Any, unit: Unit) -> None:
        """Hold what a command changed against the offices that keep cases; RuleBroken(CASE_ELSEWHERE).

        Packages bring cases of others and take them away; what was changed here can be undone.
        """
        from mediadesk.db.package_shape import CASE_TABLES
        from mediadesk.domain.commands import Redo, Undo
        from mediadesk.domain.commands_packages import MergePackages, TakeOutPackage
        from mediadesk.domain.model import Case, Office

        is_free = isinstance(cmd, (MergePackages, TakeOutPackage, Undo, Redo)) or unit.is_bulk
        offices = () if is_free else unit.find(Office)
        if len(offices) < 2:  # ours alone
            return
        changes = (each for each in unit.changes if each.entity in CASE_TABLES)
        changed = {case_id for change in changes for case_id in unit.cases_of(change)}
        for case_id in sorted(changed - self._changed_here):
            case = unit.get(Case, case_id)
            if case is not None and case.office_id != offices[0].id:
                raise _elsewhere(case, unit.get(Office, case.office_id))

    def is_foreign(self, case_id: int) -> bool:
        """Tell whether a case belongs to another office than the one of this centre."""
        from mediadesk.domain.model import Case, Office

        with self.store.reader() as reader:
            case = reader.get(Case, case_id)
            offices = reader.find(Office)
        return case is not None and bool(offices) and case.office_id != offices[0].id

    def foreign_cases(self, number: str, office_uid: str = "") -> tuple[CaseId, ...]:
        """Find the cases of other offices, or of one of them, that have a number such as 2026/0001.

        Every office counts its own cases, so that several may have one number.
        """
        from mediadesk.domain.model import Case, Office

        year, _, seq = number.strip().partition("/")
        if not (year.isdecimal() and seq.isdecimal()):
            return ()
        with self.store.reader() as reader:
            offices = [
                each for each in reader.find(Office)[1:] if office_uid in ("", each.uid.hex())
            ]
            asked = {"year": int(year[:9]), "seq": int(seq[:9]), "trashed_on": None}
            found = [reader.find(Case, office_id=each.id, **asked) for each in offices]
        return tuple(each.id for cases in found for each in cases)

    def has_remarks(self, case_id: int) -> bool:
        """Tell whether something was asked about a case, or may be: it is another office's."""
        return self.is_foreign(case_id) or bool(self.remarks_of(case_id))

    def remarks_of(self, case_id: int) -> tuple[Remark, ...]:
        """Give the remarks on a case, the newest first."""
        from mediadesk.domain.model import Case, Remark

        with self.store.reader() as reader:
            case = reader.get(Case, case_id)
            found = reader.find(Remark, case_uid=case.uid.hex()) if case else ()
        return found[::-1]

    def remarks(self) -> tuple[Remark, ...]:
        """Give all remarks, the newest first."""
        from mediadesk.domain.model import Remark

        with self.store.reader() as reader:
            return reader.find(Remark)[::-1]

    def case_of_remark(self, remark: Remark) -> int:
        """Give the case a remark is about; 0 where it is not here."""
        from mediadesk.domain.model import Case

        with self.store.reader() as reader:
            found = reader.find(Case, uid=bytes.fromhex(remark.case_uid))
        return found[0].id if found else 0


def _elsewhere(case: Any, office: Any) -> RuleBroken:
    from mediadesk.domain.bilingual import Words

    name = Words(office.name_ru, office.name_kk).either if office else Words("", "")
    return RuleBroken(Code.CASE_ELSEWHERE, number=case.number, office=name)
