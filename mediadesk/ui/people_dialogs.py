"""Windows about people of the centre and keys: a person, a first passphrase, keys on paper."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from mediadesk.domain.bilingual import name_of
from mediadesk.domain.model import User
from mediadesk.errors import MediaDeskError
from mediadesk.marks import N_
from mediadesk.ui.context import Ctx
from mediadesk.ui.editors_choice import ChoiceEdit
from mediadesk.ui.forms import Form
from mediadesk.ui.key_paper import KeyPaper
from mediadesk.ui.passphrase import PassphraseLine
from mediadesk.ui.passphrase_dialogs import PassphraseDialog
from mediadesk.ui.widgets import button, label, row, scrolled

__all__ = [
    "PaperDialog",
    "PersonDialog",
    "first_passphrase_dialog",
    "parts_dialog",
    "recovery_dialog",
    "rekey_dialog",
]

_WIDE = 640
_TALL = 560


class PersonDialog(QDialog):
    """A new person with a first passphrase, or the entry of one that is there."""

    saved = Signal()

    def __init__(self, ctx: Ctx, parent: QWidget, user: User, *, is_new: bool = True) -> None:
        """Show the form; a centre of one asks how its head is called at the door, too."""
        super().__init__(parent)
        self.ctx, self.user, self.is_new = ctx, user, is_new
        tr = ctx.tr
        title = tr.text(N_("Add a person") if is_new else N_("Person of the centre"))
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(_WIDE)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(14)
        box.addWidget(label(title, "heading"))
        self.own = self._own_name() if is_new and ctx.desk.is_alone() else None
        if self.own is not None:
            box.addWidget(self.own)
        only = ("login", "name") if user.id == 0 and not is_new else ()
        self.form: Form = Form(
            ctx,
            User,
            only=only or ("login", "name", "role", "mediator_id"),
            overrides={"role": _role_edit, "mediator_id": _mediator_edit},
            wide=("login", "name"),
        )
        self.form.load(user)
        self.form.submitted.connect(self.submit)
        box.addWidget(self.form)
        self.first: PassphraseLine | None = None
        if is_new:
            self.first = PassphraseLine(tr, tr.text(N_("First passphrase")), is_secret=False)
            self.first.line.setText(ctx.desk.first_passphrase())
            box.addWidget(self.first)
            told = N_("Write it down for this person. It must be changed at the first opening.")
            box.addWidget(label(tr.text(told), "small", wrap=True))
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        box.addWidget(self.problem)
        cancel = button(tr.text(N_("Cancel")), self.reject)
        self.go = button(tr.text(N_("Save")), self.submit, role="primary", icon="save")
        box.addLayout(row(None, cancel, self.go))
        if self.own is not None:
            self.own.setFocus()
        else:
            self.form.focus_first()

    def _own_name(self) -> PassphraseLine:
        tr = self.ctx.tr
        line = PassphraseLine(tr, tr.text(N_("Your own name at the door")), is_secret=False)
        line.line.setMaxLength(60)
        return line

    def submit(self) -> None:
        """Save, unless something is missing."""
        person = self.form.collect(self.user)
        own = self.own.line.text().strip() if self.own is not None else ""
        if self.own is not None and not own:
            self.own.show_problem(self.ctx.tr.text(N_("Please fill in")))
            return
        if person is None or not self.go.isEnabled():
            return
        desk = self.ctx.desk
        if self.first is not None:
            future = desk.add_person(person, self.first.line.text(), own)
        else:
            future = desk.save_person(person)
        self.go.setEnabled(False)
        self.ctx.jobs.run(future, self._done, self._failed, owner=self)

    def _done(self, _result: object) -> None:
        self.form.drop_draft()
        self.accept()
        self.saved.emit()

    def _failed(self, error: MediaDeskError) -> None:
        self.go.setEnabled(True)
        if self.first is not None and error.code.value == "passphrase_short":
            self.first.show_problem(self.ctx.tr.error(error))
        elif not self.form.show_error(error):
            self.problem.setText(self.ctx.tr.error(error))
            self.problem.show()


def _role_edit(ctx: Ctx) -> ChoiceEdit:
    roles = ctx.desk.law.roles.roles.values()
    return ChoiceEdit(ctx, [(role.code, role.words.of(ctx.tr.language)) for role in roles])


def _mediator_edit(ctx: Ctx) -> ChoiceEdit:
    found = [(m.id, name_of(m, ctx.tr.language)) for m in ctx.desk.mediators()]
    return ChoiceEdit(ctx, found, optional=True)


def first_passphrase_dialog(
    ctx: Ctx, parent: QWidget, user: User, then: Callable[[], None]
) -> PassphraseDialog:
    """Give a person a first passphrase: shown, to be written down."""
    tr = ctx.tr
    words = (
        tr.text(N_("Give a first passphrase")),
        tr.text(
            N_("%(name)s opens the centre with it once and must choose another one then. "
               "The passphrase until now is void."),
            name=user.shown,
        ),
        tr.text(N_("Give")),
    )  # fmt: skip
    dialog = PassphraseDialog(ctx, parent, words)
    line = dialog.ask(tr.text(N_("First passphrase")))
    line.line.setEchoMode(line.line.EchoMode.Normal)
    line.line.setText(ctx.desk.first_passphrase())
    dialog.work = lambda: ctx.desk.reset_passphrase(user.id, line.line.text())
    dialog.done_well.connect(lambda _done: then())
    dialog.open()
    return dialog


class PaperDialog(QDialog):
    """Shows keys to be written down; they are put in force when a group of each was typed."""

    def __init__(
        self,
        ctx: Ctx,
        parent: QWidget,
        words: tuple[str, str],
        paper: KeyPaper,
        take: Callable[[], Future[Any]],
    ) -> None:
        """Show the title and the text of `words` above the paper."""
        super().__init__(parent)
        self.ctx, self.paper, self.take = ctx, paper, take
        tr = ctx.tr
        self.setWindowTitle(words[0])
        self.setModal(True)
        self.setMinimumWidth(_WIDE)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(14)
        box.addWidget(label(words[0], "heading"))
        box.addWidget(label(words[1], "muted", wrap=True))
        area = scrolled(paper)
        room = self.screen().availableGeometry().height() - 64
        area.setMinimumHeight(min(paper.sizeHint().height() + 8, min(_TALL, room) - 160))
        box.addWidget(area, 1)
        cancel = button(tr.text(N_("Cancel")), self.reject)
        self.go = button(tr.text(N_("I have written it down")), self.submit, role="primary")
        box.addLayout(row(None, cancel, self.go))
        for line in paper.parts:
            line.line.returnPressed.connect(self.submit)
        paper.parts[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Put the keys in force if what was typed stands in them."""
        if not self.paper.is_confirmed() or not self.go.isEnabled():
            return
        self.go.setEnabled(False)
        self.ctx.jobs.run(self.take(), lambda _done: self.accept(), owner=self)


def recovery_dialog(ctx: Ctx, parent: QWidget) -> PaperDialog:
    """Show a new recovery key; the one before is void when this one is taken."""
    tr, key = ctx.tr, ctx.desk.new_recovery_key()
    words = (
        tr.text(N_("New recovery key")),
        tr.text(N_("Write it down. The recovery key until now is void when you go on.")),
    )
    dialog = PaperDialog(
        ctx, parent, words, KeyPaper(tr, key), lambda: ctx.desk.take_recovery_key(key)
    )
    dialog.open()
    return dialog


def parts_dialog(ctx: Ctx, parent: QWidget, then: Callable[[], None]) -> PaperDialog:
    """Show three parts of a key, one for each of three people."""
    tr, parts = ctx.tr, ctx.desk.new_key_parts()
    names = tuple(tr.text(N_("Part %(number)s"), number=n) for n in (1, 2, 3))
    words = (
        tr.text(N_("Key in three parts")),
        tr.text(N_("Write each part on a paper of its own and give it to one person.")),
    )
    paper = KeyPaper(tr, *parts, names=names)
    dialog = PaperDialog(ctx, parent, words, paper, lambda: ctx.desk.take_key_parts(parts))
    dialog.accepted.connect(then)
    dialog.open()
    return dialog


def rekey_dialog(ctx: Ctx, parent: QWidget) -> PassphraseDialog:
    """Ask for the passphrase, say what will happen, and encrypt the centre with a new key."""
    tr = ctx.tr
    words = (
        tr.text(N_("Encrypt with a new key")),
        tr.text(
            N_("A backup is made first. Everybody else gets a first passphrase, the recovery key "
               "and parts of a key until now are void. Backups made before keep the old key.")
        ),
        tr.text(N_("Encrypt")),
    )  # fmt: skip
    dialog = PassphraseDialog(ctx, parent, words)
    line = dialog.ask(tr.text(N_("Your passphrase")))
    dialog.work = lambda: ctx.desk.prove_passphrase(line.line.text())
    dialog.done_well.connect(lambda _done: ctx.rekey(line.line.text()))
    dialog.open()
    line.setFocus()
    return dialog
