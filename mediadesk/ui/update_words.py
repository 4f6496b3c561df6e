"""What is said and done at the end of an update: another version starts, or somebody must install it."""

from pathlib import Path
from typing import TYPE_CHECKING

from mediadesk.errors import MediaDeskError
from mediadesk.marks import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mediadesk.ui.messages import Messages
    from mediadesk.usecases.installed import Installed
    from mediadesk.usecases.updating import Prepared, WayBack

__all__ = ["apt_line", "install_package", "start_again", "start_file", "tell_package"]


def start_again(here: "Installed", options: "Sequence[str]") -> None:
    """Start the version that is in use now, with the options this one was started with."""
    start_file(here.program(), options)


def start_file(file: Path, options: "Sequence[str]" = ()) -> None:
    """Start a program when this one has ended; there is no window any more to say that it failed."""
    import logging

    from mediadesk.usecases import installed

    try:
        installed.start([str(file), *options])
    except MediaDeskError as error:
        logging.getLogger(__name__).warning("not started: %s", error.params.get("detail"))


def install_package(prepared: "Prepared", options: "Sequence[str]") -> None:
    """Have the system ask for an administrator and install a package; then start what is there.

    That is the new version, or this one where nobody knew the password.
    """
    import shlex

    from mediadesk.usecases import installed

    asks = installed.asks_administrator(prepared.file)
    again = [str(prepared.here.program()), *options]
    start_file(Path("/bin/sh"), ("-c", f"{shlex.join(asks)}; exec {shlex.join(again)}"))


def apt_line(package: Path, *, is_older: bool = False) -> str:
    """Write the command by which an administrator installs a package."""
    older = "--allow-downgrades " if is_older else ""
    return f'sudo apt install {older}"{package}"'


def tell_package(messages: "Messages", way: "WayBack") -> None:
    """Say how the older version comes onto the computer where the program cannot do it itself."""
    tr = messages.tr
    if way.package is not None:
        command = apt_line(way.package, is_older=True)
        words = N_("An administrator installs it with: %(command)s")
        detail = tr.text(words, command=command)
    else:
        detail = tr.text(N_("Take it from the stick it came on."))
    messages.info(tr.text(N_("Now install version %(version)s"), version=way.version), detail)
