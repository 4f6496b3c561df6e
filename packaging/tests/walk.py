"""The whole way of an office through the window: from a version to the next, from a stick, and back.

One walk for every way of installing: a `Machine` says what differs. All that is done is done with
mouse and keyboard, all that is expected is read off the screen or counted by a command.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

import common
from editions import NEWS, Editions
from person import Person

if TYPE_CHECKING:
    from hands import Hands

CASES = 10_000
_LONG_S = 900.0


class Machine(Protocol):
    """A computer with this version installed and a centre of many cases in its usual folder."""

    kind: str
    release: str
    """A file of the release on the stick, as the program sees it."""
    ready: str
    """What is said when nothing but installing is left."""

    def start(self) -> subprocess.Popen[bytes] | subprocess.Popen[str]:
        """Start the program as a double click does."""

    def version(self) -> str:
        """Give the version in use."""

    def cases(self) -> int:
        """Check the centre and count its cases."""

    def forward(self, person: Person) -> None:
        """Do what is left until the next version shows its window."""

    def back(self, person: Person) -> None:
        """Do what is left until the version before shows its window."""

    def replaced(self) -> int:
        """Count the files of centres that were put aside."""


class Walk:
    """Goes there and back; a line for each step."""

    def __init__(self, machine: Machine, hands: Hands, editions: Editions) -> None:
        """Take the computer, somebody to sit before it, and the versions."""
        self.machine, self.hands, self.editions = machine, hands, editions
        self.person = Person(hands)

    def all(self) -> Iterator[str]:
        """Do it all."""
        for step in (self.there, self.new_version, self.back):
            yield f"{self.machine.kind}: {step()}"

    def shot(self, name: str) -> None:
        """Keep a picture for looking at."""
        self.person.shot(f"{self.machine.kind}-{name}")

    def there(self) -> str:
        """Open the centre, choose the stick, see what is new, back up, install."""
        hands, person = self.hands, self.person
        self.machine.start()
        person.unlock()
        person.program_tab()
        person.choose_update(self.machine.release)
        hands.wait(NEWS)
        self.shot("update")
        hands.key("Return")
        begun = time.monotonic()
        hands.wait(self.machine.ready, _LONG_S)
        self.shot("ready")
        took = time.monotonic() - begun
        hands.key("Return")
        self.machine.forward(person)
        return (
            f"signature and sums checked; backup of {CASES} cases made and proven in {took:.0f} s"
        )

    def new_version(self) -> str:
        """Unlock in the next version: the file is migrated, what is new is told; a case is added."""
        begun = time.monotonic()
        self.person.unlock()
        self.hands.wait("Что нового", _LONG_S)
        self.hands.wait(NEWS)
        self.shot("news")
        took = time.monotonic() - begun
        self.hands.key("Return")
        self.hands.wait_gone(NEWS)
        self.person.register_appeal()
        self.person.leave()
        expect(self.machine.version() == self.editions.after, f"in use: {self.machine.version()}")
        count = self.machine.cases()
        expect(count == CASES + 1, f"{count} cases after the update")
        return (
            f"{self.editions.after} opened, migrated and told its news {took:.0f} s after the "
            f"passphrase was asked for; all {CASES} cases are there, one was added"
        )

    def back(self) -> str:
        """Go back with the backup, losing what came after it."""
        hands, person = self.hands, self.person
        self.machine.start()
        person.unlock()
        person.program_tab()
        person.ask_back()
        hands.wait("новых дел 1")
        self.shot("back")
        person.agree_to_go_back()
        begun = time.monotonic()
        self.machine.back(person)
        person.unlock()
        hands.wait("Календарь", _LONG_S)
        took = time.monotonic() - begun
        person.leave()
        expect(self.machine.version() == self.editions.this, f"in use: {self.machine.version()}")
        count = self.machine.cases()
        expect(count == CASES, f"{count} cases after going back")
        expect(self.machine.replaced() == 1, "the newer file was not kept beside")
        return (
            f"back to {self.editions.this} with its backup in {took:.0f} s: the {CASES} cases, "
            "the newer file kept beside; the loss of one case was told before"
        )


def expect(holds: object, words: str) -> None:
    """BuildFault where something does not hold."""
    if not holds:
        raise common.BuildFault(words)
