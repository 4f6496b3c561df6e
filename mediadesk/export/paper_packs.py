"""Wordings of documents as versioned data: read, and proven to use known words only.

A wording (`resources/templates/<document>/<edition>.toml`) holds no code: conditions and
placeholders are words of the closed lists in `paper_words`, the same in all its languages.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from mediadesk import assets
from mediadesk.domain.bilingual import Words
from mediadesk.domain.document_rules import Items, items_from_toml
from mediadesk.domain.types import DocumentKind, Languages
from mediadesk.errors import Code, WorldTrouble
from mediadesk.export.document import STYLES
from mediadesk.export.paper_words import CONDITIONS, EACH, PLACEHOLDERS
from mediadesk.export.signers_office import OFFICE_SIGNERS
from mediadesk.export.wording import NBSP, Lang

__all__ = [
    "SIGNERS",
    "Clause",
    "Part",
    "Section",
    "TableColumn",
    "Template",
    "latest",
    "law_items",
    "load",
]

SIGNERS: Final = frozenset({"parties", "first", "mediator", "head", "about"}) | OFFICE_SIGNERS
"""Who can sign: all parties, the first side, the mediator, the head of the centre, the one party
that the paper is about, and those of the office."""
_LANGUAGES: Final = (Languages.RU, Languages.KK, Languages.BOTH)
_FLAGS: Final = ("is_numbered", "has_number", "has_place", "has_date")
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a clause that stands only under its conditions."""

    when: tuple[str, ...]
    words: Words


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table: its heading, what stands in its cells, its share of the width."""

    title: Words
    words: Words
    share: int
    align: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause; `each` repeats it, or the row of its table, for every party, obligation, ...

    `style` is one of `document.STYLES` but "heading". Only a table has columns.
    """

    id: str
    when: tuple[str, ...]
    each: str
    style: str
    source: str
    parts: tuple[Part, ...]
    columns: tuple[TableColumn, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its heading; without words it has none."""

    id: str
    title: Words
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """The wording of one document in one edition; `name` is such as "contract/2026-01".

    `signers` are words of SIGNERS. `is_numbered` numbers sections and clauses; `has_number` puts the
    number of the case into the title, `has_place` and `has_date` the line below it.
    """

    name: str
    title: Words
    source: str
    sections: tuple[Section, ...]
    signers: tuple[str, ...] = ("parties", "mediator")
    languages: tuple[Languages, ...] = _LANGUAGES
    is_numbered: bool = True
    has_number: bool = True
    has_place: bool = True
    has_date: bool = True

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """All clauses in order."""
        return tuple(clause for section in self.sections for clause in section.clauses)


def latest(kind: DocumentKind, centre: Path | None = None) -> str:
    """Name the newest wording of a document, the centre's own editions included."""
    found = assets.names(f"templates/{kind.value}", centre)
    if not found:
        raise WorldTrouble(Code.RESOURCE_BAD, name=f"templates/{kind.value}")
    return found[-1].removeprefix("templates/").removesuffix(".toml")


def law_items(centre: Path | None = None) -> Items:
    """Read what the law wants in each document; WorldTrouble(RESOURCE_BAD) if the file is bad."""
    name = "law/document-items.toml"
    try:
        return items_from_toml(assets.load_toml(name, centre))
    except (KeyError, TypeError, ValueError) as error:
        raise WorldTrouble(Code.RESOURCE_BAD, name=name) from error


def load(name: str, centre: Path | None = None) -> Template:
    """Read a wording; WorldTrouble(RESOURCE_BAD) names the file, clause and word that is wrong."""
    file = f"templates/{name}.toml"
    path = assets.find(file, centre)
    try:
        return _loaded(name, path, path.stat().st_mtime_ns)
    except OSError as error:
        raise WorldTrouble(Code.RESOURCE_BAD, name=file) from error


@lru_cache(maxsize=128)
def _loaded(name: str, path: Path, _changed: int) -> Template:
    """Read a wording once for each change of its file."""
    import tomllib

    file = f"templates/{name}.toml"
    try:
        return _template(name, tomllib.loads(path.read_text(encoding="utf-8")), file)
    except (KeyError, TypeError, ValueError) as error:
        raise WorldTrouble(Code.RESOURCE_BAD, name=file) from error


def _template(name: str, data: Mapping[str, Any], file: str) -> Template:
    languages = tuple(Languages(each) for each in data.get("languages", ())) or _LANGUAGES
    langs: tuple[Lang, ...] = ("ru", "kk", "en") if Languages.EN in languages else ("ru", "kk")
    signers = tuple(data.get("signers", ("parties", "mediator")))
    if set(signers) - SIGNERS:
        raise ValueError(", ".join(signers))
    return Template(
        name=name,
        title=_pair(data["title"], langs),
        source=str(data["source"]),
        sections=tuple(
            Section(
                row["id"],
                _pair(row, langs),
                tuple(_clause(clause, file, langs) for clause in row["clause"]),
            )
            for row in data["section"]
        ),
        signers=signers,
        languages=languages,
        **{flag: bool(data.get(flag, True)) for flag in _FLAGS},
    )


def _pair(row: Mapping[str, Any], langs: Sequence[Lang] = ("ru", "kk")) -> Words:
    """Return the words of a row in its languages."""
    return Words(*(str(row[lang]).replace("№ {", f"№{NBSP}{{") for lang in langs))


def _clause(row: Mapping[str, Any], file: str, langs: Sequence[Lang]) -> Clause:
    """Read one clause and prove that it uses only known words, the same in all languages."""
    each = row.get("each", "")
    style = row.get("style", "block" if each else "clause")
    parts = [Part((), _pair(row, langs))] if row.get("ru") or row.get("kk") else []
    parts += [Part(tuple(p.get("when", ())), _pair(p, langs)) for p in row.get("part", ())]
    clause = Clause(
        row["id"],
        tuple(row.get("when", ())),
        each,
        style,
        row["source"],
        tuple(parts),
        tuple(_column(column, langs) for column in row.get("column", ())),
    )
    wrong = [*_unknown(clause, langs)]
    is_table = style == "table"
    odd = style == "heading" or bool(clause.columns) is not is_table or bool(parts) is is_table
    if each not in EACH | {""} or style not in STYLES or odd or wrong:
        raise WorldTrouble(Code.RESOURCE_BAD, name=f"{file}: {clause.id}: {', '.join(wrong)}")
    return clause


def _column(row: Mapping[str, Any], langs: Sequence[Lang]) -> TableColumn:
    cells: dict[str, str] = {
        lang: row[f"cell_{lang}"] if f"cell_{lang}" in row else row["cell"] for lang in langs
    }
    return TableColumn(
        _pair(row, langs), _pair(cells, langs), int(row["share"]), row.get("align", "left")
    )


def _unknown(clause: Clause, langs: Sequence[Lang]) -> Iterator[str]:
    """Name the conditions and placeholders of a clause that nobody knows or that do not match."""
    groups = [clause.when, *(part.when for part in clause.parts)]
    yield from (w for group in groups for w in group if w.lstrip("!") not in CONDITIONS)
    texts = [part.words for part in clause.parts]
    texts += [words for column in clause.columns for words in (column.title, column.words)]
    for words in texts:
        first, *others = (sorted(_PLACEHOLDER.findall(words.of(lang))) for lang in langs)
        if any(other != first for other in others):
            yield "/".join(langs)
        for name in first:
            repeated = name.split(".")[0] in EACH
            if name not in PLACEHOLDERS or (repeated and not name.startswith(f"{clause.each}.")):
                yield name
