"""The tab of destruction: cases and records whose storage is over, destroying them, copies that hold them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QFileDialog, QVBoxLayout, QWidget

from mediadesk.domain.commands_personal import DestroyCases
from mediadesk.domain.model import DataCopy, Destruction
from mediadesk.domain.retention import Keep, Retention
from mediadesk.domain.rights import Right
from mediadesk.domain.types import CaseId
from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.ui import destruction as act
from mediadesk.ui.allowed import allow
from mediadesk.ui.context import Ctx
from mediadesk.ui.forms import Form
from mediadesk.ui.personal_dialogs import save_paper
from mediadesk.ui.personal_rows import CopyLine, StoredLine, copy_row, record_row, stored_row
from mediadesk.ui.submitting import FormDialog
from mediadesk.ui.tables import PagedTableModel, Table
from mediadesk.ui.widgets import EmptyState, button, label, row
from mediadesk.usecases.destruction import CLEANED

__all__ = ["DestructionTab", "destroy"]


def destroy(
    ctx: Ctx, owner: QWidget, cases: Sequence[CaseId], records: Sequence[str] = ()
) -> FormDialog | None:
    """Ask for the reason and destroy cases and records for good; None if it is not wanted after all."""
    tr = ctx.tr
    if not (cases or records):
        return None
    question = tr.plural(
        "Destroy %(n)s case for good?", "Destroy %(n)s cases for good?", len(cases)
    )
    if records:
        question = tr.plural(
            "Destroy %(n)s case or record for good?",
            "Destroy %(n)s cases and records for good?",
            len(cases) + len(records),
        )
    detail = N_(
        "Names, numbers, texts, files and papers go, here and in every backup that opens. Nobody can "
        "bring them back. Figures without names stay for reports. Print the act before or after."
    )
    if not ctx.messages.ask(question, tr.text(N_("Go on")), detail=tr.text(detail)):
        return None
    blank = Destruction(
        done_on=ctx.clock.today(), reason=tr.text(N_("The term of storage is over"))
    )
    form = Form(ctx, Destruction, only=("reason",), wide=("reason",))
    form.load(blank)

    def make(codes: tuple[str, ...]) -> DestroyCases | None:
        made = form.collect(blank)
        if made is None:
            return None
        return DestroyCases(
            case_ids=tuple(cases),
            reason=made.reason,
            records=tuple(records),
            acknowledged=codes,
        )

    words = tr.text(N_("Destroy for good"))
    title = tr.text(N_("Destruction of case files and records"))
    dialog = FormDialog(ctx, owner, title, form, make, words)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.saved.connect(lambda _outcome: finish(ctx, owner))
    dialog.start()
    return dialog


def finish(ctx: Ctx, owner: QWidget) -> None:
    """Write the file anew and clean the copies, then tell how they stand."""
    tr, desk = ctx.tr, ctx.desk
    second = ctx.settings.second_folder()
    places = (second,) if second is not None else ()
    ctx.jobs.run(
        desk.background(desk.finish_destruction, places),
        done=lambda copies: tell(ctx, copies),
        owner=owner,
        label=tr.text(N_("Copies are being cleaned")),
    )


def tell(ctx: Ctx, copies: Sequence[DataCopy]) -> None:
    """Tell which copies still hold what was destroyed."""
    tr = ctx.tr
    holding = [each for each in copies if each.standing not in CLEANED]
    if not holding:
        ctx.messages.toast(tr.text(N_("Destroyed, also in every copy that was seen")))
        return
    lines = "\n".join(f"{each.name}: {tr.text(each.standing.label)}" for each in holding)
    ctx.messages.info(tr.text(N_("Some copies still hold what was destroyed")), lines)


def _part(table: Table, *buttons: QWidget, above: QWidget | None = None) -> QWidget:
    """Put a table over its buttons."""
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(10)
    if above is not None:
        box.addWidget(above)
    box.addWidget(table, 1)
    box.addLayout(row(*buttons, None))
    return made


def _years(tr: Translator, keep: Keep) -> str:
    """Say for how many years after what day."""
    if keep.after_performance:
        return tr.plural(
            "%(n)s year after the last day of the obligations",
            "%(n)s years after the last day of the obligations",
            keep.years,
        )
    return tr.plural("%(n)s year after the end", "%(n)s years after the end", keep.years)


def _record_words(tr: Translator, keep: Keep) -> str:
    """Say for how many years a kind of record is kept, and who has decided it where no law does."""
    years = tr.plural("%(n)s year", "%(n)s years", keep.years)
    told = f"{keep.words.of(tr.language)} – {years}"
    decided = tr.text(N_("decision of the centre"))
    return f"{told} ({decided})" if keep.is_own else told


class DestructionTab(QWidget):
    """Cases and records to be destroyed above, copies below."""

    def __init__(self, ctx: Ctx) -> None:
        """Build both lists and their buttons."""
        super().__init__()
        self.ctx = ctx
        tr = ctx.tr
        self.stored = PagedTableModel(tr, StoredLine)
        letters = {"number": 44, "ended_on": 18, "keep_until": 16, "why": 50}
        self.stored_table = Table(ctx, self.stored, "personal.stored", letters)
        self.stored_table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.copies = PagedTableModel(tr, CopyLine)
        letters = {"name": 40, "standing": 30, "seen_on": 16, "place": 40}
        self.copy_table = Table(ctx, self.copies, "personal.copies", letters)
        go = button(tr.text(N_("Destroy…")), self.destroy_chosen, role="danger")
        allow(ctx, go, Right.DESTROY)
        paper = button(tr.text(N_("Act of destruction…")), self.write_act, icon="document")
        annex = button(tr.text(N_("Annex about copies…")), self.write_annex, icon="document")
        clean = button(tr.text(N_("Clean a folder…")), self.clean_folder, icon="folder")
        for part in (annex, clean):
            allow(ctx, part, Right.DESTROY)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 0)
        box.setSpacing(10)
        self._told = label("", "muted", wrap=True)
        box.addWidget(self._told)
        self._kept = label("", "muted", wrap=True)
        box.addWidget(self._kept)
        self._outside = label("", "muted", wrap=True)
        box.addWidget(self._outside)
        words = tr.text(N_("Nothing is to be destroyed now"))
        self._nothing = EmptyState("check", words, "")
        box.addWidget(self._nothing, 3)
        self._cases = _part(self.stored_table, go, paper)
        box.addWidget(self._cases, 3)
        heading = label(tr.text(N_("Copies of the centre outside its file")), "label")
        self._copies = _part(self.copy_table, clean, annex, above=heading)
        box.addWidget(self._copies, 2)

    def reload(self) -> int:
        """Read both lists; gives how many cases and records are over their term."""
        desk, tr, ctx = self.ctx.desk, self.ctx.tr, self.ctx
        found: list[StoredLine] = []
        if desk.why_not(Right.TRASH) is None:
            found += [stored_row(ctx, each) for each in desk.storage_over()]
            found += [record_row(ctx, each) for each in desk.records_over()]
        self.stored.set_rows(found)
        self._nothing.setVisible(not found)
        self._cases.setVisible(bool(found))
        self._told.setVisible(bool(found))
        words = N_(
            "Cases and records whose term of storage is over: %(n)s. Choose some with Ctrl or Shift."
        )
        self._told.setText(tr.text(words, n=tr.number(len(found))))
        retention, lang = desk.retention(), tr.language
        rows = (f"{each.words.of(lang)} – {_years(tr, each)}" for each in retention.keeps)
        kept = tr.text(N_("Case files are kept (edition of %(edition)s): %(rows)s."),
                       edition=retention.edition, rows="; ".join(rows))  # fmt: skip
        self._kept.setText(kept)
        self._show_records(retention)
        self._kept.setToolTip(
            "\n".join((retention.source.of(lang), tr.text(N_(
                "Papers, files, consents and requests are kept as long as the case file.")))))  # fmt: skip
        copies = desk.copies_standing() if desk.why_not(Right.DESTROY) is None else ()
        self.copies.set_rows([copy_row(each) for each in copies])
        self._copies.setVisible(bool(copies))
        return len(found)

    def _show_records(self, retention: Retention) -> None:
        """Say of how many kinds of records there are terms; the tip names them."""
        tr, keeps = self.ctx.tr, retention.records.values()
        words = N_(
            "Records outside of case files have terms of their own: %(n)s kinds, of which no law names a"
            " term for %(own)s and the centre has decided. The tip of this line names them; they are"
            " changed in the settings, under reference data."
        )
        own = sum(each.is_own for each in keeps)
        self._outside.setText(tr.text(words, n=len(keeps), own=own))
        self._outside.setToolTip("\n".join(f"• {_record_words(tr, each)}" for each in keeps))

    def chosen(self) -> tuple[tuple[CaseId, ...], tuple[str, ...]]:
        """Give the chosen cases, and the keys of the chosen records outside of them."""
        numbers = (n for span in self.stored_table.chosen() for n in span)
        lines = [line for n in numbers if (line := self.stored.row(n)) is not None]
        cases = tuple(line.id for line in lines if not line.key)
        return cases, tuple(line.key for line in lines if line.key)

    def destroy_chosen(self) -> FormDialog | None:
        """Destroy the chosen cases and records."""
        return destroy(self.ctx, self, *self.chosen())

    def write_act(self) -> None:
        """Write the act about the chosen cases and records."""
        act.write_act(self.ctx, self, *self.chosen())

    def write_annex(self) -> None:
        """Write what was destroyed last and how the copies stand."""
        desk = self.ctx.desk
        done = desk.destructions()
        if done:
            newest = done[0].id
            save_paper(
                self.ctx,
                self,
                N_("Annex to the act of destruction"),
                lambda path: desk.write_destroyed(newest, path),
            )

    def clean_folder(self) -> None:
        """Clean the backups of a folder that is here now, such as a stick."""
        words = self.ctx.tr.text(N_("Clean a folder"))
        if name := QFileDialog.getExistingDirectory(self, words):
            self.clean(Path(name))

    def clean(self, folder: Path) -> None:
        """Clean the backups of a folder."""
        desk = self.ctx.desk
        self.ctx.jobs.run(
            desk.background(desk.clean_copies, (folder,)),
            done=lambda copies: tell(self.ctx, copies),
            owner=self,
            label=self.ctx.tr.text(N_("Copies are being cleaned")),
        )
