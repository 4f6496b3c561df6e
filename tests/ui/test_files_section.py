"""Files of a case in the window: added, dropped, pasted, looked at, renewed, saved, taken out."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from mediadesk.domain.codes import AttachmentKind
from mediadesk.domain.commands import CloseCase
from mediadesk.domain.model import Attachment
from mediadesk.domain.types import Outcome
from mediadesk.ui.case_sections.files import FilesCard, by_series
from mediadesk.ui.file_parts import FileDialog, moment, size_words
from mediadesk.ui.file_preview import make_preview, plain_text_of_mail, read_picture
from mediadesk.ui.main_window import MainWindow
from mediadesk.ui.pages.case_card import CaseCardPage
from mediadesk.usecases.practice_files import page, picture
from tests.ui.conftest import TODAY, Recorder

MAIL = b"""From: =?utf-8?b?0JDQudC00LDRgA==?= <a@example.org>
To: c@example.org
Subject: test
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<html><head><style>p{}</style></head><body><script>alert(1)</script>
<p>Good&nbsp;day</p><img src="http://example.org/x.png"><p>Second</p></body></html>
"""


@pytest.fixture
def case_id(window: MainWindow) -> int:
    return window.ctx.desk.cases()[0].id


def card(window: MainWindow, case_id: int) -> FilesCard:
    window.navigate("case_card", case_id=case_id, section="files")
    shown = window._pages["case_card"]
    assert isinstance(shown, CaseCardPage)
    found = shown._left.itemAt(0).widget()
    assert isinstance(found, FilesCard)
    return found


def files(window: MainWindow, case_id: int) -> tuple[Attachment, ...]:
    return window.ctx.desk.case_file(case_id).all(Attachment)


def words(widget: FilesCard | FileDialog) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel))


def said(window: MainWindow) -> list[str]:
    assert isinstance(window.messages, Recorder)
    return window.messages.said


def test_files_are_added_and_told(window: MainWindow, case_id: int, tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(picture())
    (tmp_path / "letter.eml").write_bytes(MAIL)
    shown = card(window, case_id)
    assert "No files yet" in words(shown)
    shown.work.add([tmp_path / "photo.png", tmp_path / "letter.eml"])
    kinds = [(a.name, a.kind) for a in files(window, case_id)]
    assert kinds == [("photo.png", AttachmentKind.PHOTO), ("letter.eml", AttachmentKind.MAIL)]
    again = card(window, case_id)
    assert "Photograph" in words(again)
    assert "No files yet" not in words(again)


def test_files_are_dropped_onto_the_section(
    window: MainWindow, case_id: int, tmp_path: Path
) -> None:
    path = tmp_path / "скан.pdf"
    path.write_bytes(page())
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)), QUrl("http://example.org/x")])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    card(window, case_id).dropEvent(event)
    assert [a.name for a in files(window, case_id)] == ["скан.pdf"]


def test_a_picture_of_the_clipboard_becomes_a_png(window: MainWindow, case_id: int) -> None:
    image = QImage(8, 6, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    QGuiApplication.clipboard().setImage(image)
    card(window, case_id).paste_button.click()
    (kept,) = files(window, case_id)
    assert kept.name.endswith(".png")
    assert kept.kind is AttachmentKind.PHOTO
    again = read_picture(window.ctx.desk.attachment_bytes(kept.id))
    assert again is not None
    assert (again.width(), again.height()) == (8, 6)


def test_pasting_text_says_what_can_be_pasted(window: MainWindow, case_id: int) -> None:
    QGuiApplication.clipboard().setText("words")
    card(window, case_id).paste_button.click()
    assert any("nothing to paste" in each for each in said(window))
    assert files(window, case_id) == ()


def test_a_program_is_asked_about(window: MainWindow, case_id: int, tmp_path: Path) -> None:
    path = tmp_path / "a.exe"
    path.write_bytes(b"MZ")
    assert isinstance(window.messages, Recorder)
    window.messages.answer = False
    card(window, case_id).work.add([path])
    assert window.messages.asked == ["Add this file?"]
    assert files(window, case_id) == ()
    window.messages.answer = True
    card(window, case_id).work.add([path])
    assert [a.name for a in files(window, case_id)] == ["a.exe"]


def test_what_is_wrong_with_a_file_is_said(
    window: MainWindow, case_id: int, tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    card(window, case_id).work.add([tmp_path / "empty.txt", tmp_path, tmp_path / "gone"])
    assert said(window)[-3:] == ["file_empty", "not_a_file", "file_missing"]


def test_a_new_version_hides_the_older_ones(
    window: MainWindow, case_id: int, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"one")
    card(window, case_id).work.add([path])
    path.write_bytes(b"two")
    card(window, case_id).work.add([path], files(window, case_id)[0].series)
    shown = card(window, case_id)
    (more,) = [b for b in shown.findChildren(QPushButton) if b.text() == "Older versions: 1"]
    older = [w for w in shown.findChildren(QLabel) if "Version 2" in w.text()]
    assert len(older) == 1
    more.click()
    assert [[a.version for a in each] for each in by_series(files(window, case_id))] == [[2, 1]]


def test_a_closed_case_only_takes_files_in(window: MainWindow, case_id: int) -> None:
    desk = window.ctx.desk
    desk.attach_bytes(case_id, "a.txt", b"a").result()
    rev = desk.case_file(case_id).case.rev
    desk.execute(
        CloseCase(case_id=case_id, case_rev=rev, outcome=Outcome.CONSULTATION, ended_on=TODAY)
    ).result()
    names = {b.accessibleName() for b in card(window, case_id).findChildren(QPushButton)}
    assert "Save a copy: a.txt" in names
    assert "Remove: a.txt" not in names
    assert card(window, case_id).add_button.isEnabled()


@pytest.mark.parametrize(
    ("name", "data", "seen"),
    [
        ("a.png", picture(), "picture"),
        ("a.pdf", page(), "picture"),
        ("a.txt", "Сәлем".encode("cp1251", "replace"), "text"),
        ("a.eml", MAIL, "text"),
        ("a.docx", b"PK\x03\x04", "nothing"),
        ("a.png", b"no picture", "nothing"),
        ("a.pdf", b"%PDF-1.4 broken", "nothing"),
    ],
)
def test_a_file_is_looked_at_inside_the_program(
    qtbot: QtBot, window: MainWindow, case_id: int, name: str, data: bytes, seen: str
) -> None:
    window.ctx.desk.attach_bytes(case_id, name, data).result()
    shown = card(window, case_id)
    shown.work.look(files(window, case_id)[0])
    page_of = window._pages["case_card"]
    qtbot.waitUntil(lambda: bool(page_of.findChildren(FileDialog)))
    dialog = page_of.findChildren(FileDialog)[0]
    if seen == "picture":
        assert len(dialog.preview.images) == 1
    elif seen == "text":
        assert dialog.findChildren(QPlainTextEdit)[0].toPlainText()
    else:
        assert "not shown here" in words(dialog)
    dialog.reject()


def test_a_copy_is_saved_to_the_byte(
    qtbot: QtBot, window: MainWindow, case_id: int, tmp_path: Path
) -> None:
    window.ctx.desk.attach_bytes(case_id, "a.bin", b"\x00\x01" * 300_000).result()
    shown = card(window, case_id)
    shown.work.save_to(files(window, case_id)[0], tmp_path / "b.bin")
    qtbot.waitUntil(lambda: (tmp_path / "b.bin").exists() and window.jobs.is_idle)
    assert (tmp_path / "b.bin").read_bytes() == b"\x00\x01" * 300_000


def test_mail_is_plain_text_without_scripts_and_pictures() -> None:
    text = plain_text_of_mail(MAIL)
    assert text.startswith("From: Айдар <a@example.org>")
    assert "Good day" in text.replace("\u00a0", " ")
    assert "Second" in text
    for word in ("alert", "p{}", "http", "<"):
        assert word not in text.split("Subject: test")[1]


_FAR = b"Date: Mon, 2 Mar 2026 10:00:00 +99999999999999\n\nx"


@pytest.mark.parametrize(
    "data", [b"", b"\xff" * 50, b"Content-Type: text/plain; charset=no\n\nx", _FAR]
)
def test_strange_mail_does_no_harm(data: bytes) -> None:
    assert isinstance(plain_text_of_mail(data), str)


def test_a_picture_that_would_fill_the_memory_is_not_read() -> None:
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "BMP")
    data = bytearray(bytes(buffer.data().data()))
    data[18:26] = (40_000).to_bytes(4, "little") * 2
    assert read_picture(bytes(data)) is None
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="5" height="5"/>'
    assert read_picture(svg) is None


def test_marks_that_turn_the_writing_are_taken_out() -> None:
    assert make_preview("a\u202eb\x00c".encode(), "txt").text == "abc"


def test_sizes_and_moments_are_written_for_people(window: MainWindow) -> None:
    tr = window.ctx.tr
    told = [size_words(tr, size) for size in (0, 1023, 1024, 1_600_000, 25 * 2**20, 3 * 2**30)]
    assert told == ["0 bytes", "1023 bytes", "1,0 KB", "1,5 MB", "25 MB", "3,0 GB"]
    assert moment("2026-11-21T14:05:09+05:00") == "21.11.2026 14:05"
    assert moment("2026-11-21T14:05:09+05:00", seconds=True) == "21.11.2026 14:05:09"
