"""Wordings of documents as versioned data: read, and proven to use known words only.

A wording (`resources/templates/<document>/<edition>.toml`) holds no code: conditions and
placeholders are words of the closed lists in `paper_words`, the same in all its languages.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from mediadesk import assets
from mediadesk.assets import Shelf
from mediadesk.domain.bilingual import Words
from mediadesk.domain.document_rules import Items, items_from_toml
from mediadesk.domain.types import DocumentKind, Languages
from mediadesk.domain.wording_problems import Problem, ProblemKind, Vocabulary, problems
from mediadesk.domain.wording_tree import BadShape, draft_of
from mediadesk.errors import Code, WorldTrouble
from mediadesk.export import document_words
from mediadesk.export.document import STYLES
from mediadesk.export.document_words import DocumentWords
from mediadesk.export.letterhead import Letterhead
from mediadesk.export.letterhead import load as load_letterhead
from mediadesk.export.paper_words import CONDITIONS, EACH, GROUPS, PLACEHOLDERS
from mediadesk.export.signers_office import OFFICE_SIGNERS
from mediadesk.export.wording import NBSP, Lang
from mediadesk.marks import N_

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
    "read",
    "vocabulary",
]

SIGNERS: Final = frozenset({"parties", "first", "mediator", "head", "about"}) | OFFICE_SIGNERS
"""Who can sign: all parties, the first side, the mediator, the head of the centre, the one party
that the paper is about, and those of the office."""
_LANGUAGES: Final = (Languages.RU, Languages.KK, Languages.BOTH)
_TITLES: Final = {
    "document": N_("Document"),
    "office": N_("Mediation centre"),
    "mediator": N_("Mediator"),
    "case": N_("Case"),
    "contract": N_("Mediation contract"),
    "agreement": N_("Settlement agreement"),
}
_FATAL: Final = frozenset(
    {
        ProblemKind.SHAPE,
        ProblemKind.UNKNOWN_PLACEHOLDER,
        ProblemKind.ONE_LANGUAGE,
        ProblemKind.OTHER_EACH,
        ProblemKind.UNKNOWN_CONDITION,
        ProblemKind.UNKNOWN_EACH,
        ProblemKind.UNKNOWN_STYLE,
        ProblemKind.TABLE,
    }
)
"""A wording with one of these cannot be printed at all."""


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
    `words` are those for codes.
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
    letterhead: Letterhead | None = None
    words: DocumentWords = field(default_factory=document_words.supplied)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """All clauses in order."""
        return tuple(clause for section in self.sections for clause in section.clauses)


def vocabulary() -> Vocabulary:
    """Give the closed lists that wordings are held to."""
    return Vocabulary(
        placeholders=PLACEHOLDERS,
        conditions=CONDITIONS,
        each=EACH,
        styles=STYLES,
        groups=_TITLES | {group.name: group.title for group in GROUPS if group.title},
    )


def latest(kind: DocumentKind, centre: Path | Shelf | None = None) -> str:
    """Name the wording in force: the newest the centre keeps in its file, else the newest at all."""
    folder = f"templates/{kind.value}"
    kept = _kept(folder, centre)
    own = [name for name, is_retired in kept.items() if not is_retired]
    found = own or [name for name in assets.names(folder, centre) if name not in kept]
    if not found:
        raise WorldTrouble(Code.RESOURCE_BAD, name=folder)
    return found[-1].removeprefix("templates/").removesuffix(".toml")


def _kept(folder: str, centre: Path | Shelf | None) -> dict[str, bool]:
    """Name the editions kept in the centre's file, oldest first, and which are no longer in force."""
    if not isinstance(centre, Shelf):
        return {}
    names = [name for name in centre.texts if name.startswith(f"{folder}/")]
    names.sort(key=_number)
    return {name: _is_retired(centre.texts[name]) for name in names}


def _number(name: str) -> int:
    """Give the number behind the plus of an own edition."""
    told = name.removesuffix(".toml").rpartition("+")[2]
    return int(told) if told.isdecimal() else 0


@lru_cache(maxsize=64)
def _is_retired(text: str) -> bool:
    import tomllib

    try:
        return tomllib.loads(text).get("retired") is True
    except (ValueError, RecursionError):
        return True


def law_items(centre: Path | Shelf | None = None) -> Items:
    """Read what the law wants in each document; WorldTrouble(RESOURCE_BAD) if the file is bad."""
    name = "law/document-items.toml"
    try:
        people = assets.load_toml("law/people.toml", centre)
        years = int(people["minor"]["adult_years"])
        return items_from_toml(assets.load_toml(name, centre), years)
    except (KeyError, TypeError, ValueError) as error:
        raise WorldTrouble(Code.RESOURCE_BAD, name=name) from error


def load(name: str, centre: Path | Shelf | None = None) -> Template:
    """Read a wording; WorldTrouble(RESOURCE_BAD) names the file, clause and word that is wrong."""
    file = f"templates/{name}.toml"
    if isinstance(centre, Shelf) and file in centre.texts:
        found = _parsed(name, centre.texts[file])
    else:
        path = assets.find(file, centre)
        try:
            found = _loaded(name, path, path.stat().st_mtime_ns)
        except OSError as error:
            raise WorldTrouble(Code.RESOURCE_BAD, name=file) from error
    words = document_words.load(centre)
    return replace(found, letterhead=load_letterhead(centre), words=words)


@lru_cache(maxsize=128)
def _loaded(name: str, path: Path, _changed: int) -> Template:
    """Read a wording once for each change of its file."""
    return _parsed(name, path.read_text(encoding="utf-8"))


@lru_cache(maxsize=16)
def _parsed(name: str, text: str) -> Template:
    import tomllib

    try:
        return read(name, tomllib.loads(text))
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise WorldTrouble(Code.RESOURCE_BAD, name=f"templates/{name}.toml") from error


def read(name: str, data: Mapping[str, Any]) -> Template:
    """Make a wording of a parsed file.

    WorldTrouble(RESOURCE_BAD) names the clause and the word where it cannot be printed; ValueError
    or KeyError where the head of the file is wrong.
    """
    file = f"templates/{name}.toml"
    try:
        found = problems(draft_of(data), vocabulary())
    except BadShape as error:
        found = (Problem(kind=ProblemKind.SHAPE, word=error.place),)
    wrong = next((each for each in found if each.kind in _FATAL), None)
    if wrong is not None:
        place = ": ".join(part for part in (file, wrong.clause, wrong.lang, wrong.word) if part)
        raise WorldTrouble(Code.RESOURCE_BAD, name=place)
    return _template(name, data)


def _template(name: str, data: Mapping[str, Any]) -> Template:
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
                tuple(_clause(clause, langs) for clause in row["clause"] if not clause.get("off")),
            )
            for row in data["section"]
        ),
        signers=signers,
        languages=languages,
        is_numbered=bool(data.get("is_numbered", True)),
        has_number=bool(data.get("has_number", True)),
        has_place=bool(data.get("has_place", True)),
        has_date=bool(data.get("has_date", True)),
    )


def _pair(row: Mapping[str, Any], langs: Sequence[Lang] = ("ru", "kk")) -> Words:
    """Return the words of a row in its languages."""
    return Words(*(str(row[lang]).replace("№ {", f"№{NBSP}{{") for lang in langs))


def _clause(row: Mapping[str, Any], langs: Sequence[Lang]) -> Clause:
    """Read one clause; that its words are known was proven before."""
    each = row.get("each", "")
    parts = [Part((), _pair(row, langs))] if row.get("ru") or row.get("kk") else []
    parts += [Part(tuple(p.get("when", ())), _pair(p, langs)) for p in row.get("part", ())]
    return Clause(
        row["id"],
        tuple(row.get("when", ())),
        each,
        row.get("style", "block" if each else "clause"),
        row["source"],
        tuple(parts),
        tuple(_column(column, langs) for column in row.get("column", ())),
    )


def _column(row: Mapping[str, Any], langs: Sequence[Lang]) -> TableColumn:
    cells: dict[str, str] = {
        lang: row[f"cell_{lang}"] if f"cell_{lang}" in row else row["cell"] for lang in langs
    }
    return TableColumn(
        _pair(row, langs), _pair(cells, langs), int(row["share"]), row.get("align", "left")
    )
