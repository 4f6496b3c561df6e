"""What a broken zip raises, said once for everybody who reads one: backups, workbooks, Word files."""

import zlib
from lzma import LZMAError
from typing import Final
from zipfile import BadZipFile

__all__ = ["BROKEN", "BROKEN_IN_MEMORY"]

BROKEN: Final = (BadZipFile, zlib.error, LZMAError, EOFError, RuntimeError, ValueError)
"""For a zip that is none, is cut off, packed in a way nobody knows, or locked (RuntimeError)."""

BROKEN_IN_MEMORY: Final = (*BROKEN, OSError, OverflowError)
"""For the same in memory: there an OSError tells of the bytes, not of a disk; places can be beyond any."""
