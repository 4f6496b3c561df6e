"""Works on the file of a centre whose desk is closed for it: the gate shows them and opens it again."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from mediadesk.marks import N_
from mediadesk.ui.doors import operator

if TYPE_CHECKING:
    from mediadesk.domain.ports import Clock
    from mediadesk.errors import MediaDeskError
    from mediadesk.ui.main_window import MainWindow
    from mediadesk.ui.unlock import Gate
    from mediadesk.usecases.desk import Desk
    from mediadesk.usecases.updating import WayBack

__all__ = ["go_back", "rekey", "restore", "work_again"]


class _Program(Protocol):
    """What is needed of the program that leads from the gate to the desk."""

    clock: "Clock"
    after: Callable[[], None]
    options: tuple[str, ...]

    @property
    def desk(self) -> "Desk | None": ...

    def to_gate(self) -> "Gate": ...

    def change_desk(self, desk: "Desk") -> None: ...

    def show_desk(self, page: str = ..., args: dict[str, Any] | None = ...) -> "MainWindow": ...


def restore(program: _Program, path: Path, passphrase: str) -> None:
    """Put a proven backup in the place of the open centre, in a thread, and open it."""
    desk = program.desk
    if desk is None:
        return
    folder, ids, who = desk.centre, desk.ids, desk.user.login

    def work() -> "Desk":
        from mediadesk.usecases.opening import open_desk, restore_backup

        restore_backup(folder, path, passphrase)
        return open_desk(
            folder, passphrase, clock=program.clock, ids=ids, user=who, immediate=False
        )

    program.to_gate().work_on(work)


def rekey(program: _Program, passphrase: str) -> None:
    """Encrypt the centre with a new key, in a thread, and show what must be written down."""
    desk = program.desk
    if desk is None:
        return
    folder, clock, ids, who = desk.centre, program.clock, desk.ids, desk.user.login
    who_sits = desk.user.shown or operator()

    def work() -> "tuple[Desk, str, tuple[tuple[str, str], ...]]":
        from mediadesk.usecases.opening import new_file_key, open_desk

        key, firsts = new_file_key(
            folder, passphrase, clock=clock, ids=ids, user=who, operator=who_sits
        )
        made = open_desk(
            folder, passphrase, clock=clock, ids=ids, user=who, operator=who_sits,
            immediate=False,
        )  # fmt: skip
        return made, key, firsts

    gate = program.to_gate()
    gate.work_on(work, N_("The centre is being encrypted with a new key…"), gate.show_rekeyed)


def go_back(program: _Program, way: "WayBack", passphrase: str) -> None:
    """Put the backup of the older version back, in a thread, then start that version."""
    desk = program.desk
    if desk is None:
        return
    folder = desk.centre

    def work() -> None:
        from mediadesk.usecases.updating import go_back

        go_back(folder, way, passphrase)

    def done(_none: object) -> None:
        from mediadesk.ui.update_words import start_again, tell_package

        if way.here.previous:
            program.after = lambda: start_again(way.here, program.options)
        else:
            tell_package(gate.messages, way)
        gate.close()

    gate = program.to_gate()
    gate.work_on(work, N_("The older version is being put back…"), done)


def work_again(program: _Program, window: "MainWindow") -> None:
    """Try beside the window to work in a centre that is open for looking only."""
    desk = program.desk
    if desk is None:
        return
    again = window.standing.again
    again.setEnabled(False)  # one try at a time

    def work() -> "Desk":
        from mediadesk.usecases.opening import work_again

        return work_again(desk, immediate=False)

    def entered(made: "Desk") -> None:
        page, args = window.here
        program.change_desk(made)
        program.show_desk(page or "start", args)

    def failed(error: "MediaDeskError") -> None:
        again.setEnabled(True)
        window.messages.error(error)

    words = window.ctx.tr.text(N_("Try again"))
    window.jobs.run(desk.background(work), entered, failed, owner=window, label=words)
