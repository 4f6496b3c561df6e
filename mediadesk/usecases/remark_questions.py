"""What is asked of remarks: those of a case, those of all cases, whose a case is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mediadesk.usecases.base import Base

if TYPE_CHECKING:
    from mediadesk.domain.remark_records import Remark

__all__ = ["RemarkQuestions"]


class RemarkQuestions(Base):
    """Reads questions and corrections on cases of other offices."""

    def is_foreign(self, case_id: int) -> bool:
        """Tell whether a case belongs to another office than the one of this centre."""
        from mediadesk.domain.model import Case, Office

        with self.store.reader() as reader:
            case = reader.get(Case, case_id)
            offices = reader.find(Office)
        return case is not None and bool(offices) and case.office_id != offices[0].id

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
