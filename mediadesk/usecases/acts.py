"""Who did what: the record of looks, the state of the chains, and the extract for an inspector."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mediadesk.domain.access import AccessKind
from mediadesk.domain.acts import ActLine, ChainState
from mediadesk.marks import N_
from mediadesk.usecases.base import Base

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mediadesk.db.reader import Reader
    from mediadesk.domain.access import AccessEntry
    from mediadesk.domain.periods import Period
    from mediadesk.i18n import Translator

__all__ = ["Acts"]

_PAGE: Final = 2000


class Acts(Base):
    """Questions to the journal as a whole, and to the record of who looked."""

    def looks(
        self, limit: int = 500, before: int | None = None, case_id: int | None = None
    ) -> tuple[AccessEntry, ...]:
        """Give who looked, printed, exported and came in, newest first; of one case if told."""
        from mediadesk.db import access

        with self.store.reader() as reader:
            return reader.apart(
                lambda conn: access.entries(conn, before=before, limit=limit, case_id=case_id)
            )

    def journal_state(self) -> ChainState:
        """Check the chains of both records from the first entry to the last."""
        from mediadesk.db import access, journal

        with self.store.reader(snapshot=True) as reader:
            seq, digest = reader.apart(journal.head)
            newest = reader.apart(lambda conn: access.entries(conn, limit=1))
            return ChainState(
                changes=seq,
                looks=newest[0].seq if newest else 0,
                altered=tuple(reader.apart(lambda conn: tuple(journal.verify(conn)))),
                looks_altered=tuple(reader.apart(lambda conn: tuple(access.verify(conn)))),
                missing=reader.apart(access.cut_off),
                head=digest.hex()[:16],
            )

    def prepare_journal(self) -> None:
        """Note to which cases the newest entries belong, before the journal is written out."""
        self.store.index_history().result()

    def write_journal(
        self,
        path: Path,
        form: str,
        period: Period,
        language: str,
        say: Callable[[str], str],
    ) -> int:
        """Write who did what in a period as `form` xlsx, pdf or csv; give the number of lines.

        Numbers of cases stand there, and no names but those of the people of the centre. `say`
        gives the words of a command. The last line tells how the chains stand.
        """
        tr = self.translator_of(language)
        with self.store.reader(snapshot=True) as reader:
            lines = [*_changes(reader, period, tr, say), *_looks(reader, period, tr)]
        lines.sort(key=lambda line: (line.at[6:10], line.at[3:5], line.at[:2], line.at[10:]))
        lines.append(ActLine(at="", who="", what=_state_words(self.journal_state(), tr)))
        title = f"{tr.text(N_('Journal'))} {tr.date(period.first)} – {tr.date(period.last)}"
        if form == "csv":
            _write_csv(lines, path, tr)
        elif form == "pdf":
            self._write_pdf(lines, path, tr, title)
        else:
            from mediadesk.export.register import write_register

            write_register(ActLine, lines, path, tr, title=title, made_on=self.clock.today())
        return len(lines) - 1

    @staticmethod
    def translator_of(language: str) -> Translator:
        """Make a translator for a language."""
        from mediadesk.i18n import Translator

        return Translator(language)

    def _write_pdf(self, lines: list[ActLine], path: Path, tr: Translator, title: str) -> None:
        from mediadesk.domain.bilingual import name_of
        from mediadesk.domain.model import Office
        from mediadesk.export.list_pdf import Sheet, write_list

        with self.store.reader() as reader:
            office = next(iter(reader.find(Office)), None)
        name = name_of(office, tr.language) if office else ""
        sheet = Sheet(centre=name, title=title, made_on=self.clock.today(), with_signature=True)
        write_list(ActLine, lines, path, tr, sheet)


def _changes(
    reader: Reader, period: Period, tr: Translator, say: Callable[[str], str]
) -> list[ActLine]:
    found: list[ActLine] = []
    before: int | None = None
    while page := reader.journal(_PAGE, before):
        before = page[-1].seq
        numbers = reader.history().numbers(before, page[0].seq)
        for entry in page:
            if period.first.isoformat() <= entry.at[:10] <= period.last.isoformat():
                number = numbers.get(entry.seq, "")
                at, what = _moment(entry.at), say(entry.command)
                found.append(
                    ActLine(
                        at=at, who=entry.operator, what=what, number=number, entry=str(entry.seq)
                    )
                )
        if page[-1].at[:10] < period.first.isoformat():
            break
    return found


def _looks(reader: Reader, period: Period, tr: Translator) -> list[ActLine]:
    from mediadesk.db import access

    entries = reader.apart(lambda conn: access.entries(conn, limit=2**31))
    return [
        ActLine(
            at=_moment(entry.at),
            who=entry.who,
            what=tr.text(AccessKind(entry.kind).label),
            number=entry.number,
        )
        for entry in entries
        if period.first.isoformat() <= entry.at[:10] <= period.last.isoformat()
    ]


def _moment(at: str) -> str:
    """Write a moment of the file as people do: 21.11.2026 14:05."""
    day, _, clock = at.partition("T")
    year, month, date_ = [*day.split("-"), "", ""][:3]
    return f"{date_}.{month}.{year} {clock[:5]}"


def _state_words(state: ChainState, tr: Translator) -> str:
    if not state.is_whole:
        return tr.text(N_("The chain of entries is broken: entries were altered or cut out"))
    return tr.text(
        N_("The chain is whole: %(changes)s changes, %(looks)s looks. Its end: %(head)s"),
        changes=tr.number(state.changes),
        looks=tr.number(state.looks),
        head=state.head,
    )


def _write_csv(lines: list[ActLine], path: Path, tr: Translator) -> None:
    """Write lines for other programs; what they would take for a formula is held back."""
    import csv
    from io import StringIO

    from mediadesk.domain.fields import specs
    from mediadesk.export.report_csv import held
    from mediadesk.files import replacing

    target = StringIO()
    made = csv.writer(target, delimiter=";", lineterminator="\r\n")
    fields = specs(ActLine)
    made.writerow([tr.text(each.field.label) for each in fields])
    for line in lines:
        made.writerow([held(str(getattr(line, each.name))) for each in fields])
    with replacing(path) as part:
        part.write_bytes(target.getvalue().encode("utf-8-sig"))
