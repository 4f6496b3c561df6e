"""The agreement clause by clause in two columns; own clauses are written in their place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from mediadesk.domain.changes import Finding
from mediadesk.domain.clause_fields import renumbered
from mediadesk.domain.clause_library import LibraryClause, taken
from mediadesk.domain.clauses import AgreementClause, ClauseSection
from mediadesk.marks import N_
from mediadesk.ui.clause_editor import ClauseEditor, FieldMenu, line_up
from mediadesk.ui.context import Ctx
from mediadesk.ui.widgets import button, label, row
from mediadesk.usecases.agreement_editing import LiveRow, LiveText

__all__ = ["AgreementText"]

_ORDER = list(ClauseSection)
_JUMPS = {
    "obligation": "obligation",
    "schedule_title": "obligation.1.parts",
    "party": "party",
    "sum": "agreement.settled_tiyn",
}


class _Row(QWidget):
    """A clause of the wording, to be read only."""

    jumped = Signal()

    def __init__(self, ctx: Ctx, live: LiveRow, place: str) -> None:
        super().__init__()
        grid = QGridLayout(self)
        is_heading = live.style == "heading"
        line_up(grid, self)
        grid.setContentsMargins(12, 10 if is_heading else 0, 12, 0)
        role = "heading" if is_heading else ""
        self.number, self.kk, self.ru = (label("", role, wrap=True) for _ in range(3))
        self.number.setWordWrap(False)
        for column, part in enumerate((self.number, self.kk, self.ru)):
            part.setTextFormat(Qt.TextFormat.PlainText)
            grid.addWidget(part, 0, column, Qt.AlignmentFlag.AlignTop)
        for part in (self.kk, self.ru):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        change = QWidget()  # an empty column would be narrower by its spacing
        if place:
            change = button(ctx.tr.text(N_("Change")), self.jumped.emit, role="link")
        grid.addWidget(change, 0, 3, Qt.AlignmentFlag.AlignTop)
        self.show_live(live)

    def show_live(self, live: LiveRow) -> None:
        """Show the words of a row."""
        self.number.setText(live.number)
        self.kk.setText(live.kk)
        self.ru.setText(live.ru)


class AgreementText(QWidget):
    """All clauses in order; those of the wording to be read, own ones to be written."""

    changed = Signal()
    restructured = Signal()
    wants_library = Signal()
    jumped = Signal(str)
    shown = Signal(QWidget)
    """An editor that should be brought into sight."""

    def __init__(self, ctx: Ctx) -> None:
        """Start empty."""
        super().__init__()
        self.ctx = ctx
        self.editors: list[ClauseEditor] = []
        self._rows: dict[tuple[str, int], _Row] = {}
        self._order: list[object] = []
        self._notes: dict[str, str] = {}
        self._live: tuple[LiveRow, ...] = ()
        outer = self.outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 8, 0)
        outer.setSpacing(8)
        tr = ctx.tr
        library = button(
            tr.text(N_("Add from the library")), self.wants_library.emit, icon="plus",
            shortcut="Ctrl+Shift+L",
        )  # fmt: skip
        own = button(
            tr.text(N_("Write a clause")), lambda: self.add(AgreementClause()), icon="edit",
            shortcut="Ctrl+Shift+T",
        )  # fmt: skip
        outer.addLayout(row(library, own, None))
        heads = QGridLayout()
        line_up(heads, self)
        for column in (0, 3):
            heads.addWidget(QWidget(), 0, column)
        heads.addWidget(label(tr.text(N_("In Kazakh")), "label"), 0, 1)
        heads.addWidget(label(tr.text(N_("In Russian")), "label"), 0, 2)
        outer.addLayout(heads)
        self._box = QVBoxLayout()
        self._box.setSpacing(8)
        outer.addLayout(self._box)
        outer.addStretch(1)

    def know(self, library: Iterable[LibraryClause]) -> None:
        """Learn the titles and sources of the library, to name where a text came from."""
        tr = self.ctx.tr
        kazakh = tr.language == "kk"
        for each in library:
            lang = "kk" if kazakh else "ru"
            words = f"{each.title.of(lang)} · {each.source.of(lang)}"
            if each.verify:
                words += " · " + tr.text(N_("have a lawyer check this clause"))
            self._notes[each.code] = words

    def load(self, clauses: Sequence[AgreementClause]) -> None:
        """Show these own clauses; editors of the same names are kept."""
        known = {editor.base.key: editor for editor in self.editors}
        wanted = {clause.key for clause in clauses}
        for key, editor in known.items():
            if key not in wanted:
                self._drop(editor)
        self.editors = []
        for clause in clauses:
            found = known.get(clause.key)
            if found is None:
                found = self._made(clause)
            else:
                found.load(clause)
            self.editors.append(found)
        self._place()

    def _made(self, clause: AgreementClause) -> ClauseEditor:
        editor = ClauseEditor(self.ctx, clause, self._notes.get(clause.code, ""))
        editor.changed.connect(self._edited)
        editor.moved.connect(lambda step: self._move(editor, step))
        editor.removed.connect(lambda: self._remove(editor))
        return editor

    def _drop(self, editor: ClauseEditor) -> None:
        self._box.removeWidget(editor)
        editor.hide()
        editor.deleteLater()

    def _edited(self) -> None:
        self._place()
        self.changed.emit()

    def add(self, clause: AgreementClause) -> None:
        """Add a clause under a name of its own, and put the cursor into it."""
        editor = self._made(replace(clause, key=self._free_key()))
        self.editors.append(editor)
        self._place()
        editor.show()
        self.restructured.emit()
        editor.kk.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_from(self, clause: LibraryClause) -> None:
        """Add a clause of the library."""
        self.add(taken(clause, ""))

    def _free_key(self) -> str:
        taken_keys = {editor.base.key for editor in self.editors}
        number = 1
        while f"c{number}" in taken_keys:
            number += 1
        return f"c{number}"

    def _move(self, editor: ClauseEditor, step: int) -> None:
        """Change places with the neighbour in the same section."""
        section = editor.values()[0]
        mates = [each for each in self.editors if each.values()[0] is section]
        at = mates.index(editor) + step
        if not 0 <= at < len(mates):
            return
        i, j = self.editors.index(editor), self.editors.index(mates[at])
        self.editors[i], self.editors[j] = self.editors[j], self.editors[i]
        self._place()
        self.restructured.emit()

    def _remove(self, editor: ClauseEditor) -> None:
        self.editors.remove(editor)
        self._drop(editor)
        self._place()
        self.restructured.emit()

    def follow_obligations(self, moves: Mapping[int, int]) -> None:
        """Let the fields of all texts follow obligations that were moved or taken out."""
        for clause in self.clauses():
            ru, kk = (renumbered(text, moves) for text in (clause.text_ru, clause.text_kk))
            editor = next(each for each in self.editors if each.base.key == clause.key)
            editor.load(replace(clause, text_ru=ru, text_kk=kk))

    def clauses(self) -> tuple[AgreementClause, ...]:
        """Give the own clauses in the order of printing."""
        found = []
        for editor in self.editors:
            section, ru, kk = editor.values()
            found.append(replace(editor.base, section=section, text_ru=ru, text_kk=kk))
        found.sort(key=lambda clause: _ORDER.index(clause.section))
        return tuple(replace(clause, ord=at) for at, clause in enumerate(found, 1))

    def raw(self) -> list[dict[str, Any]]:
        """Give what stands here, for drafts and steps."""
        return [
            {
                "key": each.key, "section": each.section.value, "code": each.code,
                "edition": each.edition, "ru": each.text_ru, "kk": each.text_kk, "id": each.id,
            }
            for each in self.clauses()
        ]  # fmt: skip

    def set_raw(
        self, kept: Iterable[Mapping[str, Any]], stored: Iterable[AgreementClause] = ()
    ) -> None:
        """Put back what `raw` gave; `stored` are the clauses of the file."""
        bases = {each.id: each for each in stored if each.id}
        self.load(
            [
                replace(
                    bases.get(each.get("id", 0), AgreementClause()),
                    key=str(each["key"]),
                    section=ClauseSection(each["section"]),
                    code=str(each["code"]),
                    edition=str(each["edition"]),
                    text_ru=str(each["ru"]),
                    text_kk=str(each["kk"]),
                )
                for each in kept
            ]
        )

    def show_live(self, live: LiveText) -> None:
        """Show how everything will be printed, and what is found in the clauses."""
        self._live = live.rows
        self._place()
        rows = {each.key: each for each in live.rows if each.key}
        for editor in self.editors:
            key = editor.base.key
            mine = [f for f in live.findings if _is_at(f, key)]
            shown = rows.get(key)
            editor.show_live(
                shown.number if shown else "", shown.kk if shown else "", shown.ru if shown else ""
            )
            editor.show_findings(mine)

    def offer(self, groups: FieldMenu) -> None:
        """Offer fields in every clause."""
        known = list(groups)
        for editor in self.editors:
            editor.offer(known)

    def focus_on(self, key: str, *, kazakh: bool) -> None:
        """Put the cursor into a clause."""
        editor = next((each for each in self.editors if each.base.key == key), None)
        if editor is not None:
            (editor.kk if kazakh else editor.ru).setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, editor, lambda: self.shown.emit(editor))

    def _place(self) -> None:
        """Put rows and editors into their order; what stays where it is is not touched."""
        wanted: list[QWidget] = []
        left = {editor.base.key: editor for editor in self.editors}
        seen: dict[str, int] = {}
        rows: dict[tuple[str, int], _Row] = {}
        section = ""
        for live in self._live:
            if live.style == "heading":
                wanted += self._unprinted(section, left)
                section = live.id
            if live.key:
                editor = left.pop(live.key, None)
                wanted += [editor] if editor is not None else []
                continue
            seen[live.id] = seen.get(live.id, 0) + 1
            name = (live.id, seen[live.id])
            made = self._rows.get(name) or self._row(live, seen[live.id])
            made.show_live(live)
            rows[name] = made
            wanted.append(made)
        wanted += self._unprinted(section, left)
        wanted += left.values()
        for name, old in self._rows.items():
            if name not in rows:
                self._box.removeWidget(old)
                old.hide()
                old.deleteLater()
        self._rows = rows
        for at, part in enumerate(wanted):
            if self._box.indexOf(part) != at:
                self._box.removeWidget(part)
                self._box.insertWidget(at, part)

    def _unprinted(self, section: str, left: dict[str, ClauseEditor]) -> list[ClauseEditor]:
        """Take the clauses of a section that have no words yet."""
        mine = [key for key, editor in left.items() if editor.values()[0].value == section]
        printed = {live.key for live in self._live}
        return [left.pop(key) for key in mine if key not in printed]

    def _row(self, live: LiveRow, number: int) -> _Row:
        place = _JUMPS.get(live.id, "")
        if place and "." not in place:
            place = f"{place}.{number}"
        made = _Row(self.ctx, live, place)
        made.jumped.connect(lambda: self.jumped.emit(place))
        return made


def _is_at(finding: Finding, key: str) -> bool:
    return finding.place == f"clause.{key}" or finding.place.startswith(f"clause.{key}.")
