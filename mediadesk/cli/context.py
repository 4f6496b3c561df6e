"""What every command gets: the folder, the language, where to write, how to open the centre."""

import getpass
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from mediadesk.cli.status import Status
from mediadesk.domain.ports import Clock, Ids
from mediadesk.errors import Code, InputProblem, NeedsConfirmation, WorldTrouble
from mediadesk.i18n import Translator
from mediadesk.marks import N_

if TYPE_CHECKING:
    from mediadesk.usecases.desk import Desk

__all__ = ["Bar", "Context", "Status", "first_line", "needed"]

T = TypeVar("T")

_VARIABLE = "MEDIADESK_PASSPHRASE"
_USER = "MEDIADESK_USER"


@dataclass(slots=True)
class Context:
    """Everything a command needs; `args` are the parsed arguments."""

    args: Any
    tr: Translator
    centre: Path
    clock: Clock
    ids: Ids
    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)
    ask: Callable[[str], str] = getpass.getpass
    _bar: "Bar | None" = None

    @property
    def is_json(self) -> bool:
        """Tell whether one JSON object is wanted instead of words."""
        return bool(getattr(self.args, "json", False))

    def say(self, message: str, **params: object) -> None:
        """Say a sentence to people; nothing where JSON is wanted."""
        if not self.is_json:
            self.out.write(self.tr.text(message, **params) + "\n")

    def line(self, text: str = "") -> None:
        """Write a line of data to people."""
        if not self.is_json:
            self.out.write(text + "\n")

    def give(self, data: dict[str, object]) -> None:
        """Give the JSON object of the command, if it is wanted."""
        if self.is_json:
            text = json.dumps(data, ensure_ascii=False, indent=1, default=str)
            self.out.write(text + "\n")

    def passphrase(self, *, is_new: bool = False) -> str:
        """Take the passphrase from the file told, the environment or the prompt.

        InputProblem(PASSPHRASE_MISSING) where there is none and nobody to ask.
        """
        told = getattr(self.args, "passphrase_file", None)
        if told:
            return first_line(Path(told))
        given = os.environ.get(_VARIABLE, "")
        if given:
            return given
        if not sys.stdin.isatty():
            raise InputProblem(Code.PASSPHRASE_MISSING)
        typed = self.ask(self.tr.text(N_("Passphrase")) + ": ")
        if is_new and typed != self.ask(self.tr.text(N_("The same passphrase again")) + ": "):
            raise InputProblem(Code.PASSPHRASE_DIFFERS)
        if not typed:
            raise InputProblem(Code.PASSPHRASE_MISSING)
        return typed

    def user(self) -> str:
        """Tell who gives the command: the name at the door, from the option or the environment."""
        return getattr(self.args, "user", None) or os.environ.get(_USER, "")

    @contextmanager
    def desk(self, passphrase: str = "") -> Iterator["Desk"]:
        """Open the centre for one command and close it whatever happens; asks unless it is told."""
        from mediadesk.usecases.opening import open_desk

        desk = open_desk(
            self.centre,
            passphrase or self.passphrase(),
            clock=self.clock,
            ids=self.ids,
            user=self.user(),
            progress=self.bar(),
        )
        from mediadesk import config

        kept = config.load(self.centre)
        folder = kept.second_backup_folder
        desk.use_second(Path(folder) if folder else None, kept.second_backup_mark)
        desk.names_in = self.tr.language
        self.tr.take(desk.code_words(self.tr.language))
        try:
            yield desk
        finally:
            desk.close()

    def confirmed(self, work: Callable[[tuple[str, ...]], T]) -> T:
        """Do what may ask for its warnings to be confirmed; `--confirm` confirms them all."""
        try:
            return work(())
        except NeedsConfirmation as asked:
            if not self.args.confirm:
                raise
            findings: tuple[Any, ...] = asked.findings
            return work(tuple(str(each.code) for each in findings))

    def bar(self) -> "Bar":
        """Give a progress that shows on a terminal only."""
        self._bar = Bar(self.err, self.tr.text)
        return self._bar

    def end_bar(self) -> None:
        """Begin a new line, where a work was stopped in the middle of its line of progress."""
        if self._bar is not None:
            self._bar.end()


class Bar:
    """Progress as a line on a terminal; silent in a pipe."""

    def __init__(self, stream: TextIO, say: Callable[[str], str] = str) -> None:
        """Keep the stream if somebody looks at it; `say` gives words in the user's language."""
        self._say = say
        self._stream = stream if stream.isatty() else None
        self._shown = -1
        self._wide = 0

    def step(self, done: int, total: int, what: str = "") -> None:
        """Show the share that is done."""
        share = 100 * done // max(total, 1)
        if self._stream is None or share == self._shown:
            return
        self._shown = share
        text = f"{share:3d} % {self._say(what) if what else ''}"
        self._stream.write(f"\r{text.ljust(self._wide)}")
        self._stream.flush()
        self._wide = len(text)
        if done >= total:
            self.end()

    def end(self) -> None:
        """End the line, if it was begun."""
        if self._stream is not None and self._wide:
            self._stream.write("\n")
            self._wide = 0


def first_line(path: Path) -> str:
    """Give the first line of a file as a passphrase; WorldTrouble(FILE_MISSING)."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise WorldTrouble(Code.FILE_MISSING, name=path.name) from error
    line = text.splitlines()[0] if text.splitlines() else ""
    if not line:
        raise InputProblem(Code.PASSPHRASE_MISSING)
    return line


def needed(ctx: Context, *names: str) -> None:
    """Demand arguments that are only needed where nothing is listed."""
    missing = [name for name in names if not getattr(ctx.args, name)]
    if missing:
        detail = ctx.tr.text(N_("missing: %(what)s"), what=", ".join(map(_shown, missing)))
        raise InputProblem(Code.USAGE, detail=detail)


def _shown(name: str) -> str:
    return name.upper() if name in ("form", "kind", "case", "file") else f"--{name}"
