"""The works of the program that are killed, failed and cut off, and what may be there afterwards."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mediadesk.cli import run as cli
from mediadesk.db import DATABASE, backup, check, keys, migrations
from mediadesk.db.connection import open_connection
from mediadesk.db.store import Store
from mediadesk.domain.commands import SaveMediator
from mediadesk.domain.model import Mediator
from mediadesk.errors import Code, MediaDeskError, WorldTrouble
from mediadesk.i18n import Translator
from mediadesk.usecases.opening import create_desk, new_file_key, open_desk
from tests.desks import PASSPHRASE, CountedIds, SetClock, appeal, full, office
from tests.offices import office_desk, sent

__all__ = ["JOBS", "NEW", "Job", "Place", "State", "look", "make_template"]

NEW = "an entirely new passphrase"
_HEAD = "№;Дата обращения;Первая сторона;Вторая сторона;Вид спора;Результат;Сумма спора\n"
_IDS = 5_000_000
_MESSAGES = ("ru", "kk")


@dataclass(frozen=True)
class Place:
    """A folder with the centre `c`, and the files the works need and make."""

    root: Path

    @property
    def centre(self) -> Path:
        return self.root / "c"

    @property
    def out(self) -> Path:
        return self.root / "out"


@dataclass(frozen=True)
class State:
    """What a centre is found to be: its journal, its cases, whose passphrase opens it."""

    head: tuple[int, str]
    cases: int
    schema: str
    is_new_passphrase: bool
    names: frozenset[str]


@dataclass(frozen=True)
class Told:
    """How a work ended: exit status, what was said, and the fault if there was one of ours."""

    status: int
    text: str = ""


Work = Callable[[str], Told]


@dataclass(frozen=True)
class Job:
    """A work: `begin` gets ready what is not watched, and gives what is.

    With `may_stay` the result gets its name before the journal tells of it: on a disk that refuses
    everything from then on it cannot be taken away again, though the work is told to have failed.
    """

    name: str
    begin: Callable[[Place], Work]
    may_stay: bool = False


def command(*words: str, of: str = "c") -> Callable[[Place], Work]:
    """Make a work of a command as a script would give it; `{}` stands for the folder."""

    def begin(place: Place) -> Work:
        told = [each.replace("{}", str(place.root)) for each in words]

        def work(language: str) -> Told:
            os.environ["MEDIADESK_PASSPHRASE"] = PASSPHRASE
            os.environ["MEDIADESK_PACKAGE_PASSPHRASE"] = "package of the tests"
            out, err = io.StringIO(), io.StringIO()
            argv = ["--centre", str(place.root / of), "--lang", language, *told]
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                status = cli.run(
                    argv,
                    clock=SetClock(),
                    ids=CountedIds(_IDS),
                    usual=lambda: place.centre,
                    window=lambda *_: 9,
                )
            return Told(status, err.getvalue())

        return work

    return begin


def at_desk(do: Callable, *, is_immediate: bool = True) -> Callable[[Place], Work]:
    """Make a work of what a person does at an open desk."""

    def begin(place: Place) -> Work:
        desk = open_desk(
            place.centre,
            PASSPHRASE,
            clock=SetClock(),
            ids=CountedIds(_IDS),
            immediate=is_immediate,
        )

        def work(language: str) -> Told:
            return _said(lambda: do(desk), language)

        def head() -> int:
            with desk.store.reader() as reader:
                return reader.journal()[0].seq

        work.close, work.head = desk.close, head  # what was opened is looked at, and closed
        return work

    return begin


def _said(do: Callable[[], object], language: str) -> Told:
    """Do it, and give an error as the program would say it."""
    try:
        do()
    except MediaDeskError as error:
        return Told(int(cli.status_of(error)), Translator(language).error(error))
    return Told(0)


def _save(desk) -> None:
    appeal(desk)


def _passphrase(desk) -> None:
    desk.change_passphrase(NEW, PASSPHRASE).result()


def _rekey(place: Place) -> Work:
    def work(language: str) -> Told:
        return _said(
            lambda: new_file_key(place.centre, PASSPHRASE, clock=SetClock(), ids=CountedIds(_IDS)),
            language,
        )

    return work


JOBS: dict[str, Job] = {
    job.name: job
    for job in (
        Job("save", at_desk(_save)),
        Job("backup", command("backup", "make")),
        Job("backup elsewhere", command("backup", "make", "--to", "{}/out/b.mdbackup")),
        Job("restore", command("backup", "restore", "{}/old.mdbackup")),
        Job("import", command("import", "{}/journal.csv")),
        Job("merge", command("package", "merge", "{}/other.mdpack")),
        Job("package", command("package", "make", "--to", "{}/out/p.mdpack"), may_stay=True),
        Job("export", command("export", "--unprotected", "--to", "{}/out/all"), may_stay=True),
        Job(
            "report",
            command("report", "summary", "--period", "2026", "--out", "{}/out/r.xlsx"),
        ),
        Job("print pdf", command("document", "agreement", "2026/0002", "--out", "{}/out/d.pdf")),
        Job(
            "print docx",
            command(
                "document", "agreement", "2026/0002", "--format", "docx", "--out", "{}/out/d.docx"
            ),
        ),
        Job("attach", command("files", "attach", "2026/0001", "{}/journal.csv")),
        Job("migration", command("check", of="older")),
        Job("new centre", command("init", "--name-ru", "Ц", "--name-kk", "О", "--bin",
                                  "050640000017", "--region", "27", of="new")),
        Job("passphrase", at_desk(_passphrase)),
        Job("new key", _rekey),
    )
}  # fmt: skip


def make_template(root: Path) -> None:
    """Make a place: a centre with cases, a backup of earlier, a journal, a package, an older file."""
    place = Place(root)
    place.out.mkdir(parents=True)
    desk, _key = create_desk(
        place.centre, PASSPHRASE, clock=SetClock(), ids=CountedIds(), office=office()
    )
    appeal(desk)
    desk.backup(root / "old.mdbackup")
    full(desk)
    for number in range(3):
        made = Mediator(name_ru=f"Медиатор {number}", certificate="1")
        desk.execute(SaveMediator(mediator=made)).result()
    desk.close()
    lines = [f"{n};0{n}.02.2026;А{n};Б{n};семейный;консультация;1000" for n in range(1, 8)]
    (root / "journal.csv").write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    other = office_desk(root / "other", 2)
    appeal(other)
    sent(other, root).rename(root / "other.mdpack")
    other.close()
    shutil.rmtree(root / "other")
    _older(root / "older")


def _older(folder: Path) -> None:
    """Make a centre of the first schema."""
    desk, _key = create_desk(folder, PASSPHRASE, clock=SetClock(), ids=CountedIds())
    key = desk.store.key
    desk.close()
    for left in folder.glob(f"{DATABASE}*"):
        left.unlink()
    known = dict(migrations.MIGRATIONS)
    conn = open_connection(folder / DATABASE, key, create=True)
    for name in list(migrations.MIGRATIONS)[1:]:
        del migrations.MIGRATIONS[name]
    migrations.apply_pending(conn)
    migrations.MIGRATIONS.update(known)
    conn.close()


def _opened(folder: Path) -> tuple[Store, bool]:
    for secret in (PASSPHRASE, NEW):
        try:
            ids = CountedIds(_IDS * 2)
            store = Store.open(folder, secret, clock=SetClock(), ids=ids, immediate=True)
        except WorldTrouble as trouble:
            if trouble.code is not Code.WRONG_PASSPHRASE or secret == NEW:
                raise
        else:
            return store, secret == NEW
    raise AssertionError


def look(root: Path, job: str) -> State:
    """Open the centre of a place as a person would, check it wholly, and tell what it is.

    Everything that fails here is a broken promise: a file that does not open, a finding of the
    check, a result that is no whole file.
    """
    folder = root / {"migration": "older", "new centre": "new"}.get(job, "c")
    names = frozenset(str(p.relative_to(root)) for p in (root / "out").rglob("*") if p.is_file())
    for name in names:
        _whole(root / name)
    if not (folder / DATABASE).exists() and job == "new centre":
        return State((0, ""), 0, "", False, names)
    old = _schema(folder) if job == "migration" else ""
    store, is_new = _opened(folder)
    found = check.run(store)
    assert not found, [f.code for f in found]
    with store.reader() as reader:
        conn = reader._conn
        seq, digest = conn.execute(
            "SELECT coalesce(max(seq), 0), (SELECT hex(hash) FROM journal ORDER BY seq DESC LIMIT 1)"
            " FROM journal"
        ).fetchone()
        (cases,) = conn.execute("SELECT count(*) FROM cases").fetchone()
    for path in backup.listing(folder):
        backup.verify(path, _key_of(path, store.key))
    store.close()
    left = [p.name for p in folder.rglob("*") if p.name.endswith(".part") or ("mediadesk-" in p.name
            and p.name.startswith("."))]  # fmt: skip
    left += [p.name for p in folder.glob("centre.re*")]
    assert not left, left
    return State((seq, digest or ""), cases, old, is_new, names)


def _key_of(path: Path, key: bytes) -> bytes:
    """Give the key of a backup: one made before a new file key has the old one."""
    if "-rekey" not in path.name:
        return key
    import zipfile

    with zipfile.ZipFile(path) as box:
        return keys.KeyFile(box.read(keys.KEY_FILE).decode()).unlock(PASSPHRASE, "passphrase")


def _schema(folder: Path) -> str:
    """Name the newest migration a file has been through, before anybody opens it."""
    key = keys.read(folder).unlock(PASSPHRASE, "passphrase")
    conn = open_connection(folder / DATABASE, key)
    try:
        return migrations.applied(conn)[-1]
    finally:
        conn.close()


def _whole(path: Path) -> None:
    """A result has the end of its kind."""
    if path.name.startswith("."):
        return  # what was being written, and is no result
    data = path.read_bytes()
    if path.suffix == ".pdf":
        assert data.rstrip().endswith(b"%%EOF"), path.name
    elif path.suffix in (".docx", ".xlsx", ".mdbackup"):
        import zipfile

        with zipfile.ZipFile(path) as box:
            assert box.testzip() is None
