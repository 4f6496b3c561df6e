"""The program at its gate, as the tests of the window have it."""

from tests.ui.conftest import _nothing_stays_open, centre, open_window, program

__all__ = ["_nothing_stays_open", "centre", "open_window", "program"]
