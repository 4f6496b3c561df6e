"""Writes the settlement agreement: obligations in two languages, terms, what is still missing."""

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mediadesk.domain.changes import ChangeSet, Outcome, Severity
from mediadesk.domain.commands import SaveAgreement
from mediadesk.domain.model import Agreement
from mediadesk.domain.papers import AGREEMENT_CHOICES
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import CaseId, DocumentKind, Languages
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.forms import Form
from mediadesk.ui.messages import Banner
from mediadesk.ui.obligations import ObligationList
from mediadesk.ui.page import Page
from mediadesk.ui.submitting import FindingsPanel, Submitter, is_save, scrolled
from mediadesk.ui.widgets import Card, button, clear, label, row

__all__ = ["AgreementPage"]

_DRAFT_MS = 800
_EDGES = 96
_TERMS = ("consequences_ru", "consequences_kk", "terms_ru", "terms_kk", *AGREEMENT_CHOICES)
_HEAD = ("settled_tiyn", "is_partial", "place_ru", "place_kk")
_TONES = {Severity.BLOCKS: "danger", Severity.WARNS: "warn", Severity.INFO: "muted"}


class AgreementPage(Page):
    """The editor of one case's agreement; on its right is what the document still lacks."""

    def __init__(self, ctx: Ctx) -> None:
        """Build the editor; the case comes with `open`."""
        super().__init__(ctx)
        self.case_id = CaseId(0)
        self.file: CaseFile | None = None
        self._clean = ""
        self._banner: Banner | None = None
        self.panel = FindingsPanel(ctx)
        self.duties = ObligationList(ctx)
        self.head = Form(ctx, Agreement, only=_HEAD)
        self.terms = Form(ctx, Agreement, only=_TERMS)
        self.submitter = Submitter(
            ctx, self, [self.head, self.terms], self.panel, self._command, self._saved
        )
        self.heading = label("", "title")
        self.sum_note = label("", "small", wrap=True)
        self.take_sum = button(ctx.tr.text(N_("Take this sum")), self._take_sum, role="link")
        self.heading.setWordWrap(True)
        head = row(self.heading, *self._buttons())
        head.setStretch(0, 1)
        self.outer.addLayout(head)
        self.outer.addLayout(self._columns(), 1)
        self._timer = QTimer(self, singleShot=True, interval=_DRAFT_MS)
        self._timer.timeout.connect(self._keep)
        for part in (self.head, self.terms, self.duties):
            part.changed.connect(self._edited)
            part.submitted.connect(self.submitter.submit)
        QShortcut(QKeySequence("Ctrl+P"), self, self._preview)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self._back)

    def _buttons(self) -> tuple[QWidget, ...]:
        tr = self.ctx.tr
        back = button(tr.text(N_("Back to the case")), self._back, icon="back")
        preview = button(tr.text(N_("Preview and print")), self._preview, icon="print")
        preview.setToolTip("Ctrl+P")
        save = button(tr.text(N_("Save")), self.submitter.submit, role="primary", icon="save")
        save.setToolTip("Ctrl+Enter")
        return back, preview, save

    def _columns(self) -> QHBoxLayout:
        tr = self.ctx.tr
        inside = self._inside = QWidget()
        self._inner = QVBoxLayout(inside)
        self._inner.setContentsMargins(0, 0, 8, 0)
        self._inner.setSpacing(16)
        self._inner.addWidget(self.panel)
        self._inner.addWidget(self.duties)
        head = Card(tr.text(N_("Agreement as a whole")))
        head.box.addWidget(self.head)
        head.box.addWidget(self.sum_note)
        head.box.addLayout(row(self.take_sum, None))
        self._inner.addWidget(head)
        terms = Card(tr.text(N_("Terms in both languages")))
        terms.box.addWidget(self.terms)
        self._inner.addWidget(terms)
        self._inner.addStretch(1)
        self.missing = Card(tr.text(N_("What is still missing")))
        self._missing_list = QVBoxLayout()
        self._missing_list.setSpacing(8)
        self.missing.box.addLayout(self._missing_list)
        self.missing.box.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(scrolled(inside), 3)
        self._side = scrolled(self.missing)
        columns.addWidget(self._side, 1)
        return columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what is missing under the text where there is no room beside it."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        text = self._inside.minimumSizeHint().width()
        is_wide = self.width() >= text * 4 // 3 + _EDGES
        if is_wide and self._side.widget() is None:
            self._side.setWidget(self.missing)
        elif not is_wide and self._side.widget() is not None:
            self._side.takeWidget()
            self._inner.insertWidget(self._inner.count() - 1, self.missing)
        self.missing.show()
        self._side.setVisible(is_wide)

    def title(self) -> str:
        """Name the page by the number of the case."""
        number = self.file.case.number if self.file else ""
        return self.ctx.tr.text(N_("Settlement agreement %(number)s"), number=number)

    def open(self, case_id: int = 0, **_args: Any) -> None:
        """Show the agreement of a case, or go on with what was not saved."""
        self.case_id = CaseId(case_id)
        self.reload()
        if self.file is None:
            return
        self._hide_offer()
        self.panel.clear()
        kept = self.ctx.desk.draft(_key(self.case_id))
        if kept:
            self._offer(kept)
        if not self.duties.cards:
            self.duties.add_new()
            self._clean = repr(self._raw())
        else:
            self.duties.cards[0].form.focus_first()

    def on_changed(self, _changes: ChangeSet) -> None:
        """Read again, unless something is being typed."""
        if self.case_id and not self._is_changed():
            self.reload()

    def reload(self) -> None:
        """Read the agreement and show it."""
        if not self.case_id:
            return
        self.file = file = self.ctx.desk.case_file(self.case_id)
        self.heading.setText(self.title())
        base = _base(file)
        self.duties.load(file)
        self.head.load(base)
        self.terms.load(base)
        self._clean = repr(self._raw())
        QTimer.singleShot(0, self, self._arrange)
        self._show_sum()
        self._look_for_gaps()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save from anywhere on the page."""
        if is_save(event):
            self.submitter.submit()
            return
        super().keyPressEvent(event)

    def can_leave(self) -> bool:
        """Keep what was typed as a draft; nothing is lost by leaving."""
        self._keep()
        return True

    # saving and drafts

    def _raw(self) -> dict[str, Any]:
        return {"head": self.head.raw(), "terms": self.terms.raw(), "duties": self.duties.raw()}

    def _is_changed(self) -> bool:
        return repr(self._raw()) != self._clean

    def _keep(self) -> None:
        self._timer.stop()
        if self.case_id and self._is_changed():
            self.ctx.desk.keep_draft(_key(self.case_id), self._raw())

    def _offer(self, kept: dict[str, Any]) -> None:
        tr = self.ctx.tr
        self._hide_offer()
        banner = self._banner = Banner(
            tr.text(N_("Here is unfinished work that was not saved")), "accent"
        )

        def restore() -> None:
            self.head.set_raw(kept.get("head", {}))
            self.terms.set_raw(kept.get("terms", {}))
            self.duties.set_raw(kept.get("duties", []))
            self._hide_offer()

        def forget() -> None:
            self.ctx.desk.drop_draft(_key(self.case_id))
            self._hide_offer()

        banner.add(tr.text(N_("Continue it")), restore)
        banner.add(tr.context("draft", "Discard"), forget)
        self._inner.insertWidget(0, banner)

    def _hide_offer(self) -> None:
        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None

    def _edited(self) -> None:
        self._show_sum()
        self._timer.start()

    def _command(self, codes: tuple[str, ...]) -> SaveAgreement | None:
        if self.file is None:
            return None
        duties = self.duties.obligations()
        agreement = self.head.collect(_base(self.file))
        agreement = self.terms.collect(agreement) if agreement is not None else None
        if agreement is None or duties is None:
            return None
        return SaveAgreement(agreement=agreement, obligations=duties, acknowledged=codes)

    def _saved(self, _outcome: Outcome) -> None:
        self._timer.stop()
        self._hide_offer()
        self.ctx.desk.drop_draft(_key(self.case_id))
        self.reload()

    # what the person sees

    def _show_sum(self) -> None:
        tr = self.ctx.tr
        total = self.duties.total()
        settled = self.head["settled_tiyn"].value()
        if total and settled is None and not self.head["settled_tiyn"].raw():
            words = tr.text(N_("The payments make %(sum)s together"), sum=tr.money(total))
        elif total and settled is not None and settled != total:
            words = tr.text(
                N_("The payments make %(sum)s together, not the sum of the agreement"),
                sum=tr.money(total),
            )
        else:
            words = ""
        self.sum_note.setText(words)
        self.sum_note.setVisible(bool(words))
        self.take_sum.setVisible(bool(words))

    def _take_sum(self) -> None:
        """Take the sum of the payments as the sum of the agreement."""
        self.head["settled_tiyn"].set_value(self.duties.total())
        self.head["settled_tiyn"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_for_gaps(self) -> None:
        """Ask in the background what the law misses in the document as it is saved."""
        if self.file is None or self.file.agreement is None:
            self._show_gaps(())
            return
        clear(self._missing_list)
        future = self.ctx.desk.background(
            self.ctx.desk.findings, self.case_id, DocumentKind.AGREEMENT, Languages.BOTH
        )
        self.ctx.jobs.run(future, self._show_gaps, owner=self)

    def _show_gaps(self, findings: Any) -> None:
        tr = self.ctx.tr
        clear(self._missing_list)
        if self.file is None or self.file.agreement is None:
            text = tr.text(N_("Save the agreement to see what the law still asks for"))
            self._missing_list.addWidget(label(text, "muted", wrap=True))
            return
        if not findings:
            text = tr.text(N_("Everything the law asks for is there"))
            self._missing_list.addWidget(label(text, wrap=True, tone="ok"))
        for finding in findings:
            tone = _TONES[finding.severity]
            self._missing_list.addWidget(label(tr.finding(finding), wrap=True, tone=tone))
            if finding.source:
                self._missing_list.addWidget(label(tr.text(finding.source), "small", wrap=True))

    def _preview(self) -> None:
        from mediadesk.ui.preview import PreviewDialog

        if self.file is not None and self.file.agreement is not None and not self._is_changed():
            PreviewDialog(self.ctx, self.case_id, DocumentKind.AGREEMENT, self).open()
        else:
            self.ctx.messages.toast(self.ctx.tr.text(N_("Save the agreement first")))

    def _back(self) -> None:
        self.ctx.navigate("case_card", case_id=self.case_id)


def _key(case_id: CaseId) -> str:
    """Name the draft of a case's agreement."""
    return f"agreement.{case_id}"


def _base(file: CaseFile) -> Agreement:
    place = file.contract or file.office
    ru = getattr(place, "place_ru", "") or file.office.city_ru
    kk = getattr(place, "place_kk", "") or file.office.city_kk
    return file.agreement or Agreement(case_id=file.case.id, place_ru=ru, place_kk=kk)
