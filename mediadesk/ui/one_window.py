"""One window for a centre: a second start calls the first one over a local socket, no network.

The only module that may use the network part of Qt; a test holds it to local sockets.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

__all__ = ["is_running", "listen", "socket_name"]

_ASK_MS = 300


def socket_name(centre: Path) -> str:
    """Give the name under which the program of a centre is called on this computer."""
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


def listen(name: str, owner: QObject, come: Callable[[], None]) -> "QLocalServer":
    """Listen for a second start of the program, which wants this window to the front."""
    from PySide6.QtNetwork import QLocalServer

    server = QLocalServer(owner)
    server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
    QLocalServer.removeServer(name)
    server.listen(name)
    server.newConnection.connect(come)
    return server
