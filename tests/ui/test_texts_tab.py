"""The tab of document texts: a clause is edited, mistakes are told, steps go back, nothing is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from mediadesk.domain.bilingual import Words
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.types import DocumentKind, Languages
from mediadesk.export import texts_file
from mediadesk.export.letterhead import Letterhead
from mediadesk.ui import texts_packs
from mediadesk.ui.case_actions import CaseActions
from mediadesk.ui.context import Ctx
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.own_templates_card import file_name, templates_cards, write_filled
from mediadesk.ui.texts_tab import TextsTab
from tests.export.own_docx_files import made, words
from tests.usecases.test_wordings import png

CONTRACT = DocumentKind.CONTRACT


@pytest.fixture
def tab(window: MainWindow, qtbot: QtBot) -> TextsTab:
    window.navigate("settings", tab="texts")
    found: TextsTab = window.stack.currentWidget().texts_tab
    qtbot.waitUntil(lambda: found.kind is not None)
    found.show_kind(CONTRACT)
    return found


def choose(tab: TextsTab, clause: str) -> None:
    tab.tree.setCurrentItem(tab.tree._items[clause])
    assert tab.chosen == clause


def field(tab: TextsTab, name: str) -> Any:
    return tab.editor.fields[name].edit


def test_the_page_of_the_sample_is_drawn(tab: TextsTab, qtbot: QtBot) -> None:
    tab.preview.choose(Languages.RU)
    qtbot.waitUntil(lambda: tab.preview.pages > 0, timeout=20_000)
    tab.preview.case.setText("1999/0001")
    tab.preview.make()
    assert "1999/0001" in tab.preview.state.text()


def test_an_own_clause_is_added_saved_and_given_back(tab: TextsTab, ctx: Ctx, qtbot: QtBot) -> None:
    choose(tab, "subject")
    tab.add_clause()
    assert tab.chosen == "own_1"
    assert not tab.save.isEnabled()
    field(tab, "part0.ru").setPlainText("Свой пункт от {document.date}")
    field(tab, "part0.kk").setPlainText("Өз тармағы, {document.date}")
    assert tab.save.isEnabled()
    tab.save_wording()
    qtbot.waitUntil(lambda: not tab.is_changed())
    assert ctx.desk.wording(CONTRACT).clause("own_1") is not None
    assert tab.back.isVisibleTo(tab)
    tab.take_supplied()
    qtbot.waitUntil(lambda: ctx.desk.wording(CONTRACT).clause("own_1") is None)


def test_a_mistake_is_told_as_it_is_typed(tab: TextsTab) -> None:
    choose(tab, "subject")
    edit = field(tab, "part0.ru")
    edit.setPlainText(edit.toPlainText() + " {office.nme}")
    told = tab.editor.fields["part0.ru"]
    assert told.problem.isVisibleTo(told)
    assert "office.nme" in told.problem.text()
    assert not tab.save.isEnabled()


def test_a_placeholder_is_found_by_its_words(tab: TextsTab, qtbot: QtBot) -> None:
    choose(tab, "subject")
    shown = tab.editor.fields["part0.kk"]
    shown.edit.setPlainText("")
    menu = shown.open_menu()
    words = tab.ctx.tr.text(tab.vocabulary.placeholders["office.bin"])
    menu.search(words)
    qtbot.keyClick(menu.line, Qt.Key.Key_Return)
    assert shown.text() == "{office.bin}"
    names = {menu.list.item(n).data(Qt.ItemDataRole.UserRole) for n in range(menu.list.count())}
    assert "party.name" not in names


def test_steps_go_back_and_again(tab: TextsTab, qtbot: QtBot) -> None:
    choose(tab, "subject")
    before = tab.steps.draft
    edit = field(tab, "part0.ru")
    qtbot.keyClicks(edit, "abc")
    qtbot.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert tab.steps.draft == before
    tab.step(1)
    assert tab.steps.draft != before
    tab.step(-1)
    tab.switch_clause()
    clause = tab.steps.draft.clause("subject")
    assert clause.is_off
    assert any("21(2)(3)" in p.word for p in tab.problems)
    tab.switch_clause()
    tab.move_clause(1)
    tab.move_clause(-1)
    assert tab.steps.draft == before


def test_unfinished_work_is_there_after_leaving(
    tab: TextsTab, ctx: Ctx, window: MainWindow
) -> None:
    choose(tab, "subject")
    field(tab, "part0.ru").setPlainText("Не дописано")
    tab.show_kind(DocumentKind.AGREEMENT)
    assert not tab.is_changed()
    tab.show_kind(CONTRACT)
    assert tab.steps.draft.clause("subject").parts[0].words["ru"] == "Не дописано"
    choose(tab, "subject")
    field(tab, "part0.ru").setPlainText("Не дописано")
    window.navigate("start")
    window.navigate("settings", tab="texts")
    tab.show_kind(CONTRACT)
    assert tab.steps.draft.clause("subject").parts[0].words["ru"] == "Не дописано"
    tab.discard()
    assert tab.steps.draft == ctx.desk.wording(CONTRACT)
    tab.keep_draft()
    assert ctx.desk.draft("wording:contract") is None


def test_a_clause_is_given_back_from_the_differences(tab: TextsTab, ctx: Ctx) -> None:
    choose(tab, "subject")
    tab.switch_clause()
    tab.editor.titled.emit("", "ru", "Наш договор")
    dialog = tab.show_differences()
    assert dialog is not None
    assert set(dialog.list.ticks) == {"", "subject"}
    dialog.list.ticks["subject"].setChecked(True)
    dialog.take()
    draft = tab.steps.draft
    assert draft is not None
    assert draft.title["ru"] == "Наш договор"
    assert draft.clause("subject") == ctx.desk.supplied_wording(CONTRACT).clause("subject")


def test_pieces_and_conditions_of_an_own_clause(tab: TextsTab) -> None:
    choose(tab, "subject")
    tab.add_clause()
    tab.editor.put_condition(None, "case.court")
    tab.editor.put_condition(None, "case.court")
    assert tab.steps.draft.clause("own_1").when == ("!case.court",)
    tab.editor.put_condition(None, "case.court")
    tab.editor.add_part()
    tab.editor.put_condition(1, "case.family")
    assert tab.steps.draft.clause("own_1").parts[1].when == ("case.family",)
    assert "part1.kk" in tab.editor.fields
    menu = tab.editor.open_conditions(1)
    assert menu is not None
    menu.close()
    tab.editor.remove_part(1)
    assert len(tab.steps.draft.clause("own_1").parts) == 1
    tab.switch_clause()
    assert tab.steps.draft.clause("own_1") is None


def test_texts_go_into_a_file_and_come_back(
    tab: TextsTab, ctx: Ctx, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(tab, "subject")
    tab.switch_clause()
    tab.save_wording()
    qtbot.waitUntil(lambda: not tab.is_changed())
    dialog = texts_packs.ExportDialog(ctx, tab)
    assert [kind for kind, tick in dialog.ticks.items() if tick.isChecked()] == [CONTRACT]
    dialog.write_to(tmp_path / "x.mdtexts")
    tab.take_supplied()
    qtbot.waitUntil(lambda: not ctx.desk.wording(CONTRACT).clause("subject").is_off)
    offer = texts_packs.look_at(ctx, tab, tmp_path / "x.mdtexts", tab.reload)
    assert offer is not None
    assert offer.go.isEnabled()
    offer.take()
    qtbot.waitUntil(lambda: ctx.desk.wording(CONTRACT).clause("subject").is_off)
    (tmp_path / "bad.mdtexts").write_bytes(b"x")
    assert texts_packs.look_at(ctx, tab, tmp_path / "bad.mdtexts", tab.reload) is None


def test_letterhead_and_word_templates_go_along_where_they_are_ticked(
    tab: TextsTab, ctx: Ctx, qtbot: QtBot, tmp_path: Path
) -> None:
    assert not texts_packs.ExportDialog(ctx, tab).templates
    head = Letterhead(Words("Наш бланк", "Біздің бланк"), logo=png(30))
    ctx.desk.save_letterhead(head).result()
    for name in ("Письмо", "Справка"):
        ctx.desk.add_own_template(name, "ru", made("{{ document.number }}")).result()
    dialog = texts_packs.ExportDialog(ctx, tab)
    assert not dialog.head.isChecked()
    assert [tick.isChecked() for tick in dialog.templates.values()] == [True, True]
    dialog.head.setChecked(True)
    dialog.write_to(tmp_path / "x.mdtexts")
    ctx.desk.save_letterhead(Letterhead()).result()
    ctx.desk.remove_own_template(ctx.desk.own_template("Письмо")).result()
    offer = texts_packs.look_at(ctx, tab, tmp_path / "x.mdtexts", tab.reload)
    assert offer is not None
    assert offer.own.chosen() == ("Письмо",)
    offer.own.templates["Письмо"].setChecked(False)
    assert not offer.go.isEnabled()
    offer.own.templates["Письмо"].setChecked(True)
    assert offer.own.head is not None
    offer.own.head.setChecked(True)
    offer.take()
    qtbot.waitUntil(lambda: ctx.desk.letterhead() == head)
    assert len(ctx.desk.own_templates()) == 2
    bad = texts_file.PackedTemplate("a", "xx", made("{{ nobody.name }}"))
    wrong = Letterhead(Words("Только", ""))
    data = texts_file.write((), Words("x", "x"), ctx.clock.today(), wrong, [bad])
    (tmp_path / "y.mdtexts").write_bytes(data)
    offer = texts_packs.look_at(ctx, tab, tmp_path / "y.mdtexts", tab.reload)
    assert offer is not None
    assert not offer.own.is_chosen
    assert not offer.own.templates
    assert offer.own.head is None


def test_the_letterhead_and_its_picture(
    tab: TextsTab, ctx: Ctx, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = tab.open_letterhead()
    dialog.fields["lines.ru"].setPlainText("Наш бланк")
    dialog.fields["lines.kk"].setPlainText("Біздің бланк")
    (tmp_path / "logo.png").write_bytes(png(30))
    dialog.take_picture(tmp_path / "logo.png")
    assert dialog.picture.isVisibleTo(dialog)
    dialog.save()
    qtbot.waitUntil(lambda: ctx.desk.letterhead().logo == png(30))
    again = tab.open_letterhead()
    again.set_picture(b"GIF")
    again.save()
    assert ctx.desk.letterhead().logo == png(30)
    again.reject()


def test_word_templates_are_checked_kept_and_removed(
    tab: TextsTab, ctx: Ctx, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = tab.open_templates()
    (tmp_path / "bad.docx").write_bytes(made("{{ no.such }}"))
    dialog.take_in(tmp_path / "bad.docx")
    assert ctx.desk.own_templates() == ()
    assert dialog._problems.count() == 2
    (tmp_path / "good.docx").write_bytes(made("{{ office.name }}"))
    dialog.name.setText("Письмо")
    dialog.take_in(tmp_path / "good.docx")
    qtbot.waitUntil(lambda: [t.name for t in ctx.desk.own_templates()] == ["Письмо"])
    dialog.remove(ctx.desk.own_templates()[0])
    qtbot.waitUntil(lambda: ctx.desk.own_templates() == ())
    dialog.reject()


def test_a_template_is_offered_at_a_case_and_filled_in(
    window: MainWindow, ctx: Ctx, qtbot: QtBot, tmp_path: Path
) -> None:
    data = made("№ {{ document.number }}", "{{ case.body }}")
    ctx.desk.add_own_template("Письмо: суду", "ru", data).result()
    holder = QWidget()
    qtbot.addWidget(holder)
    case_id = ctx.desk.cases(CaseQuery(), 0, 1)[0].id
    act = CaseActions(ctx, holder, ctx.desk.case_file(case_id))
    (card,) = templates_cards(act)
    (template,) = ctx.desk.own_templates()
    assert any(each.text() == template.name for each in card.findChildren(QPushButton))
    number = act.file.case.number
    assert file_name(act, template) == f"{number.replace('/', '-')}-Письмо- суду.docx"
    write_filled(act, template, tmp_path / "x.docx")
    assert words((tmp_path / "x.docx").read_bytes())[0] == f"№ {number}"
    card.deleteLater()
