"""Named SQL of the courts, bodies and officers that were entered before, the newest first."""

import json
from typing import Final

from mediadesk.db.connection import Connection, rows
from mediadesk.domain.bilingual import Words
from mediadesk.domain.codes import NoticeKind

__all__ = ["named_bodies", "named_officers"]

_MOST: Final = 2000
_TO_BODIES: Final = json.dumps(
    [
        *(NoticeKind.CONTRACT_TO_COURT, NoticeKind.EXTENSION_TO_COURT, NoticeKind.MEDIATOR_CHANGED),
        *(NoticeKind.TERMINATION, NoticeKind.AGREEMENT_SENT),
        *(NoticeKind.TO_BAILIFF, NoticeKind.CHILD_PROTECTION, NoticeKind.REFERRAL),
    ]
)
_NAMED: Final = "WHERE body_name <> '' OR body_name_kk <> ''"
"""As the index of these cases has it: then only they are read."""
_SOURCES: Final = (
    f"SELECT body_name, body_name_kk FROM cases {_NAMED} ORDER BY id DESC LIMIT {_MOST}",
    f"SELECT name, name_kk FROM approval ORDER BY id DESC LIMIT {_MOST}",
)
_ADDRESSED: Final = (
    "SELECT addressee, addressee_kk FROM (SELECT kind, addressee, addressee_kk FROM notice"
    f" ORDER BY id DESC LIMIT {_MOST}) WHERE kind IN (SELECT value FROM json_each(?))"
)
_OFFICERS: Final = (
    f"SELECT body_officer, body_officer_kk FROM cases {_NAMED} ORDER BY id DESC LIMIT {_MOST}"
)


def named_bodies(conn: Connection) -> list[Words]:
    """Give courts, bodies and notaries of cases, approvals and notices to bodies."""
    found = [Words(ru, kk) for sql in _SOURCES for ru, kk in rows(conn, sql)]
    return found + [Words(ru, kk) for ru, kk in rows(conn, _ADDRESSED, (_TO_BODIES,))]


def named_officers(conn: Connection) -> list[Words]:
    """Give judges and officers of cases."""
    return [Words(ru, kk) for ru, kk in rows(conn, _OFFICERS)]
