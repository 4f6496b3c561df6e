"""Several offices of the tests, each with its own file, its own identities and its own keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mediadesk.domain import commands as c
from mediadesk.domain.model import Office
from mediadesk.domain.packages import MergeChoices, MergePreview
from mediadesk.usecases.desk import Desk
from mediadesk.usecases.opening import create_desk
from tests.desks import PASSPHRASE, CountedIds, SetClock

SECRET = "package of the tests"


def office_desk(folder: Path, number: int, *, clock: SetClock | None = None) -> Desk:
    """Make the file of an office; `number` keeps its identities apart from others."""
    made = Office(name_ru=f"Офис {number}", name_kk=f"Кеңсе {number}", region="27")
    desk, _key = create_desk(
        folder,
        PASSPHRASE,
        clock=clock or SetClock(),
        ids=CountedIds(number * 1_000_000),
        office=made,
    )
    return desk


def sent(desk: Desk, folder: Path, **how: Any) -> Path:
    """Make the next package of an office; gives its file."""
    path = folder / f"p{len(list(folder.glob('*.mdpack')))}.mdpack"
    desk.make_package(path, passphrase=SECRET, **how)
    return path


def trusting(preview: MergePreview, **chosen: Any) -> MergeChoices:
    """Choose to trust all offices of a preview."""
    return MergeChoices(trusted=frozenset(card.office_uid for card in preview.unknown), **chosen)


def merged(desk: Desk, *paths: Path, **chosen: Any) -> Any:
    """Merge packages, trusting their offices; gives the outcome."""
    preview = desk.preview_packages(paths, SECRET)
    return desk.merge_packages(preview, trusting(preview, **chosen)).result()


def contents(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """Give all rows of an office's file that packages touch, but for revisions and the journal."""
    left = (
        "journal",
        "search_words",
        "sqlite_",
        "_sqlite",
        "secret",
        "received_package",
        "partner",
    )
    found: dict[str, list[tuple[Any, ...]]] = {}
    with desk.store.reader() as reader:
        conn = reader._conn
        for (name,) in conn.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        ).fetchall():
            if name.startswith(left):
                continue
            columns = [
                row[1] for row in conn.execute(f"PRAGMA table_info({name})") if row[1] != "rev"
            ]
            rows = conn.execute(f"SELECT {', '.join(columns)} FROM {name}").fetchall()
            found[name] = sorted(map(tuple, rows), key=repr)
    return found


def changed_subject(desk: Desk, case_id: int, text: str) -> None:
    """Change the subject of a case."""
    from dataclasses import replace

    desk.change_here(case_id)
    case = desk.case_file(case_id).case
    desk.execute(c.EditCase(case=replace(case, subject_ru=text))).result()
