"""Registered copies in the window: a line for each, looking, saving, printing again, comparing."""

from collections.abc import Callable
from functools import partial
from html import escape

from PySide6.QtWidgets import (
    QDialog,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from mediadesk.domain.model import PrintedCopy
from mediadesk.domain.paper_versions import Comparison
from mediadesk.errors import MediaDeskError
from mediadesk.i18n import NAMES, Translator
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.file_parts import moment
from mediadesk.ui.file_preview import make_preview, preview_widget
from mediadesk.ui.print_dialog import PrintChoice, PrintDialog
from mediadesk.ui.printing import PrintRun, Sheaf, printer_named
from mediadesk.ui.saving import DOCUMENTS, PDF, ask_path, write_file
from mediadesk.ui.widgets import PushButton, button, label, row
from mediadesk.ui.word_marks import marked

__all__ = ["ComparisonDialog", "CopyWork", "copy_facts", "copy_line"]


def copy_facts(tr: Translator, copy: PrintedCopy) -> str:
    """Say of a registered copy when, in which language, for whom and by whom."""
    number = ""
    if copy.copies:
        number = tr.text(N_("copy %(n)s of %(all)s"), n=copy.copy, all=copy.copies)
    facts = (
        moment(copy.printed_at),
        tr.text(copy.languages.label),
        number,
        copy.for_whom,
        tr.text(copy.way.label),
        copy.printed_by,
    )
    return "  ·  ".join(each for each in facts if each)


def copy_line(
    work: "CopyWork", copy: PrintedCopy, title: str = "", *, has_older: bool = False
) -> QWidget:
    """Show one registered copy with what can be done with it."""
    tr = work.ctx.tr
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(2)
    version = tr.text(N_("Version %(n)s"), n=copy.version)
    words = f"{title} · {version}" if title else version
    tools = [
        work.tool("search", N_("Open"), words, partial(work.look, copy)),
        work.tool("save", N_("Save this copy again"), words, partial(work.save, copy)),
        work.tool("print", N_("Print this copy again"), words, partial(work.print, copy)),
    ]
    if has_older:
        compare = partial(work.compare, copy)
        tools.insert(1, work.tool("journal", N_("Compare with the version before"), words, compare))
    name = label(words, wrap=True)
    line = row(name, *tools)
    line.setStretch(0, 1)
    line.setSpacing(0)
    box.addLayout(line)
    box.addWidget(label(copy_facts(tr, copy), "small", wrap=True))
    return made


class CopyWork:
    """What can be done with registered copies; `owner` is the window that asks."""

    def __init__(self, ctx: Ctx, owner: QWidget) -> None:
        """Keep where it is shown."""
        self.ctx = ctx
        self.owner = owner

    def tool(self, icon: str, words: str, name: str, slot: Callable[[], object]) -> PushButton:
        """Make a small button with a tip."""
        tip = self.ctx.tr.text(words)
        made = button("", slot, role="link", icon=icon)
        made.setToolTip(tip)
        made.setAccessibleName(f"{tip}: {name}")
        return made

    def _bytes(self, copy: PrintedCopy) -> bytes | None:
        try:
            return self.ctx.desk.reprint(copy.id)
        except MediaDeskError as error:
            self.ctx.messages.error(error)
            return None

    def save(self, copy: PrintedCopy) -> None:
        """Save a registered copy again, byte for byte."""
        case = self.ctx.desk.case_file(copy.case_id).case
        kind, language = copy.kind.value, copy.languages.value
        name = f"{case.number.replace('/', '-')}-{kind}-{language}-{copy.version}.pdf"
        path = ask_path(self.ctx, self.owner, N_("Save the document"), name, PDF, folder=DOCUMENTS)
        data = self._bytes(copy) if path is not None else None
        if path is not None and data is not None:
            write_file(self.ctx, path, data)

    def look(self, copy: PrintedCopy) -> None:
        """Show a registered copy as it went out; it is drawn beside the window's work."""
        desk = self.ctx.desk
        self.ctx.jobs.run(
            desk.background(lambda: make_preview(desk.reprint(copy.id), "pdf")),
            lambda preview: _CopyDialog(self, copy, preview_widget(self.ctx, preview)).open(),
            owner=self.owner,
            label=self.ctx.tr.text(N_("Opening a file")),
        )

    def print(self, copy: PrintedCopy) -> None:
        """Print a registered copy again."""
        data = self._bytes(copy)
        if data is not None:
            self.print_pdf(data, self.ctx.tr.text(copy.kind.label), copy.kind.value)

    def print_pdf(self, data: bytes, title: str, kept: str) -> None:
        """Ask how, and print a PDF of ours as it is."""
        from mediadesk.pdfium import opened

        with opened(data) as document:
            pages = len(document)
        dialog = PrintDialog(self.ctx, self.owner, title=title, kept=kept, pages=pages)

        def go() -> None:
            choice: PrintChoice = dialog.choice()
            printer = printer_named(choice.printer, choice.duplex, kept)
            sheaves = [Sheaf(data, choice.pages)] * len(choice.whom)
            PrintRun(self.ctx, printer, sheaves, lambda _whole: None).start()

        dialog.accepted.connect(go)
        dialog.open()

    def compare(self, copy: PrintedCopy) -> None:
        """Show what differs from the version before."""
        desk = self.ctx.desk
        older = desk.earlier_version(copy)
        if older is None:
            return
        try:
            found = desk.compare_copies(older.id, copy.id)
        except MediaDeskError as error:
            self.ctx.messages.error(error)
            return
        ComparisonDialog(self.ctx, self.owner, self.ctx.tr.text(copy.kind.label), found).open()


class _CopyDialog(QDialog):
    """A registered copy, as it went out."""

    def __init__(self, work: CopyWork, copy: PrintedCopy, pages: QWidget) -> None:
        super().__init__(work.owner)
        tr = work.ctx.tr
        self.setModal(True)
        self.setWindowTitle(tr.text(copy.kind.label))
        room = self.screen().availableGeometry()
        self.resize(min(1000, room.width() - 32), min(720, room.height() - 64))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        version = tr.text(N_("Version %(n)s"), n=copy.version)
        outer.addWidget(label(f"{tr.text(copy.kind.label)}, {version}", "heading", wrap=True))
        outer.addWidget(label(copy_facts(tr, copy), "muted", wrap=True))
        outer.addWidget(pages, 1)
        save = button(tr.text(N_("Save a copy")), lambda: work.save(copy), icon="save")
        again = button(tr.text(N_("Print")), lambda: work.print(copy), icon="print")
        close = button(tr.text(N_("Close")), self.reject, role="primary")
        outer.addLayout(row(save, again, None, close))


class ComparisonDialog(QDialog):
    """What differs between two versions, clause by clause, in each language."""

    def __init__(self, ctx: Ctx, parent: QWidget, title: str, found: Comparison) -> None:
        """Show words that went struck through and words that came underlined."""
        super().__init__(parent)
        tr = ctx.tr
        self.setModal(True)
        self.setWindowTitle(title)
        room = self.screen().availableGeometry()
        self.resize(min(820, room.width() - 32), min(640, room.height() - 64))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        words = N_("Version %(newer)s against version %(older)s")
        outer.addWidget(label(title, "heading", wrap=True))
        outer.addWidget(label(tr.text(words, newer=found.newer, older=found.older), "muted"))
        if not found.is_exact:
            told = N_("The wording was edited since: shown are both versions in today's wording.")
            outer.addWidget(label(tr.text(told), wrap=True, tone="warn"))
        self.text = QTextBrowser()
        self.text.setHtml(self._html(tr, found))
        self.text.setAccessibleName(tr.text(N_("What differs")))
        outer.addWidget(self.text, 1)
        outer.addLayout(row(None, button(tr.text(N_("Close")), self.reject, role="primary")))

    @staticmethod
    def _html(tr: Translator, found: Comparison) -> str:
        """Write the differences, clause by clause."""
        parts: list[str] = []
        lang = ""
        for clause in found.clauses:
            if clause.lang != lang:
                lang = clause.lang
                parts.append(f"<h3>{escape(NAMES.get(lang, lang))}</h3>")
            parts.append(f"<p>{escape(clause.number)} {marked(clause.runs)}</p>")
        if not found.clauses:
            parts.append(f"<p>{escape(tr.text(N_('The words are the same.')))}</p>")
        return "".join(parts)
