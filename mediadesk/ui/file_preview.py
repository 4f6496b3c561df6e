"""Shows an attached file inside the program, from memory: pictures, PDF pages, text, e-mail.

Nothing here is trusted: pictures are drawn within limits of memory, e-mail is shown as plain text
and nothing is loaded from the network; no decrypted file ever lies on the disk.
"""

import email
import email.policy
import re
from dataclasses import dataclass
from email.message import EmailMessage
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from typing import Final

from PySide6.QtCore import QBuffer, QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from mediadesk.errors import Code, InputProblem
from mediadesk.marks import N_
from mediadesk.pdfium import UNREADABLE
from mediadesk.ui.context import Ctx
from mediadesk.ui.widgets import label

__all__ = [
    "Preview",
    "as_png",
    "make_preview",
    "plain_text_of_mail",
    "preview_widget",
    "read_picture",
]

_MOST_PIXELS: Final = 60_000_000
_SHOWN_SIDE: Final = 2400
_MOST_PAGES: Final = 20
_DPI: Final = 110
_MOST_LETTERS: Final = 300_000
_FORMATS: Final = ("BMP", "GIF", "JPEG", "PNG", "TIFF", "WEBP")
_PICTURES: Final = frozenset({"bmp", "gif", "jpeg", "jpg", "png", "tif", "tiff", "webp"})
_HEADERS: Final = ("From", "To", "Cc", "Date", "Subject")


@dataclass(frozen=True, slots=True)
class Preview:
    """What can be seen of a file: pages as pictures, or text; neither means no preview."""

    images: tuple[QImage, ...] = ()
    text: str = ""
    has_more: bool = False


def make_preview(data: bytes, ending: str) -> Preview:
    """Make the preview of a file's bytes; one that cannot be shown gives an empty preview."""
    if data.startswith(b"%PDF-"):
        return _pdf(data)
    if ending in _PICTURES:
        image = read_picture(data)
        return Preview(images=(image,) if image is not None else ())
    if ending == "eml":
        return _text(plain_text_of_mail(data))
    if ending in ("txt", "csv", "log", "md"):
        return _text(_decoded(data))
    return Preview()


def _pdf(data: bytes) -> Preview:
    from mediadesk.ui.page_images import page_images

    try:
        images = page_images(data, _DPI, most=_MOST_PAGES + 1, side=_SHOWN_SIDE)
    except (RuntimeError, ValueError, MemoryError, OSError):  # a PDF that is none, or is locked
        return Preview()
    return Preview(images=tuple(images[:_MOST_PAGES]), has_more=len(images) > _MOST_PAGES)


def read_picture(data: bytes) -> QImage | None:
    """Read a picture within limits, turned upright; None for what is none or is too large.

    Pillow reads it: a TIFF made to harm makes the one of Qt fall, and the program with it.
    """
    import warnings

    from PIL import Image, ImageOps

    try:
        with (
            warnings.catch_warnings(),
            Image.open(BytesIO(data), formats=_FORMATS) as picture,
        ):
            warnings.simplefilter("ignore")
            if picture.width * picture.height > _MOST_PIXELS:
                return None
            picture.draft("RGB", (_SHOWN_SIDE, _SHOWN_SIDE))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((_SHOWN_SIDE, _SHOWN_SIDE))
            shown = upright.convert("RGBA")
    except (*UNREADABLE, SyntaxError, EOFError, Image.DecompressionBombError):
        return None
    wide, high = shown.size
    image = QImage(shown.tobytes(), wide, high, 4 * wide, QImage.Format.Format_RGBA8888)
    return image.copy()


def _text(text: str) -> Preview:
    return Preview(text=text[:_MOST_LETTERS] or " ", has_more=len(text) > _MOST_LETTERS)


def _decoded(data: bytes) -> str:
    """Read text: by its mark, as UTF-8, or as the old Windows code page for Cyrillic."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _clean(data.decode("utf-16", errors="replace"))
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            return _clean(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return _clean(data.decode("utf-8", errors="replace"))


def _clean(text: str) -> str:
    """Take out control characters and marks that turn the direction of writing."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]", "", lines)


def plain_text_of_mail(data: bytes) -> str:
    """Give an e-mail as text: its headers, its words without HTML, the names of what it carries."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101  # by its policy
    lines = [f"{name}: {value}" for name in _HEADERS if (value := _header(message, name))]
    lines += ["", _body(message)]
    names = [str(part.get_filename() or "") for part in _attachments(message)]
    lines += [f"[{name}]" for name in names if name]
    return _clean("\n".join(lines)).strip()


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name, ""))
    except (ValueError, AttributeError, LookupError, OverflowError):  # a header breaks the parser
        return ""


def _attachments(message: EmailMessage) -> list[EmailMessage]:
    return [p for p in message.walk() if isinstance(p, EmailMessage) and p.get_filename()]


def _body(message: EmailMessage) -> str:
    try:
        part = message.get_body(("plain", "html"))
        if part is None:
            return ""
        text = part.get_content()
    except (LookupError, ValueError, AttributeError, KeyError):  # an unknown character set
        raw = None if message.is_multipart() else message.get_payload(decode=True)
        return _decoded(raw) if isinstance(raw, bytes) else ""
    if not isinstance(text, str):
        return ""
    return _stripped(text) if part.get_content_subtype() == "html" else text


class _Words(HTMLParser):
    """Collects the words of HTML; scripts and styles are left out, blocks end lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a part."""
        if tag in ("script", "style", "head"):
            self._hidden += 1
        elif tag in ("br", "p", "div", "tr", "li", "h1", "h2", "h3"):
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a part."""
        if tag in ("script", "style", "head"):
            self._hidden = max(0, self._hidden - 1)

    def handle_data(self, data: str) -> None:
        """Take words."""
        if not self._hidden:
            self.found.append(data)


def _stripped(html: str) -> str:
    words = _Words()
    words.feed(html)
    words.close()
    lines = (" ".join(line.split()) for line in unescape("".join(words.found)).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def preview_widget(ctx: Ctx, preview: Preview) -> QWidget:
    """Show a preview; where there is none, say so."""
    tr = ctx.tr
    if preview.text:
        text = QPlainTextEdit()
        text.setReadOnly(True)
        text.setPlainText(preview.text)
        text.setAccessibleName(tr.text(N_("Text of the file")))
        return text
    if not preview.images:
        empty = label(
            tr.text(N_("This kind of file is not shown here. Save a copy to open it.")),
            "muted",
            wrap=True,
        )
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return empty
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    inside = QWidget()
    box = QVBoxLayout(inside)
    box.setSpacing(16)
    for number, image in enumerate(preview.images, 1):
        sheet = _Sheet(image)
        sheet.setAccessibleName(tr.text(N_("Page %(n)s"), n=number))
        box.addWidget(sheet)
    if preview.has_more:
        box.addWidget(label(tr.text(N_("Only the beginning is shown.")), "muted"))
    box.addStretch(1)
    area.setWidget(inside)
    return area


class _Sheet(QLabel):
    """A picture that is drawn smaller where there is less room, never larger than it is."""

    def __init__(self, image: QImage) -> None:
        super().__init__()
        self._whole = QPixmap.fromImage(image)
        self._shown = 0
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumSize(80, 80)
        self.setPixmap(self._whole)

    def resizeEvent(self, event: object) -> None:
        """Fit the new width."""
        width = min(self.width(), self._whole.width())
        if width > 0 and width != self._shown:
            self._shown = width
            scaled = self._whole.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
            self.setPixmap(scaled)
            self.setFixedHeight(scaled.height())

    def minimumSizeHint(self) -> QSize:
        """Let the picture become narrow."""
        return QSize(80, 80)


def as_png(image: QImage) -> bytes:
    """Give a picture of the clipboard as PNG; InputProblem(FILE_EMPTY) for one that is none."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    if image.isNull() or not image.save(buffer, "PNG"):  # type: ignore[call-overload]  # a format
        raise InputProblem(Code.FILE_EMPTY, name="png")
    return bytes(buffer.data().data())
