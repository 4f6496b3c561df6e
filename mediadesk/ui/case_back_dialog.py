"""The window that brings one case back from a backup: then and now side by side, all or nothing."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from mediadesk.domain.backups import moment_of
from mediadesk.domain.case_copies import CaseLook
from mediadesk.domain.changes import Outcome
from mediadesk.domain.fields import Field
from mediadesk.domain.history import ENTITY_NAMES, FieldChange, RowChange
from mediadesk.domain.types import Tiyn
from mediadesk.errors import Code, MediaDeskError
from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.messages import Banner
from mediadesk.ui.passphrase import PassphraseLine
from mediadesk.ui.tables import PagedTableModel, Table
from mediadesk.ui.widgets import button, clear, label, row

__all__ = ["CaseBackDialog", "DifferenceLine", "difference_lines"]

_WIDE, _HIGH = 1080, 640
_NUMBER_WIDE = 180


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceLine:
    """One field of one record: as it was in the backup and as it is now."""

    record: Annotated[str, Field(N_("Part of the case"), personal=True)]
    field: Annotated[str, Field(N_("Field"))]
    then: Annotated[str, Field(N_("In the backup"), personal=True)]
    now: Annotated[str, Field(N_("Now"), personal=True)]


def difference_lines(tr: Translator, changes: tuple[RowChange, ...]) -> list[DifferenceLine]:
    """Tell record by record what was then and what is now; of a record itself whether it is there."""
    there, gone = tr.text(N_("is there")), tr.text(N_("is not there"))
    found = []
    for change in changes:
        name = tr.text(ENTITY_NAMES[change.entity])
        record = f"{name}: {change.name}" if change.name else name
        if change.verb != "changed" or not change.fields:
            then = gone if change.verb == "removed" else there
            now = gone if change.verb == "made" else there
            found.append(DifferenceLine(record=record, field="", then=then, now=now))
        if change.verb == "removed":
            continue
        found += [
            DifferenceLine(
                record=record,
                field=tr.text(each.label),
                then=_value(tr, each, each.new),
                now=_value(tr, each, each.old),
            )
            for each in change.fields
        ]
    return found


def _value(tr: Translator, change: FieldChange, value: object) -> str:
    if value is None or value == "":
        return "–"
    if change.type is Tiyn and isinstance(value, int):
        return tr.money(value)
    return " ".join(tr.value(value).split())


class CaseBackDialog(QDialog):
    """Asks for a number, shows what differs, and brings the case back when that is wanted."""

    def __init__(self, ctx: Ctx, parent: QWidget, path: Path) -> None:
        """Ask for the number of a case in a backup."""
        super().__init__(parent)
        self.ctx, self.path = ctx, path
        self.look: CaseLook | None = None
        tr = ctx.tr
        self.setWindowTitle(tr.text(N_("One case from a backup")))
        self.setModal(True)
        room = self.screen().availableGeometry()
        self.resize(min(_WIDE, room.width() - 32), min(_HIGH, room.height() - 64))
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(label(tr.text(N_("One case from a backup")), "heading"))
        moment = moment_of(path.name)
        when = f"{tr.date(moment.date())} {moment:%H:%M}" if moment else path.name
        words = N_("Backup of %(when)s. Type the number of the case, such as 2026/0014.")
        box.addWidget(label(tr.text(words, when=when), "muted", wrap=True))
        self.number = QLineEdit()
        self.number.setFixedWidth(_NUMBER_WIDE)
        self.number.setAccessibleName(tr.text(N_("Number")))
        self.number.returnPressed.connect(self.search)
        self._find = button(tr.text(N_("Show")), self.search, icon="search")
        box.addLayout(row(label(tr.text(N_("Number")), "label"), self.number, self._find, None))
        self.passphrase = PassphraseLine(tr, tr.text(N_("Passphrase of that time")))
        self.passphrase.line.returnPressed.connect(self.search)
        self.passphrase.hide()
        box.addWidget(self.passphrase)
        self._said = QVBoxLayout()
        box.addLayout(self._said)
        self.model = PagedTableModel(tr, DifferenceLine)
        self.table = Table(
            ctx, self.model, "case_back", {"record": 22, "field": 22, "then": 26, "now": 26}
        )
        self.table.horizontalHeader().setSectionsClickable(False)
        box.addWidget(self.table, 1)
        cancel = button(tr.text(N_("Cancel")), self.reject)
        self.go = button(tr.text(N_("Bring back")), self.bring_back, role="primary", icon="undo")
        self.go.setEnabled(False)
        box.addLayout(row(None, cancel, self.go))
        self.number.setFocus()

    def search(self) -> None:
        """Read the case from the backup, beside the window."""
        number = self.number.text().strip()
        if not number or not self._find.isEnabled():
            return
        self._wait(is_busy=True)
        desk = self.ctx.desk
        self.ctx.jobs.run(
            desk.background(desk.case_in_backup, self.path, number, self.passphrase.line.text()),
            self._shown,
            self._failed,
            owner=self,
            label=self.ctx.tr.text(N_("The backup is being read")),
        )

    def _wait(self, *, is_busy: bool) -> None:
        self._find.setEnabled(not is_busy)
        self.go.setEnabled(False)
        if is_busy:
            self.look = None
            self._say(self.ctx.tr.text(N_("The backup is being read")), "accent")

    def _say(self, text: str, tone: str) -> None:
        clear(self._said)
        self._said.addWidget(Banner(text, tone))

    def _failed(self, error: MediaDeskError) -> None:
        """Say why it could not be read; one with another key wants the passphrase of its time."""
        self._wait(is_busy=False)
        self.model.set_rows([])
        if error.code in (Code.BACKUP_BAD, Code.WRONG_PASSPHRASE):
            self.passphrase.show()
            self.passphrase.setFocus()
        self._say(self.ctx.tr.error(error), "danger")

    def _shown(self, look: CaseLook) -> None:
        self._wait(is_busy=False)
        self.look = look
        tr = self.ctx.tr
        lines = difference_lines(tr, look.changes)
        self.model.set_rows(lines)
        self.go.setEnabled(bool(lines))
        if not lines:
            words = N_("Case %(number)s is the same in the backup and now")
            self._say(tr.text(words, number=look.number), "ok")
        elif look.is_here:
            self.go.setText(tr.text(N_("Replace with what is in the backup")))
            words = N_(
                "Case %(number)s is there now too. All of it becomes as it was in the backup, or "
                "nothing. People, organisations and private notes stay as they are now."
            )
            self._say(tr.text(words, number=look.number), "warn")
        else:
            self.go.setText(tr.text(N_("Bring back")))
            words = N_("Case %(number)s is not in the register now. It comes back whole.")
            self._say(tr.text(words, number=look.number), "accent")

    def bring_back(self) -> None:
        """Bring the case back as it was shown."""
        look, desk = self.look, self.ctx.desk
        if look is None or not self.go.isEnabled():
            return
        self.go.setEnabled(False)
        typed = self.passphrase.line.text()

        def work() -> Outcome:
            return desk.bring_case_back(self.path, look, typed).result()

        self.ctx.jobs.run(
            desk.background(work),
            lambda _outcome: self.accept(),
            self._failed,
            owner=self,
            label=self.ctx.tr.text(N_("The case is being brought back")),
        )
