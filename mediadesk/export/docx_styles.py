"""Styles, numbering and fields of a Word copy: what a word processor goes on editing with."""

from typing import TYPE_CHECKING, Any, Final

from mediadesk.export.wording import Lang

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["FONT", "TAGS", "Numbers", "field", "prepare", "run"]

FONT: Final = "Times New Roman"
TAGS: Final[dict[Lang, str]] = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
"""Languages as a word processor names them for its spelling check."""

_SLOTS: Final = ("ascii", "hAnsi", "cs", "eastAsia")
_LEVELS: Final = 4
_FIRST_LIST: Final = 700  # above the lists that the empty document brings along


def _fonts(properties: Any, font: str = FONT) -> None:
    """Name one font for every script, and no font of a theme."""
    from docx.oxml.ns import qn

    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for slot in _SLOTS:
        fonts.set(qn(f"w:{slot}"), font)


def prepare(made: Any, lang: Lang, points: float) -> None:
    """Set the styles of a document: text, title, headings, small print; `points` is the text."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    looks = {
        "Normal": (points, False, 0, 4),
        "Title": (points + 1.5, True, 8, 8),
        "Heading 1": (points, True, 8, 4),
        "Footer": (8.0, False, 0, 0),
        "Header": (10.0, True, 0, 0),
    }
    for name, (size, bold, before, after) in looks.items():
        style: Any = made.styles[name]
        _fonts(style.element.get_or_add_rPr())
        style.font.size, style.font.bold = Pt(size), bold
        style.font.color.rgb = RGBColor(0, 0, 0)
        form = style.paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.0
        form.widow_control = True
    title = made.styles["Title"]
    title.paragraph_format.alignment = ALIGN.CENTER
    for border in title.element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break
    hyphens = OxmlElement("w:autoHyphenation")
    made.settings.element.insert_element_before(hyphens, "w:consecutiveHyphenLimit",
        "w:hyphenationZone", "w:doNotHyphenateCaps", "w:characterSpacingControl", "w:compat",
        "w:rsids", "m:mathPr", "w:themeFontLang", "w:clrSchemeMapping", "w:decimalSymbol",
        "w:listSeparator")  # fmt: skip
    defaults = made.styles.element.find(qn("w:docDefaults"))
    for found in defaults.iter(qn("w:lang")):
        found.set(qn("w:val"), TAGS[lang])
    _fonts(next(defaults.iter(qn("w:rPr"))))


def run(paragraph: Any, words: str, lang: Lang, *, bold: bool = False, font: str = "") -> Any:
    """Add words in the font of the document, marked with their language for the spelling check."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    added = paragraph.add_run(_clean(words))
    if bold:
        added.bold = True
    properties = added._r.get_or_add_rPr()  # noqa: SLF001 (the library has no languages of its own)
    _fonts(properties, font or FONT)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), TAGS[lang])
    properties.append(spoken)
    return added


def _clean(text: str) -> str:
    """Take out what XML cannot hold, and the soft hyphens a word processor makes itself."""
    kept = (c for c in text if c in "\t\n" or (c >= " " and c not in "\u00ad\ufffe\uffff"))
    return "".join(c for c in kept if not "\ud800" <= c <= "\udfff")


def field(paragraph: Any, name: str, lang: Lang) -> None:
    """Add a field that the word processor counts itself: PAGE or NUMPAGES."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", "", "separate", "1", "end"):
        added = run(paragraph, kind if kind == "1" else "", lang)
        if kind == "1":
            continue
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.set(qn("xml:space"), "preserve")
            part.text = f" {name} "
        added._r.append(part)  # noqa: SLF001 (the library has no fields of its own)


class Numbers:
    """The numbering of one language: a list of levels "1.", "1.1.", "1.1.1." that counts itself.

    Where the document counts otherwise than the list would, a new list begins with that number.
    """

    def __init__(self, made: Any, place: int) -> None:
        """Define the list; `place` keeps the lists of two languages apart."""
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        self._numbering: Any = made.part.numbering_part.element
        self._id = _FIRST_LIST + place
        levels = "".join(
            f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
            f'<w:suff w:val="space"/><w:lvlText w:val="{"".join(f"%{i}." for i in range(1, n + 2))}"/>'
            '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
            for n in range(_LEVELS)
        )
        self._numbering.insert(
            0,
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{self._id}">'
                f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
            ),
        )
        self._list = 0
        self._start: tuple[int, ...] = ()
        self._last: list[int | None] = [None] * _LEVELS

    def number(self, paragraph: Any, number: str) -> bool:
        """Make a paragraph count as `number`; False if it is no number of this kind."""
        parts = number.rstrip(".").split(".")
        if not number.endswith(".") or len(parts) > _LEVELS:
            return False
        if not all(part.isascii() and part.isdigit() and 0 < len(part) < 5 for part in parts):
            return False
        values = tuple(int(part) for part in parts)
        if not self._list or self._next(len(values)) != values:
            self._begin(values)
        level = len(values) - 1
        self._last[level] = values[-1]
        self._last[level + 1 :] = [None] * (_LEVELS - level - 1)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 (as above)
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = self._list
        return True

    def _next(self, depth: int) -> tuple[int, ...]:
        """Tell which number the list would give at a depth."""
        starts: Sequence[int] = (*self._start, *([1] * _LEVELS))
        upper = [starts[n] if (v := self._last[n]) is None else v for n in range(depth - 1)]
        last = self._last[depth - 1]
        return (*upper, starts[depth - 1] if last is None else last + 1)

    def _begin(self, values: tuple[int, ...]) -> None:
        """Begin a new list that gives this number first."""
        made = self._numbering.add_num(self._id)
        for level in range(_LEVELS):
            start = values[level] if level < len(values) else 1
            made.add_lvlOverride(level).add_startOverride(start)
        self._list, self._start = made.numId, values
        self._last = [None] * _LEVELS
