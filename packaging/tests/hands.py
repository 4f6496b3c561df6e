"""A person before a screen: reads words off it, clicks on them, types. Nothing in the program helps.

The screen is an X display with a window manager; words are read by tesseract from a picture of it.
With a pace, hands are as slow as a person's: the keystroke-level model of Card, Moran and Newell, for
somebody who types 40 words a minute.
"""

from __future__ import annotations

import difflib
import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import common
import first_paint

PROGRAMS = (
    ("openbox", "openbox"), ("xdotool", "xdotool"), ("import", "imagemagick"),
    ("setxkbmap", "x11-xkb-utils"),
    ("tesseract", "tesseract-ocr tesseract-ocr-rus"),
)  # fmt: skip
_LIKE = 0.8
_IN_KEYS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789- "
"""What recovery keys are written with: nothing that looks like something else."""
_LARGER = 2
_SPARSE, _BLOCK = "11", "6"
"""Two ways of tesseract to look at a page: words anywhere, and one block, which sees white on dark."""
_LONGEST_S = 90.0
_KEY_S, _POINT_S, _THINK_S = 0.28, 1.1, 1.35
_TSV_COLUMNS = 12


class Word(NamedTuple):
    """A word on the screen, with its line and the box around it in points."""

    text: str
    line: tuple[str, ...]
    left: int
    top: int
    width: int
    height: int


class Lost(common.BuildFault):
    """What a person looks for is not on the screen."""


class Hands:
    """Eyes and hands at one display."""

    def __init__(
        self, display: str, pictures: Path, *, languages: str = "rus", is_slow: bool = False
    ) -> None:
        """Sit down before a display; `is_slow` moves at the pace of a person."""
        for program, package in PROGRAMS:
            common.need(program, package)
        self.display, self.pictures, self.is_slow = display, pictures, is_slow
        pictures.mkdir(parents=True, exist_ok=True)
        self.languages = languages
        self._screen = first_paint.Screen(display)
        self.keys = self.clicks = 0
        self.reading_s = 0.0
        """Seconds that reading took where the words were there: a person sees them at once."""
        self._letters = ""
        self._pictured = 0.0
        self.env = {**os.environ, "DISPLAY": display, "OMP_THREAD_LIMIT": "1"}

    def picture(self, name: str = "now") -> Path:
        """Take a picture of the screen."""
        target = self.pictures / f"{name}.png"
        common.run(["import", "-display", self.display, "-window", "root", target])
        return target

    def words(self, way: str = _SPARSE) -> list[Word]:
        """Read the words on the screen, in one of two ways."""
        large = self.pictures / "large.png"
        now = self.picture()
        self._pictured = time.monotonic()
        common.run(["convert", now, "-colorspace", "Gray", "-resize", f"{_LARGER}00%", large])
        told = subprocess.run(
            ["tesseract", large, "-", "-l", self.languages, "--psm", way, "tsv"],
            env=self.env, capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        found = []
        for row in told.splitlines()[1:]:
            cells = row.split("\t")
            if len(cells) == _TSV_COLUMNS and cells[11].strip():
                box = [int(each) // _LARGER for each in cells[6:10]]
                found.append(Word(cells[11].strip(), tuple(cells[2:5]), *box))
        return found

    def key_groups(self) -> list[list[str]]:
        """Read the groups of a recovery key that is shown, a few times, each a little larger."""
        found, begun = [], time.monotonic()
        for percent in (200, 300, 400):
            large = self.pictures / "large.png"
            common.run(["convert", self.picture(), "-colorspace", "Gray", "-resize",
                        f"{percent}%", large])  # fmt: skip
            told = subprocess.run(["tesseract", large, "-", "-l", "eng", "--psm", "6", "-c",
                                   f"tessedit_char_whitelist={_IN_KEYS}"], env=self.env,
                                  capture_output=True, text=True, check=True).stdout  # fmt: skip
            rows = re.findall(
                r"^\W*((?:[0-9A-Z]{4,5}\s?-\s?){3}[0-9A-Z]{4,5})\b", told, re.MULTILINE
            )
            found.append([group.strip() for row in rows for group in row.split("-")])
        self.reading_s += time.monotonic() - begun
        return found

    def read(self) -> str:
        """Give the text on the screen in one line."""
        return " ".join(word.text for word in self.words())

    def find(self, text: str, *, last: bool = False) -> tuple[int, int] | None:
        """Give the middle of a text that stands in one line; the last such one where that is asked."""
        begun = 0.0
        for way in (_SPARSE, _BLOCK):
            found = list(_places(self.words(way), text))
            begun = begun or self._pictured
            if found:
                self.reading_s += time.monotonic() - begun
                return found[-1] if last else found[0]
        return None

    def wait(
        self, text: str, longest: float = _LONGEST_S, *, last: bool = False
    ) -> tuple[int, int]:
        """Look until a text is on the screen; its middle. Lost after a while, with a picture."""
        end = time.monotonic() + longest
        while True:
            place = self.find(text, last=last)
            if place is not None:
                return place
            if time.monotonic() > end:
                kept = self.picture(f"lost-{int(time.time())}")
                raise Lost(
                    f"«{text}» does not come on the screen ({kept.name}): {self.read()[:900]}"
                )
            time.sleep(0.2)

    def wait_gone(self, text: str, longest: float = _LONGEST_S) -> None:
        """Look until a text has left the screen."""
        end = time.monotonic() + longest
        while self.find(text) is not None:
            if time.monotonic() > end:
                raise Lost(f"«{text}» does not leave the screen")
            time.sleep(0.3)

    def click(self, text: str, longest: float = _LONGEST_S, *, last: bool = False) -> None:
        """Click on a text."""
        self.click_at(*self.wait(text, longest, last=last))

    def click_at(self, x: int, y: int) -> None:
        """Click on a place."""
        self._pause(_POINT_S)
        self.clicks += 1
        self._do("mousemove", "--sync", str(x), str(y), "click", "1")

    def type(self, text: str) -> None:
        """Type a text."""
        self.keys += len(text)
        pause = _KEY_S if self.is_slow else 0.12
        for letters, some in _runs(text):
            if letters != self._letters:
                self._letters = letters
                common.run(["setxkbmap", "-display", self.display, "-layout", letters])
                time.sleep(0.5)  # programs hear of it
            self._do("type", "--delay", str(int(pause * 1000)), "--", some)

    def key(self, *names: str) -> None:
        """Press keys, one after the other."""
        for name in names:
            self._pause(_KEY_S)
            self.keys += 1
            self._do("key", "--clearmodifiers", name)

    def is_empty(self) -> bool:
        """Tell whether nothing is on the screen any more."""
        return not self._screen.is_painted()

    def think(self) -> None:
        """Think, where a person would."""
        self._pause(_THINK_S)

    def until(self, holds: Callable[[], object], words: str, longest: float = _LONGEST_S) -> None:
        """Wait for something that is no text; Lost with these words."""
        end = time.monotonic() + longest
        while not holds():
            if time.monotonic() > end:
                kept = self.picture(f"lost-{int(time.time())}")
                raise Lost(f"{words} ({kept.name}): {self.read()[:900]}")
            time.sleep(0.2)

    def _pause(self, seconds: float) -> None:
        time.sleep(seconds if self.is_slow else 0.1)

    def _do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self.env, check=True, stdin=subprocess.DEVNULL)


def _places(words: list[Word], text: str) -> Iterator[tuple[int, int]]:
    """Find a text among words of one line each; what was read a little wrongly counts."""
    wanted = [_plain(each) for each in text.split()]
    for at in range(len(words) - len(wanted) + 1):
        some = words[at : at + len(wanted)]
        if any(abs(each.top - some[0].top) > 2 * max(some[0].height, each.height) for each in some):
            continue
        if _alike(" ".join(_plain(each.text) for each in some), " ".join(wanted)):
            right, bottom = some[-1].left + some[-1].width, some[0].top + some[0].height
            yield (some[0].left + right) // 2, (some[0].top + bottom) // 2


def _runs(text: str) -> Iterator[tuple[str, str]]:
    """Cut a text into what one layout of the keyboard has, as a person switches between them."""
    run, last = "", "us"
    for letter in text:
        layout = "kz" if letter.isalpha() and not letter.isascii() else "us"
        layout = last if letter == " " else layout
        if run and layout != last:
            yield last, run
            run = ""
        run, last = run + letter, layout
    if run:
        yield last, run


def _plain(text: str) -> str:
    return text.strip("«»\"'.,:;!?…()[]|").casefold().replace("ё", "е")


def _alike(seen: str, wanted: str) -> bool:
    if seen == wanted:
        return True
    return difflib.SequenceMatcher(None, seen, wanted).ratio() >= _LIKE and len(wanted) > 4


@contextmanager
def desktop() -> Iterator[str]:
    """Give the name of a display of its own with a window manager, as every desktop has one."""
    common.need("openbox", "openbox")
    with first_paint.screen() as display:
        manager = subprocess.Popen(
            ["openbox", "--sm-disable"], env={**os.environ, "DISPLAY": display},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(0.5)
        try:
            yield display
        finally:
            manager.terminate()
            manager.wait()
