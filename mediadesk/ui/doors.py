"""The way to a centre's file for the gate: opening, making, practising, putting a backup back."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mediadesk.ui.gate_keys import Door

if TYPE_CHECKING:
    from mediadesk.domain.changes import Finding
    from mediadesk.domain.model import Office
    from mediadesk.domain.ports import Clock, Ids
    from mediadesk.domain.rehearsals import Rehearsal
    from mediadesk.usecases.desk import Desk

__all__ = ["door_to", "is_practice", "operator"]

_PRACTICE_PASSPHRASE = "practice only, nobody's data"  # noqa: S105  (invented people)
_PRACTICE_CASES = 120


def is_practice(office: "Office | None") -> bool:
    """Tell whether this is the office of the practice centre."""
    from mediadesk import assets

    own = assets.load_toml("practice/people.toml")["office"]
    return office is not None and office.name_ru == own["name_ru"]


def door_to(centre: Path, *, clock: "Clock", ids: "Ids", is_chosen: bool = False) -> Door:
    """Make the door of a centre's folder, with the practice centre in a folder beside it.

    A folder that somebody has chosen before is missed if it is not there.
    """
    from mediadesk.usecases.opening import (
        create_desk,
        has_centre,
        has_key_parts,
        open_or_view,
        people_at_door,
    )
    from mediadesk.usecases.recovery import Rescue

    return Door(
        exists=lambda: has_centre(centre),
        open=lambda passphrase, recovery, person="", progress=None: open_or_view(
            centre,
            passphrase,
            clock=clock,
            ids=ids,
            recovery_key=recovery,
            user=person,
            operator=operator(),
            immediate=False,
            progress=progress,
        ),
        create=lambda office, passphrase: create_desk(
            centre,
            passphrase,
            clock=clock,
            ids=ids,
            office=office,
            operator=operator(),
            immediate=False,
        ),
        practice=lambda language: _practice(centre, clock, ids, language),
        is_missing=lambda: is_chosen and not centre.is_dir(),
        place=centre,
        people=lambda: people_at_door(centre),
        has_parts=lambda: has_key_parts(centre),
        rescue=lambda: Rescue(centre, clock=clock),
        **_about_backups(centre, clock, ids),
    )


def _practice(centre: Path, clock: "Clock", ids: "Ids", language: str) -> "Desk":
    """Open the practice centre beside a centre's folder, or make it in a language."""
    from mediadesk.usecases.opening import create_desk, has_centre, open_desk

    folder = centre.with_name(f"{centre.name}-practice")
    if has_centre(folder):
        return open_desk(folder, _PRACTICE_PASSPHRASE, clock=clock, ids=ids, immediate=False)
    from mediadesk.usecases.practice import fill

    folder.mkdir(parents=True, exist_ok=True)
    desk, _key = create_desk(folder, _PRACTICE_PASSPHRASE, clock=clock, ids=ids, immediate=False)
    fill(
        desk.store,
        desk.law,
        cases=_PRACTICE_CASES,
        seed=1,
        last=clock.today(),
        language=language,
    )
    return desk


def _about_backups(centre: Path, clock: "Clock", ids: "Ids") -> dict[str, Any]:
    """Make the parts of a door that are about backups and the folder."""
    from mediadesk.usecases.opening import open_desk, people_at_door, restore_backup

    def practised(path: Path, passphrase: str) -> "tuple[Rehearsal, Path | None]":
        from mediadesk.usecases.practising import practise_here

        return practise_here(path, passphrase, clock)

    def warned() -> "tuple[Finding, ...]":
        from mediadesk.usecases.places import warnings_of

        return warnings_of(centre)

    def restored(path: Path, passphrase: str) -> "Desk | None":
        restore_backup(centre, path, passphrase)
        if people_at_door(centre):
            return None  # who it is must be told first
        return open_desk(
            centre, passphrase, clock=clock, ids=ids, operator=operator(), immediate=False
        )

    return {"practise": practised, "restore": restored, "warnings": warned}


def operator() -> str:
    """Name who sits at the computer; '' where the system does not know."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
