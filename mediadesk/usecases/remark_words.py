"""A remark in the words of a language: which field of which record, from what to what, what is here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mediadesk.domain.history import ENTITY_NAMES
from mediadesk.domain.remark_records import RemarkKind, RemarkState
from mediadesk.domain.remark_targets import Held, held, target
from mediadesk.domain.remarks import stored_form, value_of
from mediadesk.domain.types import Tiyn
from mediadesk.errors import InputProblem
from mediadesk.marks import N_

if TYPE_CHECKING:
    from mediadesk.domain.remark_records import Remark
    from mediadesk.domain.rows import CaseFile
    from mediadesk.i18n import Translator
    from mediadesk.usecases.desk import Desk

__all__ = ["RemarkWords"]

_NOTHING = "–"
_LONGEST = 60
_SCALES = {"1/100": 100, "1/10000 KZT": 10_000}


class RemarkWords:
    """Says remarks; the cases they are about are read once."""

    def __init__(self, desk: Desk, tr: Translator) -> None:
        """Keep the desk that knows cases and lists, and the language."""
        self._desk, self._tr = desk, tr
        self._files: dict[str, CaseFile | None] = {}

    def line(self, remark: Remark) -> str:
        """Say in one line what a remark wants."""
        if remark.kind is RemarkKind.QUESTION:
            return remark.text
        old, new = (self.value(remark.field, each) for each in (remark.was, remark.wanted))
        return f"{self.where(remark)}: {old} → {new}"

    def where(self, remark: Remark) -> str:
        """Name the field of a correction, with its record where it is not the case itself."""
        try:
            told = target(remark.field)
        except InputProblem:
            return remark.field
        label = self._tr.text(told.spec.field.label)
        if told.table == "cases":
            return label
        found = self._held(remark)
        name = self.record(found) if found else self._tr.text(ENTITY_NAMES[told.cls])
        return f"{name} · {label}"

    def record(self, found: Held) -> str:
        """Name a record: what it is, and which one."""
        tr = self._tr
        parts = [" ".join(tr.value(each).split()) for each in found.shown(tr.language)]
        which = ", ".join(p if len(p) <= _LONGEST else p[:_LONGEST] + "…" for p in parts)
        kind = tr.text(ENTITY_NAMES[type(found.record)])
        return f"{kind} – {which}" if which else kind

    def value(self, field: str, text: str) -> str:
        """Show the stored form of a value as people read it; a dash for none."""
        try:
            spec, value = target(field).spec, value_of(field, text)
        except InputProblem:
            return text or _NOTHING
        if isinstance(value, str) and spec.name == "topic" and value:
            return self._desk.topic_name(value, self._tr.language)
        if spec.type is Tiyn:
            return self._tr.money(value) or _NOTHING
        if spec.field.unit in _SCALES and value is not None:
            return str(value / _SCALES[spec.field.unit]).replace(".", ",")
        if hasattr(value, "hour"):
            return text
        return self._tr.value(value) or _NOTHING

    def note(self, remark: Remark) -> str:
        """Say what a waiting correction meets here where that is not what its writer saw; else ''."""
        if remark.state is not RemarkState.WAITING or remark.kind is RemarkKind.QUESTION:
            return ""
        found = self._held(remark)
        if found is None:
            return self._tr.text(N_("This record is not here: the correction cannot be applied."))
        now = stored_form(getattr(found.record, target(remark.field).spec.name))
        if now in (remark.was, remark.wanted):
            return ""
        value = self.value(remark.field, now)
        return self._tr.text(N_("Changed here since: now %(value)s"), value=value)

    def _file(self, remark: Remark) -> CaseFile | None:
        """Give the case a remark is about; None where it is not here."""
        if remark.case_uid not in self._files:
            case_id = self._desk.case_of_remark(remark)
            self._files[remark.case_uid] = self._desk.case_file(case_id) if case_id else None
        return self._files[remark.case_uid]

    def _held(self, remark: Remark) -> Held | None:
        file: Any = self._file(remark) if remark.field else None
        if file is None:
            return None
        try:
            return held(file, remark.field)
        except InputProblem:
            return None
