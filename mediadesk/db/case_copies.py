"""Reads one case out of a backup: unpacked into a private folder, encrypted all the time."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from mediadesk import files
from mediadesk.db import attachments, backup, migrations
from mediadesk.db.connection import open_connection, translated
from mediadesk.db.fetching import equal, fetch, fetch_all
from mediadesk.domain.case_copies import CaseCopy, collected, people_of
from mediadesk.domain.model import Case, Office
from mediadesk.errors import Code, InputProblem, MediaDeskError, WorldTrouble

__all__ = ["OpenedBackup", "opened"]


class OpenedBackup:
    """A backup that can be read while it is open."""

    def __init__(self, path: Path, key: bytes, made_at: str) -> None:
        """Keep the unpacked file and its key."""
        self._path = path
        self._key = key
        self.made_at = made_at

    def case(self, number: str) -> CaseCopy:
        """Give the case of this office with a number such as 2026/0001; InputProblem(NOT_FOUND)."""
        with closing(open_connection(self._path, self._key, read_only=True)) as conn, translated():

            def find(cls: type, **equals: object) -> tuple[object, ...]:
                return fetch_all(conn, cls, *equal(cls, equals))

            offices = fetch_all(conn, Office, "ORDER BY id LIMIT 1", ())
            year, _, seq = number.strip().partition("/")
            if not (offices and year.isdecimal() and seq.isdecimal()):
                raise InputProblem(Code.NOT_FOUND, what=number)
            wanted = {"office_id": offices[0].id, "year": int(year[:9]), "seq": int(seq[:9])}
            cases = fetch_all(conn, Case, *equal(Case, wanted))
            if not cases:
                raise InputProblem(Code.NOT_FOUND, what=number)
            records = collected(find, cases[0])
            people = (fetch(conn, cls, id_) for cls, id_ in people_of(records))
            return CaseCopy(self.made_at, records, tuple(each for each in people if each))

    def content(self, sha256: str) -> Iterator[bytes]:
        """Give the bytes of a file, on whatever thread asks; see `attachments.read`."""
        with closing(open_connection(self._path, self._key, read_only=True)) as conn:
            yield from attachments.read(conn, sha256)


@contextmanager
def opened(path: Path, key: bytes, passphrase: str, place: Path) -> Iterator[OpenedBackup]:
    """Open a backup with the key of the centre, or with the passphrase of its time if one is told.

    It is checked wholly first; one of an earlier schema is brought up, the file in `path` stays as
    it is. WorldTrouble: WRONG_PASSPHRASE, BACKUP_BAD, FILE_MISSING, FILE_NEWER.
    """
    files.private_folder(place)
    with backup.unpacked(path, place) as (copy, key_file, manifest):
        own = key_file.unlock(passphrase, "passphrase") if passphrase else key
        facts = backup.proven(copy, own, path, manifest)
        try:
            with closing(open_connection(copy, own)) as conn:
                migrations.apply_pending(conn)
        except MediaDeskError as error:
            raise WorldTrouble(Code.BACKUP_BAD) from error
        yield OpenedBackup(copy, own, facts.made_at)
