"""Writes the settlement agreement: terms, and the whole text in two columns, with what is missing."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from mediadesk.domain.changes import ChangeSet, Outcome
from mediadesk.domain.commands import DivideObligation, SaveAgreement
from mediadesk.domain.model import Agreement, Obligation
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.types import CaseId, DocumentKind
from mediadesk.errors import MediaDeskError
from mediadesk.marks import N_
from mediadesk.ui.agreement_form import TERMS_VIEW, TEXT_VIEW, AgreementForm, draft_key
from mediadesk.ui.agreement_parts import further
from mediadesk.ui.clause_field_menu import field_menu
from mediadesk.ui.context import Ctx
from mediadesk.ui.submitting import Submitter, is_save
from mediadesk.ui.widgets import button, label, row

__all__ = ["AgreementPage"]

_DRAFT_MS = 800
_LIVE_MS = 350


class AgreementPage(AgreementForm):
    """The editor of one case's agreement; on its right is what the document still lacks."""

    def __init__(self, ctx: Ctx) -> None:
        """Build the editor; the case comes with `open`."""
        super().__init__(ctx)
        self.submitter = Submitter(
            ctx, self, [self.head, self.terms], self.panel, self._command, self._saved
        )
        self.heading = label("", "title", wrap=True)
        head = row(self.heading, *self._buttons())
        head.setStretch(0, 1)
        self.outer.addLayout(head)
        words = ctx.tr.text(N_("Versions"))
        versions = button(words, self._versions, role="link")
        self.outer.addLayout(row(*self.view_buttons, None, *self._tools(), versions))
        self.outer.addLayout(self._columns(), 1)
        self._timer = QTimer(self, singleShot=True, interval=_DRAFT_MS)
        self._timer.timeout.connect(self._keep)
        self._live = QTimer(self, singleShot=True, interval=_LIVE_MS)
        self._live.timeout.connect(self.refresh)
        self._connect()

    def _connect(self) -> None:
        for part in (self.head, self.terms, self.duties):
            part.changed.connect(self.edited)
            part.submitted.connect(self.submitter.submit)
        self.duties.wants_parts.connect(self.divide)
        self.duties.wants_whole.connect(self.make_whole)
        self.text.changed.connect(self.edited)
        self.text.restructured.connect(self._restructured)
        self.text.wants_library.connect(self._open_library)
        for keys, act in (
            (QKeySequence("Ctrl+P"), self._preview),
            (QKeySequence(Qt.Key.Key_Escape), self._back),
            (QKeySequence("Alt+1"), lambda: self.show_view(TERMS_VIEW)),
            (QKeySequence("Alt+2"), lambda: self.show_view(TEXT_VIEW)),
        ):
            QShortcut(keys, self, act)

    def _buttons(self) -> tuple[QWidget, ...]:
        tr = self.ctx.tr
        back = button(tr.text(N_("Back to the case")), self._back, icon="back")
        preview = button(tr.text(N_("Preview and print")), self._preview, icon="print")
        preview.setToolTip("Ctrl+P")
        save = button(tr.text(N_("Save")), self.submitter.submit, role="primary", icon="save")
        save.setToolTip("Ctrl+Enter")
        return back, preview, save

    def open(self, case_id: int = 0, place: str = "", view: int = TERMS_VIEW, **_args: Any) -> None:
        """Show the agreement of a case, or go on with what was not saved; `place` gets the cursor."""
        is_same = self.case_id == case_id and self._is_changed()
        self.case_id = CaseId(case_id)
        if not (is_same and place):
            self._open_new()
            self.show_view(view)
        if place and self.file is not None:
            self.go_to(place)

    def _open_new(self) -> None:
        self.reload()
        if self.file is None:
            return
        self.draft.forget()
        self.panel.clear()
        kept = self.ctx.desk.draft(draft_key(self.case_id))
        if kept:
            self.draft.offer(kept)
        if not self.duties.cards:
            self.duties.add_new()
            self._begin()
        else:
            self.duties.cards[0].form.focus_first()

    def on_changed(self, _changes: ChangeSet) -> None:
        """Read again; what is being typed stays, only the case around it is read."""
        if self.case_id and not self._is_changed():
            self.reload()
        elif self.file is not None:
            self._read_around(self.file)

    def _read_around(self, old: CaseFile) -> None:
        """Read parties, dispute and waivers again; the agreement stays the one that was opened."""
        new = self.ctx.desk.case_file(self.case_id)
        kept = {"agreement": old.agreement, "obligations": old.obligations, "clauses": old.clauses}
        self.file = replace(new, **kept)  # type: ignore[arg-type]  # the fields of the file itself
        self.duties.show_parts(self.file)
        self.refresh()

    def reload(self) -> None:
        """Read the agreement and show it."""
        if not self.case_id:
            return
        self.file = file = further(self.ctx.desk.case_file(self.case_id))
        self.heading.setText(self.title())
        base = _base(file)
        self.duties.load(file)
        self.head.load(base)
        self.terms.load(base)
        self.text.know(self.ctx.desk.clause_library())
        self.text.load(file.clauses)
        self.lines.case_id = self.case_id
        self.lines.about = file.agreement.id if file.agreement else 0
        self._begin()
        QTimer.singleShot(0, self, self._arrange)
        self.sum.refresh()
        self.refresh()

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

    # saving, drafts and steps

    def _keep(self) -> None:
        self._timer.stop()
        if self.case_id and self._is_changed():
            self.ctx.desk.keep_draft(draft_key(self.case_id), self._raw())

    def edited(self) -> None:
        """Keep a draft and look again in a moment."""
        if self._is_stepping:
            return
        self.sum.refresh()
        self._timer.start()
        self._live.start()

    def _restructured(self) -> None:
        self.edited()
        self.refresh()

    def _command(self, codes: tuple[str, ...]) -> SaveAgreement | None:
        if self.file is None:
            return None
        duties = self.duties.obligations()
        agreement = self.head.collect(_base(self.file))
        agreement = self.terms.collect(agreement) if agreement is not None else None
        if agreement is None or duties is None:
            self.show_view(TERMS_VIEW)
            return None
        clauses = tuple(c for c in self.text.clauses() if c.text_ru.strip() or c.text_kk.strip())
        return SaveAgreement(
            agreement=agreement, obligations=duties, clauses=clauses, acknowledged=codes
        )

    def _saved(self, _outcome: Outcome) -> None:
        self._timer.stop()
        self.draft.forget()
        self.ctx.desk.drop_draft(draft_key(self.case_id))
        self.reload()

    # what the person sees

    def refresh(self) -> None:
        """Say how the agreement would print now, and what is found in it."""
        self._live.stop()
        if self.file is None:
            return
        self._steps.note(self._raw())
        told = self.head.values() | self.terms.values()
        base = _base(self.file)
        agreement = _with(base, told)
        clauses = self.text.clauses()
        duties = self.duties.as_typed()
        try:
            live = self.ctx.desk.live_text(self.file, agreement, duties, clauses)
        except MediaDeskError as error:
            self.ctx.messages.error(error)
            return
        self.text.show_live(live)
        self.text.offer(field_menu(self.ctx, self.file, len(duties), clauses))
        self.lines.show_findings(live.findings)

    def waived(self) -> None:
        """Read the waivers again."""
        if self.file is not None:
            self._read_around(self.file)

    def _open_library(self) -> None:
        from mediadesk.ui.clause_library_dialog import ClauseLibraryDialog

        if self.file is not None:
            library = self.ctx.desk.clause_library()
            kind = self.file.case.kind
            ClauseLibraryDialog(self.ctx, self, library, kind, self.text.add_from).open()

    def divide(self, duty: Obligation) -> None:
        """Divide an obligation of the draft; its schedule stands in the agreement."""
        from mediadesk.ui.kept_dialogs import divide

        if self.file is None or not duty.id or self._is_changed():
            self.ctx.messages.toast(self.ctx.tr.text(N_("Save the agreement first")))
            return
        divide(self.ctx, self, self.file, (duty,))

    def make_whole(self, duty: Obligation) -> None:
        """Take the parts of an obligation away; it can be undone."""
        if self._is_changed():
            self.ctx.messages.toast(self.ctx.tr.text(N_("Save the agreement first")))
            return
        cmd = DivideObligation(obligation_id=duty.id, obligation_rev=duty.rev)
        self.ctx.jobs.run(self.ctx.desk.execute(cmd), owner=self)

    def _versions(self) -> None:
        from mediadesk.ui.agreement_versions_dialog import VersionsDialog

        if self.file is None or self.file.agreement is None:
            self.ctx.messages.toast(self.ctx.tr.text(N_("Save the agreement first")))
            return
        found = self.ctx.desk.agreement_versions(self.file.agreement.id)
        VersionsDialog(self.ctx, self, found).open()

    def _preview(self) -> None:
        from mediadesk.ui.preview import PreviewDialog

        if self.file is not None and self.file.agreement is not None and not self._is_changed():
            PreviewDialog(self.ctx, self.case_id, DocumentKind.AGREEMENT, self).open()
        else:
            self.ctx.messages.toast(self.ctx.tr.text(N_("Save the agreement first")))

    def _back(self) -> None:
        self.ctx.navigate("case_card", case_id=self.case_id)


def _with(base: Agreement, told: dict[str, Any]) -> Agreement:
    """Give an agreement with what was typed; what cannot be read is left out."""
    empty = {"settled_tiyn": told.get("settled_tiyn")}
    return replace(base, **{k: v for k, v in told.items() if v is not None} | empty)


def _base(file: CaseFile) -> Agreement:
    place = file.contract or file.office
    ru = getattr(place, "place_ru", "") or file.office.city_ru
    kk = getattr(place, "place_kk", "") or file.office.city_kk
    return file.agreement or Agreement(case_id=file.case.id, place_ru=ru, place_kk=kk)
