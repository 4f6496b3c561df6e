"""Guesses what the empty cells of a blank want, from the headings of their row and column."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mediadesk.domain.blank_plan import Said, Target
from mediadesk.domain.blank_sheet import BlankBook, BlankCell, BlankSheet
from mediadesk.domain.report_build_forms import Vocabulary
from mediadesk.domain.statistics import Filter
from mediadesk.errors import Code, WorldTrouble

__all__ = ["BlankWords", "guess", "language_of", "parse_blank_words"]

_WORD = re.compile(r"[^\W\d_]+")
_STEM = 6
_SHORT = 3
_HALF = 2
_KAZAKH = frozenset("әғқңөұүһі")
_DEFAULT = "appeals"
_WITHOUT = "без"
_WITHOUT_KK = ("сыз", "сіз")

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BlankWords:
    """Phrases (as beginnings of words) that mean an indicator, a code of a dimension, a known text."""

    indicators: tuple[tuple[Phrase, str], ...]
    codes: tuple[tuple[Phrase, str, str], ...]
    said: tuple[tuple[Phrase, str], ...]
    values: tuple[Phrase, ...]


def parse_blank_words(raw: Mapping[str, Any], vocabulary: Vocabulary) -> BlankWords:
    """Read blank-words.toml; titles and names of the vocabulary mean themselves.

    WorldTrouble(RESOURCE_BAD) if it names what there is not.
    """
    try:
        indicators = [
            (_begin(phrase), code)
            for code, phrases in raw["indicators"].items()
            for phrase in phrases
            if code in vocabulary.indicators or _unknown(code)
        ]
        codes = [
            (_begin(phrase), name, code)
            for name, table in raw["codes"].items()
            for code, phrases in table.items()
            for phrase in phrases
            if code in vocabulary.codes[name] or _unknown(code)
        ]
        said = [
            (_begin(p), Said(code).value) for code, phrases in raw["said"].items() for p in phrases
        ]
        values = tuple(_begin(phrase) for phrase in raw["values"]["words"])
    except (KeyError, ValueError, AttributeError, TypeError) as error:
        raise WorldTrouble(Code.RESOURCE_BAD, name="blank-words.toml") from error
    for code, indicator in vocabulary.indicators.items():
        indicators += [(_stems(text), code) for text in (indicator.title.ru, indicator.title.kk)]
    for name in ("outcome", "kind", "source", "stage", "place", "mediator_kind", "region", "topic"):
        for code, words in vocabulary.codes.get(name, {}).items():
            if code not in ("other", "unknown"):
                codes += [(_stems(text), name, code) for text in (words.ru, words.kk)]
    return BlankWords(
        tuple((p, c) for p, c in indicators if p),
        tuple((p, n, c) for p, n, c in codes if p),
        tuple((p, c) for p, c in said if p),
        values,
    )


def guess(book: BlankBook, words: BlankWords) -> tuple[Target, ...]:
    """Guess for every empty cell with lines around it or words left of it; hidden sheets stay."""
    found: list[Target] = []
    for sheet in book.sheets:
        if not sheet.is_hidden:
            for row in range(sheet.rows):
                for column in range(sheet.columns):
                    target = _guessed(sheet, row, column, words)
                    if target is not None:
                        found.append(target)
    return tuple(found)


def language_of(book: BlankBook) -> str:
    """Tell in which language a blank is: 'kk', 'ru', or 'both' where its words stand twice."""
    texts = [
        cell.text
        for sheet in book.sheets
        if not sheet.is_hidden
        for cell in sheet.cells.values()
        if _is_heading(cell)
    ]
    kazakh = [text for text in texts if any(letter in _KAZAKH for letter in text.casefold())]
    if len(kazakh) * _HALF < len(texts):
        return "ru"
    twice = [text for text in kazakh if "/" in text or "\n" in text]
    return "both" if len(twice) * _HALF >= len(kazakh) else "kk"


def _unknown(code: str) -> bool:
    raise KeyError(code)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold().replace("ё", "е"))


def _begin(phrase: str) -> Phrase:
    return tuple(_words(phrase))


def _stems(text: str) -> Phrase:
    return tuple(word[:_STEM] for word in _words(text) if len(word) >= _SHORT)


def _fits(phrase: Phrase, words: Iterable[str]) -> bool:
    """Tell whether every beginning of the phrase begins a word."""
    spoken = tuple(words)
    return all(any(word.startswith(part) for word in spoken) for part in phrase)


def _best(found: list[tuple[Phrase, str]]) -> str:
    """Give the meaning of the longest phrase; '' without any."""
    return max(found, key=lambda each: sum(map(len, each[0])))[1] if found else ""


def _guessed(sheet: BlankSheet, row: int, column: int, words: BlankWords) -> Target | None:
    cell = sheet.at(row, column)
    if (row, column) in sheet.covered or cell.text or cell.is_formula:
        return None
    left, above = _left(sheet, row, column), _above(sheet, row, column)
    if cell.lines and left and above:
        return _figure(sheet.name, (row, column), left, above, words)
    if not left:
        return None
    if left[0].column + left[0].span != column and not cell.lines:
        return None
    return _label(sheet.name, cell, left[0].text, words)


def _left(sheet: BlankSheet, row: int, column: int) -> list[BlankCell]:
    """Give the cells with words left of a place, nearest first."""
    found: list[BlankCell] = []
    for at in range(column - 1, -1, -1):
        cell = sheet.at(row, at)
        if _is_heading(cell) and cell not in found:
            found.append(cell)
    return found


def _above(sheet: BlankSheet, row: int, column: int) -> list[BlankCell]:
    """Give the headings above a place within its table, nearest first."""
    found: list[BlankCell] = []
    for at in range(row - 1, -1, -1):
        cell = sheet.at(at, column)
        if not cell.lines:
            break
        if _is_heading(cell) and cell not in found:
            found.append(cell)
    return found


def _is_heading(cell: BlankCell) -> bool:
    return bool(cell.text) and not cell.is_formula and any(map(str.isalpha, cell.text))


def _spoken(text: str) -> list[str]:
    """Give the words of a heading without those it denies ('без соглашения', 'келісімсіз')."""
    found: list[str] = []
    is_denied = False
    for word in _words(text):
        if not is_denied and not word.endswith(_WITHOUT_KK) and word != _WITHOUT:
            found.append(word)
        is_denied = word == _WITHOUT
    return found


def _meaning(text: str, words: BlankWords) -> tuple[str, str, str]:
    """Give the indicator and the code of a dimension that a heading names; '' for what it does not.

    The longest phrase takes its words first; the other is looked for in what is left.
    """
    spoken = _spoken(text)
    wanted: list[tuple[Phrase, str, str]] = [(p, "", c) for p, c in words.indicators]
    wanted += [(p, n, c) for p, n, c in words.codes]
    fitting = [each for each in wanted if _fits(each[0], spoken)]
    fitting.sort(key=lambda each: (-sum(map(len, each[0])), not each[1]))
    indicator = name = code = ""
    rest = list(spoken)
    for phrase, dimension, meant in fitting:
        is_said = name == "outcome" and not dimension and meant != _DEFAULT
        if (name if dimension else indicator) or is_said or not _fits(phrase, rest):
            continue
        if dimension:
            name, code = dimension, meant
        else:
            indicator = meant
        rest = [w for w in rest if not w.startswith(phrase)]
    return indicator, name, code


def _figure(
    sheet: str,
    place: tuple[int, int],
    left: list[BlankCell],
    above: list[BlankCell],
    words: BlankWords,
) -> Target | None:
    """Join what the headings say, nearest first: each names an indicator or a code."""
    told = [_meaning(cell.text, words) for cell in above]
    if not any(map(any, told)) and not _is_value(above[0].text, words):
        return None
    told = [*told, *(_meaning(cell.text, words) for cell in left)]
    indicator, parts = "", {}
    for meant, name, code in told:
        if meant and indicator in ("", _DEFAULT) and "outcome" not in parts:
            indicator = meant
        if name == "outcome" and indicator not in ("", _DEFAULT):
            continue  # the indicator says it already
        if name and name not in parts:
            parts[name] = (code,)
    if not indicator and not parts:
        return None
    return Target(sheet, *place, indicator or _DEFAULT, Filter(tuple(sorted(parts.items()))))


def _is_value(text: str, words: BlankWords) -> bool:
    return any(_fits(phrase, _words(text)) for phrase in words.values)


def _label(sheet: str, cell: BlankCell, text: str, words: BlankWords) -> Target | None:
    """Read a label before a value: a known text, or an indicator with what narrows it."""
    spoken = _words(text)
    place = (cell.row, cell.column)
    said = _best([(p, c) for p, c in words.said if _fits(p, spoken)])
    if said:
        return Target(sheet, *place, said=said)
    indicator, name, code = _meaning(text, words)
    if not indicator and not name:
        return None
    where = Filter(((name, (code,)),)) if name else Filter()
    return Target(sheet, *place, indicator or _DEFAULT, where)
