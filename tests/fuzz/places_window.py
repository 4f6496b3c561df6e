"""Readers of the window: previews of attached files, drafts, and the remembered look of lists."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tests.desks import SetClock, in_mediation
from tests.fuzz import places_plain

ENDINGS = ("pdf", "png", "jpg", "tif", "gif", "bmp", "webp", "eml", "txt", "csv", "docx")


def mail(_place: Path, data: bytes) -> object:
    """Read an e-mail as text."""
    from mediadesk.ui.file_preview import make_preview

    return make_preview(data, "eml")


def mails(_place: Path) -> list[bytes]:
    """Give e-mails: plain, of several parts, in another coding."""
    plain = (
        "From: a@b\nSubject: =?utf-8?b?0KE=?=\nContent-Type: text/plain; charset=utf-8\n\nТекст\n"
    )
    parts = (
        "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\nDate: Mon, 2 Nov 2026 10:00:00 +0500\n"
        "\n--x\nContent-Type: text/html; charset=windows-1251\nContent-Transfer-Encoding: base64\n\n"
        "PGI+0fLw7urgPC9iPg==\n--x\nContent-Type: image/png; name=a.png\n\n\n--x--\n"
    )
    return [plain.encode(), parts.encode()]


def preview(_place: Path, data: bytes) -> object:
    """Show a file under an ending that may lie."""
    from mediadesk.ui.file_preview import make_preview

    return make_preview(data, ENDINGS[len(data) % len(ENDINGS)])


def previewed(place: Path) -> list[bytes]:
    """Give pictures, a PDF and a text."""
    return [*places_plain.scans(place), "Текст в windows-1251".encode("cp1251")]


@dataclass
class Windowed:
    """A window over a centre; what pages would show is recorded."""

    desk: Any
    window: Any
    case_id: int
    app: Any


def window_in(place: Path) -> Windowed:
    """Open the window of a centre with a case in mediation."""
    from PySide6.QtWidgets import QApplication

    from mediadesk.ui import theme
    from tests.offices import office_desk

    app = QApplication(sys.argv[:1])
    theme.apply(app, "light")
    desk = office_desk(place / "centre", 1)
    case_id = in_mediation(desk)
    made = Windowed(desk, None, case_id, app)
    made.window = _window(made, {})
    return made


def _window(made: Windowed, layout: Any) -> Any:
    from mediadesk.config import Settings, SettingsStore
    from mediadesk.i18n import Translator
    from mediadesk.ui.main_window import MainWindow

    store = SettingsStore(Settings(layout=layout), lambda _settings: None)
    return MainWindow(made.desk, Translator("ru"), store, SetClock(date(2026, 11, 21)))


def window_state(made: Windowed) -> object:
    """Tell how far the journal of the centre goes: nothing was saved."""
    with made.desk.store.reader() as reader:
        return reader.journal(1, None)[0].seq


def _forget(made: Windowed, old: Any) -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    old.blockSignals(True)
    old.close()
    old.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def layout(made: Windowed, data: bytes) -> object:
    """Open the window and its pages with what the settings remember of them."""
    from mediadesk.config import Settings

    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or type(told) is not type(Settings(layout={}).layout):
        return None
    window = _window(made, told)
    caught: list[BaseException] = []
    hook, sys.excepthook = sys.excepthook, lambda _kind, error, _trace: caught.append(error)
    try:
        for page in ("cases", "reports", "start", "importing", "people"):
            window.navigate(page)
        cases = window._pages["cases"]
        cases.table.columns._remember_widths()
        cases.menu().deleteLater()
    finally:
        sys.excepthook = hook
        _forget(made, window)
    if caught:
        raise caught[0]
    return None


def layouts(made: Windowed) -> list[bytes]:
    """Give what is remembered after every list was changed."""
    from PySide6.QtGui import QGuiApplication

    from mediadesk.domain.views import View, write_view

    sizes = "+".join(f"{s.size().width()}x{s.size().height()}" for s in QGuiApplication.screens())
    kept = {
        "window": "AdnQywADAAAAAAAAAAAAAAAAA1IAAAKPAAAAAAAAAAAAAANSAAACjwAAAAAAAAAAA1I=",
        "table.cases": {"shown": ["number", "parties", "received_on"]},
        f"table.cases@{sizes}": {"number": 120, "parties": 300},
        "cases.view": {"key": "all", "view": write_view(View({"state": ("open",)}))},
        "reports.choice": {"form": "ministry", "year": 2026, "part": "-Q1", "language": "both"},
        "reports.cross": {"rows": "region", "columns": "kind", "cells": "appeals"},
        "cases.export": {"totals": True, "names": False},
        "import.folder": ".",
        "documents.folder": ".",
    }
    return [json.dumps(kept).encode()]


def draft(made: Windowed, data: bytes) -> object:
    """Take up a draft in the two pages that keep the largest."""
    from PySide6.QtCore import QCoreApplication, QEvent

    from mediadesk.ui.pages.agreement import draft_key

    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict):
        return None
    caught: list[BaseException] = []
    hook, sys.excepthook = sys.excepthook, lambda _kind, error, _trace: caught.append(error)
    window = made.window
    try:
        for key in (draft_key(made.case_id), "appeal"):
            made.desk.store.put_draft(made.desk._drafts_of() + key, json.dumps(told)).result()
        for name, args in (("appeal", {}), ("agreement", {"case_id": made.case_id})):
            window._show(name, args)
            _continue(window._pages[name])
            window._pages.pop(name).deleteLater()
    finally:
        sys.excepthook = hook
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    if caught:
        raise caught[0]
    return None


def _continue(page: Any) -> None:
    """Press the button that takes up the draft."""
    from PySide6.QtWidgets import QPushButton

    for each in page.findChildren(QPushButton):
        if each.text() == "Продолжить":
            each.click()
            return


def drafts(made: Windowed) -> list[bytes]:
    """Give drafts as the pages write them."""
    window = made.window
    window._show("appeal", {})
    forms = {name: form.raw() for name, form in window._pages["appeal"].keeper._forms.items()}
    window._show("agreement", {"case_id": made.case_id})
    kept = window._pages["agreement"]._raw()
    for name in ("appeal", "agreement"):
        window._pages.pop(name).deleteLater()
    window._show("start", {})
    return [json.dumps(forms).encode(), json.dumps(kept).encode()]
