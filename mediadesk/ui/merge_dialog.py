"""The window that merges packages: what is in the files, decisions, then all of them or none."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog, QProgressBar, QTabWidget, QVBoxLayout, QWidget

from mediadesk.domain.changes import Outcome
from mediadesk.domain.packages import MergeChoices, PackageState, Sender, Verdict
from mediadesk.errors import Cancelled, Code, MediaDeskError
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.jobs import JobProgress
from mediadesk.ui.merge_parts import (
    Differences,
    FileLine,
    Twins,
    UnknownKeys,
    file_lines,
    missing_words,
)
from mediadesk.ui.messages import Banner
from mediadesk.ui.passphrase import PassphraseLine
from mediadesk.ui.remark_parts import said
from mediadesk.ui.tables import PagedTableModel, Table
from mediadesk.ui.widgets import button, clear, label, row, scrolled
from mediadesk.usecases.office_view import PackagesLook
from mediadesk.usecases.remark_words import RemarkWords

__all__ = ["MergeDialog"]

_WIDE, _HIGH = 1320, 740
_HEAD_HIGH, _LINE_HIGH = 56, 34
_LINES = range(4, 7)
_FEW = 2


class MergeDialog(QDialog):
    """Shows what packages would do, takes decisions, merges, and tells the result."""

    def __init__(self, ctx: Ctx, parent: QWidget, paths: Sequence[Path]) -> None:
        """Build the window; `look` reads the files."""
        super().__init__(parent)
        self.ctx = ctx
        self.paths = list(paths)
        self.look: PackagesLook | None = None
        self.differences: Differences | None = None
        self.twins: Twins | None = None
        self.unknown: UnknownKeys | None = None
        self._progress: JobProgress | None = None
        self._is_merged = False
        tr = ctx.tr
        self.setWindowTitle(tr.text(N_("Packages of offices")))
        self.setModal(True)
        room = self.screen().availableGeometry()
        self.resize(min(_WIDE, room.width() - 32), min(_HIGH, room.height() - 64))
        box = self._box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        self.heading = label(tr.text(N_("Packages of offices")), "heading")
        box.addWidget(self.heading)
        self.model = PagedTableModel(tr, FileLine)
        self.files = Table(
            ctx,
            self.model,
            "merge.files",
            {"name": 17, "office": 24, "number": 4, "period": 22, "state": 24}
            | dict.fromkeys(("new", "changed", "same", "conflicts", "gone"), 7),
        )
        shown = max(_LINES[0], min(len(self.paths), _LINES[-1]))
        self.files.setFixedHeight(_HEAD_HIGH + _LINE_HIGH * shown)
        box.addWidget(self.files)
        self._asks = QVBoxLayout()
        box.addLayout(self._asks)
        self.tabs = QTabWidget()
        box.addWidget(self.tabs, 1)
        self.totals = label("", "label", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.cancel = button(tr.text(N_("Cancel")), self.reject)
        self.go = button(tr.text(N_("Merge all")), self.merge, role="primary", icon="check")
        self.go.setEnabled(False)
        line = row(self.bar, self.cancel, self.go)
        line.insertWidget(0, self.totals, 1)
        box.addLayout(line)

    # looking

    def start(self) -> None:
        """Open the window and read the files."""
        self.open()
        self.read("")

    def read(self, passphrase: str) -> None:
        """Look at the files with a passphrase, if some need one."""
        desk, progress = self.ctx.desk, self._begin(N_("The packages are being read"))

        def work() -> PackagesLook:
            return desk.look_at_packages(self.paths, passphrase, progress)

        self._run(work, self._shown)

    def _run(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Do a work beside the window; when it was stopped, nothing was changed."""

        def guarded() -> Any:
            try:
                return work()
            except Cancelled:
                return None

        def ended(result: Any) -> None:
            self._end()
            if result is None:
                self._stopped()
            else:
                done(result)

        self.ctx.jobs.run(self.ctx.desk.background(guarded), ended, self._failed, owner=self)

    def _begin(self, words: str) -> JobProgress:
        """Show that a work is under way; Cancel stops it."""
        progress = self._progress = JobProgress()
        self.bar.setRange(0, 0)
        self.bar.show()
        self.totals.setText(self.ctx.tr.text(words))
        self.go.setEnabled(False)
        progress.stepped.connect(self._step)
        return progress

    def _step(self, done: int, total: int, _what: str) -> None:
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)

    def _end(self) -> None:
        self._progress = None
        self.bar.hide()

    def _failed(self, error: MediaDeskError) -> None:
        self._end()
        self.totals.setText("")
        self._asks.addWidget(Banner(self.ctx.tr.error(error), "danger"))
        self._ready()

    def _shown(self, look: PackagesLook) -> None:
        self.look = look
        self.model.set_rows(list(file_lines(self.ctx.tr, look)))
        clear(self._asks)
        bad = self._unreadable(look)
        if len(bad) < _FEW:
            for words in bad:
                self._asks.addWidget(Banner(words, "danger"))
        else:
            told = N_(
                "Files that cannot be read: %(n)s. Their tab says why; nothing is taken from them."
            )
            self._asks.addWidget(Banner(self.ctx.tr.text(told, n=len(bad)), "danger"))
        if missing := missing_words(self.ctx.tr, look):
            self._asks.addWidget(Banner(missing, "warn"))
        if look.needs_passphrase:
            self._asks.addLayout(self._passphrase())
        strangers = {each.office_uid: each for each in look.preview.unknown}
        for reply in look.replies:
            if reply.facts.sender is Sender.UNKNOWN:
                strangers.setdefault(reply.facts.card.office_uid, reply.facts.card)
        self.unknown = UnknownKeys(self.ctx, list(strangers.values()))
        self.unknown.changed.connect(self._ready)
        if strangers:
            self._asks.addWidget(self.unknown)
        self._show_tabs(look)
        self._tell_totals(look)
        self._ready()

    def _unreadable(self, look: PackagesLook) -> list[str]:
        """Say of each file that cannot be read why; one that only wants a passphrase is asked for."""
        return [
            f"{name}: {self.ctx.tr.error(error)}"
            for name, error in look.failed
            if error.code is not Code.PACKAGE_PASSPHRASE
        ]

    def _passphrase(self) -> QVBoxLayout:
        tr = self.ctx.tr
        words = tr.text(N_("Passphrase of the packages, as the offices told it"))
        self.phrase = PassphraseLine(tr, words)
        self.phrase.line.returnPressed.connect(self._again)
        column = QVBoxLayout()
        line = row(button(tr.text(N_("Open")), self._again))
        line.insertWidget(0, self.phrase, 1)
        column.addLayout(line)
        return column

    def _again(self) -> None:
        if self.phrase.line.text() and self._progress is None:
            self.read(self.phrase.line.text())

    def _show_tabs(self, look: PackagesLook) -> None:
        tr = self.ctx.tr
        while self.tabs.count():
            if (gone := self.tabs.widget(0)) is not None:
                gone.deleteLater()
            self.tabs.removeTab(0)
        items = [item for package in look.preview.ready for item in package.items]
        self.differences = Differences(self.ctx, items) if items else None
        self.twins = Twins(self.ctx, look.preview.twins) if look.preview.twins else None
        if self.differences is not None:
            self.tabs.addTab(
                self.differences, tr.text(N_("What differs: %(n)s"), n=tr.number(len(items)))
            )
        if self.twins is not None:
            count = tr.number(len(look.preview.twins))
            self.tabs.addTab(self.twins, tr.text(N_("The same person? %(n)s"), n=count))
        if look.replies:
            self.tabs.addTab(self._replies(look), tr.text(N_("Questions and corrections")))
        bad = self._unreadable(look)
        if len(bad) >= _FEW:
            words = tr.text(N_("Cannot be read: %(n)s"), n=len(bad))
            self.tabs.addTab(self._listed(bad), words)
        if not self.tabs.count():
            self.tabs.addTab(self._nothing(look), tr.text(N_("What differs: %(n)s"), n=0))

    def _nothing(self, look: PackagesLook) -> QWidget:
        words = N_("There is nothing to decide.")
        if not look.preview.ready and not self._fresh(look):
            words = N_("None of these files can be merged. The table says why.")
        return label(self.ctx.tr.text(words), "muted", wrap=True)

    def _replies(self, look: PackagesLook) -> QWidget:
        inside = QWidget()
        box = QVBoxLayout(inside)
        tr = self.ctx.tr
        words = N_(
            "They are kept and wait for you on the tab of questions; nothing is changed by itself."
        )
        box.addWidget(label(tr.text(words), "muted", wrap=True))
        words_of = RemarkWords(self.ctx.desk, tr)
        for each in (remark for reply in look.replies for remark in reply.remarks):
            box.addWidget(said(f"{each.case_number}. {words_of.line(each)}"))
            if now := words_of.note(each):
                made = said(now, tone="warn")
                made.setIndent(16)
                box.addWidget(made)
        box.addStretch(1)
        return scrolled(inside)

    @staticmethod
    def _listed(lines: Sequence[str]) -> QWidget:
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setSpacing(10)
        for each in lines:
            box.addWidget(said(each))
        box.addStretch(1)
        return scrolled(inside)

    @staticmethod
    def _fresh(look: PackagesLook) -> list[object]:
        return [each for each in look.replies if each.state is PackageState.READY]

    def _tell_totals(self, look: PackagesLook) -> None:
        tr, ready = self.ctx.tr, look.preview.ready
        words = N_(
            "Packages: %(packages)s. Cases: new %(new)s, changed %(changed)s, same %(same)s, "
            "conflicting %(conflicts)s."
        )

        def total(verdict: Verdict) -> str:
            return tr.number(sum(each.count(verdict) for each in ready))

        said = tr.text(
            words,
            packages=len(ready),
            new=total(Verdict.NEW),
            changed=total(Verdict.CHANGED),
            same=total(Verdict.SAME),
            conflicts=total(Verdict.CONFLICT),
        )
        self.totals.setText(said if ready else "")

    def _ready(self) -> None:
        """Let the merging begin when there is something and every key was compared."""
        look = self.look
        has = look is not None and bool(look.preview.ready or self._fresh(look))
        compared = self.unknown is None or self.unknown.is_done()
        self.go.setEnabled(has and compared and self._progress is None and not self._is_merged)

    # merging

    def choices(self) -> MergeChoices:
        """Give what was decided."""
        return MergeChoices(
            keep=self.differences.kept() if self.differences else frozenset(),
            same=self.twins.same() if self.twins else {},
            trusted=self.unknown.trusted() if self.unknown else frozenset(),
        )

    def merge(self) -> None:
        """Merge all packages in one step, then take the replies in."""
        look, desk = self.look, self.ctx.desk
        if look is None or not self.go.isEnabled():
            return
        choices = self.choices()
        progress = self._begin(N_("The packages are being merged"))
        replies = [each for each in look.replies if each.state is PackageState.READY]

        def work() -> Outcome | None:
            made = None
            if look.preview.ready:
                made = desk.merge_packages(look.preview, choices, progress).result()
            for reply in replies:
                made = desk.take_in_reply(reply, tuple(choices.trusted)).result()
            return made

        self._run(work, lambda _outcome: self._merged(look))

    def _merged(self, look: PackagesLook) -> None:
        self._is_merged = True
        tr = self.ctx.tr
        self._tell_totals(look)
        clear(self._asks)
        words = N_("Merged. %(totals)s A package can be taken out again on the tab of packages.")
        said = tr.text(words, totals=self.totals.text())
        self._asks.addWidget(Banner(" ".join(said.split()), "ok"))
        self.tabs.hide()
        self._box.addStretch(1)
        self.totals.setText("")
        self.model.set_rows([self._as_merged(each) for each in file_lines(tr, look)])
        self.go.hide()
        self.cancel.setText(tr.text(N_("Close")))
        self.cancel.setFocus()

    def _as_merged(self, line: FileLine) -> FileLine:
        is_merged = bool(line.new)
        return replace(line, state=self.ctx.tr.text(N_("Merged"))) if is_merged else line

    def reject(self) -> None:
        """Stop what is under way, else close."""
        if self._progress is not None:
            self._progress.cancel()
            self.totals.setText(self.ctx.tr.text(N_("Stopping…")))
            return
        super().reject()

    def _stopped(self) -> None:
        self.totals.setText(self.ctx.tr.text(N_("Stopped. Nothing was changed.")))
        self._ready()
