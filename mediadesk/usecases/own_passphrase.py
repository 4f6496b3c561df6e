"""Whether a passphrase is that of the person who sits here, asked again before what weighs much."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mediadesk.usecases.base import Base

__all__ = ["prove_own"]


def prove_own(desk: Base, passphrase: str) -> None:
    """Make sure that it is; WorldTrouble(WRONG_PASSPHRASE), and more waiting after each wrong one."""
    from mediadesk.db import keys, tries

    tries.begin(desk.centre, desk.user.mark, desk.clock.now())
    keys.read(desk.centre).unlock(passphrase, "passphrase", desk.user.mark)
    tries.forget(desk.centre, desk.user.mark)
