"""The look reaches everything, whatever fonts the desktop has for some kinds of parts."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from pytestqt.qtbot import QtBot

from mediadesk.ui import theme
from mediadesk.ui.self_show import families


class AsOnWindows:
    """The application as it is on Windows: a style sheet brings fonts of classes with it."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self.setPalette, self.setFont = app.setPalette, app.setFont

    def setStyleSheet(self, text: str) -> None:  # noqa: N802  # its name in Qt
        self._app.setStyleSheet(text)
        self._app.setFont(QFont("Serif", 8), "QAbstractItemView")  # type: ignore[arg-type]  # PySide takes words


def test_lists_have_the_letters_of_the_window(qapp: QApplication, qtbot: QtBot) -> None:
    for zoom in (150, 100):
        theme.apply(AsOnWindows(qapp), "light", zoom)  # type: ignore[arg-type]  # as much of it as is used
        window = QWidget()
        qtbot.addWidget(window)
        table = QTableView(window)
        table.ensurePolished()
        assert families(window) == {qapp.font().family()}
        assert table.font().pointSizeF() == zoom / 10


def test_other_letters_in_a_list_are_seen(qapp: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    QTableView(window).setFont(QFont("Serif"))
    assert families(window) == {qapp.font().family(), "Serif"}
