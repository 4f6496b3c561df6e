"""Offices of a practice centre: three that are known, packages of two, questions of a coordinator."""

from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from mediadesk.domain.model import Case, Partner, ReceivedPackage, Remark
from mediadesk.domain.remark_records import RemarkKind, RemarkState

if TYPE_CHECKING:
    from mediadesk.db.unit import Unit
    from mediadesk.usecases.practice_words import PracticeWords

__all__ = ["add_offices"]

_PACKAGES: Final = ((0, 1, 62), (0, 3, 1), (1, 1, 1))
"""Office, number of the package, days since its last day."""
_WANTED: Final = "court"


def add_offices(unit: "Unit", words: "PracticeWords", last: date) -> None:
    """Make other offices known and let the coordinator ask about two cases; no foreign cases."""
    offices = words.rows("office")
    uids = [_hexadecimal(f"office {row['ru']}")[:32] for row in offices]
    for uid, row in zip(uids, offices, strict=True):
        unit.add(
            Partner(
                office_uid=uid,
                name_ru=row["ru"],
                name_kk=row["kk"],
                region=row["region"],
                sign_key=_hexadecimal(f"sign {row['ru']}"),
                box_key=_hexadecimal(f"box {row['ru']}"),
                added_on=last - timedelta(days=90),
                is_expected=row["is_expected"],
            )
        )
    for place, number, days in _PACKAGES:
        at = last - timedelta(days=days)
        unit.add(
            ReceivedPackage(
                package_uid=_hexadecimal(f"package {place} {number}")[:32],
                office_uid=uids[place],
                number=number,
                made_at=f"{at.isoformat()}T10:00:00+05:00",
                merged_at=f"{at.isoformat()}T12:30:00+05:00",
                until_on=at,
                is_full=number == 1,
            )
        )
    _ask(unit, words, uids[2], last)


def _ask(unit: "Unit", words: "PracticeWords", office_uid: str, last: date) -> None:
    """Let a question and a correction wait on the two newest cases."""
    cases = sorted(unit.find(Case), key=lambda each: (each.received_on, each.id))[-2:]
    told = (
        {"text": words.one("question")},
        {
            "kind": RemarkKind.CORRECTION,
            "field": "source",
            "wanted": _WANTED,
            "text": words.one("correction"),
        },
    )
    for case, facts in zip(cases, told, strict=False):
        made = Remark(
            office_uid=office_uid,
            is_ours=False,
            case_uid=case.uid.hex(),
            case_number=case.number,
            was=case.source.value if "field" in facts else "",
            written_on=last,
            state=RemarkState.WAITING,
            **facts,  # type: ignore[arg-type]  # fields of a remark by their names
        )
        unit.add(made)


def _hexadecimal(words: str) -> str:
    return sha256(words.encode()).hexdigest()
