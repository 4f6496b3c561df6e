"""The description that goes with open files: what every table and field holds, in one language."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from mediadesk.domain.open_copy import (
    CONTENT_TABLE,
    LEFT_OUT,
    PAPERS_TABLE,
    FieldKind,
    OpenField,
    OpenKind,
    OpenTable,
)
from mediadesk.i18n import Translator
from mediadesk.marks import N_

__all__ = ["Description"]

_HOLDS = {
    FieldKind.TEXT: N_("Text"),
    FieldKind.NUMBER: N_("Whole number"),
    FieldKind.YES_NO: N_("1 is yes, 0 is no"),
    FieldKind.DATE: N_("Date, as 2026-11-21"),
    FieldKind.TIME: N_("Time, as 14:30"),
    FieldKind.SUM: N_("Sum in tiyn: 100 are one tenge"),
    FieldKind.CODE: N_("One of these codes"),
    FieldKind.KEY: N_("Number of a record"),
    FieldKind.IDENTITY: N_("Hexadecimal digits"),
}
_WARNING = N_(
    "These files are not encrypted: whoever has them can read everything. Keep them as you keep the "
    "case files, and delete them when they are not needed any more."
)
_FOLDERS = (
    ("csv", N_("Tables for spreadsheets: UTF-8, semicolons, the first line names the fields.")),
    ("json", N_("The same tables for programs, with every text to the letter.")),
    ("files", N_("Attached files, a folder for each case.")),
    ("papers", N_("Registered copies of papers, a folder for each case.")),
)
_CSV = N_(
    "In CSV an apostrophe stands before text that a spreadsheet would run as a formula, and before "
    "text that begins with an apostrophe. An empty field is empty text or nothing; JSON tells them apart."
)
_SQLITE = N_("The bytes of attached files and papers are in the table file_content, by their hash.")
_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;color:#222}"
    "table{border-collapse:collapse;width:100%;margin:.5rem 0 2rem}"
    "td,th{border:1px solid #ccc;padding:.3rem .6rem;text-align:left;vertical-align:top}"
    "th{background:#f3f3f3}code{font-family:monospace}.warn{border-left:4px solid #c60;padding-left:1rem}"
)


@dataclass(frozen=True, slots=True)
class Description:
    """What is described: the tables with the number of their rows, for whom and of which day."""

    tr: Translator
    kind: OpenKind
    centre: str
    made_on: str
    tables: Sequence[OpenTable]
    counts: Mapping[str, int]
    sealed: int

    def rows(self) -> Iterator[tuple[str, str, str, str, str]]:
        """Give one line for each field: table, what it is, field, label, what it holds."""
        for table in self.tables:
            for each in table.fields:
                label = self.tr.text(each.label)
                yield table.name, self.tr.text(table.label), each.name, label, self._holds(each)

    def _holds(self, field: OpenField) -> str:
        tr = self.tr
        words = tr.text(_HOLDS[field.kind])
        if field.refers:
            words = tr.text(N_("Number of a record in the table %(table)s"), table=field.refers)
        if field.codes:
            words += ": " + "; ".join(self._code(*each) for each in field.codes)
        if field.unit and field.kind is not FieldKind.SUM:
            words += f" ({field.unit})"
        return f"{words}. {tr.text(field.help)}" if field.help else words

    def _code(self, value: str, label: str) -> str:
        return f"{value} – {self.tr.text(label)}" if label else value

    def left_out(self) -> Iterator[str]:
        """Say what is not given out, each once."""
        yield from dict.fromkeys(self.tr.text(words) for words in LEFT_OUT.values())

    def notes(self) -> tuple[str, ...]:
        """Say how the files are arranged."""
        text = self.tr.text
        if self.kind is OpenKind.SQLITE:
            return (text(_SQLITE),)
        return (*(f"{name}/ – {text(words)}" for name, words in _FOLDERS), text(_CSV))

    def as_json(self) -> str:
        """Write the description for programs."""
        tr = self.tr
        tables = [
            {
                "name": table.name,
                "label": tr.text(table.label),
                "records": self.counts[table.name],
                "fields": [self._field(table, each) for each in table.fields],
            }
            for table in self.tables
        ]
        made = {
            "centre": self.centre,
            "made_on": self.made_on,
            "language": tr.language,
            "warning": tr.text(_WARNING),
            "notes": list(self.notes()),
            "private_notes_left_out": self.sealed,
            "left_out": {name: tr.text(words) for name, words in LEFT_OUT.items()},
            "tables": tables,
        }
        return json.dumps(made, ensure_ascii=False, indent=1)

    def _field(self, table: OpenTable, field: OpenField) -> dict[str, object]:
        made: dict[str, object] = {
            "name": field.name,
            "label": self.tr.text(field.label),
            "kind": field.kind.value,
            "holds": self._holds(field),
        }
        if field.refers:
            made["refers_to"] = field.refers
        if field.codes:
            made["codes"] = {value: self.tr.text(label) for value, label in field.codes}
        if field.name == "sha256" and table.name in (CONTENT_TABLE, PAPERS_TABLE):
            made["file_in"] = "file"
        return made

    def as_html(self) -> str:
        """Write the description for people; it opens in any browser and asks for nothing else."""
        tr = self.tr
        title = tr.text(N_("What is in these files"))
        parts = [
            f'<!DOCTYPE html><html lang="{tr.language}"><head><meta charset="utf-8">',
            f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>",
            f"<h1>{escape(title)}</h1><p>{escape(self.centre)}, {escape(self.made_on)}</p>",
            f'<p class="warn">{escape(tr.text(_WARNING))}</p>',
            _list(self.notes()),
            f"<h2>{escape(tr.text(N_('What is left out')))}</h2>",
            f"<p>{escape(self.told_sealed())}</p>" if self.sealed else "",
            _list(tuple(self.left_out())),
        ]
        parts += [part for table in self.tables for part in self._table(table)]
        parts.append("</body></html>\n")
        return "\n".join(filter(None, parts))

    def told_sealed(self) -> str:
        """Say how many private notes are not given out."""
        return self.tr.plural(
            "%(n)s private note of a mediator is left out",
            "%(n)s private notes of mediators are left out",
            self.sealed,
        )

    def _table(self, table: OpenTable) -> Iterator[str]:
        tr = self.tr
        count = tr.text(N_("Records: %(n)s"), n=tr.number(self.counts[table.name]))
        yield f"<h2>{escape(tr.text(table.label))} <code>{table.name}</code></h2><p>{escape(count)}</p>"
        heads = (N_("Field"), N_("What it is"), N_("What it holds"))
        yield "<table><tr>" + "".join(f"<th>{escape(tr.text(h))}</th>" for h in heads) + "</tr>"
        for each in table.fields:
            cells = (tr.text(each.label), self._holds(each))
            yield (
                f"<tr><td><code>{each.name}</code></td>"
                + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
                + "</tr>"
            )
        yield "</table>"


def _list(lines: Sequence[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"
