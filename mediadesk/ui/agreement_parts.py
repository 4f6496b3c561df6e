"""Parts of the agreement's editor: the offered draft, the sum of the payments, the two views."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from mediadesk.domain.rows import CaseFile
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.drafts import taken_up
from mediadesk.ui.forms import Form
from mediadesk.ui.messages import Banner
from mediadesk.ui.obligations import ObligationList
from mediadesk.ui.widgets import PushButton, button, label, row

__all__ = ["Draft", "SumNote", "further", "views"]


def further(file: CaseFile) -> CaseFile:
    """Give the file to write in: beside signed agreements on a part, a new one is begun."""
    is_new = file.agreement is not None and file.agreement.is_signed and not file.is_settled
    return replace(file, agreement=None, obligations=(), clauses=()) if is_new else file


def views(ctx: Ctx, show: Callable[[int], None]) -> list[PushButton]:
    """Make the buttons that choose between the terms and the text."""
    group = None
    made = []
    for at, words in enumerate((N_("Terms of the agreement"), N_("Text in two columns"))):
        each = PushButton(ctx.tr.text(words))
        each.setCheckable(True)
        each.setProperty("role", "segment")
        each.setChecked(at == 0)
        each.setToolTip(f"Alt+{at + 1}")
        each.clicked.connect(lambda _on, at=at: show(at))
        group = group or QButtonGroup(each)
        group.addButton(each)
        made.append(each)
    return made


class Draft(QWidget):
    """Offers unfinished work that was not saved."""

    def __init__(self, ctx: Ctx, restore: Callable[[Any], None], key: Callable[[], str]) -> None:
        """Start hidden."""
        super().__init__()
        self.ctx = ctx
        self._restore = restore
        self._key = key
        self._banner: Banner | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def offer(self, kept: dict[str, Any]) -> None:
        """Offer a draft."""
        tr = self.ctx.tr
        self.forget()
        banner = self._banner = Banner(
            tr.text(N_("Here is unfinished work that was not saved")), "accent"
        )

        def restore() -> None:
            taken_up(self.ctx, lambda: self._restore(kept))
            self.forget()

        def discard() -> None:
            self.ctx.desk.drop_draft(self._key())
            self.forget()

        banner.add(tr.text(N_("Continue it")), restore)
        banner.add(tr.context("draft", "Discard"), discard)
        self._box.addWidget(banner)
        self.show()

    def forget(self) -> None:
        """Offer nothing."""
        self.hide()
        if self._banner is not None:
            self._banner.hide()
            self._banner.deleteLater()
            self._banner = None


class SumNote(QWidget):
    """Says what the payments make together, and takes it as the sum of the agreement."""

    def __init__(self, ctx: Ctx, duties: ObligationList, head: Form) -> None:
        """Start empty."""
        super().__init__()
        self.ctx = ctx
        self._duties = duties
        self._head = head
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self.note = label("", "small", wrap=True)
        self.take = button(ctx.tr.text(N_("Take this sum")), self._take_sum, role="link")
        box.addWidget(self.note)
        box.addLayout(row(self.take, None))

    def refresh(self) -> None:
        """Say what the payments make now."""
        tr = self.ctx.tr
        total = self._duties.total()
        settled = self._head["settled_tiyn"].value()
        if total and settled is None and not self._head["settled_tiyn"].raw():
            words = tr.text(N_("The payments make %(sum)s together"), sum=tr.money(total))
        elif total and settled is not None and settled != total:
            words = tr.text(
                N_("The payments make %(sum)s together, not the sum of the agreement"),
                sum=tr.money(total),
            )
        else:
            words = ""
        self.note.setText(words)
        self.note.setVisible(bool(words))
        self.take.setVisible(bool(words))
        self.setVisible(bool(words))

    def _take_sum(self) -> None:
        self._head["settled_tiyn"].set_value(self._duties.total())
        self._head["settled_tiyn"].setFocus(Qt.FocusReason.OtherFocusReason)
