"""Runs one command: language, arguments, errors to exit status. Nothing raised gets past here."""

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mediadesk import config
from mediadesk.cli.status import Status
from mediadesk.errors import Cancelled, Code, Kind, MediaDeskError
from mediadesk.i18n import NAMES, Translator
from mediadesk.marks import N_

if TYPE_CHECKING:
    from mediadesk.cli.context import Context
    from mediadesk.domain.ports import Clock, Ids

__all__ = ["run", "status_of"]

_MISTAKES = frozenset(
    {Code.CENTRE_EXISTS, Code.CENTRE_MISSING, Code.PASSPHRASE_MISSING, Code.PASSPHRASE_SHORT}
)


_FILE = "file"


def status_of(error: MediaDeskError) -> Status:
    """Give the exit status of an error: the caller's mistake or the world."""
    if error.code in _MISTAKES or error.kind is Kind.INPUT:
        return Status.WORLD if isinstance(error, Cancelled) else Status.MISTAKE
    return Status.WORLD


def run(
    argv: list[str],
    *,
    clock: "Clock",
    ids: "Ids",
    usual: Callable[[], Path],
    window: Callable[[Path, str, str], int],
) -> int:
    """Run a command, or the window where none is given, and give the exit status."""
    tr = Translator("en")
    centre: Path | None = None
    try:
        plain = _window_only(argv)
        if plain is not None:
            centre = Path(plain["--centre"]) if "--centre" in plain else usual()
            return window(centre, _language(plain.get("--lang"), centre), plain.get(_FILE, ""))

        from mediadesk.cli.builder import told_language
        from mediadesk.cli.context import Context
        from mediadesk.cli.parser import build

        tr = Translator(told_language(argv) or "ru")
        args = build(tr).parse_args(argv)
        centre = Path(args.centre) if args.centre else usual()
        language = _language(args.lang, centre)
        if args.command is None:
            return window(centre, language, "")
        tr = Translator(language)
        return int(_command(Context(args, tr, centre, clock, ids)))
    except SystemExit as done:  # argparse has shown the help
        return int(done.code or 0)
    except MediaDeskError as error:
        _tell(tr, error)
        return int(status_of(error))
    except KeyboardInterrupt:
        _tell(tr, Cancelled())
        return int(Status.WORLD)
    except BrokenPipeError:
        sys.stdout = None  # nobody reads any more; do not flush at exit
        return int(Status.DONE)
    except Exception as error:  # noqa: BLE001  # the last net: our bug, told without its values
        from mediadesk import logs

        report = logs.crash_report(
            (centre or usual()) / "logs", error, error.__traceback__, clock.now()
        )
        _say(tr.text(N_("A fault in the program. What was saved before is safe.")))
        if report is not None:
            _say(tr.text(N_("Report without personal data: %(name)s"), name=report))
        return int(Status.BUG)


def _clicked(argv: list[str]) -> tuple[list[str], str]:
    """Take off the file somebody clicked, which the system puts last: a whole path that is there."""
    last = argv[-1] if argv else ""
    is_value = len(argv) > 1 and argv[-2].startswith("-")
    if last.startswith("-") or is_value or not Path(last).suffix or not Path(last).is_file():
        return argv, ""
    if len(argv) > 1 and not {"--centre", "--lang"}.issuperset(argv[:-1:2]):
        return argv, ""  # the file of a command
    return argv[:-1], str(Path(last).resolve())


def _window_only(argv: list[str]) -> dict[str, str] | None:
    """Give the options where nothing but the window is wanted: the way there loads no parser."""
    argv, file = _clicked(argv)
    names, values = argv[::2], argv[1::2]
    if len(names) != len(values) or not {"--centre", "--lang"}.issuperset(names):
        return None
    found = {**dict(zip(names, values, strict=True)), _FILE: file}
    return found if found.get("--lang", "ru") in NAMES else None


def _language(told: str | None, centre: Path) -> str:
    """Choose the language: told, or that of the centre's settings, or Russian."""
    language = told or config.load(centre).language
    return language if language in NAMES else "ru"


def _command(ctx: "Context") -> Status:
    from mediadesk.cli.commands import COMMANDS

    if threading.current_thread() is threading.main_thread():
        _log(ctx)
    try:
        return COMMANDS[ctx.args.command](ctx)
    finally:
        ctx.end_bar()


def _log(ctx: "Context") -> None:
    """Keep a log only where there is a centre already."""
    if (ctx.centre / "logs").is_dir():
        from mediadesk import logs

        logs.start(ctx.centre / "logs")


def _tell(tr: Translator, error: MediaDeskError) -> None:
    """Say an error, and what the rules found, on standard error."""
    _say(tr.error(error))
    for finding in getattr(error, "findings", ()):
        source = f" ({tr.text(finding.source)})" if finding.source else ""
        _say(f"- {tr.finding(finding)}{source}")


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
