"""The whole case file as one PDF: registered copies, files, cover and contents; no private notes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from mediadesk import files
from mediadesk.domain.model import Attachment
from mediadesk.domain.types import Languages, PartySide
from mediadesk.errors import Cancelled, InputProblem, MediaDeskError
from mediadesk.errors import Code as ErrorCode
from mediadesk.i18n import Translator
from mediadesk.marks import N_
from mediadesk.usecases.paper_proof import PaperProofs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mediadesk.domain.model import PrintedCopy
    from mediadesk.domain.ports import Progress
    from mediadesk.domain.rows import CaseFile
    from mediadesk.export.casefile_parts import Front, Part, Words

__all__ = ["WholeCase"]

_SPOKEN: Final = {
    Languages.RU: ("ru",),
    Languages.KK: ("kk",),
    Languages.BOTH: ("kk", "ru"),
}
_PICTURES: Final = frozenset({"bmp", "gif", "jpeg", "jpg", "png", "tif", "tiff", "webp"})


class _Speaker:
    """Says words in one language, or in both with a slash between."""

    def __init__(self, languages: Languages) -> None:
        self.langs = _SPOKEN[languages]
        self._all = [Translator(each) for each in self.langs]

    def text(self, message: str, **params: object) -> str:
        """Say a message; equal words are said once."""
        return " / ".join(dict.fromkeys(tr.text(message, **params) for tr in self._all))

    def pair(self, ru: str, kk: str) -> str:
        """Say a text that is there in both languages."""
        told = {"ru": ru or kk, "kk": kk or ru}
        return " / ".join(dict.fromkeys(told[lang] for lang in self.langs if told[lang]))


class WholeCase(PaperProofs):
    """Puts everything that may be shown of a case into one PDF."""

    def write_case_file(
        self,
        case_id: int,
        path: Path,
        languages: Languages = Languages.BOTH,
        progress: Progress | None = None,
    ) -> int:
        """Write the case file, whole or not at all; gives the number of papers in it.

        Private notes of the mediator and the screening never stand in it. `languages` are those of
        cover and contents; InputProblem(NOT_IN_LANGUAGE) for any but Russian, Kazakh or both. Files of
        others that cannot be read get a page saying so; those that are neither PDF nor picture are listed.
        """
        from mediadesk.export import casefile_pdf

        if languages not in _SPOKEN:
            raise InputProblem(ErrorCode.NOT_IN_LANGUAGE)
        say, file = _Speaker(languages), self.case_file(case_id)
        self.demand_usable(file)
        parts = [*self._registered_parts(file, say), *self._file_parts(file, say)]
        data = casefile_pdf.render(self._cover_of(file, say), parts, progress)
        with files.replacing(path) as part:
            part.write_bytes(data)
        return len(parts)

    def _cover_of(self, file: CaseFile, say: _Speaker) -> Front:
        from mediadesk.export.casefile_parts import Front

        case, office = file.case, file.office
        lines = [(say.text(N_("Kind of dispute")), say.text(case.kind.label))]
        for side in PartySide:
            names = [
                say.pair(row.name_ru, row.name_kk) for row in file.parties if row.party.side is side
            ]
            lines.append((say.text(side.label), "; ".join(names)))
        if file.mediator is not None:
            mediator = say.pair(file.mediator.name_ru, file.mediator.name_kk)
            lines.append((say.text(N_("Mediator")), mediator))
        days = (
            (N_("Date of appeal"), case.received_on),
            (N_("Date of the contract"), file.contract.concluded_on if file.contract else None),
            (N_("Date of the end"), case.ended_on),
        )
        lines += [(say.text(name), _day(day)) for name, day in days if day]
        lines.append((say.text(N_("Outcome")), say.text(case.outcome.label)))
        lines.append((say.text(N_("Put together on")), _day(self.clock.today())))
        return Front(
            centre=say.pair(office.name_ru, office.name_kk),
            title=say.text(N_("Case file")),
            number=case.number,
            lines=tuple(lines),
            words=_words(say, case.number),
        )

    def _registered_parts(self, file: CaseFile, say: _Speaker) -> Iterator[Part]:
        """Yield each registered version once, in the order of registering."""
        from mediadesk.domain.document_copies import newest_first
        from mediadesk.export.casefile_parts import Part

        known: dict[tuple[object, ...], PrintedCopy] = {}
        for copy in reversed(newest_first(file.copies)):
            key = (copy.kind, copy.about, copy.languages, copy.version)
            if key not in known or copy.copy < known[key].copy:
                known[key] = copy
        for copy in known.values():
            title = say.text(
                N_("%(kind)s, version %(version)s, %(language)s"),
                kind=copy.kind,
                version=copy.version,
                language=copy.languages,
            )
            try:
                data = self.reprint(copy.id)
            except Cancelled:
                raise
            except MediaDeskError:
                data = b""
            yield Part(title, _day(date.fromisoformat(copy.printed_at[:10])), "own", data)

    def _file_parts(self, file: CaseFile, say: _Speaker) -> Iterator[Part]:
        """Yield the newest version of each file, in the order of adding."""
        from mediadesk.export.casefile_parts import Part

        newest: dict[str, Attachment] = {}
        for each in file.all(Attachment):
            if each.series not in newest or each.version > newest[each.series].version:
                newest[each.series] = each
        for each in newest.values():
            ending = each.name.rpartition(".")[2].lower()
            kind = "pdf" if ending == "pdf" else "picture" if ending in _PICTURES else ""
            title = f"{say.text(each.kind.label)}: {each.title or each.name}"
            day = _day(date.fromisoformat(each.added_at[:10]))
            if not kind:
                note = say.text(N_("Kept in the program; it cannot be shown on paper"))
                yield Part(title, day, note=note)
                continue
            try:
                data = self.attachment_data(each)
            except Cancelled:
                raise
            except MediaDeskError:
                data = b""
            yield Part(title, day, kind, data)

    def attachment_data(self, record: Attachment) -> bytes:
        """Give the bytes of an attached file; WorldTrouble(ATTACHMENT_DAMAGED) if they do not prove.

        InputProblem(CASE_SHUT) where data of a person of the case are blocked.
        """
        if record.case_id in self.shut_cases():
            raise InputProblem(ErrorCode.CASE_SHUT)
        with self.store.reader() as reader:
            return b"".join(reader.content(record.sha256))


def _words(say: _Speaker, number: str) -> Words:
    from mediadesk.export.casefile_parts import Words

    stamp = say.text(
        N_("Case %(number)s, sheet %(sheet)s of %(sheets)s"),
        number=number,
        sheet="%(sheet)s",
        sheets="%(sheets)s",
    )
    heads = (N_("No."), N_("Paper"), N_("Day"), N_("Sheets"))
    one, two, three, four = (say.text(each) for each in heads)
    unreadable = N_("This file cannot be opened: it is damaged or locked with a password.")
    return Words(
        contents=say.text(N_("Inventory and contents")),
        heads=(one, two, three, four),
        stamp=stamp,
        unreadable=say.text(unreadable),
        cut=say.text(N_("The other pages of this file are kept in the program.")),
        lang="kk-KZ" if say.langs[0] == "kk" else "ru-KZ",
    )


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""
