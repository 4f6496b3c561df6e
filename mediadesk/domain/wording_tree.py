"""Drafts of wordings from the tree of a file and back; a file of others may hold anything."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from mediadesk.domain.wordings import Draft, DraftClause, DraftColumn, DraftPart, DraftSection

__all__ = ["LANGS", "BadShape", "draft_of", "tree_of"]

LANGS: Final = ("ru", "kk", "en")
_HEAD: Final = frozenset({"title", "source", "edition", "section", "base"})
_CLAUSE: Final = frozenset({"id", "source", "when", "each", "style", "off", "part", "column"})
_SECTION: Final = frozenset({"id", "clause"})
_MOST: Final = 500
_DEEPEST: Final = 9


class BadShape(ValueError):
    """A file that is no wording; `place` names where it is wrong."""

    def __init__(self, place: str) -> None:
        """Keep the place."""
        super().__init__(place)
        self.place = place


def draft_of(table: Mapping[str, Any]) -> Draft:
    """Read the tree of a wording; BadShape names the place where it is something else."""
    _demand_shallow(table, "")
    langs = _langs(table)
    sections = tuple(
        _section(row, f"section {number}", langs)
        for number, row in enumerate(_rows(table, "section", ""), 1)
    )
    title = table.get("title")
    if not isinstance(title, Mapping):
        raise BadShape("title")
    return Draft(
        title=_words(title, langs, "title"),
        source=_text(table, "source", ""),
        edition=_text(table, "edition", ""),
        base=_text(table, "base", ""),
        sections=sections,
        langs=langs,
        rest={
            **{f"title.{k}": v for k, v in title.items() if k not in langs},
            **{name: value for name, value in table.items() if name not in _HEAD},
        },
    )


def _langs(table: Mapping[str, Any]) -> tuple[str, ...]:
    told = table.get("languages", ())
    if not isinstance(told, (list, tuple)) or not all(isinstance(each, str) for each in told):
        raise BadShape("languages")
    return LANGS if "en" in told else LANGS[:2]


def _demand_shallow(value: Any, place: str, depth: int = 0) -> None:
    """Demand that nothing is nested deeper than any wording is."""
    if depth > _DEEPEST:
        raise BadShape(place[:60])
    if isinstance(value, Mapping):
        for name, inner in value.items():
            _demand_shallow(inner, place or str(name), depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _demand_shallow(inner, place, depth + 1)


def _rows(table: Mapping[str, Any], name: str, place: str) -> list[Mapping[str, Any]]:
    rows = table.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise BadShape(f"{place} {name}".strip())
    if len(rows) > _MOST:
        raise BadShape(f"{place} {name}".strip())
    return rows


def _text(table: Mapping[str, Any], name: str, place: str) -> str:
    value = table.get(name, "")
    if not isinstance(value, str):
        raise BadShape(f"{place} {name}".strip())
    return value


def _list(table: Mapping[str, Any], name: str, place: str) -> tuple[str, ...]:
    value = table.get(name, [])
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise BadShape(f"{place} {name}".strip())
    return tuple(value)


def _words(row: Mapping[str, Any], langs: Sequence[str], place: str) -> dict[str, str]:
    return {lang: _text(row, lang, place) for lang in langs}


def _section(row: Mapping[str, Any], place: str, langs: Sequence[str]) -> DraftSection:
    name = _text(row, "id", place)
    clauses = tuple(
        _clause(each, f"{name or place}, clause {number}", langs)
        for number, each in enumerate(_rows(row, "clause", name or place), 1)
    )
    rest = {k: v for k, v in row.items() if k not in _SECTION and k not in langs}
    return DraftSection(id=name, title=_words(row, langs, place), clauses=clauses, rest=rest)


def _clause(row: Mapping[str, Any], place: str, langs: Sequence[str]) -> DraftClause:
    name = _text(row, "id", place)
    place = name or place
    is_off = row.get("off", False)
    if not isinstance(is_off, bool):
        raise BadShape(f"{place} off")
    parts = []
    if any(row.get(lang) for lang in langs):
        parts.append(DraftPart(words=_words(row, langs, place)))
    parts += [_part(each, place, langs) for each in _rows(row, "part", place)]
    rest = {k: v for k, v in row.items() if k not in _CLAUSE and k not in langs}
    return DraftClause(
        id=name,
        source=_text(row, "source", place),
        when=_list(row, "when", place),
        each=_text(row, "each", place),
        style=_text(row, "style", place),
        is_off=is_off,
        parts=tuple(parts),
        columns=tuple(_column(each, place, langs) for each in _rows(row, "column", place)),
        rest=rest,
    )


def _part(row: Mapping[str, Any], place: str, langs: Sequence[str]) -> DraftPart:
    rest = {k: v for k, v in row.items() if k != "when" and k not in langs}
    return DraftPart(when=_list(row, "when", place), words=_words(row, langs, place), rest=rest)


def _column(row: Mapping[str, Any], place: str, langs: Sequence[str]) -> DraftColumn:
    cells = {
        lang: _text(row, f"cell_{lang}" if f"cell_{lang}" in row else "cell", place)
        for lang in langs
    }
    known = {"cell", *langs, *(f"cell_{lang}" for lang in LANGS)}
    share = row.get("share", 1)
    if isinstance(share, bool) or not isinstance(share, int) or not 1 <= share <= _MOST:
        raise BadShape(f"{place} share")
    if row.get("align", "left") not in ("left", "right", "centre"):
        raise BadShape(f"{place} align")
    rest = {"share": share, **{k: v for k, v in row.items() if k not in known}}
    return DraftColumn(title=_words(row, langs, place), cell=cells, rest=rest)


def tree_of(draft: Draft) -> dict[str, Any]:
    """Give the tree of a draft, to be written; `draft_of` reads the same draft from it."""
    titles = {k.removeprefix("title."): v for k, v in draft.rest.items() if k.startswith("title.")}
    found: dict[str, Any] = {k: v for k, v in draft.rest.items() if not k.startswith("title.")} | {
        "edition": draft.edition,
        "source": draft.source,
    }
    if draft.base:
        found["base"] = draft.base
    found["title"] = {**draft.title, **titles}
    found["section"] = [
        {
            **section.rest,
            "id": section.id,
            **section.title,
            "clause": [_clause_tree(clause) for clause in section.clauses],
        }
        for section in draft.sections
    ]
    return found


def _clause_tree(clause: DraftClause) -> dict[str, Any]:
    row: dict[str, Any] = {**clause.rest, "id": clause.id, "source": clause.source}
    if clause.when:
        row["when"] = [*clause.when]
    if clause.each:
        row["each"] = clause.each
    if clause.style:
        row["style"] = clause.style
    if clause.is_off:
        row["off"] = True
    parts = [*clause.parts]
    if parts and not parts[0].when and not parts[0].rest and any(parts[0].words.values()):
        row |= parts.pop(0).words
    if parts:
        row["part"] = [
            {**each.rest, **({"when": [*each.when]} if each.when else {}), **each.words}
            for each in parts
        ]
    if clause.columns:
        row["column"] = [
            {**each.rest, **each.title, **{f"cell_{k}": v for k, v in each.cell.items()}}
            for each in clause.columns
        ]
    return row
