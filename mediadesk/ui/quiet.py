"""Keeps Qt from leaving traces: folders that were visited, and words on the standard error."""

import logging
import os
import sys
from typing import Any

from PySide6.QtCore import QSettings, QtMsgType, qInstallMessageHandler

__all__ = ["install"]

_LOG = logging.getLogger(__name__)
_LEVELS = {
    QtMsgType.QtWarningMsg: logging.INFO,
    QtMsgType.QtCriticalMsg: logging.WARNING,
    QtMsgType.QtFatalMsg: logging.ERROR,
}


def install() -> None:
    """Be quiet from now on; called once, before the first window."""
    qInstallMessageHandler(_told)
    if sys.platform != "win32":  # Windows keeps it in the registry, where no path leads away
        QSettings.setPath(
            QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull
        )  # the dialogs of files would keep the folders that were visited


def _told(kind: QtMsgType, where: Any, _words: str) -> None:
    """Note that Qt said something, never what: it can name files."""
    if kind in _LEVELS:
        _LOG.log(_LEVELS[kind], "qt: %s", where.category or "default")
