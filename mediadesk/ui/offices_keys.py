"""The last tab of the offices: this office's own key with its fingerprint, and the known offices."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from mediadesk.domain.commands import RemoveRecord
from mediadesk.domain.fields import Field
from mediadesk.domain.model import Partner
from mediadesk.domain.packages import CARD_SUFFIX, OfficeCard
from mediadesk.errors import MediaDeskError
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.package_parts import named
from mediadesk.ui.record_cards import edit_record
from mediadesk.ui.tables import PagedTableModel, Table
from mediadesk.ui.widgets import Card, button, label, row

__all__ = ["KeysTab", "KnownLine"]

_WIDE = 380


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownLine:
    """An office whose key is known, in words."""

    id: int
    office: Annotated[str, Field(N_("Sending office"))]
    region: Annotated[str, Field(N_("Region"))]
    waited: Annotated[str, Field(N_("Every month"))]
    email: Annotated[str, Field(N_("E-mail"))]


class KeysTab(QWidget):
    """Own key at the left, the others at the right."""

    def __init__(self, ctx: Ctx) -> None:
        """Build both sides; `reload` fills them."""
        super().__init__()
        self.ctx = ctx
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 16, 0, 0)
        line.setSpacing(16)
        left = QVBoxLayout()
        left.addWidget(self._own())
        left.addStretch(1)
        line.addLayout(left)
        line.addWidget(self._others(), 1)

    def _own(self) -> Card:
        tr = self.ctx.tr
        card = Card(tr.text(N_("Key of this office")))
        card.setFixedWidth(_WIDE)
        words = N_(
            "Your packages are signed with it, and packages for you are closed with it. Give the card "
            "to the coordinator or to the offices, and compare the fingerprint by telephone."
        )
        card.box.addWidget(label(tr.text(words), "muted", wrap=True))
        card.box.addWidget(label(tr.text(N_("Fingerprint")), "label"))
        self.fingerprint = label("", "heading", wrap=True)
        flags = Qt.TextInteractionFlag
        self.fingerprint.setTextInteractionFlags(
            flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
        )
        card.box.addWidget(self.fingerprint)
        save = button(tr.text(N_("Save the card…")), self._save, role="primary", icon="save")
        copy = button(tr.text(N_("Copy the fingerprint")), self.copy)
        card.box.addLayout(row(save, None))
        card.box.addLayout(row(copy, None))
        return card

    def _others(self) -> Card:
        tr = self.ctx.tr
        card = Card(tr.text(N_("Known offices")))
        words = N_("Packages of these offices are told from forged ones.")
        add = button(tr.text(N_("Take in a card…")), self._choose, icon="key")
        line = row(add)
        line.insertWidget(0, label(tr.text(words), "muted", wrap=True), 1)
        card.box.addLayout(line)
        self.model = PagedTableModel(tr, KnownLine)
        self.table = Table(
            self.ctx, self.model, "offices.known", {"office": 30, "region": 18, "waited": 10}
        )
        self.table.opened.connect(lambda _line: self.edit())
        card.box.addWidget(self.table, 1)
        self._edit = button(tr.text(N_("Details…")), self.edit, icon="edit")
        self._print = button(tr.text(N_("Show the fingerprint")), self.show_fingerprint)
        self._drop = button(tr.text(N_("Remove")), self.remove, role="link", icon="remove")
        card.box.addLayout(row(self._edit, self._print, None, self._drop))
        return card

    def reload(self) -> None:
        """Read the own card and the known offices again."""
        tr, desk = self.ctx.tr, self.ctx.desk
        self.fingerprint.setText(_in_lines(desk.office_card().fingerprint))
        lines = [
            KnownLine(
                id=each.id,
                office=named(tr, each),
                region=desk.region_name(each.region, tr.language),
                waited=tr.value(each.is_expected),
                email=each.email,
            )
            for each in desk.known_offices()
        ]
        self.model.set_rows(lines)
        for part in (self._edit, self._print, self._drop):
            part.setEnabled(bool(lines))
        if lines:
            self.table.selectRow(0)

    def _save(self) -> None:
        tr = self.ctx.tr
        card = self.ctx.desk.office_card()
        kinds = f"{tr.text(N_('Card of an office'))} (*{CARD_SUFFIX})"
        usual = f"{card.name_ru[:40].strip()}{CARD_SUFFIX}".replace("/", "-").replace('"', "")
        told, _kind = QFileDialog.getSaveFileName(self, tr.text(N_("Save the card…")), usual, kinds)
        if told:
            self.save_to(Path(told))

    def save_to(self, path: Path) -> None:
        """Write the own card to a file."""
        try:
            self.ctx.desk.save_office_card(path)
        except MediaDeskError as error:
            self.ctx.messages.error(error)
            return
        self.ctx.messages.toast(self.ctx.tr.text(N_("Saved: %(name)s"), name=path.name))

    def copy(self) -> None:
        """Copy the fingerprint."""
        QGuiApplication.clipboard().setText(self.ctx.desk.office_card().fingerprint)
        self.ctx.messages.toast(self.ctx.tr.text(N_("The fingerprint is copied")))

    def _choose(self) -> None:
        tr = self.ctx.tr
        kinds = f"{tr.text(N_('Card of an office'))} (*{CARD_SUFFIX})"
        told, _kind = QFileDialog.getOpenFileName(self, tr.text(N_("Take in a card…")), "", kinds)
        if told:
            self.take_in(Path(told))

    def take_in(self, path: Path) -> None:
        """Read a card and make its office known after the fingerprint was compared."""
        tr, desk = self.ctx.tr, self.ctx.desk
        try:
            card = desk.read_office_card(path)
        except MediaDeskError as error:
            self.ctx.messages.error(error)
            return
        if self._is_right(card):
            self.ctx.jobs.run(
                desk.know_office(card), done=lambda _outcome: self.reload(), owner=self
            )
            self.ctx.messages.toast(tr.text(N_("The office is known now")))

    def _is_right(self, card: OfficeCard) -> bool:
        """Ask whether the fingerprint was compared; a changed key is told first."""
        tr = self.ctx.tr
        known = {each.office_uid: each for each in self.ctx.desk.known_offices()}
        before = known.get(card.office_uid)
        detail = N_("Call the office and let it read its fingerprint: %(number)s. Is it the same?")
        words = tr.text(detail, number=card.fingerprint)
        if before is not None and before.sign_key != card.sign_key:
            warning = N_("This office had another key until now. Ask why it was changed.")
            words = f"{tr.text(warning)} {words}"
        question = tr.text(N_("Take in the key of %(office)s?"), office=card.name_ru)
        return self.ctx.messages.ask(question, tr.text(N_("It is the same")), detail=words)

    def chosen(self) -> Partner | None:
        """Give the known office under the cursor."""
        line = self.table.current_row()
        found = self.ctx.desk.known_offices()
        return next((each for each in found if line and each.id == line.id), None)

    def edit(self) -> None:
        """Change what is noted of an office; its keys come only with a card."""
        if (office := self.chosen()) is not None:
            names = ("name_ru", "name_kk", "email", "is_expected", "note")
            edit_record(self.ctx, self, N_("Known office"), office, only=names)

    def show_fingerprint(self) -> None:
        """Show the fingerprint of the chosen office, to compare it again."""
        office = self.chosen()
        if office is not None:
            words = self.ctx.desk.fingerprint_of(office)
            self.ctx.messages.info(office.name_ru, words)

    def remove(self) -> None:
        """Forget an office; what it sent stays."""
        office, tr = self.chosen(), self.ctx.tr
        if office is None:
            return
        question = tr.text(N_("Forget the key of %(office)s?"), office=office.name_ru)
        detail = tr.text(N_("Its cases stay. Its next package asks for the fingerprint again."))
        if self.ctx.messages.ask(question, tr.text(N_("Forget")), detail=detail):
            self.ctx.jobs.execute(self.ctx.desk, RemoveRecord(record=office), owner=self)


def _in_lines(fingerprint: str) -> str:
    """Put three groups on each line, so that it is read aloud easily."""
    groups = fingerprint.split()
    return "\n".join("  ".join(groups[at : at + 3]) for at in range(0, len(groups), 3))
