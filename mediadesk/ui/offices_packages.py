"""The second tab of the offices: packages received, which can be taken out again, and those sent."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from mediadesk.domain.changes import Outcome
from mediadesk.domain.fields import Field
from mediadesk.domain.model import ReceivedPackage, SentPackage
from mediadesk.domain.package_records import PackageKind
from mediadesk.domain.packages import Obstacle
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.file_parts import moment, size_words
from mediadesk.ui.jobs import JobProgress
from mediadesk.ui.package_parts import named
from mediadesk.ui.tables import PagedTableModel, Table
from mediadesk.ui.widgets import button, label, row

__all__ = ["PackagesTab", "ReceivedLine", "SentLine"]

_FEW = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedLine:
    """A received package, in words."""

    id: int
    office: Annotated[str, Field(N_("Sending office"))]
    number: Annotated[int, Field(N_("No."))]
    kind: Annotated[str, Field(N_("What it is"))]
    state: Annotated[str, Field(N_("State"))]
    merged: Annotated[str, Field(N_("Merged at"))]
    until: Annotated[date | None, Field(N_("Period until"))]
    new: Annotated[int, Field(N_("New"))]
    changed: Annotated[int, Field(N_("Changed"))]
    same: Annotated[int, Field(N_("Same"))]
    gone: Annotated[int, Field(N_("Gone"))]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentLine:
    """A package that was made here, in words."""

    number: Annotated[int, Field(N_("No."))]
    kind: Annotated[str, Field(N_("What it is"))]
    made: Annotated[str, Field(N_("Made at"))]
    until: Annotated[date | None, Field(N_("Period until"))]
    cases: Annotated[int, Field(N_("Cases"))]
    files: Annotated[int, Field(N_("Files"))]
    size: Annotated[str, Field(N_("Size"))]
    receivers: Annotated[str, Field(N_("Receivers"))]


class PackagesTab(QWidget):
    """Two lists, one at a time."""

    def __init__(self, ctx: Ctx) -> None:
        """Build the lists; `reload` fills them."""
        super().__init__()
        self.ctx = ctx
        tr = ctx.tr
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 0)
        box.setSpacing(12)
        self.which = QTabBar()
        self.which.setAccessibleName(tr.text(N_("Packages")))
        self.which.setExpanding(False)
        self.which.addTab(tr.text(N_("Received")))
        self.which.addTab(tr.text(N_("Made here")))
        self.stack = QStackedWidget()
        self.which.currentChanged.connect(self._switch)
        self.received = PagedTableModel(tr, ReceivedLine)
        self.received_table = Table(
            ctx,
            self.received,
            "offices.received",
            {"office": 28, "number": 6, "kind": 15, "state": 13, "merged": 17, "until": 11}
            | dict.fromkeys(("new", "changed", "same", "gone"), 9),
        )
        self.sent = PagedTableModel(tr, SentLine)
        self.sent_table = Table(
            ctx, self.sent, "offices.sent", {"kind": 20, "made": 18, "receivers": 40}
        )
        self.stack.addWidget(self.received_table)
        self.stack.addWidget(self.sent_table)
        box.addWidget(self.which)
        box.addWidget(self.stack, 1)
        self.undo = button(tr.text(N_("Take out again…")), self.take_out, icon="undo")
        words = N_("A package is taken out exactly: the cases are as if it had never come.")
        self._told = label(tr.text(words), "small", wrap=True)
        line = row(self.undo)
        line.addWidget(self._told, 1)
        box.addLayout(line)

    def _switch(self, number: int) -> None:
        self.stack.setCurrentIndex(number)
        for part in (self.undo, self._told):
            part.setVisible(number == 0)

    def reload(self) -> None:
        """Read both lists again."""
        desk, tr = self.ctx.desk, self.ctx.tr
        names = {each.office_uid: named(tr, each) for each in desk.known_offices()}
        self.received.set_rows([self._received(p, names) for p in desk.packages_received()])
        self.sent.set_rows([self._sent(each) for each in desk.packages_sent()])
        self.undo.setEnabled(self.received.rowCount() > 0)
        if self.received.rowCount():
            self.received_table.selectRow(0)

    def _received(self, package: ReceivedPackage, names: dict[str, str]) -> ReceivedLine:
        tr = self.ctx.tr
        return ReceivedLine(
            id=package.id,
            office=names.get(package.office_uid, ""),
            number=package.number,
            kind=tr.value(package.kind),
            merged=moment(package.merged_at),
            until=package.until_on,
            new=package.new,
            changed=package.changed,
            same=package.same,
            gone=package.gone,
            state=tr.text(N_("Taken out again") if package.is_undone else N_("Merged")),
        )

    def _sent(self, package: SentPackage) -> SentLine:
        return SentLine(
            number=package.number,
            kind=self.ctx.tr.value(package.kind),
            made=moment(package.made_at),
            until=package.until_on,
            cases=package.cases,
            files=package.files,
            size=size_words(self.ctx.tr, package.size),
            receivers=package.receivers or self.ctx.tr.text(N_("by passphrase")),
        )

    def chosen(self) -> ReceivedPackage | None:
        """Give the received package under the cursor."""
        line = self.received_table.current_row()
        found = self.ctx.desk.packages_received()
        return next((each for each in found if line and each.id == line.id), None)

    def take_out(self) -> None:
        """Take the chosen package out again, after asking; say what stands against it."""
        package, tr = self.chosen(), self.ctx.tr
        if package is None:
            return
        if package.is_undone or package.kind is not PackageKind.CASES:
            self.ctx.messages.info(tr.text(N_("This package cannot be taken out")), "")
            return
        obstacles = self.ctx.desk.package_obstacles(package.id)
        if obstacles:
            self.ctx.messages.info(
                tr.text(N_("This package cannot be taken out now")), self._against(obstacles)
            )
            return
        question = tr.text(N_("Take package No. %(n)s out again?"), n=package.number)
        detail = N_("New cases go, changed ones are as before. A backup is made first.")
        if self.ctx.messages.ask(question, tr.text(N_("Take out")), detail=tr.text(detail)):
            self._go(package)

    def _go(self, package: ReceivedPackage) -> None:
        ctx, progress = self.ctx, JobProgress()

        def work() -> Outcome:
            return ctx.desk.take_out_package(package.id, progress).result()

        ctx.jobs.run(
            ctx.desk.background(work),
            done=lambda _outcome: self.reload(),
            owner=self,
            label=ctx.tr.text(N_("The package is being taken out")),
            progress=progress,
        )

    def _against(self, obstacles: tuple[Obstacle, ...]) -> str:
        tr = self.ctx.tr
        lines = [f"{each.number or '–'}: {tr.value(each.kind)}" for each in obstacles[:_FEW]]
        if len(obstacles) > _FEW:
            lines.append(f"… +{len(obstacles) - _FEW}")
        return "\n".join(lines)
