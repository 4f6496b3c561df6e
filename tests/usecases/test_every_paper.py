"""Every kind of paper in every language, from a practice centre, as two other programs read it.

The papers are rendered once; poppler, PDFium and qpdf look at each of them.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from mediadesk.domain.types import DocumentKind
from mediadesk.usecases.opening import create_desk
from mediadesk.usecases.practice import fill
from tests.desks import PASSPHRASE, TODAY, CountedIds, SetClock

BAD = re.compile(r"\{|\}|\*\*|____|%\(|\bNone\b|\ufffd|\ufffc")
KAZAKH = re.compile(r"[ӘәҒғҚқҢңӨөҰұҮүҺһІі]")
RUSSIAN_WORDS = frozenset(
    ["и", "для", "от", "при", "после", "также", "или", "если", "сторона", "стороны", "сторон",
     "дата", "подпись", "подписи", "стр", "что", "договор", "договора", "соглашение", "медиации"]
)  # fmt: skip
KAZAKH_WORDS = frozenset(
    ["және", "үшін", "бойынша", "туралы", "немесе", "егер", "күні", "қолы", "қолдары", "бет",
     "тарап", "тараптар", "шарт", "келісім"]
)  # fmt: skip
ENGLISH = re.compile(r"[a-z]{4,}", re.IGNORECASE)
LEFT_MM, RIGHT_MM, FOOT_MM = 12, 10, 4


@dataclass(frozen=True)
class Word:
    """A word and its box in points, from the upper left corner of its page."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True)
class Line:
    """A thin line of a page: of a table, between columns, to sign on."""

    page: int
    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_upright(self) -> bool:
        return self.bottom - self.top > self.right - self.left


@dataclass(frozen=True)
class Paper:
    """One paper as other programs read it."""

    name: str
    language: str
    is_draft: bool
    findings: tuple[str, ...]
    path: Path
    words: tuple[Word, ...]
    lines: tuple[Line, ...]
    poppler: str
    pdfium: str


def tool(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")


def words_of(path: Path) -> tuple[Word, ...]:
    pattern = r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)<'
    said = tool("pdftotext", "-bbox", path, "-")
    return tuple(
        Word(number, *map(float, found[:4]), unescape(found[4]))
        for number, page in enumerate(said.split("<page ")[1:])
        for found in re.findall(pattern, page)
    )


def lines_of(path: Path) -> tuple[Line, ...]:
    found = []
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document):
            height = page.get_height()
            for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
                left, bottom, right, top = each.get_bounds()
                if min(right - left, top - bottom) < 3:
                    found.append(Line(number, left, height - top, right, height - bottom))
    return tuple(found)


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Render every document of a practice centre."""
    made = tmp_path_factory.mktemp("practice")
    desk, _key = create_desk(made / "c", PASSPHRASE, clock=SetClock(), ids=CountedIds())
    fill(desk.store, desk.law, cases=60, seed=1, last=TODAY)
    desk.write_every_document(made / "out")
    desk.close()
    return made / "out"


@pytest.fixture(scope="module")
def rows(folder: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads((folder / "index.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def papers(folder: Path, rows: list[dict[str, object]]) -> list[Paper]:
    """Read every document with every program, once."""
    found = []
    for row in rows:
        path = folder / str(row["file"])
        findings = row["findings"]
        assert isinstance(findings, list)
        found.append(
            Paper(
                f"{row['kind']} {row['language']}", str(row["language"]), bool(row["draft"]),
                tuple(each["code"] for each in findings), path, words_of(path), lines_of(path),
                tool("pdftotext", path, "-"), text_of(path),
            )
        )  # fmt: skip
    return found


def test_every_kind_is_there_in_every_language(rows: list[dict[str, object]]) -> None:
    made = Counter(row["kind"] for row in rows if row["file"] and not row["error"])
    disputes = len({row["case"] for row in rows if row["kind"] == "agreement"})
    assert disputes >= 6
    wanted = {kind.value: 3 for kind in DocumentKind} | {"agreement": 3 * disputes}
    wanted |= dict.fromkeys((DocumentKind.ATTESTATION.value, DocumentKind.CERTIFICATE.value), 4)
    assert made == wanted


def test_other_programs_find_no_fault_in_any_of_them(papers: list[Paper]) -> None:
    for paper in papers:
        assert "No syntax or stream encoding errors" in tool("qpdf", "--check", paper.path)
        info = tool("pdfinfo", paper.path)
        assert re.search(r"Tagged:\s+yes", info), paper.name
        assert "595.276 x 841.89 pts (A4)" in info, paper.name
        assert re.search(r"Title:\s+\S", info), paper.name
        fonts = [line.split() for line in tool("pdffonts", paper.path).splitlines()[2:]]
        assert fonts, paper.name
        for font in fonts:
            assert font[-5:-2] == ["yes"] * 3, f"{paper.name}: {font}"


def test_both_readers_read_the_same_words(papers: list[Paper]) -> None:
    """No sign is lost or drawn as something else: what is copied out is what was written."""
    for paper in papers:
        said = [re.sub(r"[\s\u00ad\ufffe\x02-]", "", t) for t in (paper.poppler, paper.pdfium)]
        assert Counter(said[0]) == Counter(said[1]), paper.name


def test_nothing_unfinished_is_shown(papers: list[Paper]) -> None:
    for paper in papers:
        for text in (paper.poppler, paper.pdfium):
            found = BAD.search(text)
            if found is not None and found[0] == "____" and (paper.is_draft or paper.findings):
                continue
            assert found is None, f"{paper.name}: {text[max(found.start() - 40, 0) :][:90]}"


def test_no_word_of_another_language_is_left(papers: list[Paper]) -> None:
    for paper in papers:
        whole = re.sub(r"-\n+", "", paper.poppler)
        bare = {word.strip(".,:;()«»") for word in whole.split()}
        told = {word.lower() for word in bare if len(word) > 1} | {"и"} & bare
        foreign = {"kk": RUSSIAN_WORDS, "ru": KAZAKH_WORDS}.get(paper.language, frozenset())
        assert not told & foreign, f"{paper.name}: {told & foreign}"
        count = len(KAZAKH.findall(paper.poppler))
        if paper.language == "ru":
            assert count < len(paper.poppler) / 20, paper.name
        if paper.language in {"kk", "both"}:
            assert count > 20, paper.name
        if paper.language != "en":
            english = {w for w in bare if ENGLISH.fullmatch(w) and not w.isupper()}
            assert not english, f"{paper.name}: {english}"


def test_every_word_stands_within_the_page(papers: list[Paper]) -> None:
    mm = 72 / 25.4
    for paper in papers:
        for word in () if paper.is_draft else paper.words:
            assert word.left >= LEFT_MM * mm, f"{paper.name}: {word}"
            assert word.right <= 595.3 - RIGHT_MM * mm, f"{paper.name}: {word}"
            assert word.top > 0, f"{paper.name}: {word}"
            assert word.bottom <= 841.9 - FOOT_MM * mm, f"{paper.name}: {word}"


def test_no_word_lies_upon_another(papers: list[Paper]) -> None:
    for paper in papers:
        ordered = () if paper.is_draft else sorted(paper.words, key=lambda w: (w.page, w.top))
        for place, word in enumerate(ordered):
            for other in ordered[place + 1 :]:
                if other.page != word.page or other.top >= word.bottom:
                    break
                wide = min(word.right, other.right) - max(word.left, other.left)
                high = min(word.bottom, other.bottom) - other.top
                is_clash = wide > 0.5 and high > 0.45 * min(word.height, other.height)
                assert not is_clash, f"{paper.name}: {word} {other}"


def test_no_word_runs_out_of_its_cell(papers: list[Paper]) -> None:
    """No line of a table, between columns or to sign on goes through a word."""
    seen = 0
    for paper in papers:
        for line in () if paper.is_draft else paper.lines:
            seen += 1
            for word in paper.words:
                if word.page != line.page:
                    continue
                middle = word.top + 0.35 * word.height, word.bottom - 0.35 * word.height
                if line.is_upright:
                    is_cut = word.left + 0.3 < line.left and line.right < word.right - 0.3
                    is_cut = is_cut and line.top < middle[1] and line.bottom > middle[0]
                else:
                    is_cut = middle[0] < line.top and line.bottom < middle[1]
                    is_cut = is_cut and line.left < word.right and line.right > word.left
                assert not is_cut, f"{paper.name}: {word} {line}"
    assert seen > 500


def test_no_last_page_holds_signatures_alone(papers: list[Paper]) -> None:
    """The last page has text to be signed as well, or the signatures stand on the page before."""
    foot = 841.9 - 26 * 72 / 25.4
    for paper in papers:
        last = max(word.page for word in paper.words)
        text = [word for word in paper.words if word.page == last and word.bottom < foot]
        if last:
            assert len({round(word.top) for word in text}) > 8, paper.name
