"""Signing: what goes out to be signed, how each paper was signed, what electronic signatures say."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediadesk.domain.commands import RemoveRecord
from mediadesk.domain.model import Attachment, PrintedCopy, SignatureRecord, TrustedRoot
from mediadesk.domain.signatures import SignatureFacts, SigningWay, facts_from_json
from mediadesk.marks import N_
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.case_parts import NameLink
from mediadesk.ui.case_sections import Columns
from mediadesk.ui.copy_parts import copy_facts
from mediadesk.ui.editors_choice import ChoiceEdit
from mediadesk.ui.file_parts import FileWork, moment
from mediadesk.ui.saving import PDF, ask_path, write_file
from mediadesk.ui.signature_table import SignatureTable
from mediadesk.ui.signing_dialogs import (
    SIGNING,
    SignatureDialog,
    ask_open,
    copy_words,
    record_signing,
)
from mediadesk.ui.widgets import Card, PushButton, button, label, row

__all__ = ["CopiesToSign", "SigningWork", "build"]

_KINDS = "CMS, PDF (*.cms *.sig *.p7s *.p7m *.pem *.pdf *.txt);;* (*)"


def build(act: CaseActions) -> Columns:
    """Make the parts: what was signed at the left, what goes out at the right."""
    work = SigningWork(act)
    right: list[QWidget] = [_outgoing(act, work)]
    roots = act.ctx.desk.trusted_roots()
    if roots:
        right.append(_authorities(act, roots))
    return [_signed(act, work)], right


class SigningWork:
    """What can be done about the signing of one case."""

    def __init__(self, act: CaseActions) -> None:
        """Keep the actions of the case as it was read."""
        self.act = act
        self.ctx = act.ctx

    def save_pdf(self, copy: PrintedCopy) -> None:
        """Write the registered copy out, byte for byte, to be signed outside."""
        desk = self.ctx.desk
        path = self._ask(N_("Save the PDF for signing"), desk.copy_name(copy), PDF)
        if path is not None:

            def made(data: bytes) -> None:
                write_file(self.ctx, path, data)

            work = desk.background(desk.reprint, copy.id)
            self.ctx.jobs.run(work, made, owner=self.act.owner)

    def save_letter(self, copy: PrintedCopy) -> None:
        """Write the draft of a letter with the copy, then offer to record the exchange."""
        desk = self.ctx.desk

        def made(letter: tuple[str, bytes]) -> None:
            name, data = letter
            path = self._ask(N_("Save the letter"), name)
            if path is not None and write_file(self.ctx, path, data):
                self.exchange(copy)

        work = desk.background(partial(desk.exchange_letter, copy.id, copy.languages))
        self.ctx.jobs.run(work, made, owner=self.act.owner)

    def _ask(self, title: str, name: str, kinds: str = "") -> Path | None:
        return ask_path(self.ctx, self.act.owner, title, name, kinds, folder=SIGNING)

    def _blank(self, way: SigningWay, copy: PrintedCopy | None) -> SignatureRecord:
        file = self.act.file
        record = SignatureRecord(case_id=file.case.id, way=way)
        if copy is not None:
            return SignatureRecord(case_id=file.case.id, way=way, kind=copy.kind, copy_id=copy.id)
        return record

    def on_paper(self, copy: PrintedCopy | None = None) -> None:
        """Record a signing on paper."""
        record_signing(self.ctx, self.act.owner, self.act.file, self._blank(SigningWay.PAPER, copy))

    def exchange(self, copy: PrintedCopy | None = None) -> None:
        """Record an exchange of copies by e-mail."""
        blank = self._blank(SigningWay.EMAIL, copy)
        whom = ", ".join(self.ctx.desk.addresses_of(self.act.file))
        record_signing(
            self.ctx,
            self.act.owner,
            self.act.file,
            SignatureRecord(
                case_id=blank.case_id, way=blank.way, kind=blank.kind, copy_id=blank.copy_id,
                with_whom=whom, sent_on=self.ctx.clock.today(),
            ),
        )  # fmt: skip

    def attach(self, copy: PrintedCopy | None = None) -> None:
        """Ask for a file of signatures or a signed PDF and check it."""
        path = ask_open(self.ctx, self.act.owner, N_("Attach a signature"), _KINDS)
        if path is not None:
            self.check(path, copy)

    def check(self, path: Path, copy: PrintedCopy | None) -> None:
        """Check a file beside the window's work and show what it says."""
        desk = self.ctx.desk

        def work() -> SignatureFacts:
            data = desk.read_file(path)
            return desk.check_signatures_of(copy.id, data) if copy else desk.check_signatures(data)

        self.ctx.jobs.run(
            desk.background(work),
            lambda facts: self._show(facts, copy, path),
            owner=self.act.owner,
            label=self.ctx.tr.text(N_("Checking the signature")),
        )

    def again(self, record: SignatureRecord) -> None:
        """Check a recorded signature again, with the authorities trusted today."""
        copy = next((c for c in self.act.file.copies if c.id == record.copy_id), None)
        desk = self.ctx.desk
        self.ctx.jobs.run(
            desk.background(desk.recheck, record.id),
            lambda facts: self._show(facts, copy, None),
            owner=self.act.owner,
            label=self.ctx.tr.text(N_("Checking the signature")),
        )

    def _show(self, facts: SignatureFacts, copy: PrintedCopy | None, path: Path | None) -> None:
        SignatureDialog(self.ctx, self.act.owner, self.act.file, facts, copy, path).open()

    def evidence(self, record: SignatureRecord) -> None:
        """Show the sheet of evidence."""
        from mediadesk.ui.evidence_dialog import EvidenceDialog

        number = self.act.file.case.number
        EvidenceDialog(self.ctx, self.act.owner, record, number).open()


def _outgoing(act: CaseActions, work: SigningWork) -> Card:
    """Show the registered copies that can go out, and the three ways of signing."""
    tr = act.ctx.tr
    card = Card(tr.text(N_("To be signed")))
    if act.file.case.trashed_on is not None:
        return card
    words = N_(
        "Sign the registered copy: its bytes stay the same. Keys and passwords never come into this"
        " program."
    )
    card.box.addWidget(label(tr.text(words), "muted", wrap=True))
    if act.file.copies:
        card.box.addWidget(CopiesToSign(act, work))
    else:
        words = N_(
            "No copy is registered yet. Open the document, and register the copy that is handed out."
        )
        card.box.addWidget(label(tr.text(words), wrap=True))
        ways = (
            (N_("Signed on paper"), work.on_paper, "edit"),
            (N_("Exchange of copies by e-mail"), work.exchange, "export"),
        )
        for text, slot, icon in ways:
            card.box.addLayout(row(button(tr.text(text), slot, role="link", icon=icon), None))
    return card


def _authorities(act: CaseActions, roots: Sequence[TrustedRoot]) -> Card:
    """List the authorities the centre trusts; each can be taken out again."""
    tr = act.ctx.tr
    card = Card(tr.text(N_("Trusted authorities")))
    for root in roots:
        name = label(root.name, wrap=True)
        name.setTextFormat(Qt.TextFormat.PlainText)
        drop = partial(act.execute, RemoveRecord(record=root))
        line = row(name, _tool(act, "remove", N_("Remove"), drop))
        line.setStretch(0, 1)
        card.box.addLayout(line)
        until = tr.text(N_("valid until %(day)s"), day=root.valid_until)
        card.box.addWidget(label(f"{until} · SHA-256 {root.sha256[:16]}…", "small", wrap=True))
    return card


class CopiesToSign(QWidget):
    """The registered copies, the newest chosen, and what can be done with the chosen one."""

    def __init__(self, act: CaseActions, work: SigningWork) -> None:
        """Show the copies of the case as it was read."""
        super().__init__()
        tr = act.ctx.tr
        self._copies = {copy.id: copy for copy in reversed(act.file.copies)}
        self._tr = tr
        options = [(id_, self._short(copy)) for id_, copy in self._copies.items()]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        words = tr.text(N_("Registered copy"))
        box.addWidget(label(words, "label"))
        self.choice = ChoiceEdit(act.ctx, options)
        self.choice.box().setAccessibleName(words)
        self.choice.set_value(options[0][0])
        box.addWidget(self.choice)
        self._facts = label("", "small", wrap=True)
        self._facts.setTextFormat(Qt.TextFormat.PlainText)
        box.addWidget(self._facts)
        self.choice.changed.connect(self._tell)
        self._tell()
        ways: tuple[tuple[str, Callable[[PrintedCopy], object], str], ...] = (
            (N_("Save the PDF for signing"), work.save_pdf, "save"),
            (N_("Attach a signature"), work.attach, "key"),
            (N_("Signed on paper"), work.on_paper, "edit"),
            (N_("Letter with the PDF"), work.save_letter, "export"),
            (N_("Exchange of copies by e-mail"), work.exchange, "check"),
        )
        for text, slot, icon in ways:
            press = partial(self._do, slot)
            box.addLayout(row(button(tr.text(text), press, role="link", icon=icon), None))

    def _short(self, copy: PrintedCopy) -> str:
        """Name a copy in few words; where that is not enough to tell it, by its moment too."""
        tr = self._tr
        words = f"{tr.text(copy.kind.label)}, {tr.text(N_('version %(n)s'), n=copy.version)}"
        same = [
            each
            for each in self._copies.values()
            if (each.kind, each.version) == (copy.kind, copy.version)
        ]
        if len(same) < 2:
            return words
        number = f"{copy.copy}/{copy.copies}, " if copy.copies else ""
        return f"{words}, {number}{moment(copy.printed_at, seconds=True)}"

    @property
    def chosen(self) -> PrintedCopy:
        """Give the chosen copy; words that mean none leave the newest."""
        newest = next(iter(self._copies.values()))
        return self._copies.get(self.choice.value(), newest)

    def _tell(self) -> None:
        self._facts.setText(copy_facts(self._tr, self.chosen))

    def _do(self, slot: Callable[[PrintedCopy], object]) -> None:
        slot(self.chosen)


def _signed(act: CaseActions, work: SigningWork) -> Card:
    """List how papers were signed, with the verdicts of electronic signatures."""
    tr = act.ctx.tr
    card = Card(tr.text(N_("How papers were signed")))
    records = act.file.all(SignatureRecord)
    for record in reversed(records):
        card.box.addWidget(_record(act, work, record))
    if not records:
        words = N_("Nothing is recorded yet: on paper, by e-mail or electronically.")
        card.box.addWidget(label(tr.text(words), "muted", wrap=True))
    return card


def _record(act: CaseActions, work: SigningWork, record: SignatureRecord) -> QWidget:
    tr = act.ctx.tr
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 4, 0, 8)
    box.setSpacing(4)
    edit = partial(record_signing, act.ctx, act.owner, act.file, record)
    link = NameLink(tr.text(record.kind.label), edit)
    line = row(link, label(tr.text(record.way.label), "muted"), None, *_tools(act, record))
    box.addLayout(line)
    for words in _details(act, record):
        box.addWidget(label(words, "muted", wrap=True))
    facts = facts_from_json(record.facts)
    if facts is not None:
        box.addWidget(SignatureTable(act.ctx, facts, act.file))
        sheet = button(
            tr.text(N_("Sheet of evidence")), partial(work.evidence, record), icon="document"
        )
        again = button(tr.text(N_("Check again")), partial(work.again, record), icon="refresh")
        again.setVisible(bool(record.file_sha256))
        box.addLayout(row(sheet, again, None))
    return made


def _details(act: CaseActions, record: SignatureRecord) -> list[str]:
    """Say in lines when, where and with whom."""
    tr = act.ctx.tr
    days = (
        (N_("Signed on %(day)s"), record.signed_on),
        (N_("Copy sent on %(day)s"), record.sent_on),
        (N_("signed copy received on %(day)s"), record.received_on),
    )
    first = " · ".join(tr.text(words, day=day) for words, day in days if day is not None)
    found = [first]
    if record.place:
        found.append(tr.text(N_("Original: %(place)s"), place=record.place))
    if record.with_whom:
        found.append(tr.text(N_("With: %(whom)s"), whom=record.with_whom))
    if record.originals_wanted:
        if record.originals_on is not None:
            found.append(tr.text(N_("Originals received on %(day)s"), day=record.originals_on))
        else:
            found.append(tr.text(N_("Originals are to follow")))
    copy = next((c for c in act.file.copies if c.id == record.copy_id), None)
    if copy is not None:
        found.append(tr.text(N_("Registered copy: %(words)s"), words=copy_words(act.ctx, copy)))
    found.append(record.note)
    return [each for each in found if each]


def _tools(act: CaseActions, record: SignatureRecord) -> list[PushButton]:
    tools = []
    named = [a for a in act.file.all(Attachment) if a.sha256 == record.file_sha256]
    if named:
        look = partial(FileWork(act.ctx, act.owner, act.file.case.id).look, named[0])
        tools.append(_tool(act, "document", N_("Show the file"), look))
    if act.file.case.trashed_on is None:
        drop = partial(act.execute, RemoveRecord(record=record))
        tools.append(_tool(act, "remove", N_("Remove"), drop))
    return tools


def _tool(act: CaseActions, icon: str, words: str, slot: Callable[[], object]) -> PushButton:
    text = act.ctx.tr.text(words)
    made = button("", slot, role="link", icon=icon)
    made.setToolTip(text)
    made.setAccessibleName(text)
    return made
