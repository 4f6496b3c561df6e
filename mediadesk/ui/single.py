"""One program for a centre: a second start brings the first window to the front."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

__all__ = ["is_running", "listen", "socket_name"]

_ASK_MS = 300


def socket_name(centre: Path) -> str:
    """Give the name under which the program of a centre's folder listens."""
    from PySide6.QtCore import QCryptographicHash

    kind = QCryptographicHash.Algorithm.Sha256
    digest = QCryptographicHash.hash(str(centre.resolve()).encode(), kind).toHex()
    return f"mediadesk-{digest.toStdString()[:16]}"


def is_running(name: str) -> bool:
    """Ask a program that may be running for this centre to come to the front."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name)
    found = socket.waitForConnected(_ASK_MS)
    socket.disconnectFromServer()
    return bool(found)


def listen(name: str, owner: QObject, called: Callable[[], None]) -> "QLocalServer":
    """Listen for a second start of the program, which wants the window to the front."""
    from PySide6.QtNetwork import QLocalServer

    server = QLocalServer(owner)
    QLocalServer.removeServer(name)
    server.listen(name)
    server.newConnection.connect(called)
    return server
