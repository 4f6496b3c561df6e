"""What is wrong with a wording, each thing with its clause and language, in words a person knows."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from mediadesk.domain.wordings import Draft, DraftClause
from mediadesk.marks import N_

__all__ = [
    "LIMITS",
    "TEXTS",
    "Problem",
    "ProblemKind",
    "Vocabulary",
    "law_problems",
    "placeholders",
    "problems",
    "text_problems",
]

LIMITS: Final = {"text": 8_000, "clauses": 400, "line": 400}
"""So many letters in one text, clauses in one wording, letters in a title, id or source."""
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
_BRACE: Final = re.compile(r"[{}]")
_ID: Final = re.compile(r"[a-z][a-z0-9_]{0,59}")
_ALLOWED: Final = frozenset("\n\t\u00ad\u200b\u2060")


class ProblemKind(StrEnum):
    """What can be wrong."""

    SHAPE = "shape"
    UNKNOWN_PLACEHOLDER = "unknown_placeholder"
    ONE_LANGUAGE = "one_language"
    OTHER_EACH = "other_each"
    UNKNOWN_CONDITION = "unknown_condition"
    UNKNOWN_EACH = "unknown_each"
    UNKNOWN_STYLE = "unknown_style"
    TABLE = "table"
    BRACE = "brace"
    EMPTY = "empty"
    SIGN = "sign"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    BAD_ID = "bad_id"
    TWICE = "twice"
    NO_CLAUSES = "no_clauses"
    GLYPH = "glyph"
    BOLD = "bold"
    LAW_OFF = "law_off"


TEXTS: Final = {
    ProblemKind.SHAPE: N_("This is not a wording of a document: %(word)s"),
    ProblemKind.UNKNOWN_PLACEHOLDER: N_("There is no placeholder {%(word)s}"),
    ProblemKind.ONE_LANGUAGE: N_("{%(word)s} does not stand equally often in the other languages"),
    ProblemKind.OTHER_EACH: N_("{%(word)s} can stand only in a clause that is repeated for it"),
    ProblemKind.UNKNOWN_CONDITION: N_("There is no condition %(word)s"),
    ProblemKind.UNKNOWN_EACH: N_("A clause cannot be repeated for %(word)s"),
    ProblemKind.UNKNOWN_STYLE: N_("There is no style %(word)s"),
    ProblemKind.TABLE: N_("A table needs columns, and only a table has them"),
    ProblemKind.BRACE: N_("A brace stands alone: { or } is missing"),
    ProblemKind.EMPTY: N_("The text is missing"),
    ProblemKind.SIGN: N_("A sign that cannot be printed: %(word)s"),
    ProblemKind.TOO_LONG: N_("Too long: at most %(word)s letters"),
    ProblemKind.TOO_MANY: N_("Too many clauses: at most %(word)s"),
    ProblemKind.BAD_ID: N_("The name of a clause has only Latin letters, digits and _: %(word)s"),
    ProblemKind.TWICE: N_("There are two clauses named %(word)s"),
    ProblemKind.NO_CLAUSES: N_("No clause is left to print"),
    ProblemKind.GLYPH: N_("The font has no sign for: %(word)s"),
    ProblemKind.BOLD: N_("** stands an odd number of times: the bold letters have no end"),
    ProblemKind.LAW_OFF: N_("The law wants this clause: art. %(word)s"),
}
"""The message of each kind; `word` fills its place."""
_WARNINGS: Final = frozenset({ProblemKind.BOLD, ProblemKind.LAW_OFF})


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that is wrong; `clause` is its id ("" for the head), `lang` a language or ""."""

    kind: ProblemKind
    clause: str = ""
    lang: str = ""
    word: str = ""

    @property
    def is_warning(self) -> bool:
        """Tell whether the wording can be used all the same."""
        return self.kind in _WARNINGS

    @property
    def text(self) -> str:
        """Give the message id."""
        return TEXTS[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The closed lists: what may be filled in, asked for and repeated, with the words of people.

    `groups` names the thing that a placeholder speaks of, by the part of its name before the dot.
    """

    placeholders: Mapping[str, str]
    conditions: Mapping[str, str]
    each: AbstractSet[str]
    styles: AbstractSet[str]
    groups: Mapping[str, str] = field(default_factory=dict)

    def may_stand(self, name: str, each: str) -> bool:
        """Tell whether a placeholder or condition makes sense in a clause repeated for `each`."""
        group = name.partition(".")[0]
        return group not in self.each or group == each


def placeholders(text: str) -> list[str]:
    """List the placeholders of a text as often as they stand there."""
    return _PLACEHOLDER.findall(text)


def problems(draft: Draft, vocabulary: Vocabulary) -> tuple[Problem, ...]:
    """Find everything that is wrong with a wording; nothing wrong: it can be printed."""
    return tuple(dict.fromkeys([*_head(draft), *_clauses(draft, vocabulary)]))


def _head(draft: Draft) -> Iterator[Problem]:
    for lang, text in draft.title.items():
        if not text.strip():
            yield Problem(kind=ProblemKind.EMPTY, lang=lang)
        yield from _signs(text, "", lang, LIMITS["line"])
    for text in (draft.source, draft.edition, draft.base):
        yield from _signs(text, "", "", LIMITS["line"])
    for section in draft.sections:
        is_named = any(text.strip() for text in section.title.values())
        for lang, text in section.title.items():
            if is_named and not text.strip():
                yield Problem(kind=ProblemKind.EMPTY, lang=lang, clause=_first(section.clauses))
            yield from _signs(text, _first(section.clauses), lang, LIMITS["line"])


def _first(clauses: Sequence[DraftClause]) -> str:
    return clauses[0].id if clauses else ""


def _clauses(draft: Draft, vocabulary: Vocabulary) -> Iterator[Problem]:
    found = draft.clauses
    if len(found) > LIMITS["clauses"]:
        yield Problem(kind=ProblemKind.TOO_MANY, word=str(LIMITS["clauses"]))
    if not any(not clause.is_off for clause in found):
        yield Problem(kind=ProblemKind.NO_CLAUSES)
    seen: set[str] = set()
    for clause in found:
        if not _ID.fullmatch(clause.id):
            yield Problem(kind=ProblemKind.BAD_ID, clause=clause.id, word=_shown(clause.id))
        elif clause.id in seen:
            yield Problem(kind=ProblemKind.TWICE, clause=clause.id, word=clause.id)
        seen.add(clause.id)
        yield from _clause(clause, draft.langs, vocabulary)


def _clause(clause: DraftClause, langs: Sequence[str], vocabulary: Vocabulary) -> Iterator[Problem]:
    yield from _build(clause, vocabulary)
    yield from _signs(clause.source, clause.id, "", LIMITS["line"])
    texts = [part.words for part in clause.parts]
    for column in clause.columns:
        texts += [column.title, column.cell]
    for words in texts:
        yield from _texts(words, clause, langs, vocabulary)


def _build(clause: DraftClause, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Judge the conditions, the repeating and the style."""
    for name in (*clause.when, *(word for part in clause.parts for word in part.when)):
        if name.removeprefix("!") not in vocabulary.conditions:
            yield Problem(kind=ProblemKind.UNKNOWN_CONDITION, clause=clause.id, word=_shown(name))
    if clause.each and clause.each not in vocabulary.each:
        yield Problem(kind=ProblemKind.UNKNOWN_EACH, clause=clause.id, word=_shown(clause.each))
    style = clause.style or "clause"
    if style == "heading" or style not in vocabulary.styles:
        yield Problem(kind=ProblemKind.UNKNOWN_STYLE, clause=clause.id, word=_shown(style))
    is_table = style == "table"
    if bool(clause.columns) is not is_table or (is_table and clause.parts):
        yield Problem(kind=ProblemKind.TABLE, clause=clause.id)
    elif not is_table and not clause.parts:
        yield Problem(kind=ProblemKind.EMPTY, clause=clause.id)


def _texts(
    words: Mapping[str, str], clause: DraftClause, langs: Sequence[str], vocabulary: Vocabulary
) -> Iterator[Problem]:
    """Judge one text in all its languages."""
    counted = {lang: sorted(placeholders(words.get(lang, ""))) for lang in langs}
    is_needed = bool(clause.parts) or any(words.get(lang, "").strip() for lang in langs)
    for lang in langs:
        text = words.get(lang, "")
        if is_needed and not text.strip():
            yield Problem(kind=ProblemKind.EMPTY, clause=clause.id, lang=lang)
        yield from text_problems(text, clause.each, vocabulary, clause=clause.id, lang=lang)
        others = [counted[other] for other in langs if other != lang]
        for name in dict.fromkeys(counted[lang]):
            mine = counted[lang].count(name)
            is_known = name in vocabulary.placeholders
            if is_known and any(other.count(name) < mine for other in others):
                yield Problem(
                    kind=ProblemKind.ONE_LANGUAGE, clause=clause.id, lang=lang, word=_shown(name)
                )


def text_problems(
    text: str, each: str, vocabulary: Vocabulary, *, clause: str = "", lang: str = ""
) -> Iterator[Problem]:
    """Judge one text alone, as it is typed."""
    yield from _signs(text, clause, lang, LIMITS["text"])
    for name in dict.fromkeys(placeholders(text)):
        if name not in vocabulary.placeholders:
            kind = ProblemKind.UNKNOWN_PLACEHOLDER
        elif not vocabulary.may_stand(name, each):
            kind = ProblemKind.OTHER_EACH
        else:
            continue
        yield Problem(kind=kind, clause=clause, lang=lang, word=_shown(name))
    if _BRACE.search(_PLACEHOLDER.sub("", text)):
        yield Problem(kind=ProblemKind.BRACE, clause=clause, lang=lang)
    if text.count("**") % 2:
        yield Problem(kind=ProblemKind.BOLD, clause=clause, lang=lang)


def _signs(text: str, clause: str, lang: str, limit: int) -> Iterator[Problem]:
    if len(text) > limit:
        yield Problem(kind=ProblemKind.TOO_LONG, clause=clause, lang=lang, word=str(limit))
    bad = sorted({c for c in text if not (c.isprintable() or c in _ALLOWED or c == "\u00a0")})
    bad = [c for c in bad if c not in "\u202f\u2009\u2007"]
    if bad:
        word = " ".join(f"U+{ord(c):04X}" for c in bad[:5])
        yield Problem(kind=ProblemKind.SIGN, clause=clause, lang=lang, word=word)


def _shown(word: str) -> str:
    """Give a word of a file so that it can be shown."""
    return "".join(c if c.isprintable() else "�" for c in word[:60])


def law_problems(
    draft: Draft, supplied: Iterable[str], items: Iterable[tuple[str, Sequence[str]]]
) -> tuple[Problem, ...]:
    """Warn of clauses of the law that were switched off or taken out.

    `supplied` are the clauses of the supplied wording, `items` the articles with the clauses that
    carry them.
    """
    printed = {clause.id for clause in draft.clauses if not clause.is_off}
    there = {clause.id for clause in draft.clauses}
    before = set(supplied)
    return tuple(
        Problem(
            kind=ProblemKind.LAW_OFF,
            clause=name if name in there else "",
            word=article if name in there else f"{article} ({name})",
        )
        for article, clauses in items
        for name in clauses
        if name in before and name not in printed
    )
