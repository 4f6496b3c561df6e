"""What was found in a document: each with its source, a way to its place, and a way to waive it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediadesk.domain.changes import Finding, Severity
from mediadesk.domain.fields import Field
from mediadesk.domain.types import CaseId, DocumentKind
from mediadesk.errors import MediaDeskError
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.forms import Form
from mediadesk.ui.submitting import FormDialog
from mediadesk.ui.widgets import button, clear, label, row

__all__ = ["FindingLines", "WaiveDialog"]

_TONES = {Severity.BLOCKS: "danger", Severity.WARNS: "warn", Severity.INFO: "muted"}
_ORDER = list(Severity)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Why:
    """What is asked when a warning is waived."""

    reason: Annotated[str, Field(N_("Reason"), max_len=1000, required=True, multiline=True)] = ""


class WaiveDialog(FormDialog):
    """Asks why a warning is waived."""

    def __init__(
        self, ctx: Ctx, parent: QWidget, finding: Finding, make: Callable[[str], object]
    ) -> None:
        """Ask; `make` gives the command for the reason."""
        form = Form(ctx, _Why)
        form.load(_Why())

        def command(_codes: tuple[str, ...]) -> object | None:
            said = form.collect(_Why())
            return make(said.reason) if said is not None else None

        super().__init__(
            ctx, parent, ctx.tr.text(N_("Waive the warning")), form, command,
            ctx.tr.text(N_("Waive")),
        )  # fmt: skip
        self.inside.insertWidget(1, label(ctx.tr.finding(finding), "muted", wrap=True))
        self.grow()


class FindingLines(QWidget):
    """A list of findings: what blocks first, what was waived last with its reason."""

    def __init__(
        self,
        ctx: Ctx,
        kind: DocumentKind,
        jump: Callable[[str], None],
        changed: Callable[[], None],
        case_id: CaseId = CaseId(0),  # noqa: B008  # a number
    ) -> None:
        """Start empty; `jump` goes to a place, `changed` follows a waiver."""
        super().__init__()
        self.ctx = ctx
        self.kind = kind
        self.case_id = case_id
        self.about = 0
        self._jump = jump
        self._changed = changed
        self._shown: tuple[Finding, ...] | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show findings; the same again change nothing."""
        if self._shown == tuple(findings):
            return
        self._shown = tuple(findings)
        clear(self._box)
        tr = self.ctx.tr
        ranked = sorted(findings, key=lambda f: (bool(f.waived), _ORDER.index(f.severity)))
        if not any(not each.waived for each in findings):
            words = tr.text(N_("Everything the law asks for is there"))
            self._box.addWidget(label(words, wrap=True, tone="ok"))
        for finding in ranked:
            self._add(finding)

    def _add(self, finding: Finding) -> None:
        tr = self.ctx.tr
        tone = "muted" if finding.waived else _TONES[finding.severity]
        self._box.addWidget(label(tr.finding(finding), wrap=True, tone=tone))
        if finding.source:
            self._box.addWidget(label(tr.text(finding.source), "small", wrap=True))
        if finding.waived:
            words = tr.text(N_("Waived: %(reason)s"), reason=finding.waived)
            self._box.addWidget(label(words, "small", wrap=True))
        links: list[QWidget | None] = []
        if finding.place:
            words = tr.text(N_("Go there"))
            links.append(button(words, lambda: self._jump(finding.place), role="link"))
        if finding.waived:
            words = tr.text(N_("Let it stand again"))
            links.append(button(words, lambda: self._stand(finding), role="link"))
        elif finding.severity is not Severity.BLOCKS:
            words = tr.text(N_("Waive"))
            links.append(button(words, lambda: self._waive(finding), role="link"))
        if links:
            self._box.addLayout(row(*links, None))

    def _waive(self, finding: Finding) -> None:
        desk = self.ctx.desk
        dialog = WaiveDialog(
            self.ctx,
            self.window(),
            finding,
            lambda reason: desk.waiver_of(self.case_id, self.kind, finding, reason, self.about),
        )
        dialog.saved.connect(lambda _outcome: self._changed())
        dialog.start()

    def _stand(self, finding: Finding) -> None:
        try:
            future = self.ctx.desk.stand_again(self.case_id, self.kind, finding, self.about)
        except MediaDeskError as error:
            self.ctx.messages.error(error)
            return
        self.ctx.jobs.run(future, lambda _outcome: self._changed(), owner=self)
