"""Windows of signing: on paper with its scan, by e-mail, by electronic signatures from outside."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from mediadesk.domain.commands import SaveRecord
from mediadesk.domain.model import PrintedCopy, SignatureRecord
from mediadesk.domain.rows import CaseFile
from mediadesk.domain.scans import ScanReport
from mediadesk.domain.signatures import SignatureFacts, SigningWay, facts_to_json
from mediadesk.domain.types import DocumentKind
from mediadesk.errors import MediaDeskError, NeedsConfirmation
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors_choice import ChoiceEdit
from mediadesk.ui.file_parts import moment
from mediadesk.ui.forms import Form
from mediadesk.ui.saving import folder_of
from mediadesk.ui.signature_table import SignatureTable
from mediadesk.ui.submitting import FormDialog, scrolled
from mediadesk.ui.widgets import button, clear, label, row

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "SIGNING",
    "ScanPick",
    "SignatureDialog",
    "ask_open",
    "copy_words",
    "record_signing",
]

SIGNING = "signing.folder"
"""The setting under which the folder of signatures is kept."""
_FIELDS = {
    SigningWay.PAPER: ("kind", "signed_on", "copy_id", "place", "note"),
    SigningWay.EMAIL: (
        *("kind", "copy_id", "with_whom", "sent_on", "received_on"),
        *("originals_wanted", "originals_on", "note"),
    ),
    SigningWay.EDS: ("signed_on", "note"),
}
_TITLES = {
    SigningWay.PAPER: N_("Signed on paper"),
    SigningWay.EMAIL: N_("Exchange of copies by e-mail"),
    SigningWay.EDS: N_("Electronic signature"),
}
_WIDE = 760
_SCANS = "PDF, JPEG, PNG, TIFF (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.bmp *.webp)"
_MAILS = "E-mail, PDF (*.eml *.msg *.pdf *.jpg *.jpeg *.png)"


def copy_words(ctx: Ctx, copy: PrintedCopy) -> str:
    """Name a registered copy: what it is, in which languages, its version and number, since when."""
    tr = ctx.tr
    number = ""
    if copy.copy:
        number = tr.text(N_("copy %(n)s of %(all)s"), n=copy.copy, all=copy.copies)
    told = (
        tr.text(copy.kind.label),
        tr.text(copy.languages.label).lower(),
        tr.text(N_("version %(n)s"), n=copy.version),
        number,
        moment(copy.printed_at, seconds=True),
    )
    return ", ".join(part for part in told if part)


def ask_open(ctx: Ctx, parent: QWidget, title: str, kinds: str) -> Path | None:
    """Ask for a file to read; its folder is remembered."""
    told, _kind = QFileDialog.getOpenFileName(
        parent, ctx.tr.text(title), str(folder_of(ctx, SIGNING)), kinds
    )
    if told:
        ctx.settings.remember(SIGNING, str(Path(told).parent))
    return Path(told) if told else None


class ScanPick(QWidget):
    """Takes the scan or letter that proves a signing; of a scan it tells what its marks say."""

    def __init__(self, ctx: Ctx, file: CaseFile, way: SigningWay) -> None:
        """Start without a file."""
        super().__init__()
        self.ctx, self.file, self.way = ctx, file, way
        self.path: Path | None = None
        self.report: ScanReport | None = None
        self.recognised: Callable[[int], None] = lambda _copy_id: None
        self.grown: Callable[[], None] = lambda: None
        tr = ctx.tr
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        is_paper = way is SigningWay.PAPER
        words = N_("Scan of the signed paper") if is_paper else N_("Letter or scan that proves it")
        box.addWidget(label(tr.text(words), "label"))
        self.name = label("", "muted", wrap=True)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.choose_button = button(tr.text(N_("Choose a file")), self.choose, icon="folder")
        line = row(self.choose_button, self.name)
        line.setStretch(1, 1)
        box.addLayout(line)
        self._said = QVBoxLayout()
        self._said.setSpacing(2)
        box.addLayout(self._said)

    def choose(self) -> None:
        """Ask for the file."""
        kinds = _SCANS if self.way is SigningWay.PAPER else _MAILS
        path = ask_open(self.ctx, self, N_("Choose a file"), kinds)
        if path is not None:
            self.take(path)

    def take(self, path: Path) -> None:
        """Take a file; the marks of a scan are read beside the window's work."""
        self.path, self.report = path, None
        self.name.setText(path.name)
        clear(self._said)
        if path.suffix.lower() in (".eml", ".msg"):
            return
        desk = self.ctx.desk
        self.ctx.jobs.run(
            desk.background(lambda: desk.check_scan(desk.read_file(path))),
            self._told,
            self._failed,
            owner=self,
            label=self.ctx.tr.text(N_("Reading the scan")),
        )

    def _failed(self, error: MediaDeskError) -> None:
        clear(self._said)
        self._said.addWidget(label(self.ctx.tr.error(error), wrap=True, tone="warn"))

    def _told(self, report: ScanReport) -> None:
        """Say what was recognised, and what does not fit."""
        self.report = report
        clear(self._said)
        for words, tone in self.words(report):
            self._said.addWidget(label(words, wrap=True, tone=tone))
        if report.copy_id and report.case_id == self.file.case.id:
            self.recognised(report.copy_id)
        self.grown()

    def words(self, report: ScanReport) -> list[tuple[str, str]]:
        """Give sentences about a scan, each with its tone."""
        tr, mark = self.ctx.tr, report.mark
        found: list[tuple[str, str]] = []
        if mark is not None:
            told = tr.text(
                N_("Recognised: case %(number)s, version %(version)s"),
                number=mark.number,
                version=mark.version,
            )
            if mark.kind in set(DocumentKind):
                told = f"{tr.text(DocumentKind(mark.kind).label)}. {told}"
            is_own = mark.number == self.file.case.number
            found.append((told, "ok" if is_own and report.is_whole else "accent"))
            if not is_own:
                found.append((tr.text(N_("This scan is of another case")), "danger"))
            elif not report.copy_id:
                words = N_("No registered copy of this case has these pages")
                found.append((tr.text(words), "warn"))
        tones = {"warns": "warn", "info": "muted", "blocks": "danger"}
        found += [(tr.finding(f), tones[f.severity.value]) for f in report.findings]
        return found


def record_signing(
    ctx: Ctx, parent: QWidget, file: CaseFile, record: SignatureRecord
) -> FormDialog:
    """Open the window that records a signing, or changes its record."""
    copies = [(each.id, copy_words(ctx, each)) for each in reversed(file.copies)]
    makers = {"copy_id": lambda c: ChoiceEdit(c, copies, optional=True)}
    way = record.way
    form = Form(
        ctx,
        SignatureRecord,
        only=_FIELDS[way],
        overrides=makers,
        wide=("copy_id", "with_whom", "place"),
        draft_key=f"signature.{way.value}.{file.case.id}.{record.id}",
    )
    form.load(record)
    pick = ScanPick(ctx, file, way)

    def make(codes: tuple[str, ...]) -> object | None:
        changed = form.collect(record)
        if changed is None:
            return None
        return ctx.desk.signing_command(changed, pick.path, codes)

    dialog = FormDialog(ctx, parent, ctx.tr.text(_TITLES[way]), form, make)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if way is not SigningWay.EDS:
        dialog.inside.insertWidget(dialog.inside.count() - 1, pick)

        def recognised(copy_id: int) -> None:
            if not form["copy_id"].value():
                form["copy_id"].set_value(copy_id)
                form["kind"].set_value(ctx.desk.copy(copy_id).kind)

        pick.recognised = recognised
        pick.grown = lambda: QTimer.singleShot(0, dialog, dialog.grow)
        dialog.grow()
    dialog.setProperty("pick", pick)
    dialog.start()
    return dialog


class SignatureDialog(QDialog):
    """What a file of signatures says of a paper; it can be kept with the case."""

    def __init__(
        self,
        ctx: Ctx,
        parent: QWidget,
        file: CaseFile,
        facts: SignatureFacts,
        copy: PrintedCopy | None,
        path: Path | None,
    ) -> None:
        """Show the verdicts; without a path there is nothing to keep."""
        super().__init__(parent)
        self.ctx, self.file, self.facts = ctx, file, facts
        self.copy, self.path = copy, path
        tr = ctx.tr
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr.text(N_("Electronic signatures")))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 20, 24, 16)
        outer.setSpacing(12)
        outer.addWidget(label(tr.text(N_("Electronic signatures")), "heading"))
        if copy is not None:
            outer.addWidget(label(copy_words(ctx, copy), "muted", wrap=True))
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 8, 0)
        box.setSpacing(12)
        box.addWidget(SignatureTable(ctx, facts, file))
        words = N_(
            "The check is made off line: revocation is not known. The check with legal force is that"
            " of the portal of the National Certification Authority."
        )
        box.addWidget(label(tr.text(words), "small", wrap=True))
        box.addStretch(1)
        outer.addWidget(scrolled(inside), 1)
        self.trust_button = button(tr.text(N_("Trust an authority")), self.trust, icon="key")
        close = button(tr.text(N_("Close")), self.reject)
        self.keep_button = button(tr.text(N_("Keep with the case")), self.keep, role="primary")
        self.keep_button.setVisible(path is not None)
        outer.addLayout(row(self.trust_button, None, close, self.keep_button))
        (close if path is None else self.keep_button).setFocus(Qt.FocusReason.OtherFocusReason)
        room = self.screen().availableGeometry()
        high = max(360, min(640, box.heightForWidth(_WIDE - 60) + 190))
        self.resize(min(_WIDE, room.width() - 32), min(high, room.height() - 64))

    def keep(self, codes: tuple[str, ...] = ()) -> None:
        """Keep the file and its facts; what is doubtful is asked first."""
        first = next((s.signed_at for s in self.facts.signers if s.signed_at), "")
        record = SignatureRecord(
            case_id=self.file.case.id,
            way=SigningWay.EDS,
            kind=self.copy.kind if self.copy else DocumentKind.CONTRACT,
            copy_id=self.copy.id if self.copy else None,
            signed_on=self.ctx.desk.day_of(first),
            document_sha256=self.facts.document_sha256,
            facts=facts_to_json(self.facts),
        )
        command = self.ctx.desk.signing_command(record, self.path, codes)
        self.ctx.jobs.run(
            self.ctx.desk.execute(command), lambda _o: self.accept(), self._failed, owner=self
        )

    def _failed(self, error: MediaDeskError) -> None:
        tr = self.ctx.tr
        if not isinstance(error, NeedsConfirmation):
            self.ctx.messages.error(error)
            return
        findings: tuple[Any, ...] = error.findings
        words = "\n".join(tr.finding(each) for each in findings)
        question = tr.text(N_("Keep this signature with the case?"))
        if self.ctx.messages.ask(question, tr.text(N_("Keep")), "", words):
            self.keep(tuple(each.code for each in findings))

    def trust(self) -> None:
        """Take in an authority's certificate after its hash was compared by a person."""
        kinds = "X.509 (*.cer *.crt *.pem *.der *.p7b)"
        path = ask_open(self.ctx, self, N_("Certificate of an authority"), kinds)
        if path is None:
            return
        tr, desk = self.ctx.tr, self.ctx.desk
        try:
            found = desk.roots_in(desk.read_file(path))
        except MediaDeskError as error:
            self.ctx.messages.error(error)
            return
        for each in found:
            detail = tr.text(
                N_(
                    "%(name)s\nSHA-256: %(hash)s\nCompare this hash with the one the authority publishes."
                ),
                name=each.name,
                hash=each.sha256,
            )
            question = tr.text(N_("Trust this authority?"))
            if self.ctx.messages.ask(question, tr.text(N_("Trust")), "", detail):
                self.ctx.jobs.execute(
                    desk, SaveRecord(record=each), done=lambda _o: self._again(), owner=self
                )

    def _again(self) -> None:
        """Check again, now that one more authority is trusted."""
        if self.path is None:
            self.accept()
            return
        path, copy, desk = self.path, self.copy, self.ctx.desk

        def work() -> SignatureFacts:
            data = desk.read_file(path)
            return desk.check_signatures_of(copy.id, data) if copy else desk.check_signatures(data)

        self.ctx.jobs.run(desk.background(work), self._shown_again, owner=self)

    def _shown_again(self, facts: SignatureFacts) -> None:
        self.accept()
        parent = self.parentWidget()
        if parent is not None:
            SignatureDialog(self.ctx, parent, self.file, facts, self.copy, self.path).open()
