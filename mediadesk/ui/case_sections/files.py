"""Files of a case: scans, photographs, mail; added by button, dropped or pasted, kept in versions."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediadesk.domain.commands import RemoveRecord
from mediadesk.domain.model import Attachment
from mediadesk.domain.types import CaseState
from mediadesk.marks import N_
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.case_parts import NameLink
from mediadesk.ui.case_sections import Columns
from mediadesk.ui.file_parts import FileWork, can_take, moment, size_words
from mediadesk.ui.record_cards import edit_record
from mediadesk.ui.widgets import Card, PushButton, button, label, row

__all__ = ["FilesCard", "build", "by_series"]


def build(act: CaseActions) -> Columns:
    """Make the list of files over the whole width."""
    return [FilesCard(act)], []


def by_series(records: Sequence[Attachment]) -> list[list[Attachment]]:
    """Put the versions of a file together, the newest first; files in the order of their adding."""
    found: dict[str, list[Attachment]] = {}
    for record in records:
        found.setdefault(record.series, []).append(record)
    return [sorted(each, key=lambda a: (a.version, a.id), reverse=True) for each in found.values()]


class FilesCard(Card):
    """The list of files; it takes what is dropped on it."""

    def __init__(self, act: CaseActions) -> None:
        """Show the files of the case as it was read."""
        super().__init__()
        self.act = act
        tr, case = act.ctx.tr, act.file.case
        self.work = FileWork(act.ctx, act.owner, case.id)
        self.may_add = case.trashed_on is None
        self.may_change = self.may_add and case.state is not CaseState.CLOSED
        files = by_series(act.file.all(Attachment))
        self.setAcceptDrops(self.may_add)
        parts: list[QWidget | None] = [label(tr.text(N_("Files")), "heading"), None]
        if self.may_add:
            self.paste_button = button(tr.text(N_("Paste")), self.work.paste)
            self.paste_button.setToolTip("Ctrl+V")
            self.add_button = button(tr.text(N_("Add files")), self.work.choose, icon="plus")
            parts += [self.paste_button, self.add_button]
            QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self.work.paste)
        self.box.addLayout(row(*parts))
        if self.may_add:
            words = tr.text(
                N_("Drop files here, or paste a picture. One file: at most %(size)s."),
                size=size_words(tr, act.ctx.desk.file_rules.largest),
            )
            self.box.addWidget(label(words, "muted", wrap=True))
        for versions in files:
            self._add_file(versions)
        if not files:
            self.box.addWidget(label(tr.text(N_("No files yet")), "muted"))

    def _add_file(self, versions: Sequence[Attachment]) -> None:
        self.box.addWidget(self._line(versions[0], is_newest=True))
        if len(versions) == 1:
            return
        older = QWidget()
        box = QVBoxLayout(older)
        box.setContentsMargins(24, 0, 0, 0)
        box.setSpacing(8)
        for each in versions[1:]:
            box.addWidget(self._line(each, is_newest=False))
        older.hide()
        tr = self.act.ctx.tr
        words = tr.text(N_("Older versions: %(n)s"), n=len(versions) - 1)
        more = button(words, lambda: older.setVisible(older.isHidden()), role="link", icon="down")
        self.box.addLayout(row(more, None))
        self.box.addWidget(older)

    def _line(self, record: Attachment, *, is_newest: bool) -> QWidget:
        made = QWidget()
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        name = NameLink(record.title or record.name, partial(self.work.look, record))
        line = row(name, None, *self._tools(record, is_newest=is_newest))
        line.setStretch(0, 100)
        box.addLayout(line)
        box.addWidget(label(self._facts(record), "muted", wrap=True))
        return made

    def _facts(self, record: Attachment) -> str:
        tr = self.act.ctx.tr
        added = tr.text(N_("added %(when)s"), when=moment(record.added_at))
        version = tr.text(N_("Version %(n)s"), n=record.version) if record.version > 1 else ""
        facts = (
            record.name if record.title else "",
            tr.text(record.kind.label),
            size_words(tr, record.size),
            version,
            added,
        )
        return "  ·  ".join(each for each in facts if each)

    def _tools(self, record: Attachment, *, is_newest: bool) -> list[PushButton]:
        act = self.act
        tools = [self._tool("save", N_("Save a copy"), record, partial(self.work.save, record))]
        if self.may_add and is_newest:
            renew = partial(self.work.choose, record.series)
            tools.append(self._tool("refresh", N_("Add a new version"), record, renew))
        if self.may_change:
            title = N_("What is said of the file")
            edit = partial(
                edit_record, act.ctx, act.owner, title, record, only=("name", "kind", "title")
            )
            drop = partial(act.execute, RemoveRecord(record=record))
            tools.append(self._tool("edit", N_("Change"), record, edit))
            tools.append(self._tool("remove", N_("Remove"), record, drop))
        return tools

    def _tool(
        self, icon: str, words: str, record: Attachment, slot: Callable[[], object]
    ) -> PushButton:
        text = self.act.ctx.tr.text(words)
        made = button("", slot, role="link", icon=icon)
        made.setToolTip(text)
        made.setAccessibleName(f"{text}: {record.title or record.name}")
        return made

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and pictures."""
        if can_take(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        event.acceptProposedAction()
        self.work.take(event.mimeData())
