"""One window for a centre: a second start brings the first window forward and hands it its file.

By a local socket, no network. The only module that may use the network part of Qt; a test holds it
to local sockets.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

__all__ = ["Listener", "call", "socket_name"]

_ASK_MS = 300
_LONGEST = 32_768


def socket_name(centre: Path) -> str:
    """Name the socket of a centre: the same for every start of the program with its folder."""
    from PySide6.QtCore import QCryptographicHash

    kind = QCryptographicHash.Algorithm.Sha256
    digest = QCryptographicHash.hash(str(centre.resolve()).encode(), kind).toHex()
    return f"mediadesk-{digest.toStdString()[:16]}"


def call(name: str, file: str = "") -> bool:
    """Ask a program that may be running to come to the front and open a file; did it hear?"""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name)
    found = bool(socket.waitForConnected(_ASK_MS))
    if found:
        socket.write(QByteArray(file.encode("utf-8") + b"\n"))
        socket.waitForBytesWritten(_ASK_MS)
    socket.disconnectFromServer()
    return found


class Listener(QObject):
    """Listens for second starts of the program of the same person."""

    called = Signal(str)

    def __init__(self, name: str, parent: QObject) -> None:
        """Begin to listen; a socket that a dead program left is taken over."""
        from PySide6.QtNetwork import QLocalServer

        super().__init__(parent)
        self.server: QLocalServer = QLocalServer(self)
        self.server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(name)
        self.server.listen(name)
        self.server.newConnection.connect(self._come)

    def _come(self) -> None:
        while (socket := self.server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)
            self._read(socket)

    def _read(self, socket: "QLocalSocket") -> None:
        if socket.canReadLine():
            line = bytes(socket.readLine(_LONGEST).data())
            self.called.emit(line.decode("utf-8", errors="replace").strip())
