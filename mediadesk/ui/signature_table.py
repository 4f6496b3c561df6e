"""Electronic signatures as they were checked: for each signer four verdicts apart, never one tick."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from mediadesk.domain.rows import CaseFile
from mediadesk.domain.signatures import SignatureFacts, Signer, shown_moment, who_signed
from mediadesk.domain.types import Labelled
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.widgets import label

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["SignatureTable"]

_LETTERS = 15


class SignatureTable(QWidget):
    """The signers of a file, one under the other."""

    def __init__(self, ctx: Ctx, facts: SignatureFacts, file: CaseFile | None = None) -> None:
        """Show facts; with a case each signer is compared with its participants."""
        super().__init__()
        self.ctx = ctx
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for place, signer in enumerate(facts.signers):
            if place:
                line = QFrame()
                line.setProperty("role", "line")
                line.setFixedHeight(1)
                box.addWidget(line)
            box.addWidget(self._signer(signer, file))

    def _signer(self, signer: Signer, file: CaseFile | None) -> QWidget:
        tr = self.ctx.tr
        made = QWidget()
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        name = label(signer.name or tr.text(N_("Signer not named")), "strong", wrap=True)
        name.setTextFormat(Qt.TextFormat.PlainText)
        box.addWidget(name)
        numbers = (
            f"{tr.text(N_('IIN'))} {signer.iin}" if signer.iin else "",
            signer.organisation,
            f"{tr.text(N_('BIN'))} {signer.bin}" if signer.bin else "",
        )
        told = " · ".join(each for each in numbers if each)
        if told:
            box.addWidget(_plain(told, "muted"))
        if file is not None:
            box.addWidget(self._in_case(signer, file))
        box.addLayout(self._verdicts(signer))
        return made

    def _in_case(self, signer: Signer, file: CaseFile) -> QLabel:
        tr = self.ctx.tr
        is_kk = tr.language == "kk"
        who = who_signed(signer, file)
        found = [
            f"{tr.text(each.role)} – {each.name_kk if is_kk else each.name_ru}" for each in who
        ]
        if found and not all(each.is_alike for each in who):
            words = N_("The number is that of %(who)s, but the certificate has another name")
            return label(tr.text(words, who="; ".join(found)), tone="warn", wrap=True)
        if found:
            return label(
                tr.text(N_("Matches: %(who)s"), who="; ".join(found)), tone="ok", wrap=True
            )
        return label(
            tr.text(N_("No participant of the case has this number")), tone="warn", wrap=True
        )

    def _verdicts(self, signer: Signer) -> QGridLayout:
        tr = self.ctx.tr
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        term = ""
        if signer.begins:
            term = tr.text(
                N_("valid from %(first)s to %(last)s"),
                first=shown_moment(signer.begins)[:10],
                last=shown_moment(signer.ends)[:10],
            )
        at = shown_moment(signer.signed_at)
        lines: Sequence[tuple[str, Labelled, str]] = (
            (N_("File"), signer.file, ""),
            (N_("Signature"), signer.math, signer.algorithm),
            (
                N_("Certificate"),
                signer.certificate,
                " · ".join(p for p in (signer.issuer, term) if p),
            ),
            (N_("Revocation"), signer.revocation, ""),
            (N_("Time"), signer.time_source, at),
        )
        for name, verdict, more in lines:
            self._line(grid, name, verdict, more)
        for note in signer.notes:
            row = grid.rowCount()
            grid.addWidget(label(tr.text(note.label), "muted", wrap=True), row, 1)
        return grid

    def _line(self, grid: QGridLayout, name: str, verdict: Labelled, more: str) -> None:
        tr, at, top = self.ctx.tr, grid.rowCount(), Qt.AlignmentFlag.AlignTop
        key = label(tr.text(name), "muted")
        key.setMinimumWidth(key.fontMetrics().averageCharWidth() * _LETTERS)
        grid.addWidget(key, at, 0, top)
        beside = QVBoxLayout()
        beside.setSpacing(0)
        words = tr.text(verdict.label)
        said = label(words, tone=Signer.tone(verdict), wrap=True)
        said.setAccessibleName(f"{tr.text(name)}: {words}")
        beside.addWidget(said)
        if more:
            beside.addWidget(_plain(more, "small"))
        grid.addLayout(beside, at, 1)


def _plain(text: str, role: str) -> QLabel:
    """Make a label of words from outside: never read as markup, and they can be copied."""
    made = label(text, role, wrap=True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
