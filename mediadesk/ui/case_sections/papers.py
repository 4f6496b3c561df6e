"""Documents of a case: every kind in its group, what each lacks, what was registered, the whole file."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from mediadesk.domain.document_groups import DocumentGroup
from mediadesk.domain.model import PrintedCopy
from mediadesk.domain.types import Languages
from mediadesk.marks import N_
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.case_parts import NameLink
from mediadesk.ui.case_sections import Columns
from mediadesk.ui.copy_parts import CopyWork, copy_line
from mediadesk.ui.file_parts import moment
from mediadesk.ui.jobs import JobProgress
from mediadesk.ui.own_templates_card import templates_cards
from mediadesk.ui.saving import DOCUMENTS, PDF, ask_path, tell_saved
from mediadesk.ui.widgets import Card, button, label, row
from mediadesk.usecases.paper_lists import Paper

__all__ = ["build", "state_words"]

_MOST_COPIES = 8
_WHOLE = (Languages.BOTH, Languages.RU, Languages.KK)
_ROW = 30


def build(act: CaseActions) -> Columns:
    """Make the groups on the left, registered copies and the whole case file on the right."""
    papers = act.ctx.desk.papers(act.file.case.id)
    left: list[QWidget] = []
    following = next((each for each in papers if each.is_next), None)
    if following is not None:
        left.append(_next_card(act, following))
    for group in DocumentGroup:
        own = [each for each in papers if each.group is group]
        if own:
            left.append(_group_card(act, group, own))
    return left, [_copies_card(act), *templates_cards(act), _whole_card(act)]


def state_words(act: CaseActions, paper: Paper) -> tuple[str, str]:
    """Say in words and a tone whether a document can be printed, and what of it was."""
    tr = act.ctx.tr
    if paper.needs:
        return tr.text(N_("Nothing to print it for: %(what)s"), what=tr.text(paper.needs)), "muted"
    if paper.error is not None:
        return tr.error(paper.error), "danger"
    if paper.is_blocked:
        return tr.plural("Draft: %(n)s gap", "Draft: %(n)s gaps", paper.lacking), "danger"
    if paper.lacking:
        return tr.plural("%(n)s gap", "%(n)s gaps", paper.lacking), "warn"
    return tr.text(N_("Ready")), "ok"


def _last_words(act: CaseActions, copies: Sequence[PrintedCopy]) -> str:
    """Say what was registered last of a document."""
    if not copies:
        return ""
    tr, last = act.ctx.tr, copies[0]
    told = (
        tr.text(N_("Version %(n)s"), n=last.version),
        moment(last.printed_at),
        tr.text(last.languages.label),
    )
    return ", ".join(told)


def _next_card(act: CaseActions, paper: Paper) -> Card:
    """Offer the paper that comes next."""
    tr = act.ctx.tr
    card = Card(tr.text(N_("The next document")))
    words, tone = state_words(act, paper)
    go = button(
        tr.text(N_("Preview and print")),
        partial(act.preview, paper.kind),
        role="primary",
        icon="print",
    )
    name = label(tr.text(paper.kind.label), wrap=True)
    line = row(name, label(words, tone=tone), go)
    line.setStretch(0, 1)
    card.box.addLayout(line)
    return card


def _group_card(act: CaseActions, group: DocumentGroup, papers: Sequence[Paper]) -> Card:
    """List the documents of a group: name, state, what was registered last."""
    tr = act.ctx.tr
    card = Card(tr.text(group.label))
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(0, 3)
    grid.setColumnStretch(1, 2)
    for number, paper in enumerate(papers):
        grid.setRowMinimumHeight(number, _ROW)
        grid.addWidget(_name(act, paper), number, 0, Qt.AlignmentFlag.AlignVCenter)
        words, tone = state_words(act, paper)
        told = QWidget()
        box = QVBoxLayout(told)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        state = label(words, "muted" if paper.needs else "", wrap=True, tone=tone)
        state.setToolTip("\n".join(tr.finding(each) for each in paper.findings))
        box.addWidget(state)
        last = _last_words(act, paper.copies)
        if last:
            box.addWidget(label(last, "small", wrap=True))
        grid.addWidget(told, number, 1, Qt.AlignmentFlag.AlignVCenter)
    card.box.addWidget(made)
    return card


def _name(act: CaseActions, paper: Paper) -> QWidget:
    words = act.ctx.tr.text(paper.kind.label)
    is_shut = bool(paper.needs) or paper.error is not None
    made = QWidget()
    box = QHBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    if is_shut:
        box.addWidget(label(words, "muted", wrap=True), 1)
        return made
    if len(paper.abouts) > 1:
        words = f"{words} ({len(paper.abouts)})"
    box.addWidget(NameLink(words, partial(act.preview, paper.kind)))
    box.addStretch(1)
    return made


def _copies_card(act: CaseActions) -> Card:
    """List what was registered in the case, the newest first."""
    tr = act.ctx.tr
    card = Card(tr.text(N_("Registered copies")))
    work, copies = CopyWork(act.ctx, act.owner), act.ctx.desk.copies(act.file.case.id)
    for copy in copies[:_MOST_COPIES]:
        card.box.addWidget(_line(act, work, copy))
    older = copies[_MOST_COPIES:]
    if older:
        rest = QWidget()
        box = QVBoxLayout(rest)
        box.setContentsMargins(0, 0, 0, 0)
        for copy in older:
            box.addWidget(_line(act, work, copy))
        rest.hide()
        words = tr.text(N_("Older copies: %(n)s"), n=len(older))
        more = button(words, lambda: rest.setVisible(rest.isHidden()), role="link", icon="down")
        card.box.addLayout(row(more, None))
        card.box.addWidget(rest)
    if not copies:
        words = N_("What is printed or saved from the preview is kept here, to the byte.")
        card.box.addWidget(label(tr.text(words), "muted", wrap=True))
    return card


def _line(act: CaseActions, work: CopyWork, copy: PrintedCopy) -> QWidget:
    return copy_line(work, copy, act.ctx.tr.text(copy.kind.label), has_older=copy.version > 1)


def _whole_card(act: CaseActions) -> Card:
    """Offer the whole case file as one PDF."""
    tr = act.ctx.tr
    card = Card(tr.text(N_("The whole case file")))
    words = N_(
        "Registered copies and files of the case as one PDF with contents. No private notes."
    )
    card.box.addWidget(label(tr.text(words), "muted", wrap=True))
    save = button(tr.text(N_("Save the case file")), lambda: None, icon="save")
    save.setProperty("menu", "true")
    menu = QMenu(save)
    for languages in _WHOLE:
        menu.addAction(tr.text(languages.label), partial(_ask_whole, act, languages))
    save.setMenu(menu)
    card.box.addLayout(row(save, None))
    return card


def _ask_whole(act: CaseActions, languages: Languages) -> None:
    name = f"{act.file.case.number.replace('/', '-')}.pdf"
    path = ask_path(act.ctx, act.owner, N_("Save the document"), name, PDF, folder=DOCUMENTS)
    if path is not None:
        write_whole(act, languages, path)


def write_whole(act: CaseActions, languages: Languages, path: Path) -> None:
    """Write the whole case file beside the window's work, with progress; it can be stopped."""
    tr, progress, desk = act.ctx.tr, JobProgress(), act.ctx.desk
    act.ctx.jobs.run(
        desk.background(desk.write_case_file, act.file.case.id, path, languages, progress),
        lambda _n: tell_saved(act.ctx, path),
        label=tr.text(N_("The case file is being put together")),
        progress=progress,
    )
