"""How a command ended, for scripts."""

from enum import IntEnum

__all__ = ["Status"]


class Status(IntEnum):
    """Exit status of a command (a contract)."""

    DONE = 0
    LOOK = 1
    MISTAKE = 2
    WORLD = 3
    BUG = 4
