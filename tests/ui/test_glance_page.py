"""The dashboard: marks that open their cases, keyboard, readers of the screen, pictures, pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from mediadesk.domain.changes import ChangeSet
from mediadesk.i18n import Translator
from mediadesk.ui import theme
from mediadesk.ui.context import Ctx
from mediadesk.ui.glance_chart import ChartCard, MarkButton
from mediadesk.ui.glance_paint import on_paper
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.pages.cases import CasesPage
from mediadesk.ui.pages.glance import GlancePage
from mediadesk.ui.pages.reports import ReportsPage
from mediadesk.usecases.desk import Desk
from tests.ui.conftest import Recorder, Went, add_case, placed, press


@pytest.fixture
def page(qtbot: QtBot, ctx: Ctx, filled: Desk, went: Went) -> GlancePage:
    made = placed(qtbot, GlancePage(ctx))
    show(qtbot, made, "2026")
    return made


def show(qtbot: QtBot, page: GlancePage, period: str) -> None:
    page.open(period=period)
    qtbot.waitUntil(lambda: page.ctx.jobs.is_idle, timeout=20_000)


def card(page: GlancePage, code: str) -> ChartCard:
    return next(each for each in page.cards if each.drawing.code == code)


def mark(page: GlancePage, code: str, number: int = 0) -> MarkButton:
    return card(page, code).view.marks[number]


def test_every_mark_opens_exactly_the_cases_it_counts(page: GlancePage, went: Went) -> None:
    opened = 0
    for each in page.cards:
        for button in each.view.marks:
            before = len(went)
            button.click()
            if not button.bar.ids:
                assert len(went) == before
                continue
            name, args = went[-1]
            assert (name, args["ids"]) == ("cases", button.bar.ids)
            assert each.drawing.title in args["title"]
            if each.drawing.code != "money":
                assert len(button.bar.ids) == button.bar.value
            opened += 1
    assert opened >= 5


def test_the_window_shows_the_cases_of_a_mark(qtbot: QtBot, window: MainWindow) -> None:
    window.navigate("reports")
    reports = window.findChild(ReportsPage)
    assert reports is not None
    words = window.ctx.tr.text("Year at a glance")
    next(b for b in reports.findChildren(QPushButton) if b.text() == words).click()
    page = window.findChild(GlancePage)
    assert page is not None
    qtbot.waitUntil(lambda: window.jobs.is_idle and bool(page.cards), timeout=20_000)
    assert window.rail.buttons["reports"].isChecked()
    button = mark(page, "funnel")
    press(button, Qt.Key.Key_Return)
    cases = window.findChild(CasesPage)
    assert cases is not None
    assert cases.isVisible()
    assert set(cases.query.ids or ()) == set(button.bar.ids)


def test_arrows_go_from_mark_to_mark_and_tab_stops_once_in_a_chart(page: GlancePage) -> None:
    marks = card(page, "funnel").view.marks
    marks[0].setFocus()
    press(marks[0], Qt.Key.Key_Down)
    assert QApplication.focusWidget() is marks[1]
    press(marks[1], Qt.Key.Key_End)
    assert QApplication.focusWidget() is marks[-1]
    press(marks[-1], Qt.Key.Key_Up)
    press(marks[-2], Qt.Key.Key_Home)
    assert QApplication.focusWidget() is marks[0]
    press(marks[0], Qt.Key.Key_Up)
    assert QApplication.focusWidget() is marks[0]
    stops = [m for m in marks if m.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [marks[0]]


def test_marks_and_charts_say_their_figures_to_readers_of_the_screen(page: GlancePage) -> None:
    for each in page.cards:
        for button in each.view.marks:
            assert button.bar.figure.split(" · ")[0] in button.accessibleName()
            assert button.toolTip() == button.accessibleName()
            assert button.accessibleName() in each.view.accessibleDescription()
        assert each.view.accessibleName() == each.drawing.title
        assert each.drawing.title in each.more.accessibleName()


def test_marks_lie_inside_their_chart_one_below_the_other(qtbot: QtBot, page: GlancePage) -> None:
    for width in (640, 1120, 1600):
        page.resize(width, 700)
        qtbot.wait(1)
        for each in page.cards:
            view = each.view
            assert view.height() >= view.heightForWidth(view.width())
            for button in view.marks:
                assert view.rect().adjusted(-1, -1, 1, 1).contains(button.geometry())


def test_a_narrow_window_has_one_column(qtbot: QtBot, page: GlancePage) -> None:
    def columns() -> set[int]:
        return {each.mapTo(page, each.rect().topLeft()).x() for each in page.cards}

    qtbot.waitUntil(lambda: len(columns()) == 2)
    page.resize(640, 700)
    qtbot.waitUntil(lambda: len(columns()) == 1)


def test_a_part_of_the_year_is_chosen(qtbot: QtBot, page: GlancePage) -> None:
    add_case(page.ctx.desk, "Ержанов", date(2026, 2, 3))
    show(qtbot, page, "2026-Q1")
    assert page.period.label == "2026-Q1"
    assert [bar.value for bar in card(page, "month").drawing.bars] == [0, 1, 0]
    show(qtbot, page, "2026-02")
    assert [bar.value for bar in card(page, "month").drawing.bars] == [1]


def test_a_year_without_cases_says_so_and_offers_a_way(
    qtbot: QtBot, page: GlancePage, went: Went
) -> None:
    show(qtbot, page, "2023")
    assert page.stack.currentWidget() is page._nothing
    assert not page.pdf_button.isEnabled()
    assert not page.print_button.isEnabled()


def test_the_page_follows_the_cases(qtbot: QtBot, page: GlancePage) -> None:
    assert page.glance is not None
    before = len(page.glance.rows)
    add_case(page.ctx.desk, "Тестова")
    page.on_changed(ChangeSet(1, "RegisterAppeal"))
    qtbot.waitUntil(lambda: page.ctx.jobs.is_idle, timeout=20_000)
    assert len(page.glance.rows) == before + 1


def test_only_the_newest_choice_is_shown(qtbot: QtBot, page: GlancePage) -> None:
    page.open(period="2023")
    page.open(period="2026-11")
    qtbot.waitUntil(lambda: page.ctx.jobs.is_idle, timeout=20_000)
    assert page.glance is not None
    assert page.glance.period.label == "2026-11"


def test_a_chart_is_copied_as_a_picture_on_white(page: GlancePage) -> None:
    card(page, "funnel").copied.emit(card(page, "funnel").drawing)
    image = QGuiApplication.clipboard().image()
    assert image.width() > 1000
    assert image.pixelColor(2, 2) == on_paper().ground
    colours = {
        image.pixelColor(x, y).rgb()
        for x in range(0, image.width(), 9)
        for y in range(0, image.height(), 9)
    }
    assert on_paper().bar.rgb() in colours
    assert isinstance(page.ctx.messages, Recorder)
    assert page.ctx.messages.said


def test_pictures_are_written_whole(page: GlancePage, tmp_path: Path) -> None:
    drawing = card(page, "kind").drawing
    folder = tmp_path / "out"
    folder.mkdir()
    page.save_picture(drawing, "png", folder / "a.png")
    page.save_picture(drawing, "svg", folder / "a.svg")
    assert not QImage(str(folder / "a.png")).isNull()
    text = (folder / "a.svg").read_text(encoding="utf-8")
    assert drawing.title in text
    assert "Центр медиации" in text
    assert sorted(each.name for each in folder.iterdir()) == ["a.png", "a.svg"]


def test_a_disk_that_refuses_is_told(page: GlancePage, tmp_path: Path) -> None:
    page.save_picture(card(page, "kind").drawing, "png", tmp_path / "gone" / "a.png")
    assert isinstance(page.ctx.messages, Recorder)
    assert page.ctx.messages.said == ["file_missing"]


def test_nobody_is_named_on_what_leaves_the_window(
    qtbot: QtBot, page: GlancePage, tmp_path: Path
) -> None:
    from tests.desks import in_mediation

    desk = page.ctx.desk
    in_mediation(desk)
    show(qtbot, page, "2026")
    names = {each.name_ru for each in desk.mediators()}
    shown = {bar.name for bar in card(page, "mediator").drawing.bars}
    assert names & shown
    page.save_picture(card(page, "mediator").drawing, "svg", tmp_path / "m.svg")
    svg = (tmp_path / "m.svg").read_text(encoding="utf-8")
    book = PdfDocument(page.pdf()[0])
    try:
        text = "".join(each.get_textpage().get_text_bounded() for each in book)
    finally:
        book.close()
    assert "Mediator 1" in svg
    assert "Mediator 1" in text
    for name in names:
        assert name not in svg
        assert name not in text


def test_the_whole_page_becomes_pages_with_every_chart(page: GlancePage) -> None:
    data, pages = page.pdf()
    book = PdfDocument(data)
    try:
        assert len(book) == pages
        text = "".join(each.get_textpage().get_text_bounded() for each in book)
        sizes = {tuple(map(round, each.get_size())) for each in book}
    finally:
        book.close()
    assert sizes == {(595, 842)}
    for each in page.cards:
        assert each.drawing.title in text


@pytest.mark.parametrize("language", ["ru", "kk"])
@pytest.mark.parametrize("look_name", ["light", "dark"])
def test_every_language_and_look(
    qtbot: QtBot, qapp: QApplication, ctx: Ctx, filled: Desk, language: str, look_name: str
) -> None:
    theme.apply(qapp, look_name)
    ctx.tr = Translator(language)
    made = GlancePage(ctx)
    qtbot.addWidget(made)
    made.resize(1120, 640)
    made.show()
    show(qtbot, made, "2026")
    assert made.cards
    image = made.grab().toImage()
    assert image.pixelColor(4, image.height() - 4) == theme.current().colour("bg")
