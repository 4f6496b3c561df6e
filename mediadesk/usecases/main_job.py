"""The main job, done by the program itself on a practice centre: documents and workbooks."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from mediadesk import files
from mediadesk.domain.queries import CaseQuery
from mediadesk.domain.types import DocumentKind, Languages, Outcome
from mediadesk.files import replacing

if TYPE_CHECKING:
    from mediadesk.usecases.desk import Desk

__all__ = ["WORKBOOKS", "do_main_job"]

WORKBOOKS: Final = ("ministry", "atameken", "summary")


def do_main_job(desk: "Desk", out: Path, year: int) -> tuple[Path, ...]:
    """Print contract and agreement of one case in all languages, write the yearly workbooks.

    Gives the files, all in `out`.
    """
    files.private_folder(out)
    made: list[Path] = []
    rows = desk.cases(CaseQuery(outcomes=(Outcome.AGREEMENT,)), 0, 1)
    for row in rows:
        number = row.number.replace("/", "-")
        for kind in (DocumentKind.CONTRACT, DocumentKind.AGREEMENT):
            for languages in (Languages.RU, Languages.KK, Languages.BOTH):
                path = out / f"{kind.value}-{number}-{languages.value}.pdf"
                printed = desk.document(row.id, kind, languages)
                with replacing(path) as part:
                    part.write_bytes(printed.pdf)
                made.append(path)
    for form in WORKBOOKS:
        path = out / f"{form}-{year}.xlsx"
        desk.write_report(form, str(year), "both", "xlsx", path)
        made.append(path)
    return tuple(made)
