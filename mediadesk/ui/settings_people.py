"""The tab of the settings for people of the centre: who, in which role, what a role may do, keys."""

from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from mediadesk.domain.bilingual import name_of
from mediadesk.domain.fields import Field
from mediadesk.domain.model import User
from mediadesk.domain.rights import Right
from mediadesk.domain.users import HEAD
from mediadesk.errors import MediaDeskError
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.people_dialogs import (
    PersonDialog,
    first_passphrase_dialog,
    parts_dialog,
    recovery_dialog,
    rekey_dialog,
)
from mediadesk.ui.tables import PagedTableModel, Table
from mediadesk.ui.widgets import Card, button, clear, label, row, scrolled

__all__ = ["PeopleTab", "PersonLine"]

_LINES = 5
_AROUND = 20
_COLUMN = 116


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """A person of the centre in words."""

    login: Annotated[str, Field(N_("Name at the door"), personal=True)]
    name: Annotated[str, Field(N_("Full name"), personal=True)]
    role: Annotated[str, Field(N_("Role"))]
    mediator: Annotated[str, Field(N_("Mediator"), personal=True)]
    state: Annotated[str, Field(N_("State"))]


class PeopleTab(QWidget):
    """People above, then what each role may do, then the keys that open without people."""

    def __init__(self, ctx: Ctx) -> None:
        """Build the three cards; they are filled by `reload`."""
        super().__init__()
        self.ctx = ctx
        self.people: tuple[User, ...] = ()
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 16, 16, 16)
        box.setSpacing(16)
        for part in (self._people_card(), self._keys_card(), self._roles_card()):
            box.addWidget(part)
        box.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inside))

    def _people_card(self) -> Card:
        ctx, tr = self.ctx, self.ctx.tr
        card = Card(tr.text(N_("People of the centre")))
        text = N_(
            "Everybody opens the centre with a passphrase of their own. The name at the door stands "
            "beside the file and can be read without a passphrase."
        )
        card.box.addWidget(label(tr.text(text), "muted", wrap=True))
        self.model = PagedTableModel(tr, PersonLine)
        widths = {"login": 20, "name": 30, "role": 18, "mediator": 26}
        self.table = Table(ctx, self.model, "desk-people", widths)
        lines = (_LINES + 1) * self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(lines + _AROUND)
        self.table.opened.connect(lambda _line: self.edit())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._show_chosen())
        card.box.addWidget(self.table)
        self.add_button = button(tr.text(N_("Add a person")), self.add, role="primary", icon="plus")
        self.edit_button = button(tr.text(N_("Change")), self.edit, icon="edit")
        self.first_button = button(tr.text(N_("Give a first passphrase")), self.first, icon="key")
        self.out_button = button(tr.text(N_("Shut out")), self.shut_out, icon="lock")
        line = row(self.add_button, self.edit_button, self.first_button, self.out_button, None)
        card.box.addLayout(line)
        return card

    def _keys_card(self) -> Card:
        tr = self.ctx.tr
        card = Card(tr.text(N_("Keys for the day when nobody comes")))
        self._parts_words = label("", "muted", wrap=True)
        recovery = button(tr.text(N_("New recovery key")), self.new_recovery, icon="key")
        self.parts_button = button(tr.text(N_("Key in three parts")), self.new_parts, icon="people")
        self.void_button = button(tr.text(N_("Make the parts void")), self.drop_parts, role="link")
        words = N_(
            "The recovery key opens the centre alone. Of a key in three parts, held by three "
            "people, any two open it and one tells nothing."
        )
        card.box.addWidget(label(tr.text(words), "muted", wrap=True))
        card.box.addWidget(self._parts_words)
        card.box.addLayout(row(recovery, self.parts_button, self.void_button, None))
        words = N_(
            "If somebody may have the key of the file itself, encrypt the centre anew: everybody "
            "else gets a first passphrase, the recovery key is a new one."
        )
        card.box.addWidget(label(tr.text(words), "muted", wrap=True))
        again = button(tr.text(N_("Encrypt with a new key")), self.rekey, icon="lock")
        card.box.addLayout(row(again, None))
        return card

    def _roles_card(self) -> Card:
        tr = self.ctx.tr
        card = Card(tr.text(N_("What each role may do")))
        words = N_("The head may do everything. The table is changed under reference data.")
        link = button(
            tr.text(N_("Reference data")),
            lambda: self.ctx.navigate("settings", tab="reference"),
            role="link",
        )
        told = label(tr.text(words), "muted", wrap=True)
        line = row(told, link)
        line.setStretch(0, 1)
        card.box.addLayout(line)
        self._roles = QVBoxLayout()
        card.box.addLayout(self._roles)
        return card

    def reload(self) -> None:
        """Read people, roles and keys again; for who may not, nothing is read."""
        desk, tr = self.ctx.desk, self.ctx.tr
        if not desk.may(Right.PEOPLE):
            return
        self.people = desk.people_of_centre()
        mediators = {m.id: name_of(m, tr.language) for m in desk.mediators()}
        self.model.set_rows([self._line(user, mediators) for user in self.people])
        if not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        has_parts = desk.has_key_parts()
        words = N_("Three people hold parts.") if has_parts else N_("Nobody holds parts of a key.")
        self._parts_words.setText(tr.text(words))
        self.void_button.setVisible(has_parts)
        self._show_roles()
        self._show_chosen()

    def _line(self, user: User, mediators: dict[Any, str]) -> PersonLine:
        tr = self.ctx.tr
        state = N_("May open the centre") if user.is_active else N_("Shut out")
        if user.is_active and user.must_change:
            state = N_("Has a first passphrase")
        return PersonLine(
            login=user.login or tr.text(N_("You")),
            name=user.name,
            role=self.ctx.desk.law.roles.of(user.role).words.of(tr.language),
            mediator=mediators.get(user.mediator_id, ""),
            state=tr.text(state),
        )

    def _show_roles(self) -> None:
        """Draw rights as lines and roles as columns, with a tick for own cases below."""
        clear(self._roles)
        tr, book = self.ctx.tr, self.ctx.desk.law.roles
        roles = list(book.roles.values())
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        grid.setHorizontalSpacing(8)
        grid.setColumnStretch(0, 1)
        for column, role in enumerate(roles, 1):
            grid.setColumnMinimumWidth(column, _COLUMN)
            grid.addWidget(_centred(label(role.words.of(tr.language), "label")), 0, column)
        for line, right in enumerate(Right, 1):
            grid.addWidget(label(tr.text(right.label), wrap=True), line, 0)
            for column, role in enumerate(roles, 1):
                has = book.may(role.code, right)
                sign = label("✓" if has else "–", "" if has else "muted", tone="ok" if has else "")
                sign.setAccessibleName(tr.value(has))
                grid.addWidget(_centred(sign), line, column)
        last = len(Right) + 1
        grid.addWidget(label(tr.text(N_("Works with own cases only")), "label", wrap=True), last, 0)
        for column, role in enumerate(roles, 1):
            tick = QCheckBox()
            tick.setAccessibleName(role.words.of(tr.language))
            tick.setChecked(role.own_cases)
            tick.setEnabled(role.code != HEAD)
            tick.clicked.connect(partial(self._bind, role.code))
            grid.addWidget(tick, last, column, Qt.AlignmentFlag.AlignCenter)
        self._roles.addWidget(table)

    def _bind(self, code: str, on: bool) -> None:  # noqa: FBT001  (a slot)
        self.ctx.jobs.run(self.ctx.desk.bind_role(code, own_cases=on), owner=self)

    def chosen(self) -> User | None:
        """Give the chosen person."""
        at = self.table.currentIndex().row()
        return self.people[at] if 0 <= at < len(self.people) else None

    def _show_chosen(self) -> None:
        user = self.chosen()
        is_other = user is not None and bool(user.id) and user.id != self.ctx.desk.user.id
        for part in (self.first_button, self.out_button):
            part.setEnabled(is_other)
        if user is not None:
            self.out_button.setEnabled(is_other and user.is_active)

    def _run(self, future: Any, said: str) -> None:
        def done(_changes: object) -> None:
            self.reload()
            self.ctx.messages.toast(self.ctx.tr.text(said))

        def failed(error: MediaDeskError) -> None:
            self.ctx.messages.error(error)

        self.ctx.jobs.run(future, done, failed, owner=self)

    def add(self) -> PersonDialog:
        """Add a person with a first passphrase."""
        dialog = PersonDialog(self.ctx, self, User(role="secretary"))
        dialog.saved.connect(self.reload)
        dialog.open()
        return dialog

    def edit(self) -> PersonDialog | None:
        """Change name, role or mediator of the chosen person."""
        user = self.chosen()
        if user is None:
            return None
        dialog = PersonDialog(self.ctx, self, user, is_new=False)
        dialog.saved.connect(self.reload)
        dialog.open()
        return dialog

    def first(self) -> None:
        """Give the chosen person a first passphrase in place of the old one."""
        user = self.chosen()
        if user is not None:
            first_passphrase_dialog(self.ctx, self, user, self.reload)

    def shut_out(self) -> None:
        """Take the chosen person's way in, after a question."""
        user, tr = self.chosen(), self.ctx.tr
        if user is None:
            return
        question = tr.text(N_("Shut out %(name)s?"), name=user.shown)
        detail = tr.text(
            N_("The passphrase opens the centre no more. Everything entered stays. Backups made "
               "before still open with it.")
        )  # fmt: skip
        if self.ctx.messages.ask(question, tr.text(N_("Shut out")), detail=detail):
            self._run(self.ctx.desk.shut_out(user.id), N_("Person shut out"))

    def new_recovery(self) -> None:
        """Make a new recovery key; it holds when a part of it was typed."""
        recovery_dialog(self.ctx, self)

    def new_parts(self) -> None:
        """Make a key in three parts; it holds when a part of each was typed."""
        parts_dialog(self.ctx, self, self.reload)

    def drop_parts(self) -> None:
        """Make the parts void, after a question."""
        tr = self.ctx.tr
        if self.ctx.messages.ask(
            tr.text(N_("Make the parts void?")), tr.text(N_("Make the parts void"))
        ):
            self._run(self.ctx.desk.drop_key_parts(), N_("Key in three parts made void"))

    def rekey(self) -> None:
        """Encrypt the centre with a new key."""
        rekey_dialog(self.ctx, self)


def _centred(widget: Any) -> QWidget:
    widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made: QWidget = widget
    return made
