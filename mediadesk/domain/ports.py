"""What the inner layers need from the world, as protocols."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Protocol

from mediadesk.domain.types import Uid

__all__ = ["Clock", "Content", "Ids", "Progress"]


class Clock(Protocol):
    """Tells the time; the only way to it."""

    def now(self) -> datetime:
        """Give the moment, with its UTC offset."""
        ...

    def today(self) -> date:
        """Give the date in Kazakhstan (UTC+5)."""
        ...


class Ids(Protocol):
    """Makes identities of records."""

    def uid(self) -> Uid:
        """Give a new UUIDv7 of 16 bytes."""
        ...


class Content(Protocol):
    """The bytes of a file that is taken in."""

    def pieces(self) -> Iterator[bytes]:
        """Give the bytes in pieces, from the beginning; it may be asked more than once.

        WorldTrouble where the file cannot be read, Cancelled when somebody asked to stop.
        """
        ...


class Progress(Protocol):
    """Takes news of a long work and tells it to stop."""

    def step(self, done: int, total: int, what: str = "") -> None:
        """Report `done` of `total`; `what` is a message id. Raises `errors.Cancelled` when asked to stop."""
        ...
