"""Forms are made for every entity, keep drafts, show problems beside fields, work by keyboard."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mediadesk.domain.commands import SaveMediator
from mediadesk.domain.fields import specs
from mediadesk.domain.model import ENTITIES, Mediator, Office
from mediadesk.errors import Code, InputProblem
from mediadesk.i18n import Translator
from mediadesk.ui.context import Ctx
from mediadesk.ui.forms import Form
from mediadesk.ui.submitting import FormDialog
from tests.ui.conftest import Recorder, press, type_text


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
@pytest.mark.parametrize("entity", ENTITIES, ids=lambda cls: cls.__name__)
def test_every_entity_has_a_form(qtbot: QtBot, ctx: Ctx, entity: type, language: str) -> None:
    ctx.tr = Translator(language)
    form = Form(ctx, entity)
    qtbot.addWidget(form)
    assert set(form.fields) == {spec.name for spec in specs(entity)}
    assert all(box.editor.box().accessibleName() for box in form.fields.values())


def test_required_fields_are_asked_for_and_focused(qtbot: QtBot, ctx: Ctx) -> None:
    form = Form(ctx, Office, only=("name_ru", "name_kk", "region"))
    qtbot.addWidget(form)
    form.show()
    assert form.collect(Office(name_ru="", name_kk="", region="")) is None
    assert form.fields["name_ru"].note.text() == "Please fill in"
    type_text(form["name_ru"].box(), "Центр")
    assert form.fields["name_ru"].note.text() == ""


def test_loaded_entity_comes_back_changed(qtbot: QtBot, ctx: Ctx) -> None:
    base = Mediator(name_ru="Ким Олег", phone="+77011234567", rev=3)
    form = Form(ctx, Mediator)
    qtbot.addWidget(form)
    form.load(base)
    assert not form.is_changed()
    assert form.collect(base) == base
    form["certificate"].set_value("№ 1")
    assert form.is_changed()
    collected = form.collect(base)
    assert collected is not None
    assert (collected.certificate, collected.rev) == ("№ 1", 3)


def test_enter_goes_to_the_next_field(qtbot: QtBot, ctx: Ctx) -> None:
    form = Form(ctx, Office, only=("name_ru", "name_kk"))
    qtbot.addWidget(form)
    form.show()
    with qtbot.waitExposed(form):
        form.activateWindow()
    form.focus_first()
    press(form["name_ru"].box(), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is form["name_kk"].box()


def test_problem_of_the_desk_stands_under_its_field(qtbot: QtBot, ctx: Ctx) -> None:
    form = Form(ctx, Mediator)
    qtbot.addWidget(form)
    error = InputProblem(Code.BAD_VALUE, field="mediator.phone", label="Telephone")
    assert form.show_error(error)
    assert "Telephone" in form.fields["phone"].note.text()
    assert not form.show_error(InputProblem(Code.BAD_VALUE, field="elsewhere"))


def test_draft_comes_back_after_a_crash(qtbot: QtBot, ctx: Ctx) -> None:
    form = Form(ctx, Mediator, draft_key="mediator.0")
    qtbot.addWidget(form)
    type_text(form["name_ru"].box(), "Сейітова Гүлмира")
    form.keep_draft()
    again = Form(ctx, Mediator, draft_key="mediator.0")
    qtbot.addWidget(again)
    assert again.offer_draft()
    again.set_raw(ctx.desk.draft("mediator.0") or {})
    assert again["name_ru"].value() == "Сейітова Гүлмира"
    again.drop_draft()
    assert ctx.desk.draft("mediator.0") is None
    assert not Form(ctx, Mediator, draft_key="mediator.0").offer_draft()


def dialog_of(qtbot: QtBot, ctx: Ctx) -> FormDialog:
    form = Form(ctx, Mediator, draft_key="mediator.0")

    def make(_codes: tuple[str, ...]) -> object | None:
        entered = form.collect(Mediator(name_ru=""))
        return SaveMediator(mediator=entered) if entered is not None else None

    dialog = FormDialog(ctx, None, "New mediator", form, make)
    qtbot.addWidget(dialog)
    dialog.start()
    return dialog


def test_dialog_saves_by_keyboard(qtbot: QtBot, ctx: Ctx) -> None:
    dialog = dialog_of(qtbot, ctx)
    with qtbot.waitExposed(dialog):
        dialog.activateWindow()
    name = dialog.forms[0]["name_ru"].box()
    type_text(name, "Ким Олег")
    with qtbot.waitSignal(dialog.saved):
        qtbot.keyClick(name, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert [m.name_ru for m in ctx.desk.mediators()] == ["Ким Олег"]


def test_escape_asks_only_if_changed(qtbot: QtBot, ctx: Ctx) -> None:
    messages = ctx.messages
    assert isinstance(messages, Recorder)
    dialog = dialog_of(qtbot, ctx)
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert messages.asked == []
    dialog = dialog_of(qtbot, ctx)
    type_text(dialog.forms[0]["name_ru"].box(), "К")
    messages.answer = False
    press(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    messages.answer = True
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert len(messages.asked) == 2


def test_a_form_in_the_making_shows_no_window_of_its_parts(qtbot: QtBot, ctx: Ctx) -> None:
    """A part that is shown before it has its place flashes as a window, and each costs one."""
    shown: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
                shown.extend([type(watched).__name__] if watched.isWindow() else [])
            return False

    watch = Watch()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(watch)
    try:
        for entity in ENTITIES:
            qtbot.addWidget(Form(ctx, entity))
    finally:
        app.removeEventFilter(watch)
    assert shown == []
