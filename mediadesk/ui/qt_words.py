"""Qt's own words in the language of the interface: buttons of boxes, calendar, file dialogs."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

__all__ = ["install"]

_LOCALES = {"ru": "ru_KZ", "kk": "kk_KZ"}
_installed: list[QTranslator] = []


def install(app: QApplication, language: str) -> None:
    """Take Qt's catalogue of a language in place of the one before; English needs none."""
    while _installed:
        app.removeTranslator(_installed.pop())
    QLocale.setDefault(QLocale(_LOCALES.get(language, "en_GB")))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if language in _LOCALES and translator.load(f"qtbase_{language}", folder):
        app.installTranslator(translator)
        _installed.append(translator)
