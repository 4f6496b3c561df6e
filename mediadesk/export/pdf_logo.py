"""The picture above the letterhead, in the middle of the page."""

from io import BytesIO
from typing import Final

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from mediadesk.export.pdf_rows import artifact

__all__ = ["HEIGHT_MM", "WIDTH_MM", "Logo", "fitted"]

HEIGHT_MM: Final = 18
WIDTH_MM: Final = 90
"""So large may the picture be on paper."""


def fitted(width: float, height: float) -> tuple[float, float]:
    """Give the size in millimetres that a picture of this shape has on paper."""
    scale = min(WIDTH_MM / width, HEIGHT_MM / height)
    return width * scale, height * scale


class Logo(Flowable):
    """A PNG or JPEG picture; to those who listen to the page it is an ornament."""

    def __init__(self, data: bytes) -> None:
        """Read the picture."""
        super().__init__()
        self._image = ImageReader(BytesIO(data))
        wide, high = fitted(*self._image.getSize())
        self._size = wide * mm, high * mm
        self.spaceAfter = 3

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """Take the whole width."""
        self.width, self.height = availWidth, self._size[1]
        return self.width, self.height

    def draw(self) -> None:
        """Draw it in the middle."""
        wide, high = self._size
        artifact(self.canv, opened=True)
        left = (self.width - wide) / 2
        self.canv.drawImage(self._image, left, 0, wide, high, mask="auto")
        artifact(self.canv, opened=False)
